//! Which filter each row of a PNG takes, so that the choice cannot be a message. [PNG3 9]

/// Two rules leave no choice: no row has a filter, or each row has the one whose bytes, taken as numbers with a sign, have the
/// smallest sum of magnitudes.
pub struct Filters {
    none: bool,
    smallest: bool,
}

impl Filters {
    pub fn new() -> Self {
        Self { none: true, smallest: true }
    }

    /// Whether all rows so far follow one of the rules.
    pub fn follow_a_rule(&self) -> bool {
        self.none || self.smallest
    }

    /// Takes in a row without its filter; `step` is the number of bytes from one pixel to the next.
    pub fn see(&mut self, filter: u8, row: &[u8], above: &[u8], step: usize) {
        self.none &= filter == 0;
        self.smallest = self.smallest && filter == smallest(row, above, step);
    }
}

/// Filters are tried in the order up, left, average, Paeth. Of several with the same sum the last one counts, but of several with
/// a sum of zero the first.
fn smallest(row: &[u8], above: &[u8], step: usize) -> u8 {
    let up = sum(row.iter().zip(above).map(|(&now, &up)| now.wrapping_sub(up)));
    if up == 0 {
        return 2;
    }
    let (first, rest) = row.split_at(step.min(row.len()));
    let (first_above, rest_above) = above.split_at(first.len());
    let left = sum(first.iter().copied()) + sum(rest.iter().zip(row).map(|(&now, &left)| now.wrapping_sub(left)));
    if left == 0 {
        return 1;
    }
    let corners = || rest.iter().zip(row).zip(rest_above.iter().zip(above));
    let average = sum(first.iter().zip(first_above).map(|(&now, &up)| now.wrapping_sub(up / 2)))
        + sum(corners().map(|((&now, &left), (&up, _))| now.wrapping_sub((left & up) + ((left ^ up) >> 1))));
    if average == 0 {
        return 3;
    }
    let paeth = sum(first.iter().zip(first_above).map(|(&now, &up)| now.wrapping_sub(up)))
        + sum(corners().map(|((&now, &left), (&up, &corner))| now.wrapping_sub(nearest(left, up, corner))));
    let mut best = (up, 2);
    for (sum, filter) in [(left, 1), (average, 3), (paeth, 4)] {
        if sum <= best.0 {
            best = (sum, filter);
        }
    }
    best.1
}

fn sum(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.map(|byte| u64::from((byte as i8).unsigned_abs())).sum()
}

/// [PNG3 9.4], without a branch.
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let (to_left, to_up, to_corner) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    let other = if to_up <= to_corner { up } else { corner };
    if to_left <= to_up.min(to_corner) { left } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_have_one_winner() {
        assert_eq!(smallest(&[7; 9], &[7; 9], 3), 2, "the same row again");
        assert_eq!(smallest(&[0; 9], &[0; 9], 3), 2);
        assert_eq!(smallest(&[9, 9, 9], &[0; 3], 1), 4, "Paeth takes what is to the left, as the left filter does");
        assert_eq!(smallest(&[50, 75, 87], &[100; 3], 1), 3);
    }

    #[test]
    fn mixed_filters_follow_no_rule() {
        let mut filters = Filters::new();
        filters.see(0, &[1, 2], &[0, 0], 1);
        assert!(filters.follow_a_rule());
        filters.see(1, &[1, 2], &[1, 2], 1);
        assert!(!filters.follow_a_rule());
    }
}
