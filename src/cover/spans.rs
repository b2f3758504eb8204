//! Stretches of one row: sorted, separate spans `x0..x1`.

pub type Span = (u32, u32);

/// Adds a span, joining what touches.
pub fn add(spans: &mut Vec<Span>, (mut x0, mut x1): Span) {
    spans.retain(|&(a, b)| {
        let joins = a <= x1 && x0 <= b;
        if joins {
            x0 = x0.min(a);
            x1 = x1.max(b);
        }
        !joins
    });
    let at = spans.partition_point(|&(a, _)| a < x0);
    spans.insert(at, (x0, x1));
}

/// Adds a span that probably touches the one before; [`joined`] has to follow.
pub fn push(spans: &mut Vec<Span>, (x0, x1): Span) {
    match spans.last_mut() {
        Some((a, b)) if *a <= x1 && x0 <= *b => (*a, *b) = (x0.min(*a), x1.max(*b)),
        _ => spans.push((x0, x1)),
    }
}

/// Sorts spans that were pushed, and joins what touches.
pub fn joined(spans: &mut Vec<Span>) {
    if spans.len() < 2 {
        return;
    }
    spans.sort();
    spans.dedup_by(|next, last| {
        let joins = next.0 <= last.1;
        if joins {
            last.1 = last.1.max(next.1);
        }
        joins
    });
}

/// Takes away what `others` cover.
pub fn subtract(spans: &mut Vec<Span>, others: &[Span]) {
    if spans.is_empty() || others.is_empty() {
        return;
    }
    let mut left = Vec::new();
    for &(mut x0, x1) in spans.iter() {
        let first = others.partition_point(|&(_, b)| b <= x0);
        for &(a, b) in others.iter().skip(first).take_while(|&&(a, _)| a < x1) {
            if x0 < a {
                left.push((x0, a));
            }
            x0 = x0.max(b);
        }
        if x0 < x1 {
            left.push((x0, x1));
        }
    }
    *spans = left;
}

/// From the first pixel that only one of the rows has to the last one.
pub fn difference(one: &[Span], other: &[Span]) -> Option<Span> {
    // The places where covered and open pixels change, of which those at both ends are the same.
    let ends = |spans: &[Span]| -> Vec<u32> { spans.iter().flat_map(|&(a, b)| [a, b]).collect() };
    let (one, other) = (ends(one), ends(other));
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let first = one.get(same).into_iter().chain(other.get(same)).min()?;
    let same = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let last = one.iter().rev().nth(same).into_iter().chain(other.iter().rev().nth(same)).max()?;
    Some((*first, *last))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of ten pixels that a number of ten bits stands for.
    fn row(bits: u32) -> Vec<Span> {
        let mut spans = Vec::new();
        (0..10).filter(|x| bits >> x & 1 == 1).for_each(|x| add(&mut spans, (x, x + 1)));
        spans
    }

    #[test]
    fn every_pair_of_short_rows_is_right() {
        for one in (0..1024).step_by(7) {
            for other in 0..1024 {
                let mut less = row(one);
                subtract(&mut less, &row(other));
                assert_eq!(less, row(one & !other));
                let mut both = [row(one), row(other)].concat();
                joined(&mut both);
                assert_eq!(both, row(one | other));
                let differs = one ^ other;
                let bounds = (differs != 0).then(|| (differs.trailing_zeros(), 32 - differs.leading_zeros()));
                assert_eq!(difference(&row(one), &row(other)), bounds, "{one:b} {other:b}");
            }
        }
    }

    #[test]
    fn pushed_spans_are_joined_in_the_end() {
        let mut spans = Vec::new();
        for span in [(5, 9), (3, 6), (20, 22), (1, 2), (9, 12)] {
            push(&mut spans, span);
        }
        joined(&mut spans);
        assert_eq!(spans, [(1, 2), (3, 12), (20, 22)]);
    }
}
