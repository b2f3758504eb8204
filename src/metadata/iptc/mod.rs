//! IPTC records and Photoshop image resources.

use crate::item::{Item, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::words;

mod photoshop;

pub use photoshop::{items as photoshop_items, thumbnail as photoshop_thumbnail};

/// More data sets than this are not looked at.
const MOST: usize = 2000;

/// Data sets of the application record that tell something. [IIM 4.2 chapter 6]
const KNOWN: [(u8, Kind, &str); 25] = [
    (5, Kind::Caption, "title"),
    (7, Kind::Caption, "edit status"),
    (15, Kind::Caption, "category"),
    (20, Kind::Caption, "category"),
    (22, Kind::Caption, "identifier"),
    (25, Kind::Caption, "keyword"),
    (26, Kind::Caption, "place code"),
    (27, Kind::Caption, "place"),
    (40, Kind::Caption, "instructions"),
    (65, Kind::Software, "made with"),
    (80, Kind::Person, "by"),
    (85, Kind::Person, "by-line title"),
    (90, Kind::Caption, "city"),
    (92, Kind::Caption, "place in the city"),
    (95, Kind::Caption, "state"),
    (100, Kind::Caption, "country code"),
    (101, Kind::Caption, "country"),
    (103, Kind::Caption, "job"),
    (105, Kind::Caption, "headline"),
    (110, Kind::Person, "credit"),
    (115, Kind::Person, "source"),
    (116, Kind::Person, "copyright"),
    (118, Kind::Person, "contact"),
    (120, Kind::Caption, "caption"),
    (122, Kind::Person, "caption written by"),
];

/// Dates, each with the data set of its time.
const DATES: [(u8, u8, &str); 4] =
    [(55, 60, "made"), (62, 63, "digitised"), (30, 35, "to be released"), (37, 38, "to expire")];

/// IPTC-IIM records: an item for the block, then what it says.
pub fn items(records: &[u8], place: &str) -> Vec<Item> {
    let sets = data_sets(records);
    let mut facts = Facts::new(place);
    facts.add(Kind::Iptc, records.len(), Said::counted("data-sets", sets.len(), "data set"));
    for &(record, number, value) in &sets {
        match record {
            2 => told(number, value, &sets, &mut facts),
            1 if number == 70 => time(value, find(&sets, 1, 80), "sent", &mut facts),
            _ => {}
        }
    }
    facts.into_items()
}

fn told(number: u8, value: &[u8], sets: &[Set<'_>], facts: &mut Facts) {
    if let Some((_, clock, what)) = DATES.iter().find(|date| date.0 == number) {
        time(value, find(sets, 2, *clock), what, facts);
    } else if let Some((date, _, what)) = DATES.iter().find(|date| date.1 == number) {
        if find(sets, 2, *date).is_none()
            && let Some(clock) = words::text(value).filter(|clock| clock.bytes().any(|b| (b'1'..=b'9').contains(&b)))
        {
            facts.add(Kind::Time, value.len(), format!("{what} at {clock}"));
        }
    } else if let Some((_, kind, name)) = KNOWN.iter().find(|known| known.0 == number)
        && let Some(text) = words::text(value)
    {
        facts.add(*kind, value.len(), Said::named(name, &text));
    }
}

fn time(day: &[u8], clock: Option<&[u8]>, what: &str, facts: &mut Facts) {
    let Some(day_text) = words::text(day).and_then(|day| words::date(&day)) else { return };
    let clock_text = clock.and_then(words::text).unwrap_or_default();
    facts.add(
        Kind::Time,
        day.len() + clock.map_or(0, <[u8]>::len),
        Said::named(what, format!("{day_text} {clock_text}").trim_end()),
    );
}

fn find<'a>(sets: &[Set<'a>], record: u8, number: u8) -> Option<&'a [u8]> {
    sets.iter().find(|set| set.0 == record && set.1 == number).map(|set| set.2)
}

/// Record, number, value.
type Set<'a> = (u8, u8, &'a [u8]);

/// Bytes that are no data set are passed over. [IIM 4.2 section 1.6]
fn data_sets(records: &[u8]) -> Vec<Set<'_>> {
    let mut sets = Vec::new();
    let mut rest = records;
    while sets.len() < MOST {
        let Some(mark) = rest.iter().position(|&b| b == 0x1c) else { break };
        rest = rest.get(mark + 1..).unwrap_or_default();
        if let Some((set, after)) = data_set(rest) {
            sets.push(set);
            rest = after;
        }
    }
    sets
}

fn data_set(bytes: &[u8]) -> Option<(Set<'_>, &[u8])> {
    let (&[record, number, high, low], rest) = bytes.split_first_chunk()?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    let (length, rest) = if length < 0x8000 {
        (length, rest)
    } else {
        let (digits, rest) = rest.split_at_checked((length & 0x7fff).min(8))?;
        (digits.iter().fold(0usize, |sum, &b| sum.saturating_mul(256).saturating_add(usize::from(b))), rest)
    };
    let (value, rest) = rest.split_at_checked(length)?;
    (record < 10).then_some(((record, number, value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn set(number: u8, value: &str) -> Vec<u8> {
        [&[0x1c, 2, number, 0, value.len() as u8], value.as_bytes()].concat()
    }

    fn says(items: &[Item], kind: Kind) -> Option<&str> {
        items.iter().find(|item| item.kind == kind)?.says.as_deref()
    }

    #[test]
    fn people_places_and_times_are_told() {
        let records =
            [set(80, "Ann"), set(90, "Ghent"), set(55, "20220708"), set(60, "231205+0200"), set(116, "(c) Ann")]
                .concat();
        let items = items(&records, "x");
        assert_eq!(says(&items, Kind::Iptc), Some("5 data sets"));
        assert_eq!(says(&items, Kind::Person), Some("by Ann; copyright (c) Ann"));
        assert_eq!(says(&items, Kind::Caption), Some("city Ghent"));
        assert_eq!(says(&items, Kind::Time), Some("made 2022-07-08 231205+0200"));
    }

    #[test]
    fn bytes_between_data_sets_hide_nothing() {
        let records =
            [b"\x1cjunk".to_vec(), set(80, "Ann"), vec![0x1c, 2, 5, 0x80, 4, 0, 0, 0, 2], b"hi".to_vec()].concat();
        let items = items(&records, "x");
        assert_eq!(says(&items, Kind::Person), Some("by Ann"));
        assert_eq!(says(&items, Kind::Caption), Some("title hi"));
    }

    #[test]
    fn cut_records_are_survived() {
        let whole = [set(80, "Ann"), set(55, "20220708")].concat();
        for end in 0..whole.len() {
            assert!(!items(&whole[..end], "x").is_empty());
        }
    }
}
