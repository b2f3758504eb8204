//! Words out of photos and file names, made fit to be shown, and small pieces of sentences.

use super::super::texts::Texts;
use crate::error::Error;
use crate::item::{Fact, Value};
use crate::note::Note;
use crate::plain;

/// A file's name: control and direction characters escaped, shortened in the middle to `most` characters.
pub fn name(untrusted: &str, most: usize) -> String {
    let plain = plain::text(untrusted);
    let count = plain.chars().count();
    if count <= most {
        return plain;
    }
    let keep = most.saturating_sub(1) / 2;
    let head: String = plain.chars().take(keep).collect();
    let tail: String = plain.chars().skip(count - keep).collect();
    format!("{head}…{tail}")
}

/// Why there is no copy, and what to do, in the language of the window; what only the core can say follows in its own words.
pub fn reason(texts: &Texts, error: &Error) -> String {
    texts.get(&format!("error-{}", error.code()))
}

/// What the core says about the file itself.
pub fn detail(error: &Error) -> String {
    short(&error.to_string(), 300)
}

/// A warning in the language of the window; one that has no text of its own is shown as the core says it.
pub fn warning(texts: &Texts, warning: &str) -> String {
    match Note::code_of(warning) {
        Some(code) => texts.get(&format!("warning-{code}")),
        None => short(warning, 300),
    }
}

/// Text out of a photo on one line, escaped, at most so many characters.
pub fn short(untrusted: &str, most: usize) -> String {
    let plain = plain::text(untrusted);
    match plain.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", plain.get(..end).unwrap_or_default()),
        None => plain,
    }
}

/// What one fact is and says.
pub fn fact(texts: &Texts, fact: &Fact) -> String {
    let said = value(texts, &fact.value);
    match fact.label {
        "text" => said,
        label => format!("{}: {said}", texts.get(&format!("fact-{label}"))),
    }
}

/// A value in the language of the window.
pub fn value(texts: &Texts, value: &Value) -> String {
    match value {
        Value::Text(text) => short(text, 400),
        Value::Count(count) => texts.number(*count),
        Value::Position { latitude, longitude, near, .. } => {
            let numbers = format!("{latitude:.4}, {longitude:.4}").replace('-', "−");
            match near {
                Some(town) => format!("{numbers}, {}", texts.with("says-near", &[("town", town.clone().into())])),
                None => numbers,
            }
        }
        Value::Time { year, month, day, clock, .. } => {
            texts.date(*year, *month, *day, clock.map(|(hour, minute, _)| (hour, minute)))
        }
    }
}

/// "+02:00" of minutes east of Greenwich.
pub fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
