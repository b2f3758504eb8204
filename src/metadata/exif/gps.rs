//! The GPS directory. [Exif 3.0 4.6.7]

use exif::{Context, Tag};

use super::fields::Fields;
use super::value;
use crate::item::{Fact, Kind};
use crate::metadata::facts::{Facts, Said};
use crate::metadata::words;

/// Position with the nearest town, altitude, direction, speed, destination, time; GeoTIFF tie points too.
pub fn read(fields: &Fields, facts: &mut Facts) {
    let text_of = |label, name: &str, value: String| Said::new(format!("{name} {value}"), Fact::text(label, value));
    let altitude = number(fields, 6).map(|metres| if below_sea(fields) { -metres } else { metres });
    let said = [
        position(fields, 1),
        altitude.map(|metres| text_of("altitude", "altitude", format!("{} m", rounded(metres)))),
        number(fields, 17).map(|degrees| text_of("direction", "facing", format!("{}°", rounded(degrees)))),
        number(fields, 13).map(|speed| text_of("speed", "speed", rounded(speed).to_string())),
        position(fields, 19).map(|there| there.as_other("destination", "destination ")),
        text(fields, 28).map(|area| text_of("area", "area", area)),
        text(fields, 27).filter(|method| method != "ASCII").map(|method| text_of("method", "method", method)),
        time(fields)
            .map(|time| format!("{time} UTC"))
            .map(|time| Said::new(time.clone(), Fact::time("satellite-time", &time))),
        map(fields).map(Said::from),
    ];
    let bytes = fields.known.iter().filter(|field| field.tag.context() == Context::Gps).map(|field| field.bytes).sum();
    for (i, said) in said.into_iter().flatten().enumerate() {
        facts.add(Kind::Gps, if i == 0 { bytes } else { 0 }, said);
    }
}

/// GPS time and date: "2022-07-08 23:12:05".
pub fn time(fields: &Fields) -> Option<String> {
    let date = text(fields, 29).and_then(|date| words::date(&date));
    let clock = fields.find(Tag(Context::Gps, 7)).and_then(|field| {
        let part = |i| value::number(&field.value, i).map(|n| n.clamp(0.0, 99.0) as u32);
        Some(format!("{:02}:{:02}:{:02}", part(0)?, part(1)?, part(2).unwrap_or(0)))
    });
    let parts: Vec<String> = [date, clock].into_iter().flatten().collect();
    words::some(&parts.join(" "))
}

/// Latitude and longitude from four tags that begin with the latitude's reference.
fn position(fields: &Fields, first: u16) -> Option<Said> {
    let latitude = degrees(fields, first + 1, first, 'S').filter(in_turns);
    let longitude = degrees(fields, first + 3, first + 2, 'W').filter(in_turns);
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) => {
            Some(Said::position(latitude, longitude, fields.within_m.filter(|_| first == 1)))
        }
        (Some(latitude), None) => Some(Said::half("latitude", latitude)),
        (None, Some(longitude)) => Some(Said::half("longitude", longitude)),
        (None, None) => None,
    }
}

/// More than two turns are no angle but a broken field.
fn in_turns(degrees: &f64) -> bool {
    degrees.abs() <= 720.0
}

fn degrees(fields: &Fields, tag: u16, reference: u16, negative: char) -> Option<f64> {
    let value = &fields.find(Tag(Context::Gps, tag))?.value;
    let parts: Vec<f64> = (0..3).map(|i| value::number(value, i).unwrap_or(f64::NAN)).collect();
    let known = |i: usize| parts.get(i).copied().filter(|n| n.is_finite());
    known(0).or(known(1)).or(known(2))?;
    let size = (0..3).zip([1.0, 60.0, 3600.0]).map(|(i, by)| known(i).unwrap_or(0.0) / by).sum::<f64>();
    let reference = text(fields, reference).unwrap_or_default();
    Some(if reference.starts_with([negative, negative.to_ascii_lowercase()]) { -size } else { size })
}

fn below_sea(fields: &Fields) -> bool {
    number(fields, 5) == Some(1.0)
}

fn number(fields: &Fields, tag: u16) -> Option<f64> {
    value::number(&fields.find(Tag(Context::Gps, tag))?.value, 0)
}

fn text(fields: &Fields, tag: u16) -> Option<String> {
    let value = &fields.find(Tag(Context::Gps, tag))?.value;
    match tag {
        27 | 28 => value::comment(value),
        _ => value::text(value),
    }
}

fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// GeoTIFF: the picture is a map with coordinates. [OGC 19-008r4]
fn map(fields: &Fields) -> Option<String> {
    let tie = fields.find(Tag(Context::Tiff, 0x8482));
    let names = fields.find(Tag(Context::Tiff, 0x87b1)).and_then(|field| value::text(&field.value));
    tie.map(|field| value::text(&field.value)).or(names.map(Some)).map(|_| "map coordinates (GeoTIFF)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Block, entry, says};
    use crate::item::{Fact, Kind, Value};
    use crate::metadata::exif::items;

    fn with_gps(build: impl Fn(&mut Block) -> Vec<Vec<u8>>) -> Option<String> {
        let mut block = Block::new();
        let gps = build(&mut block);
        let gps = block.ifd(&gps, [0; 4]);
        let first = block.ifd(&[entry(0x8825, 4, 1, gps)], [0; 4]);
        says(&items(&block.finish(first), "x"), Kind::Gps).map(str::to_owned)
    }

    #[test]
    fn south_and_west_are_negative() {
        let said = with_gps(|block| {
            let latitude = block.rationals(2, &[(33, 1), (51, 1), (30, 1)]);
            let longitude = block.rationals(4, &[(1, 1), (30, 1), (0, 0)]);
            vec![entry(1, 2, 2, *b"S\0\0\0"), latitude, entry(3, 2, 2, *b"W\0\0\0"), longitude]
        });
        assert!(said.unwrap().starts_with("-33.8583, -1.5000"));
    }

    #[test]
    fn the_place_is_a_fact_with_its_town_and_how_exact_it_is() {
        let mut block = Block::new();
        let latitude = block.rationals(2, &[(4_345_160, 100_000)]);
        let longitude = block.rationals(4, &[(8_049_250, 100_000)]);
        let altitude = block.rationals(6, &[(25, 2)]);
        let within = block.rationals(31, &[(47, 10)]);
        let references = [entry(1, 2, 2, *b"N\0\0\0"), entry(3, 2, 2, *b"W\0\0\0")];
        let [north, west] = references;
        let gps = block.ifd(&[north, latitude, west, longitude, altitude, within], [0; 4]);
        let first = block.ifd(&[entry(0x8825, 4, 1, gps)], [0; 4]);
        let items = items(&block.finish(first), "x");
        let near = Some("Kitchener, Canada".to_owned());
        let place = Value::Position { latitude: 43.4516, longitude: -80.4925, near, within_m: Some(4.7) };
        assert_eq!(items[0].facts, [Fact::new("position", place), Fact::text("altitude", "12.5 m")]);
    }

    #[test]
    fn undefined_numbers_are_no_place() {
        assert_eq!(with_gps(|block| vec![block.rationals(2, &[(0, 0), (0, 0), (0, 0)])]), None);
    }

    #[test]
    fn a_version_alone_is_no_place() {
        assert_eq!(with_gps(|_| vec![entry(0, 1, 4, [2, 3, 0, 0])]), None);
    }

    #[test]
    fn date_and_direction_are_told() {
        let said = with_gps(|block| {
            let clock = block.rationals(7, &[(15, 1), (16, 1), (52, 1)]);
            vec![clock, block.rationals(17, &[(2181, 10)]), block.text(29, "2023:08:05")]
        });
        assert_eq!(said.as_deref(), Some("facing 218.1°; 2023-08-05 15:16:52 UTC"));
    }
}
