//! Steps of quantisation tables by which no coefficient is multiplied show nothing, so they must say nothing.

use super::scan::Frame;
use crate::item::Kind;
use crate::verify::notes::Notes;

/// The usual tables in zigzag order. [T.81 K.1, K.2]
const USUAL: [[u16; 64]; 2] = [
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99,
    ],
    [
        17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ],
];

/// Passes two kinds of tables: the usual ones, all of one quality; and those in which every idle step is 1.
pub fn judge(tables: &[Option<Vec<u16>>; 4], frame: &Frame, notes: &mut Notes) {
    if (1..=100).any(|quality| are_usual(tables, quality)) {
        return;
    }
    for (number, table) in tables.iter().enumerate() {
        let sharing = frame.components.iter().filter(|component| component.quantiser == number);
        let used = sharing.fold(0, |all, component| all | component.used());
        let steps = table.iter().flatten().enumerate();
        let idle = steps.filter(|(k, step)| used >> k & 1 == 0 && **step != 1).count();
        notes.expect(idle == 0, Kind::Unknown, "steps of a DQT table that no coefficient has", idle);
    }
}

/// Whether the tables are the usual ones at a quality from 1 to 100, scaled as every JPEG library does.
fn are_usual(tables: &[Option<Vec<u16>>; 4], quality: u16) -> bool {
    let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
    let scaled = |&step: &u16| ((u32::from(step) * u32::from(percent) + 50) / 100).clamp(1, 255) as u16;
    let is = |table: &[u16], usual: &[u16; 64]| usual.iter().map(scaled).eq(table.iter().copied());
    match tables {
        [Some(luma), None, None, None] => is(luma, &USUAL[0]),
        [Some(luma), Some(chroma), None, None] => is(luma, &USUAL[0]) && is(chroma, &USUAL[1]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_tables_are_known_at_every_quality_and_no_mixture() {
        let scaled = |usual: usize, percent: u16| {
            Some(USUAL[usual].map(|step| ((step * percent + 50) / 100).clamp(1, 255)).to_vec())
        };
        assert!(are_usual(&[scaled(0, 16), scaled(1, 16), None, None], 92));
        assert!(are_usual(&[scaled(0, 200), None, None, None], 25));
        assert!(!are_usual(&[scaled(0, 16), scaled(1, 18), None, None], 92));
        assert!(!are_usual(&[scaled(1, 16), scaled(0, 16), None, None], 92));
    }
}
