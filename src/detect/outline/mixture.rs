//! Mixtures of normal distributions, fitted by k-means and a few rounds of hard assignment.

/// One pixel's features.
pub type Sample<const D: usize> = [f32; D];

struct Part<const D: usize> {
    mean: Sample<D>,
    /// Inverse of the lower Cholesky factor of the covariance, row by row.
    whiten: [[f32; D]; D],
    /// Logarithm of weight over the root of the determinant.
    bias: f32,
}

pub struct Mixture<const D: usize> {
    parts: Vec<Part<D>>,
}

/// More tell no more.
const MOST_SAMPLES: usize = 3000;

const KMEANS_ROUNDS: usize = 6;

impl<const D: usize> Mixture<D> {
    /// `parts` normal distributions for `samples`, `floor` being the least variance of a feature. `None` without samples.
    pub fn fitted(samples: &[Sample<D>], parts: usize, floor: &Sample<D>) -> Option<Self> {
        let step = samples.len().div_ceil(MOST_SAMPLES).max(1);
        let samples: Vec<Sample<D>> = samples.iter().step_by(step).copied().collect();
        let samples = &samples[..];
        let mut centres = spread_centres(samples, parts)?;
        let mut labels = vec![0; samples.len()];
        for _ in 0..KMEANS_ROUNDS {
            for (label, sample) in labels.iter_mut().zip(samples) {
                *label = nearest(sample, &centres).0;
            }
            let mut sums = vec![([0.0; D], 0.0_f32); centres.len()];
            for (&label, sample) in labels.iter().zip(samples) {
                sums[label].1 += 1.0;
                for (sum, v) in sums[label].0.iter_mut().zip(sample) {
                    *sum += v;
                }
            }
            for (centre, (sum, count)) in centres.iter_mut().zip(&sums) {
                if *count > 0.0 {
                    *centre = sum.map(|v| v / count);
                }
            }
        }
        let parts = (0..centres.len()).filter_map(|at| {
            Part::of(samples.iter().zip(&labels).filter(|(_, l)| **l == at).map(|(s, _)| s), samples.len(), floor)
        });
        let parts: Vec<_> = parts.collect();
        (!parts.is_empty()).then_some(Self { parts })
    }

    /// The logarithm of the density at a sample, without the constant that all mixtures of `D` features share.
    pub fn log_density(&self, sample: &Sample<D>) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut rest = 0.0;
        for part in &self.parts {
            let log = part.log_density(sample);
            if log > best {
                rest = rest * (best - log).exp() + 1.0;
                best = log;
            } else if log > best - 12.0 {
                rest += (log - best).exp();
            }
        }
        best + rest.ln()
    }
}

impl<const D: usize> Part<D> {
    fn of<'a>(samples: impl Iterator<Item = &'a Sample<D>> + Clone, total: usize, floor: &Sample<D>) -> Option<Self> {
        let mut count = 0.0_f32;
        let mut mean = [0.0; D];
        for sample in samples.clone() {
            count += 1.0;
            for d in 0..D {
                mean[d] += sample[d];
            }
        }
        if count < 1.0 {
            return None;
        }
        mean = mean.map(|v| v / count);
        let mut covariance = [[0.0; D]; D];
        for sample in samples {
            for a in 0..D {
                for b in 0..=a {
                    covariance[a][b] += (sample[a] - mean[a]) * (sample[b] - mean[b]);
                }
            }
        }
        // A few samples say little about spread: the floor counts as some of them.
        let shrink = count / (count + 2.0 * D as f32);
        for (a, row) in covariance.iter_mut().enumerate() {
            for (b, v) in row.iter_mut().enumerate().take(a + 1) {
                *v = *v / count * if a == b { 1.0 } else { shrink };
            }
            row[a] += floor[a];
        }
        let (whiten, log_root) = inverse_factor(&covariance);
        Some(Self { mean, whiten, bias: (count / total as f32).ln() - log_root })
    }

    fn log_density(&self, sample: &Sample<D>) -> f32 {
        let mut apart = [0.0; D];
        for d in 0..D {
            apart[d] = sample[d] - self.mean[d];
        }
        let mut square = 0.0;
        for (a, row) in self.whiten.iter().enumerate() {
            let mut z = 0.0;
            for b in 0..=a {
                z += row[b] * apart[b];
            }
            square += z * z;
        }
        self.bias - 0.5 * square
    }
}

/// The inverse of the lower Cholesky factor, and the logarithm of the root of the determinant.
fn inverse_factor<const D: usize>(covariance: &[[f32; D]; D]) -> ([[f32; D]; D], f32) {
    let mut lower = [[0.0_f32; D]; D];
    let mut log_root = 0.0;
    for a in 0..D {
        for b in 0..=a {
            let sum: f32 = (0..b).map(|k| lower[a][k] * lower[b][k]).sum();
            lower[a][b] =
                if a == b { (covariance[a][a] - sum).max(1e-3).sqrt() } else { (covariance[a][b] - sum) / lower[b][b] };
        }
        log_root += lower[a][a].ln();
    }
    let mut inverse = [[0.0; D]; D];
    for column in 0..D {
        inverse[column][column] = 1.0 / lower[column][column];
        for row in column + 1..D {
            let sum: f32 = (column..row).map(|k| lower[row][k] * inverse[k][column]).sum();
            inverse[row][column] = -sum / lower[row][row];
        }
    }
    (inverse, log_root)
}

fn nearest<const D: usize>(sample: &Sample<D>, centres: &[Sample<D>]) -> (usize, f32) {
    let mut best = (0, f32::INFINITY);
    for (at, centre) in centres.iter().enumerate() {
        let distance = sample.iter().zip(centre).map(|(a, b)| (a - b) * (a - b)).sum();
        if distance < best.1 {
            best = (at, distance);
        }
    }
    best
}

/// Centres by k-means++ with a fixed draw: the sample at the middle of the summed distances, each time.
fn spread_centres<const D: usize>(samples: &[Sample<D>], parts: usize) -> Option<Vec<Sample<D>>> {
    let step = (samples.len() / 600).max(1);
    let few: Vec<_> = samples.iter().step_by(step).copied().collect();
    let mut mean = [0.0; D];
    for sample in &few {
        for d in 0..D {
            mean[d] += sample[d] / few.len() as f32;
        }
    }
    let first = few.iter().min_by(|a, b| distance(a, &mean).total_cmp(&distance(b, &mean)))?;
    let mut centres = vec![*first];
    let mut far: Vec<f32> = few.iter().map(|s| distance(s, first)).collect();
    while centres.len() < parts {
        // Sorted by distance, the one where half of the summed distance is behind: far, but no stray.
        let mut order: Vec<usize> = (0..few.len()).collect();
        order.sort_by(|&a, &b| far[a].total_cmp(&far[b]));
        let half: f32 = far.iter().sum::<f32>() * 0.5;
        if half <= 1e-3 {
            break;
        }
        let mut sum = 0.0;
        let at = order.iter().copied().find(|&at| {
            sum += far[at];
            sum >= half
        })?;
        let centre = few[at];
        centres.push(centre);
        for (far, sample) in far.iter_mut().zip(&few) {
            *far = far.min(distance(sample, &centre));
        }
    }
    Some(centres)
}

fn distance<const D: usize>(a: &Sample<D>, b: &Sample<D>) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clouds_are_told_apart_and_between_them_is_rare() {
        let cloud = |x: f32, y: f32| (0..50).map(move |i| [x + (i % 7) as f32, y + (i % 5) as f32]);
        let samples: Vec<_> = cloud(10.0, 10.0).chain(cloud(200.0, 90.0)).collect();
        let mixture = Mixture::fitted(&samples, 2, &[1.0, 1.0]).unwrap();
        let (one, other) = (mixture.log_density(&[13.0, 12.0]), mixture.log_density(&[203.0, 92.0]));
        assert!((one - other).abs() < 0.5, "{one} {other}");
        assert!(mixture.log_density(&[108.0, 52.0]) < one - 20.0);
    }

    #[test]
    fn nothing_gives_nothing_and_one_colour_a_density() {
        assert!(Mixture::<2>::fitted(&[], 3, &[1.0; 2]).is_none());
        let flat = Mixture::fitted(&[[5.0, 5.0]; 40], 3, &[1.0; 2]).unwrap();
        assert!(flat.log_density(&[5.0, 5.0]).is_finite());
        assert!(flat.log_density(&[5.0, 5.0]) > flat.log_density(&[9.0, 5.0]));
    }
}
