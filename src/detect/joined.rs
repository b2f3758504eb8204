//! Boxes of one category that lie in each other become one: a person is shown each bed once, also where several frames show it.

use crate::region::Region;

/// The part of a box that lies in a larger one from which on the two are one.
const INSIDE: f64 = 0.8;

/// The same regions, the largest first, each that lies in another one joined with it; all that was covered stays covered.
pub fn joined(mut regions: Vec<Region>) -> Vec<Region> {
    let mut kept: Vec<Region> = Vec::new();
    loop {
        let before = regions.len();
        regions.sort_by(|a, b| b.area().total_cmp(&a.area()));
        for region in regions.drain(..) {
            let is_inside = |large: &&mut Region| {
                large.shared(region).is_some_and(|shared| shared.area() >= INSIDE * region.area())
            };
            match kept.iter_mut().find(is_inside) {
                Some(large) => *large = large.around(region),
                None => kept.push(region),
            }
        }
        // Those that grew may hold others now.
        if kept.len() == before {
            return kept;
        }
        std::mem::swap(&mut kept, &mut regions);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(x0: f64, y0: f64, x1: f64, y1: f64) -> Region {
        Region::new(x0, y0, x1, y1).unwrap()
    }

    #[test]
    fn what_lies_inside_is_joined_and_what_stands_beside_is_not() {
        let bed = region(0.1, 0.4, 0.9, 0.9);
        let pillow = region(0.2, 0.38, 0.4, 0.6);
        let (other, beside) = (region(0.0, 0.0, 0.1, 0.1), region(0.85, 0.3, 1.0, 0.9));
        let one = joined(vec![other, pillow, beside, bed]);
        assert_eq!(one, [region(0.1, 0.38, 0.9, 0.9), beside, other]);
        assert_eq!(joined(one.clone()), one);
        assert!(joined(Vec::new()).is_empty());
    }

    #[test]
    fn what_grows_takes_up_more() {
        let (large, jutting) = (region(0.0, 0.0, 0.5, 0.5), region(0.3, 0.4, 0.4, 0.52));
        // Larger than the one that juts out, and inside only when that one has been joined.
        let further = region(0.0, 0.26, 0.11, 0.58);
        let all = [large, jutting, further];
        assert!(further.area() > jutting.area() && joined(vec![large, further]).len() == 2);
        let one = joined(all.to_vec());
        assert_eq!(one, [region(0.0, 0.0, 0.5, 0.58)]);
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            assert_eq!(joined(order.map(|at| all[at]).to_vec()), one);
        }
    }
}
