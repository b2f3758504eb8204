//! Words out of photos and file names, made fit to be shown, and small pieces of sentences.

use super::super::texts::Texts;
use crate::error::Error;
use crate::item::Value;
use crate::note::{self, Note};
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

/// Why something did not work, and what to do, in the language of the window.
pub fn reason(texts: &Texts, error: &Error) -> String {
    let doing = if let Error::Io { doing, .. } = error { *doing } else { "" };
    let said = |id: String| texts.with(&id, &[("doing", doing.into())]);
    let first = said(format!("error-{}", error.code()));
    match note::detail(error) {
        Some(word) => format!("{first} {}", said(format!("error-detail-{word}"))),
        None => first,
    }
}

/// What the core says about the file itself, in its own language, where [`reason`] does not say as much.
pub fn detail(error: &Error) -> Option<String> {
    let said_by_the_texts = match error {
        Error::UnsupportedFormat { .. } | Error::Io { .. } => {
            note::detail(error).is_some_and(|word| !matches!(word, "other" | "other-picture" | "unknown"))
        }
        Error::NoSubject { .. } | Error::Cancelled => true,
        Error::UnsupportedFeature { .. }
        | Error::TooLarge { .. }
        | Error::Damaged { .. }
        | Error::NotVerified { .. }
        | Error::Internal { .. } => false,
    };
    (!said_by_the_texts).then(|| short(&error.to_string(), 300))
}

/// A warning in the language of the window; one that has no text of its own is shown as the core says it.
pub fn warning(texts: &Texts, sentence: &str) -> String {
    let Some(note) = Note::of(sentence) else { return short(sentence, 300) };
    let number = |at: usize| note.numbers.get(at).copied().unwrap_or(0);
    let what = short(note.what.as_deref().unwrap_or_default(), 60);
    let values = [("what", what.into()), ("looked", number(0).into()), ("count", number(1).into())];
    texts.with(&format!("warning-{}", note.code), &values)
}

/// Text out of a photo on one line, escaped, at most so many characters.
pub fn short(untrusted: &str, most: usize) -> String {
    let plain = plain::text(untrusted);
    match plain.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", plain.get(..end).unwrap_or_default()),
        None => plain,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::gui::texts::Language;

    #[test]
    fn every_code_and_every_word_of_the_core_has_a_text() {
        let texts = Texts::new(Language::English);
        let warnings: Vec<_> = note::codes().map(|code| format!("warning-{code}")).collect();
        let details: Vec<_> = note::details().iter().map(|word| format!("error-detail-{word}")).collect();
        let missing: Vec<_> = warnings.iter().chain(&details).filter(|id| !texts.has(id)).collect();
        assert!(missing.is_empty() && warnings.len() > 10 && details.len() > 20, "{missing:?}");
    }

    #[test]
    fn a_refused_file_is_named_in_the_language_of_the_window() {
        let video = formats::sniff(b"\0\0\0\x18ftypisom\0\0\0\0").err().unwrap();
        let german = reason(&Texts::new(Language::German), &video);
        assert!(german.starts_with("Diese Art von Datei") && german.contains("Es ist ein Video."), "{german}");
        assert_eq!(detail(&video), None);
        let broken = Error::damaged("its header is broken");
        assert_eq!(detail(&broken).as_deref(), Some("the file is damaged: its header is broken"));
    }

    #[test]
    fn reading_and_writing_have_advice_of_their_own() {
        let texts = Texts::new(Language::English);
        let said = |doing, what: &str| reason(&texts, &Error::Io { doing, what: what.into() });
        assert!(said("reading", "the file may not be read").contains("change its permissions"));
        assert!(said("writing", "/x may not be written to").contains("Choose another folder"));
        assert!(said("copying", "odd").starts_with("The clipboard did not take it. Try again"));
        assert!(detail(&Error::Io { doing: "copying", what: "odd".into() }).is_some());
    }

    #[test]
    fn warnings_keep_their_numbers_and_names() {
        let english = Texts::new(Language::English);
        let looked = note::some_looked_at(8, 40);
        assert_eq!(warning(&english, &looked), "Only 8 of its 40 pictures were looked at.");
        assert_eq!(warning(&Texts::new(Language::German), "written as PNG"), "Die Kopie ist eine PNG-Datei.");
        assert_eq!(warning(&english, "something \u{202e}new"), short("something \u{202e}new", 300));
    }
}
