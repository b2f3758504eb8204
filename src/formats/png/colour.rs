//! How the colours of a PNG are meant. [PNG3 4.3]

use super::chunks::{Chunk, u32_at};
use super::inflate::{self, Room};
use crate::pixels::Colour;
use crate::pixels::own_profile::Known;

/// The chunks that say it; of each kind the first.
#[derive(Default)]
pub struct ColourChunks<'a> {
    cicp: Option<&'a [u8]>,
    profile: Option<&'a [u8]>,
    srgb: bool,
    gamma: Option<u32>,
    chromaticities: Option<[u32; 8]>,
}

/// Red, green and blue of BT.709 and sRGB. [H.273 table 2]
const SRGB_PRIMARIES: [[f64; 2]; 3] = [[0.64, 0.33], [0.30, 0.60], [0.15, 0.06]];
const D65: [f64; 2] = [0.3127, 0.3290];
/// What gAMA says for sRGB. [PNG3 11.3.2.5]
const SRGB_GAMMA: u32 = 45_455;

impl<'a> ColourChunks<'a> {
    pub fn take(&mut self, chunk: &Chunk<'a>) {
        let body = chunk.body;
        match &chunk.kind {
            b"cICP" => self.cicp = self.cicp.or(Some(body)),
            b"iCCP" => self.profile = self.profile.or(Some(body)),
            b"sRGB" => self.srgb = true,
            b"gAMA" => self.gamma = self.gamma.or(u32_at(body, 0).filter(|&gamma| gamma > 0)),
            b"cHRM" => self.chromaticities = self.chromaticities.or_else(|| chromaticities(body)),
            _ => {}
        }
    }

    /// The first that can be read of cICP, iCCP, sRGB, gAMA with cHRM.
    pub fn meaning(&self) -> Colour {
        // The matrix is always that of RGB. [PNG3 11.3.2.6]
        if let Some(&[primaries, transfer, 0, _]) = self.cicp {
            return Colour::Cicp { primaries, transfer };
        }
        if let Some((_, profile)) = self.profile.and_then(profile) {
            return Colour::Icc(profile);
        }
        if self.srgb {
            return Colour::Srgb;
        }
        self.measured()
    }

    fn measured(&self) -> Colour {
        let gamma = self.gamma.unwrap_or(SRGB_GAMMA);
        let place = |at: usize| {
            let all = self.chromaticities.as_ref()?;
            Some([f64::from(*all.get(at)?) / 1e5, f64::from(*all.get(at + 1)?) / 1e5])
        };
        let white = place(0).unwrap_or(D65);
        let [r, g, b] = SRGB_PRIMARIES;
        let primaries = [place(2).unwrap_or(r), place(4).unwrap_or(g), place(6).unwrap_or(b)];
        if gamma.abs_diff(SRGB_GAMMA) < 600 && close(white, D65) && is_srgb(primaries) {
            return Colour::Srgb;
        }
        let [red, green, blue] = primaries;
        Colour::Chromaticities { exponent: 1e5 / f64::from(gamma), white, red, green, blue }
    }
}

fn is_srgb(primaries: [[f64; 2]; 3]) -> bool {
    primaries.iter().zip(SRGB_PRIMARIES).all(|(&a, b)| close(a, b))
}

fn close(a: [f64; 2], b: [f64; 2]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.004)
}

/// White, red, green, blue. [PNG3 11.3.2.1]
fn chromaticities(body: &[u8]) -> Option<[u32; 8]> {
    let mut all = [0; 8];
    for (i, value) in all.iter_mut().enumerate() {
        *value = u32_at(body, 4 * i).filter(|&v| v <= 200_000)?;
    }
    // A y of 0 has no colour.
    (all.iter().skip(1).step_by(2).all(|&y| y > 0)).then_some(all)
}

/// The name and the inflated profile of iCCP, cut at the limit. [PNG3 11.3.2.3]
pub fn profile(body: &[u8]) -> Option<(&[u8], Vec<u8>)> {
    let end = body.iter().take(80).position(|&byte| byte == 0)?;
    let (name, rest) = body.split_at_checked(end)?;
    let (profile, _) = inflate::block(rest.get(2..)?, &mut Room::default())?;
    is_profile(body, &profile).then_some((name, profile))
}

/// Whether iCCP has a name that is not too long, and what was inflated has room for a header. [ICC.1 7.2]
pub fn is_profile(body: &[u8], profile: &[u8]) -> bool {
    body.iter().take(80).any(|&byte| byte == 0) && profile.len() >= 128
}

/// The chunks of a clean copy that say the same, each with its body. `None` for colours that are no known standard.
pub fn known(colour: &Colour, gray: bool) -> Option<Vec<([u8; 4], Vec<u8>)>> {
    match colour {
        Colour::Srgb => Some(Vec::new()),
        Colour::Cicp { primaries, transfer } => known_code_points(*primaries, *transfer),
        Colour::Chromaticities { exponent, white, red, green, blue } => {
            if !close(*white, D65) {
                return None;
            }
            let mut chunks = vec![(*b"gAMA", known_gamma(*exponent)?.to_be_bytes().to_vec())];
            if !is_srgb([*red, *green, *blue]) {
                chunks.push((*b"cHRM", known_primaries([*red, *green, *blue])?));
            }
            Some(chunks)
        }
        Colour::Icc(profile) => Known::of(profile, gray).map(|known| own_profile(known).into_iter().collect()),
    }
}

/// iCCP with a profile of our own making. [PNG3 11.3.2.3]
fn own_profile(known: Known) -> Option<([u8; 4], Vec<u8>)> {
    let body = [b"ICC profile\0\0", &inflate::packed(&known.profile()?)[..]].concat();
    Some((*b"iCCP", body))
}

/// sRGB needs no words; Display P3 and BT.2020 with a transfer function that is not of high dynamic range.
fn known_code_points(primaries: u8, transfer: u8) -> Option<Vec<([u8; 4], Vec<u8>)>> {
    match (primaries, transfer) {
        (1, 13) => Some(Vec::new()),
        // For the many programs that do not know cICP yet.
        (12, 13) => Some([(*b"cICP", vec![12, 13, 0, 1])].into_iter().chain(own_profile(Known::DisplayP3)).collect()),
        (1 | 9 | 11 | 12, 1 | 4 | 5 | 6 | 8 | 13 | 14 | 15) => Some(vec![(*b"cICP", vec![primaries, transfer, 0, 1])]),
        _ => None,
    }
}

/// Linear, Apple's old 1.8, and 2.2.
fn known_gamma(exponent: f64) -> Option<u32> {
    let gamma = 1e5 / exponent;
    [100_000, 55_556, SRGB_GAMMA].into_iter().find(|&known| (gamma - f64::from(known)).abs() < 600.0)
}

/// The body of cHRM for Display P3, Adobe RGB and BT.2020.
fn known_primaries(primaries: [[f64; 2]; 3]) -> Option<Vec<u8>> {
    const KNOWN: [[[f64; 2]; 3]; 3] = [
        [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06]],
        [[0.64, 0.33], [0.21, 0.71], [0.15, 0.06]],
        [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046]],
    ];
    let known = KNOWN.into_iter().find(|known| known.iter().zip(primaries).all(|(&a, b)| close(a, b)))?;
    let places = std::iter::once(D65).chain(known).flatten();
    Some(places.flat_map(|v| ((v * 1e5).round() as u32).to_be_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::chunks::{chunks, put};
    use super::*;

    fn meaning(all: &[([u8; 4], &[u8])]) -> Colour {
        let mut file = Vec::new();
        all.iter().for_each(|(kind, body)| put(&mut file, *kind, body));
        let mut colour = ColourChunks::default();
        chunks(&file).for_each(|chunk| colour.take(&chunk));
        colour.meaning()
    }

    const GAMMA: [u8; 4] = 45_500_u32.to_be_bytes();
    const LINEAR: [u8; 4] = 100_000_u32.to_be_bytes();

    #[test]
    fn code_points_go_before_everything() {
        let all: [([u8; 4], &[u8]); 3] = [(*b"gAMA", &LINEAR), (*b"sRGB", &[0]), (*b"cICP", &[12, 13, 0, 1])];
        assert_eq!(meaning(&all), Colour::Cicp { primaries: 12, transfer: 13 });
        assert_eq!(meaning(&all[..2]), Colour::Srgb);
    }

    #[test]
    fn the_gamma_of_srgb_is_srgb_and_others_are_not() {
        assert_eq!(meaning(&[]), Colour::Srgb);
        assert_eq!(meaning(&[(*b"gAMA", &GAMMA)]), Colour::Srgb);
        let linear = meaning(&[(*b"gAMA", &LINEAR)]);
        assert!(matches!(linear, Colour::Chromaticities { exponent: 1.0, .. }));
        assert_eq!(known(&linear, false), Some(vec![(*b"gAMA", LINEAR.to_vec())]));
    }

    #[test]
    fn unreadable_profiles_are_passed_over() {
        assert_eq!(meaning(&[(*b"iCCP", b"name\0\0no stream"), (*b"sRGB", &[0])]), Colour::Srgb);
    }

    #[test]
    fn profiles_of_known_spaces_become_our_own() {
        let theirs = Known::DisplayP3.profile().unwrap();
        let chunks = known(&Colour::Icc(theirs.clone()), false).unwrap();
        let [(kind, body)] = &chunks[..] else { panic!("{chunks:?}") };
        assert_eq!(*kind, *b"iCCP");
        assert_eq!(profile(body), Some((&b"ICC profile"[..], theirs)));
        assert_eq!(known(&Colour::Icc(vec![0; 200]), false), None);
    }

    #[test]
    fn odd_numbers_are_no_standard() {
        let odd = 43_217_u32.to_be_bytes();
        assert_eq!(known(&meaning(&[(*b"gAMA", &odd)]), false), None);
    }
}
