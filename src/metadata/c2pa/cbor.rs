//! Just enough CBOR [RFC 8949] to find texts and the keys they stand under.

/// The deepest nesting that is followed, and the most values that are read.
const DEEPEST: usize = 24;
const MOST: usize = 20_000;

type Told<'t> = &'t mut dyn FnMut(&str, &str);

/// Calls `told` with each text and the key of the map that it stands under ("" for none).
pub fn texts(bytes: &[u8], mut told: impl FnMut(&str, &str)) {
    let mut left = MOST;
    value(bytes, "", 0, &mut left, &mut told);
}

/// Reads one value; returns what follows it.
fn value<'a>(bytes: &'a [u8], key: &str, depth: usize, left: &mut usize, told: Told<'_>) -> Option<&'a [u8]> {
    *left = left.checked_sub(1)?;
    if depth > DEEPEST {
        return None;
    }
    let (&first, rest) = bytes.split_first()?;
    let (argument, mut rest) = argument(first & 31, rest)?;
    match (first >> 5, argument) {
        (2 | 3, None) => chunks(rest),
        (2, Some(length)) => Some(rest.split_at_checked(length)?.1),
        (3, Some(length)) => {
            let (text, after) = rest.split_at_checked(length)?;
            if let Ok(text) = std::str::from_utf8(text) {
                told(key, text);
            }
            Some(after)
        }
        (4, count) => {
            for _ in 0..count.unwrap_or(usize::MAX) {
                if let Some(after) = ended(rest, count) {
                    return Some(after);
                }
                rest = value(rest, key, depth + 1, left, told)?;
            }
            Some(rest)
        }
        (5, count) => {
            for _ in 0..count.unwrap_or(usize::MAX) {
                if let Some(after) = ended(rest, count) {
                    return Some(after);
                }
                let mut name = String::new();
                let after_key = value(rest, "", depth + 1, left, &mut |_, text| name = text.to_owned())?;
                rest = value(after_key, &name, depth + 1, left, told)?;
            }
            Some(rest)
        }
        (6, _) => value(rest, key, depth + 1, left, told),
        _ => Some(rest),
    }
}

/// The argument of a head; `Some((None, …))` for a length that is not told.
fn argument(short: u8, rest: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let length = match short {
        0..=23 => return Some((Some(usize::from(short)), rest)),
        24..=27 => 1usize << (short - 24),
        31 => return Some((None, rest)),
        _ => return None,
    };
    let (digits, rest) = rest.split_at_checked(length)?;
    let number = digits.iter().try_fold(0usize, |sum, &b| sum.checked_mul(256)?.checked_add(usize::from(b)))?;
    Some((Some(number), rest))
}

/// What follows the end mark of a list of untold length, if it stands here.
fn ended(rest: &[u8], count: Option<usize>) -> Option<&[u8]> {
    if count.is_some() { None } else { rest.strip_prefix(&[0xff]) }
}

/// A text in pieces: passed over.
fn chunks(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let (&first, after) = rest.split_first()?;
        if first == 0xff {
            return Some(after);
        }
        let (length, after) = argument(first & 31, after)?;
        rest = after.split_at_checked(length?)?.1;
    }
}

#[cfg(test)]
mod tests {
    use super::texts;

    fn all(bytes: &[u8]) -> Vec<(String, String)> {
        let mut found = Vec::new();
        texts(bytes, |key, text| found.push((key.to_owned(), text.to_owned())));
        found
    }

    #[test]
    fn texts_are_found_under_their_keys() {
        let bytes = b"\xa2\x61a\x82\x61x\xc0\x61y\x61b\xbf\x61c\x61z\xff";
        let wanted = [("a", "x"), ("a", "y"), ("c", "z")].map(|(key, text)| (key.to_owned(), text.to_owned()));
        assert_eq!(all(bytes), wanted);
    }

    #[test]
    fn promised_lengths_are_not_believed() {
        assert_eq!(all(b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x61x").len(), 1);
        assert_eq!(all(b"\x7b\xff\xff\xff\xff\xff\xff\xff\xff").len(), 0);
        all(&[0x81; 100_000]);
        all(&[0x9f; 100_000]);
    }
}
