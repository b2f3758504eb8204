//! What hidden data says, apart from the words of any language.

use super::labels::{self, LABELS};

/// One thing that an item says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// One of [`LABELS`].
    pub label: &'static str,
    pub value: Value,
}

/// The untrusted part of a fact, not yet escaped.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    /// Degrees north and east.
    Position {
        latitude: f64,
        longitude: f64,
        /// The nearest town and its country.
        near: Option<String>,
        /// How exact the device thought it was, in metres.
        within_m: Option<f64>,
    },
    /// As the clock showed it where its offset is not known.
    Time {
        year: i32,
        month: u8,
        day: u8,
        /// Hour, minute, second.
        clock: Option<(u8, u8, u8)>,
        /// From UTC, to the east.
        offset_minutes: Option<i32>,
    },
    Count(u64),
}

impl Fact {
    /// `label` is one of [`LABELS`].
    pub fn new(label: &'static str, value: Value) -> Self {
        debug_assert!(LABELS.contains(&label), "{label} is not listed");
        Self { label, value }
    }

    /// Text of its own label.
    pub fn text(label: &'static str, text: impl Into<String>) -> Self {
        Self::new(label, Value::Text(text.into()))
    }

    /// A whole sentence, by a label that says the same where there is one.
    pub fn sentence(sentence: &str) -> Self {
        Self::text(labels::of_sentence(sentence), sentence)
    }

    /// A number of parts.
    pub fn count(label: &'static str, count: usize) -> Self {
        Self::new(label, Value::Count(count as u64))
    }

    /// A date as the readers write it ("2022-07-08 23:12:05 +02:00"); a text where it is another.
    pub fn time(label: &'static str, text: &str) -> Self {
        Self::new(label, Value::time(text).unwrap_or_else(|| Value::Text(text.into())))
    }

    /// What should be said first: when and where the photo was taken.
    pub(crate) fn comes_first(&self) -> bool {
        matches!(self.label, "taken" | "position")
    }
}

impl Value {
    /// "2022-07-08", perhaps with a clock ("23:12:05.17", "23:12", "231205"), perhaps with a zone ("Z", "UTC", "+02:00", "-0500").
    pub fn time(text: &str) -> Option<Self> {
        let (day, rest) = text.trim().split_at_checked(10)?;
        let mut parts = day.split('-');
        let mut part = |digits: usize| parts.next().filter(|part| part.len() == digits).and_then(number);
        let (year, month, day) = (part(4)?, u8::try_from(part(2)?).ok()?, u8::try_from(part(2)?).ok()?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let (clock, rest) = clock(rest.trim_start()).map_or((None, rest), |(clock, rest)| (Some(clock), rest));
        let offset_minutes = offset(rest.trim());
        (clock.is_some() || rest.trim().is_empty()).then_some(Self::Time {
            year: year as i32,
            month,
            day,
            clock,
            offset_minutes,
        })
    }
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The clock at the beginning of a text, and what follows it and its fraction of a second.
fn clock(text: &str) -> Option<((u8, u8, u8), &str)> {
    let two = |text: &str| -> Option<u8> { text.get(..2).and_then(number).map(|n| n as u8) };
    let hour = two(text)?;
    let colons = text.get(2..3) == Some(":");
    let minute = two(text.get(if colons { 3 } else { 2 }..)?)?;
    let rest = text.get(if colons { 5 } else { 4 }..)?;
    let unmarked = if colons { rest.strip_prefix(':').unwrap_or("") } else { rest };
    let (second, rest) = match two(unmarked) {
        Some(second) => (second, unmarked.get(2..)?),
        None => (0, rest),
    };
    let rest = rest.strip_prefix('.').map_or(rest, |digits| digits.trim_start_matches(|c: char| c.is_ascii_digit()));
    (hour < 24 && minute < 60 && second < 61).then_some(((hour, minute, second), rest))
}

fn offset(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "UTC") {
        return Some(0);
    }
    let (sign, digits) =
        if let Some(digits) = zone.strip_prefix('+') { (1, digits) } else { (-1, zone.strip_prefix('-')?) };
    let hours = digits.get(..2).and_then(number)?;
    let minutes = digits.get(2..).map(|rest| rest.trim_start_matches(':')).filter(|rest| !rest.is_empty());
    let minutes = minutes.map_or(Some(0), number)?;
    (hours < 16 && minutes < 60).then_some(sign * (hours * 60 + minutes) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_all_spellings() {
        let time = |clock, offset_minutes| Some(Value::Time { year: 2022, month: 7, day: 8, clock, offset_minutes });
        for (text, clock, offset) in [
            ("2022-07-08", None, None),
            ("2022-07-08 23:12", Some((23, 12, 0)), None),
            ("2022-07-08 23:12:05.17 +02:00", Some((23, 12, 5)), Some(120)),
            ("2022-07-08 23:12:05+02:00", Some((23, 12, 5)), Some(120)),
            ("2022-07-08 231205-0530", Some((23, 12, 5)), Some(-330)),
            ("2022-07-08 23:12:05Z", Some((23, 12, 5)), Some(0)),
            ("2022-07-08 21:12:05 UTC", Some((21, 12, 5)), Some(0)),
        ] {
            assert_eq!(Value::time(text), time(clock, offset), "{text}");
        }
        for text in
            ["2022-07", "2022-13-08", "2022-07-00", "noon", "", "2022-07-08 noon", "2022-07-08 99:00", "äöü2-07-08"]
        {
            assert_eq!(Value::time(text), None, "{text}");
        }
    }
}
