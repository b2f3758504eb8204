//! Mistakes made on purpose behind the writers, to show that the verifier finds each of them. Never in a release.
//!
//! One file per format for faults in finished bytes. To add one: a function and a line in its table.

mod bmp;
mod gif;
mod jpeg;
mod pictures;
mod png;
mod tiff;
mod webp;

#[cfg(test)]
pub mod encoder;
#[cfg(test)]
pub mod fixtures;

use crate::pixels::Decoded;

/// One mistake.
pub struct Fault {
    /// What goes wrong: "a comment is left in".
    pub name: &'static str,
    /// The format whose copies it changes; empty: all of them.
    pub format: &'static str,
    pub change: Change,
}

/// Where the mistake happens.
#[derive(Clone, Copy)]
pub enum Change {
    /// In the upright and covered pictures, before they are encoded; the second argument has no covers.
    Pictures(fn(&mut Decoded, &Decoded)),
    /// In the finished bytes. `None`: this copy has no place for the mistake.
    Bytes(fn(&[u8]) -> Option<Vec<u8>>),
}

/// All faults, of all formats.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    [pictures::FAULTS, jpeg::FAULTS, png::FAULTS, webp::FAULTS, gif::FAULTS, tiff::FAULTS, bmp::FAULTS]
        .into_iter()
        .flatten()
}

/// A fault in finished bytes.
const fn bytes(format: &'static str, name: &'static str, change: fn(&[u8]) -> Option<Vec<u8>>) -> Fault {
    Fault { name, format, change: Change::Bytes(change) }
}

/// A secret, for faults that leave something in.
const SECRET: &[u8] = b"43.4670 N 80.5240 W";

/// The bytes with some more put in at `at`.
fn with(bytes: &[u8], at: usize, more: &[u8]) -> Option<Vec<u8>> {
    let (head, tail) = bytes.split_at_checked(at)?;
    Some([head, more, tail].concat())
}

/// The bytes with those at `at` replaced.
fn replaced(bytes: &[u8], at: usize, by: &[u8]) -> Option<Vec<u8>> {
    let mut changed = bytes.to_vec();
    changed.get_mut(at..at.checked_add(by.len())?)?.copy_from_slice(by);
    Some(changed)
}

/// The bytes with something behind their end.
fn appended(bytes: &[u8]) -> Option<Vec<u8>> {
    with(bytes, bytes.len(), SECRET)
}

/// The first half.
fn cut(bytes: &[u8]) -> Option<Vec<u8>> {
    bytes.get(..bytes.len() / 2).map(<[u8]>::to_vec)
}

/// Where `what` begins.
fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::{Expected, Look, check};
    use fixtures::Fixture;

    fn verdict(fixture: &Fixture, copy: &[u8], covered: bool) -> Result<(), String> {
        let first = &fixture.source.pages[0].image;
        let masks = [fixture.mask()];
        let delays: Vec<_> = fixture.source.pages.iter().filter_map(|page| page.delay).collect();
        let expected = Expected {
            format: fixture.format,
            width: first.width,
            height: first.height,
            pages: fixture.source.pages.len(),
            animation: (!delays.is_empty()).then_some((&delays, 0)),
            look: Some(Look::of(first, Default::default())),
            cover: covered.then_some((&masks, Default::default())),
        };
        check(copy, &expected)
    }

    /// The fault in one kind of copy. `None`: it has no place there.
    fn faulty(fault: &Fault, fixture: &Fixture, covered: bool) -> Option<Vec<u8>> {
        let mut pictures = if covered { fixture.covered() } else { fixture.source.clone() };
        let clean = (fixture.encode)(&pictures);
        assert_eq!(verdict(fixture, &clean, covered), Ok(()), "{}", fixture.name);
        let faulty = match fault.change {
            Change::Bytes(change) => change(&clean),
            Change::Pictures(change) => {
                change(&mut pictures, &fixture.source);
                Some((fixture.encode)(&pictures))
            }
        };
        faulty.filter(|faulty| *faulty != clean)
    }

    #[test]
    fn every_fault_is_caught() {
        let fixtures = fixtures::all();
        let faults: Vec<&Fault> = all().collect();
        for fault in &faults {
            let mut tried = 0;
            for fixture in fixtures.iter().filter(|f| fault.format.is_empty() || fault.format == f.format) {
                // Without a cover only the look speaks.
                for covered in [true, false] {
                    let Some(copy) = faulty(fault, fixture, covered) else { continue };
                    tried += 1;
                    let verdict = verdict(fixture, &copy, covered);
                    println!("{}, {}: {verdict:?}", fixture.name, fault.name);
                    assert!(verdict.is_err(), "{}: {} was not caught", fixture.name, fault.name);
                }
            }
            assert!(tried > 0, "{} {} was never tried", fault.format, fault.name);
        }
        println!("{0} of {0} faults caught, in {1} kinds of copies", faults.len(), fixtures.len());
        assert!(faults.len() >= 30);
        for format in ["jpeg", "png", "webp", "gif", "tiff", "bmp"] {
            assert!(faults.iter().filter(|fault| fault.format == format).count() >= 3, "{format}");
        }
    }

    #[test]
    fn mutated_copies_never_panic() {
        let mut random = 7_u32;
        let mut next = |below: usize| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) as usize % below.max(1)
        };
        for fixture in fixtures::all() {
            let clean = (fixture.encode)(&fixture.covered());
            for _ in 0..60 {
                let _ = verdict(&fixture, &clean[..next(clean.len())], true);
                let mut mutated = clean.clone();
                for _ in 0..=next(4) {
                    let at = next(mutated.len());
                    mutated[at] = next(256) as u8;
                }
                let _ = verdict(&fixture, &mutated, true);
            }
        }
    }
}
