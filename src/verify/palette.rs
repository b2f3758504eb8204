//! The one order of a palette, so that its order cannot be a message.

/// Whether `numbers`, in the order in which pixels first show them, count up from 0, and no two of their colours are the same.
pub fn in_order<C: Ord>(numbers: impl IntoIterator<Item = u8>, colours: impl IntoIterator<Item = C>) -> bool {
    let mut colours: Vec<C> = colours.into_iter().collect();
    colours.sort_unstable();
    let different = colours.windows(2).all(|pair| pair.first() != pair.last());
    different && numbers.into_iter().map(usize::from).eq(0..colours.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_order_is_in_order() {
        assert!(in_order([], [] as [[u8; 3]; 0]));
        assert!(in_order([0, 1], [[9; 3], [5; 3]]));
        assert!(!in_order([1, 0], [[9; 3], [5; 3]]));
        assert!(!in_order([0, 2], [[9; 3], [5; 3]]), "one is left out");
        assert!(!in_order([0, 1], [[9; 3], [9; 3]]), "pixels could choose between two of one colour");
    }
}
