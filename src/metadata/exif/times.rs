//! Dates with their fractions and time zones. [Exif 3.0 4.6.6.6]

use exif::{Context, Tag};

use super::fields::Fields;
use super::{exif, gps, value};
use crate::item::Kind;
use crate::metadata::facts::{Facts, Said};
use crate::metadata::words;

/// A date: its tag, those of its fraction of a second and its time zone, and what happened then.
const DATES: [(u16, u16, u16, &str); 4] = [
    (0x9003, 0x9291, 0x9011, "taken"),
    (0x9004, 0x9292, 0x9012, "digitised"),
    (0x0132, 0x9290, 0x9010, "changed"),
    (0xc71b, 0, 0, "preview made"),
];

/// Every date in the block, GPS time included.
pub fn read(fields: &Fields, facts: &mut Facts) {
    for (date, fraction, zone, what) in DATES {
        for field in
            fields.known.iter().filter(|field| field.tag.number() == date && field.tag.context() != Context::Gps)
        {
            let Some(when) = value::text(&field.value).and_then(|text| words::date(&text)) else { continue };
            let fraction = text(fields, fraction).map(|digits| format!(".{digits}")).unwrap_or_default();
            let zone = text(fields, zone).map(|zone| format!(" {zone}")).unwrap_or_default();
            facts.add(Kind::Time, field.bytes, Said::named(what, &format!("{when}{fraction}{zone}")));
        }
    }
    if let Some(field) = fields.known.iter().find(|field| field.tag.number() == 0x882a)
        && let Some(hours) = value::number(&field.value, 0)
    {
        facts.add(Kind::Time, field.bytes, Said::named("time zone", &format!("{hours:+}")));
    }
    if fields.find(Tag(Context::Gps, 29)).is_some()
        && let Some(when) = gps::time(fields)
    {
        facts.add(Kind::Time, 0, Said::named("satellites", &format!("{when} UTC")));
    }
}

fn text(fields: &Fields, number: u16) -> Option<String> {
    fields.find(exif(number)).and_then(|field| value::text(&field.value))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Block, entry, says};
    use crate::item::Kind;
    use crate::metadata::exif::items;

    fn with_dates(build: impl Fn(&mut Block) -> Vec<Vec<u8>>) -> Option<String> {
        let mut block = Block::new();
        let dates = build(&mut block);
        let dates = block.ifd(&dates, [0; 4]);
        let first = block.ifd(&[entry(0x8769, 4, 1, dates)], [0; 4]);
        says(&items(&block.finish(first), "x"), Kind::Time).map(str::to_owned)
    }

    #[test]
    fn fraction_and_zone_belong_to_their_date() {
        let said = with_dates(|block| {
            let taken = block.text(0x9003, "2022:07:08 23:12:05");
            vec![taken, block.text(0x9011, "+02:00"), entry(0x9291, 2, 3, *b"17\0\0")]
        });
        assert_eq!(said.as_deref(), Some("taken 2022-07-08 23:12:05.17 +02:00"));
    }

    #[test]
    fn a_clock_that_was_never_set_tells_no_time() {
        assert_eq!(with_dates(|block| vec![block.text(0x9003, "0000:00:00 00:00:00")]), None);
        assert_eq!(with_dates(|block| vec![block.text(0x9003, "    :  :     :  :  ")]), None);
    }
}
