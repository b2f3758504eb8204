//! Bytes of unknown origin as short, readable words.

/// The longest text that an item says, in characters.
pub const LONGEST: usize = 200;
/// The most bytes of a text that are looked at.
const LOOKED_AT: usize = 4096;

/// On one line, without padding, at most [`LONGEST`] characters.
pub fn short(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace().take(LONGEST) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    match words.char_indices().nth(LONGEST - 1) {
        Some((end, _)) if end + 1 < words.len() => {
            words.truncate(end);
            words.push('…');
            words
        }
        _ => words,
    }
}

/// The beginning of a text, as much of it as is looked at.
pub fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT)]
}

/// Text in UTF-8 or, where it is not, in Latin-1, up to its first NUL; `None` for nothing but blanks.
pub fn text(bytes: &[u8]) -> Option<String> {
    let until_nul = bytes.split(|&b| b == 0).next().unwrap_or_default();
    let cut = &until_nul[..until_nul.len().min(LOOKED_AT)];
    let decoded = match std::str::from_utf8(cut) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(cut).trim_end_matches('\u{fffd}').to_owned()
        }
        Err(_) => cut.iter().copied().map(char::from).collect(),
    };
    some(&decoded)
}

/// Text in UTF-16, up to its first NUL.
pub fn utf16(bytes: &[u8], little: bool) -> Option<String> {
    let unit = |pair: &[u8]| match *pair {
        [a, b] if little => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        _ => 0,
    };
    let units = bytes.chunks_exact(2).take(LOOKED_AT).map(unit).take_while(|&u| u != 0);
    some(&char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect::<String>())
}

/// The text on one line; `None` if nothing can be seen in it.
pub fn some(text: &str) -> Option<String> {
    let visible = text.chars().any(|c| !c.is_whitespace() && !c.is_control());
    visible.then(|| short(text))
}

/// The bytes in hexadecimal; `None` where all are zero.
pub fn hex(bytes: &[u8]) -> Option<String> {
    bytes.iter().any(|&b| b != 0).then(|| bytes.iter().take(32).map(|b| format!("{b:02x}")).collect())
}

/// A date as "2022-07-08 23:12:05 …" from "2022:07:08 23:12:05 …", "2022-07-08T23:12:05…" or "20220708…"; `None` for what is no date,
/// and for the zeros and blanks of a clock that was never set.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.bytes().take(4).filter(u8::is_ascii_digit).count();
    if digits < 4 || !text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        return None;
    }
    let is_mark = |i: usize| matches!(text.as_bytes().get(i), Some(b':' | b'-' | b'/' | b'.'));
    if !is_mark(4) {
        return (text.len() >= 8 && text.bytes().take(8).all(|b| b.is_ascii_digit())).then(|| compact(text));
    }
    let day = text.get(..10).filter(|_| is_mark(7));
    let Some(day) = day else { return Some(text.replacen(':', "-", 1)) };
    let rest = text.get(10..).unwrap_or_default().trim_start_matches(['T', ' ']);
    let day = day.replace([':', '/', '.'], "-");
    Some(if rest.is_empty() { day } else { short(&format!("{day} {rest}")) })
}

fn compact(text: &str) -> String {
    let (year, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    let (month, rest) = rest.split_at_checked(2).unwrap_or((rest, ""));
    let (day, rest) = rest.split_at_checked(2).unwrap_or((rest, ""));
    let rest = rest.trim_start_matches(['T', ' ', '_']);
    short(&format!("{year}-{month}-{day} {rest}"))
}

/// Seconds since 1970 as "2022-07-08 21:12 UTC".
pub fn utc(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days are counted from 1 March of year 0, so that the leap day is a year's last.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + 400 * era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC", rest / 3600, rest % 3600 / 60, rest % 60)
}

/// "1 field", "3 fields".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_at_a_character() {
        let said = short(&"ä".repeat(1000));
        assert_eq!(said.chars().count(), LONGEST);
        assert!(said.ends_with('…'));
        assert_eq!(short(&"b".repeat(LONGEST)).len(), LONGEST);
    }

    #[test]
    fn text_is_utf8_or_latin1() {
        assert_eq!(text("Jörg\0rest".as_bytes()).as_deref(), Some("Jörg"));
        assert_eq!(text(b"J\xf6rg").as_deref(), Some("Jörg"));
        assert_eq!(text(b" \0\0"), None);
        assert_eq!(utf16(b"A\0b\0\0\0c\0", true).as_deref(), Some("Ab"));
    }

    #[test]
    fn seconds_become_dates() {
        assert_eq!(utc(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(utc(951_782_399), "2000-02-28 23:59:59 UTC");
        assert_eq!(utc(1_709_164_800), "2024-02-29 00:00:00 UTC");
    }

    #[test]
    fn dates_are_written_one_way() {
        assert_eq!(date("2022:07:08 23:12:05").as_deref(), Some("2022-07-08 23:12:05"));
        assert_eq!(date("2022-07-08T23:12:05+02:00").as_deref(), Some("2022-07-08 23:12:05+02:00"));
        assert_eq!(date("20220708").as_deref(), Some("2022-07-08"));
        assert_eq!(date("2022-07").as_deref(), Some("2022-07"));
        for none in ["", "0000:00:00 00:00:00", "    :  :     :  :  ", "noon", "2022", "20220708x".get(..5).unwrap()] {
            assert_eq!(date(none), None, "{none}");
        }
    }
}
