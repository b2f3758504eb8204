//! Facts out of one block, gathered into one item a kind.

use crate::item::{Fact, Item, Kind, Value, labels};
use crate::metadata::{towns, words};

/// The most texts that one item names; more are only counted in its bytes.
const MOST: usize = 24;

/// One thing that is said, in English and apart from it. A plain text is a fact of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    text: String,
    fact: Fact,
}

impl Said {
    /// A sentence with the fact in it.
    pub fn new(text: impl Into<String>, fact: Fact) -> Self {
        Self { text: text.into(), fact }
    }

    /// The name of a field and its value. A name without a label is a part of the text.
    pub fn named(name: &str, value: &str) -> Self {
        let text = format!("{name} {value}").trim().to_owned();
        match labels::of_name(name) {
            Some(label) => Self::new(text, Fact::text(label, value)),
            None => Self::from(text),
        }
    }

    /// A value that is said without a name.
    pub fn bare(label: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::new(value.clone(), Fact::text(label, value))
    }

    /// "3 other fields".
    pub fn counted(label: &'static str, count: usize, noun: &str) -> Self {
        Self::new(words::counted(count, noun), Fact::count(label, count))
    }

    /// A place in degrees with its nearest town.
    pub fn position(latitude: f64, longitude: f64, within_m: Option<f64>) -> Self {
        let near = towns::nearest(latitude, longitude);
        let text = towns::told(latitude, longitude, near.as_deref());
        Self::new(text, Fact::new("position", Value::Position { latitude, longitude, near, within_m }))
    }

    /// A latitude or a longitude alone.
    pub fn half(label: &'static str, degrees: f64) -> Self {
        let degrees = format!("{degrees:.4}");
        Self::new(format!("{label} {degrees}"), Fact::text(label, degrees))
    }

    /// The same fact under another label and with words before it.
    pub fn as_other(self, label: &'static str, before: &str) -> Self {
        Self::new(format!("{before}{}", self.text), Fact::new(label, self.fact.value))
    }

    /// Its parts.
    pub fn parts(self) -> (String, Fact) {
        (self.text, self.fact)
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        let fact = Fact::sentence(&text);
        Self { text, fact }
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// What is known of one kind.
struct Group {
    kind: Kind,
    bytes: usize,
    texts: Vec<String>,
    facts: Vec<Fact>,
}

/// Facts in the order in which they are found; equal texts are said once.
pub struct Facts {
    place: String,
    groups: Vec<Group>,
}

impl Facts {
    /// Nothing known yet about the block at `place`.
    pub fn new(place: &str) -> Self {
        Self { place: place.to_owned(), groups: Vec::new() }
    }

    /// One more fact: its kind, its size and what it says.
    pub fn add(&mut self, kind: Kind, bytes: usize, said: impl Into<Said>) {
        let (text, mut fact) = said.into().parts();
        let group = match self.groups.iter().position(|group| group.kind == kind) {
            Some(known) => self.groups.get_mut(known),
            None => {
                self.groups.push(Group { kind, bytes: 0, texts: Vec::new(), facts: Vec::new() });
                self.groups.last_mut()
            }
        };
        let Some(group) = group else { return };
        group.bytes = group.bytes.saturating_add(bytes);
        if group.texts.len() < MOST && !text.is_empty() && !group.texts.contains(&text) {
            if let (Kind::Time, Value::Text(text)) = (kind, &fact.value) {
                fact = Fact::time(fact.label, text);
            }
            group.texts.push(text);
            if !group.facts.contains(&fact) {
                group.facts.push(fact);
            }
        }
    }

    /// Whether a fact of this kind is known.
    pub fn has(&self, kind: Kind) -> bool {
        self.groups.iter().any(|group| group.kind == kind)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// One item a kind.
    pub fn into_items(self) -> Vec<Item> {
        let place = self.place;
        let item = |Group { kind, bytes, texts, facts }| {
            let item = Item::new(kind, place.clone(), bytes);
            if texts.is_empty() { item } else { item.telling(words::short(&texts.join("; ")), facts) }
        };
        self.groups.into_iter().map(item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_a_kind_become_one_item() {
        let mut facts = Facts::new("here");
        facts.add(Kind::Time, 20, Said::named("changed", "2023-01-02"));
        facts.add(Kind::Device, 5, Said::named("make", "X"));
        facts.add(Kind::Time, 20, Said::named("taken", "2022-07-08 23:12:05 +02:00"));
        facts.add(Kind::Time, 20, Said::named("changed", "2023-01-02"));
        let items = facts.into_items();
        assert_eq!(items.len(), 2);
        assert_eq!((items[0].kind, items[0].bytes), (Kind::Time, 60));
        assert_eq!(items[0].says.as_deref(), Some("changed 2023-01-02; taken 2022-07-08 23:12:05 +02:00"));
        assert_eq!(items[1], Item::new(Kind::Device, "here", 5).telling("make X", vec![Fact::text("make", "X")]));
    }

    #[test]
    fn when_it_was_taken_comes_first_and_apart_from_words() {
        let mut facts = Facts::new("here");
        facts.add(Kind::Time, 20, Said::named("changed", "2023-01-02"));
        facts.add(Kind::Time, 20, Said::named("taken", "2022-07-08 23:12:05 +02:00"));
        let taken = Value::Time { year: 2022, month: 7, day: 8, clock: Some((23, 12, 5)), offset_minutes: Some(120) };
        assert_eq!(facts.into_items()[0].facts[0], Fact::new("taken", taken));
    }

    #[test]
    fn what_has_no_label_is_text() {
        let (text, fact) = Said::named("zodiac sign", "lion").parts();
        assert_eq!((text.as_str(), fact), ("zodiac sign lion", Fact::text("text", "zodiac sign lion")));
        assert_eq!(Said::from("a video").parts().1.label, "video");
    }

    #[test]
    fn a_place_is_told_with_its_town() {
        let (text, fact) = Said::position(43.4516, -80.4925, Some(8.0)).parts();
        assert_eq!(text, towns::place(43.4516, -80.4925));
        let near = Some("Kitchener, Canada".to_owned());
        let value = Value::Position { latitude: 43.4516, longitude: -80.4925, near, within_m: Some(8.0) };
        assert_eq!(fact, Fact::new("position", value));
    }
}
