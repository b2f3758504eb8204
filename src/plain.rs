//! Text from photos and file names, made fit to be shown: what could move a cursor, turn the writing direction or hide is escaped.

/// Control characters, characters without a width of their own, and those that turn the direction of writing round: a name or a
/// line with them is not what it seems. \[UAX #9 2; Unicode 23.2\]
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with deceptive characters as `\u{202e}`.
pub fn text(untrusted: &str) -> String {
    let mut plain = String::with_capacity(untrusted.len());
    for c in untrusted.chars() {
        if is_deceptive(c) { plain.extend(c.escape_unicode()) } else { plain.push(c) }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_deceptive_is_left() {
        assert_eq!(text("a\u{202e}b\n\u{200b}c\u{1b}[2J"), "a\\u{202e}b\\u{a}\\u{200b}c\\u{1b}[2J");
        assert_eq!(text("Zürich, 東京"), "Zürich, 東京");
    }
}
