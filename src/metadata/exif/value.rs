//! Values of fields as words and numbers.

use exif::Value;

use crate::metadata::words;

/// What a value says; `None` for blanks.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::Ascii(parts) => words::text(parts.first()?),
        Value::Byte(bytes) | Value::Undefined(bytes, _) => printable(bytes).or_else(|| words::hex(bytes)),
        numbers => {
            let numbers: Vec<String> = (0..8).map_while(|i| number(numbers, i)).map(|n| format!("{n}")).collect();
            words::some(&numbers.join(" "))
        }
    }
}

/// What all texts of a value say: a copyright names the photographer, then the editor.
pub fn texts(value: &Value) -> Option<String> {
    let Value::Ascii(parts) = value else { return text(value) };
    let parts: Vec<String> = parts.iter().take(8).filter_map(|part| words::text(part)).collect();
    words::some(&parts.join("; "))
}

/// Text of a field that should hold letters; `None` where it holds other bytes.
fn printable(bytes: &[u8]) -> Option<String> {
    let text = words::text(bytes)?;
    text.chars().all(|c| !c.is_control() && !('\u{80}'..'\u{a0}').contains(&c)).then_some(text)
}

/// UserComment: eight bytes name the character set. [Exif 3.0 4.6.6.4]
pub fn comment(value: &Value) -> Option<String> {
    let (Value::Undefined(bytes, _) | Value::Byte(bytes)) = value else { return text(value) };
    let (set, rest) = bytes.split_at_checked(8)?;
    match set {
        b"UNICODE\0" => {
            let zeros = |odd: usize| rest.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
            words::utf16(
                rest.strip_prefix(b"\xfe\xff").or(rest.strip_prefix(b"\xff\xfe")).unwrap_or(rest),
                zeros(1) > zeros(0),
            )
        }
        b"ASCII\0\0\0" | b"\0\0\0\0\0\0\0\0" | b"JIS\0\0\0\0\0" => words::text(rest),
        _ => words::text(bytes),
    }
}

/// Fields of Windows: UTF-16, least byte first.
pub fn windows(value: &Value) -> Option<String> {
    match value {
        Value::Byte(bytes) | Value::Undefined(bytes, _) => words::utf16(bytes, true),
        other => text(other),
    }
}

/// The number at `index`; `None` where there is none, or where it is divided by zero.
pub fn number(value: &Value, index: usize) -> Option<f64> {
    let number = match value {
        Value::Byte(v) | Value::Undefined(v, _) => f64::from(*v.get(index)?),
        Value::SByte(v) => f64::from(*v.get(index)?),
        Value::Short(v) => f64::from(*v.get(index)?),
        Value::SShort(v) => f64::from(*v.get(index)?),
        Value::Long(v) => f64::from(*v.get(index)?),
        Value::SLong(v) => f64::from(*v.get(index)?),
        Value::Rational(v) => v.get(index)?.to_f64(),
        Value::SRational(v) => v.get(index)?.to_f64(),
        Value::Float(v) => f64::from(*v.get(index)?),
        Value::Double(v) => *v.get(index)?,
        Value::Ascii(parts) => {
            let text = words::text(parts.first()?)?;
            text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
                .filter_map(|n| n.parse().ok())
                .nth(index)?
        }
        Value::Unknown(..) => return None,
    };
    number.is_finite().then_some(number)
}
