//! What facts say, as short lines in the language of the window.

use super::super::texts::Texts;
use super::words;
use crate::item::{Fact, Value, labels};

/// Longest value shown before the details, in characters.
const MOST: usize = 90;

/// What one fact is and says, for the details.
pub fn whole(texts: &Texts, fact: &Fact) -> String {
    let said = words::value(texts, &fact.value);
    match fact.label {
        "text" => said,
        label if is_sentence(fact) => name(texts, label),
        label => texts.with("fact-said", &[("label", name(texts, label).into()), ("value", said.into())]),
    }
}

/// The facts of a group, each once: make and model first and together, the others with what they are where they do not
/// say it themselves.
pub fn lines<'a>(texts: &Texts, facts: impl Iterator<Item = &'a Fact>) -> Vec<String> {
    let (named, others): (Vec<&Fact>, Vec<&Fact>) = facts.partition(|fact| matches!(fact.label, "make" | "model"));
    let mut known: Vec<String> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    if let Some(device) = device(texts, &named) {
        known.push(device.clone());
        lines.push(device);
    }
    for fact in others {
        let value = short(texts, fact);
        let again = |said: &String| *said == value || (value.chars().count() > 5 && said.contains(&value));
        if !value.is_empty() && !known.iter().any(again) {
            lines.push(short_line(texts, fact, &value));
            known.push(value);
        }
    }
    lines
}

/// What kinds of facts there are, each once, the first few.
pub fn names<'a>(texts: &Texts, facts: impl Iterator<Item = &'a Fact>) -> String {
    const SAID: usize = 4;
    let mut names: Vec<String> = Vec::new();
    for fact in facts {
        let name = name(texts, fact.label);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = if names.len() > SAID { ", …" } else { "" };
    names.truncate(SAID);
    format!("{}{more}", names.join(", "))
}

/// "Pretend Phone One" of "Pretend" and "Phone One"; a model that names its make stands alone.
fn device(texts: &Texts, named: &[&Fact]) -> Option<String> {
    let of = |label| named.iter().filter(move |fact| fact.label == label).map(|fact| short(texts, fact));
    let (make, model) = (of("make").find(|make| !make.is_empty()), of("model").find(|model| !model.is_empty()));
    match (make, model) {
        (Some(make), Some(model)) => {
            let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
            Some(if first(&make) == first(&model) { model } else { format!("{make} {model}") })
        }
        (make, model) => make.or(model),
    }
}

fn short_line(texts: &Texts, fact: &Fact, value: &str) -> String {
    match fact.label {
        "text" | "artist" | "owner" | "person" | "face" | "comment" | "description" | "title" | "headline"
        | "keywords" | "software" | "made-with" | "edited-with" => value.to_owned(),
        "date" if matches!(fact.value, Value::Time { .. }) => texts.with("fact-in-name", &[("date", value.into())]),
        label if is_sentence(fact) => name(texts, label),
        label => format!("{} {value}", name(texts, label)),
    }
}

fn short(texts: &Texts, fact: &Fact) -> String {
    words::short(&words::value(texts, &fact.value), MOST)
}

fn name(texts: &Texts, label: &str) -> String {
    texts.get(&format!("fact-{label}"))
}

/// Whether the value is an English sentence that says no more than its label.
fn is_sentence(fact: &Fact) -> bool {
    matches!(&fact.value, Value::Text(text) if fact.label != "text" && labels::of_sentence(text) == fact.label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::texts::Language;
    use crate::item::LABELS;

    #[test]
    fn every_label_has_a_text() {
        let texts = Texts::new(Language::English);
        let missing: Vec<_> = LABELS.iter().filter(|label| !texts.has(&format!("fact-{label}"))).collect();
        assert!(missing.is_empty() && LABELS.len() > 100, "{missing:?}");
    }

    #[test]
    fn a_device_is_said_by_its_name_and_then_by_its_numbers() {
        let facts = [
            Fact::text("lens", "Pretend 26mm f/1.8"),
            Fact::text("model", "Phone One"),
            Fact::text("make", "Pretend"),
            Fact::text("camera-serial", "PRACTICE-0001"),
            Fact::text("serial", "PRACTICE-0001"),
        ];
        let english = lines(&Texts::new(Language::English), facts.iter());
        assert_eq!(english, ["Pretend Phone One", "lens Pretend 26mm f/1.8", "camera serial number PRACTICE-0001"]);
        let german = lines(&Texts::new(Language::German), facts.iter());
        assert_eq!(german.last().map(String::as_str), Some("Seriennummer der Kamera PRACTICE-0001"));
    }

    #[test]
    fn a_model_that_names_its_make_stands_alone() {
        let texts = Texts::new(Language::English);
        let said = |make, model| lines(&texts, [Fact::text("make", make), Fact::text("model", model)].iter());
        assert_eq!(said("NIKON CORPORATION", "Nikon D750"), ["Nikon D750"]);
        assert_eq!(said("Google", ""), ["Google"]);
    }

    #[test]
    fn names_of_files_and_programs_read_as_words() {
        let facts = [Fact::time("date", "2024-07-09 22:31"), Fact::sentence("it is a screenshot")];
        let said = lines(&Texts::new(Language::English), facts.iter());
        assert_eq!(said[0].replace('\u{a0}', " "), "the date 9 Jul 2024, 22:31");
        assert_eq!(said[1], "screenshot");
        let program = [Fact::text("software", "Pretend Editor 2.1")];
        assert_eq!(lines(&Texts::new(Language::French), program.iter()), ["Pretend Editor 2.1"]);
    }

    #[test]
    fn details_say_what_each_fact_is() {
        let french = Texts::new(Language::French);
        assert_eq!(whole(&french, &Fact::text("city", "Bern")), "ville\u{a0}: Bern");
        assert_eq!(whole(&french, &Fact::sentence("a depth map")), "carte de profondeur");
        assert_eq!(whole(&french, &Fact::sentence("as it stands")), "as it stands");
    }
}
