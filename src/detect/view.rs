//! One picture as the detectors see it: small, upright, in sRGB, without alpha; what several of them need is made once.

use std::sync::OnceLock;

use super::face::FaceLevel;
use super::map::Map;
use super::networks;
use super::sight::Sight;
use crate::error::Error;
use crate::guarded;
use crate::pixels::scale::{self, Smoothing};
use crate::pixels::{Channels, Image, Page, Samples, colour, orientation};

/// Longer side that [`crate::formats::Format::decode_small`] keeps for a view, in pixels.
pub const LEAST_SIDE: u32 = 1000;
/// A picture with a longer side than this is reduced first.
const MOST_SIDE: u32 = 2000;
/// Longer side of what the networks get.
const SIGHT_SIDE: u32 = 384;
const SIGHT_AGAIN_SIDE: u32 = 320;
const FACES_SIDE: u32 = 544;
const TEXT_SIDES: [u32; 2] = [480, 896];

/// One picture and what was made of it so far.
pub struct View {
    /// RGB, 8 bits.
    picture: Image,
    sight: OnceLock<Result<Sight, Error>>,
    sight_again: OnceLock<Result<Sight, Error>>,
    text: OnceLock<Result<Map, Error>>,
    faces: OnceLock<Result<Vec<FaceLevel>, Error>>,
}

impl View {
    /// Errors: colours that cannot be shown in sRGB.
    pub fn of(page: Page) -> Result<Self, Error> {
        let image = colour::to_srgb(page.image, &page.colour)?;
        let image = rgb(orientation::upright(image, page.orientation));
        let (width, height) = scale::fitted(image.width, image.height, MOST_SIDE);
        let picture = scale::reduced(&image, width, height, Smoothing::Box)?;
        Ok(Self {
            picture,
            sight: OnceLock::new(),
            sight_again: OnceLock::new(),
            text: OnceLock::new(),
            faces: OnceLock::new(),
        })
    }

    /// Runs the networks, on two threads.
    pub fn look_ahead(&self) {
        // Threads of their own: one of the pool that waits for another takes up a second photo meanwhile, and that one's memory.
        std::thread::scope(|scope| {
            let named = std::thread::Builder::new().name(guarded::THREAD.into());
            let reader = named.spawn_scoped(scope, || self.text().is_ok());
            let _ = (self.sight(), self.faces(), reader.map(|reader| reader.join()));
        });
    }

    /// RGB, 8 bits, upright.
    pub fn picture(&self) -> &Image {
        &self.picture
    }

    /// Beds, windows, people, animals and other things.
    pub fn sight(&self) -> Result<&Sight, Error> {
        self.sight.get_or_init(|| self.sight_at(SIGHT_SIDE)).as_ref().map_err(Clone::clone)
    }

    /// The same for a smaller copy, for whoever is not sure.
    pub fn sight_again(&self) -> Result<&Sight, Error> {
        self.sight_again.get_or_init(|| self.sight_at(SIGHT_AGAIN_SIDE)).as_ref().map_err(Clone::clone)
    }

    fn sight_at(&self, side: u32) -> Result<Sight, Error> {
        let (width, height) = network_size(&self.picture, side, 64);
        let small = scale::reduced(&self.picture, width, height, Smoothing::Triangle)?;
        networks::sight(&planes(&small, [0, 1, 2], |_, value| f32::from(value)), width as usize, height as usize)
    }

    /// What may be faces of people, at three sizes.
    pub fn faces(&self) -> Result<&[FaceLevel], Error> {
        let look = || {
            let (width, height) = network_size(&self.picture, FACES_SIDE, 32);
            let small = scale::reduced(&self.picture, width, height, Smoothing::Triangle)?;
            networks::faces(&planes(&small, [2, 1, 0], |_, value| f32::from(value)), width as usize, height as usize)
        };
        self.faces.get_or_init(look).as_deref().map_err(Clone::clone)
    }

    /// How likely there is writing at each pixel of a copy with a longer side of `TEXT_SIDES`'s largest, 0..=1: the mean of
    /// what the network sees at each of those sizes.
    pub fn text(&self) -> Result<&Map, Error> {
        let look = || {
            let maps: Vec<Map> = TEXT_SIDES.iter().map(|&side| self.text_at(side)).collect::<Result<_, _>>()?;
            maps.into_iter().reduce(|small, large| large.mean_with(&small)).ok_or(Error::Cancelled)
        };
        self.text.get_or_init(look).as_ref().map_err(Clone::clone)
    }

    fn text_at(&self, side: u32) -> Result<Map, Error> {
        let (width, height) = network_size(&self.picture, side, 32);
        let small = scale::reduced(&self.picture, width, height, Smoothing::Box)?;
        // Blue first; the means and deviations that the network was trained with.
        let normal = |channel: usize, value: u8| {
            let (mean, deviation) = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)][channel];
            (f32::from(value) / 255.0 - mean) / deviation
        };
        networks::text(&planes(&small, [2, 1, 0], normal), width as usize, height as usize)
    }
}

/// Both sides multiples of 32, the longer one near `longer`.
fn network_size(picture: &Image, longer: u32, least: u32) -> (u32, u32) {
    let factor = f64::from(longer) / f64::from(picture.width.max(picture.height));
    let side = |side: u32| (((f64::from(side) * factor / 32.0).round_ties_even() as u32) * 32).max(least);
    (side(picture.width), side(picture.height))
}

/// The channels one behind the other in an order; `value` gets the place in it and the sample.
fn planes(image: &Image, order: [usize; 3], value: impl Fn(usize, u8) -> f32) -> Vec<f32> {
    let Samples::U8(samples) = &image.samples else { return Vec::new() };
    let (pixels, _) = samples.as_chunks::<3>();
    let mut planes = Vec::with_capacity(samples.len());
    for (place, channel) in order.into_iter().enumerate() {
        planes.extend(pixels.iter().map(|pixel| value(place, pixel[channel])));
    }
    planes
}

/// Eight-bit RGB, on white where something shines through.
fn rgb(image: Image) -> Image {
    let count = image.channels.count();
    let on_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let pixel = |p: &[u8]| match (image.channels, p) {
        (Channels::Gray, &[g]) => [g; 3],
        (Channels::GrayAlpha, &[g, a]) => [on_white(g, a); 3],
        (Channels::Rgb, &[r, g, b]) => [r, g, b],
        (Channels::Rgba, &[r, g, b, a]) => [r, g, b].map(|v| on_white(v, a)),
        _ => [0; 3],
    };
    let samples: Vec<u8> = match &image.samples {
        Samples::U8(samples) if image.channels == Channels::Rgb => samples.clone(),
        Samples::U8(samples) => samples.chunks_exact(count).flat_map(pixel).collect(),
        Samples::U16(samples) => {
            let bytes: Vec<u8> = samples.iter().map(|&v| ((u32::from(v) + 128) / 257) as u8).collect();
            bytes.chunks_exact(count).flat_map(pixel).collect()
        }
    };
    Image { width: image.width, height: image.height, channels: Channels::Rgb, samples: Samples::U8(samples) }
}
