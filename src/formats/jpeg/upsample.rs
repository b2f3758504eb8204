//! Lines of a component at the resolution of the picture, as the common library makes them: triangle filters for halves.

/// How many samples a component has for the picture's, across and down: `h` of `of_h`, `v` of `of_v`.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    pub h: usize,
    pub of_h: usize,
    pub v: usize,
    pub of_v: usize,
}

/// How lines are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Same,
    /// Half as many samples across.
    Across,
    /// Half as many lines.
    Down,
    Both,
    /// The nearest sample.
    Nearest,
}

impl Ratio {
    /// For a component `width` samples wide.
    pub fn method(self, width: usize) -> Method {
        let (same_h, same_v) = (self.h == self.of_h, self.v == self.of_v);
        let (half_h, half_v) = (self.h * 2 == self.of_h && width > 2, self.v * 2 == self.of_v);
        match (same_h, half_h, same_v, half_v) {
            (true, _, true, _) => Method::Same,
            (_, true, true, _) => Method::Across,
            (true, _, _, true) => Method::Down,
            (_, true, _, true) => Method::Both,
            _ => Method::Nearest,
        }
    }
}

/// Scratch for one line.
#[derive(Default)]
pub struct Upsampler {
    sums: Vec<u16>,
}

impl Upsampler {
    /// Half as many samples across: three parts of the nearer, one of the other.
    pub fn across(&mut self, line: &[u8], out: &mut [u8]) {
        for (sum, &sample) in self.sums(line.len()).iter_mut().zip(line) {
            *sum = sample.into();
        }
        self.widen::<2, 1, 2>(out);
    }

    /// Both: `near` is the line that the new one lies in, `far` the other one beside it.
    pub fn both(&mut self, near: &[u8], far: &[u8], out: &mut [u8]) {
        for (sum, (&near, &far)) in self.sums(near.len()).iter_mut().zip(near.iter().zip(far)) {
            *sum = 3 * u16::from(near) + u16::from(far);
        }
        self.widen::<4, 8, 7>(out);
    }

    /// Room for `length` sums, and for one before and one behind them.
    fn sums(&mut self, length: usize) -> &mut [u16] {
        self.sums.resize(length + 2, 0);
        &mut self.sums[1..=length]
    }

    /// Two samples from each sum; `SHIFT` divides, `LEFT` and `RIGHT` round.
    fn widen<const SHIFT: u16, const LEFT: u16, const RIGHT: u16>(&mut self, out: &mut [u8]) {
        // The line goes on beyond its ends as it ends.
        if let [before, first, .., last, behind] = &mut self.sums[..] {
            (*before, *behind) = (*first, *last);
        }
        let (pairs, odd) = out.as_chunks_mut::<2>();
        let sums = self.sums.iter().zip(self.sums.iter().skip(1)).zip(self.sums.iter().skip(2));
        let mut weighed = sums.map(|((&before, &here), &behind)| {
            [((3 * here + before + LEFT) >> SHIFT) as u8, ((3 * here + behind + RIGHT) >> SHIFT) as u8]
        });
        for (pair, weighed) in pairs.iter_mut().zip(weighed.clone()) {
            *pair = weighed;
        }
        if let (Some(out), Some([left, _])) = (odd.first_mut(), weighed.next_back()) {
            *out = left;
        }
    }
}

/// Half as many lines; `upper`: the new line is the upper one of the two in `near`.
pub fn down(near: &[u8], far: &[u8], upper: bool, out: &mut [u8]) {
    let round = if upper { 1 } else { 2 };
    for (out, (&near, &far)) in out.iter_mut().zip(near.iter().zip(far)) {
        *out = ((3 * u16::from(near) + u16::from(far) + round) >> 2) as u8;
    }
}

/// Any ratio.
pub fn nearest(line: &[u8], ratio: Ratio, out: &mut [u8]) {
    for (x, out) in out.iter_mut().enumerate() {
        *out = line.get(x * ratio.h / ratio.of_h).or(line.last()).copied().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_filtered_and_ends_repeated() {
        let mut out = [0; 5];
        Upsampler::default().across(&[0, 100, 200], &mut out);
        assert_eq!(out, [0, 25, 75, 125, 175]);
        let mut out = [0; 6];
        Upsampler::default().both(&[0, 100, 200], &[40, 140, 240], &mut out);
        assert_eq!(out, [10, 35, 85, 135, 185, 210]);
        let mut out = [0; 2];
        down(&[10, 10], &[13, 13], true, &mut out);
        assert_eq!(out, [11, 11]);
    }

    #[test]
    fn the_method_follows_the_ratio() {
        let of = |h, of_h, v, of_v| Ratio { h, of_h, v, of_v }.method(9);
        assert_eq!([of(1, 1, 1, 1), of(1, 2, 1, 1), of(1, 1, 1, 2)], [Method::Same, Method::Across, Method::Down]);
        assert_eq!([of(1, 2, 1, 2), of(2, 4, 2, 4), of(1, 4, 1, 1)], [Method::Both, Method::Both, Method::Nearest]);
        let mut out = [0; 5];
        nearest(&[7, 8], Ratio { h: 2, of_h: 3, v: 1, of_v: 1 }, &mut out);
        assert_eq!(out, [7, 7, 8, 8, 8]);
    }
}
