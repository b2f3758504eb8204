//! Applying a profile to a picture, in place, a strip at a time.

use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, InterpolationMethod, Layout, RenderingIntent, TransformExecutor, TransformOptions,
};

use super::profile::srgb;
use crate::guarded::guarded;
use crate::pixels::{Channels, Image, Samples};

/// Pixels converted at once.
const STRIP: usize = 4096;

type Transform<T> = Arc<dyn TransformExecutor<T> + Send + Sync>;

/// Turns `image` into sRGB. Leaves it as it is where the profile does not fit, or means sRGB within what nobody sees.
pub fn apply(image: &mut Image, profile: &ColorProfile) {
    let channels = image.channels;
    let converted = match &mut image.samples {
        Samples::U8(v) => convert(v, channels, profile),
        Samples::U16(v) => convert(v, channels, profile),
    };
    image.channels = converted.unwrap_or(channels);
}

/// The channels afterwards.
fn convert<T: Sample>(samples: &mut Vec<T>, channels: Channels, profile: &ColorProfile) -> Option<Channels> {
    match (profile.color_space, channels) {
        (DataColorSpace::Gray | DataColorSpace::Rgb, Channels::Gray | Channels::GrayAlpha) => {
            let table = gray_table::<T>(profile)?;
            for sample in samples.iter_mut().step_by(channels.count()) {
                *sample = *table.get(sample.number()).unwrap_or(sample);
            }
            Some(channels)
        }
        (DataColorSpace::Rgb, Channels::Rgb | Channels::Rgba) => {
            if let Some(transform) = seen(profile, channels)? {
                in_strips(samples, channels.count(), channels.count(), &transform)?;
            }
            Some(channels)
        }
        (DataColorSpace::Cmyk, Channels::Cmyk) => {
            let transform = T::transform(profile, Layout::Rgba, &srgb(false), Layout::Rgb)?;
            in_strips(samples, 4, 3, &transform)?;
            Some(Channels::Rgb)
        }
        _ => None,
    }
}

/// The transform of RGB or RGBA, unless nobody sees what it does. `None`: the profile does not fit.
fn seen<T: Sample>(profile: &ColorProfile, channels: Channels) -> Option<Option<Transform<T>>> {
    let layout = if channels == Channels::Rgb { Layout::Rgb } else { Layout::Rgba };
    let transform = T::transform(profile, layout, &srgb(false), layout)?;
    let [probe, shown] = probed(&transform, channels.count())?;
    Some((!nearly_equal(&probe, &shown)).then_some(transform))
}

/// Turns lines of eight-bit RGB into sRGB, as `to_srgb` does with whole pictures.
pub struct RgbLines {
    transform: Option<Transform<u8>>,
    line: Vec<u8>,
}

impl RgbLines {
    /// `None`: the numbers stay as they are.
    pub fn new(profile: Option<ColorProfile>) -> Self {
        let fitting = profile.filter(|profile| profile.color_space == DataColorSpace::Rgb);
        Self { transform: fitting.and_then(|profile| seen(&profile, Channels::Rgb)?), line: Vec::new() }
    }

    /// `None`: the transform gave up, and the line is of no use.
    pub fn apply(&mut self, line: &mut [u8]) -> Option<()> {
        let Some(transform) = &self.transform else { return Some(()) };
        self.line.clear();
        self.line.extend_from_slice(line);
        guarded(|| transform.transform(&self.line, line).ok()).ok()?
    }
}

/// What each gray becomes. Gray under a colour profile is its neutral colours.
fn gray_table<T: Sample>(profile: &ColorProfile) -> Option<Vec<T>> {
    let grays: Vec<T> = (0..=T::MAX).map(T::of_number).collect();
    let table = if profile.color_space == DataColorSpace::Gray {
        let transform = T::transform(profile, Layout::Gray, &srgb(true), Layout::Gray)?;
        run(&transform, &grays, 1)?
    } else {
        let transform = T::transform(profile, Layout::Rgb, &srgb(false), Layout::Rgb)?;
        let neutral: Vec<T> = grays.iter().flat_map(|&v| [v; 3]).collect();
        run(&transform, &neutral, 1)?.into_iter().skip(1).step_by(3).collect()
    };
    Some(if nearly_equal(&grays, &table) { grays } else { table })
}

/// Colours all over the cube, and what they become.
fn probed<T: Sample>(transform: &Transform<T>, channels: usize) -> Option<[Vec<T>; 2]> {
    let steps = || (0..=T::MAX).step_by(T::MAX / 15).map(T::of_number);
    let cube = steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| [r, g, b, T::of_number(T::MAX)])));
    let probe: Vec<T> = cube.flat_map(|colour| colour.into_iter().take(channels)).collect();
    let shown = run(transform, &probe, 1)?;
    Some([probe, shown])
}

/// Within two levels of 255 everywhere and half a level on average.
fn nearly_equal<T: Sample>(a: &[T], b: &[T]) -> bool {
    let level = T::MAX as f32 / 255.0;
    let differences = || a.iter().zip(b).map(|(a, b)| a.number().abs_diff(b.number()) as f32 / level);
    differences().all(|d| d <= 2.01) && differences().sum::<f32>() <= 0.5 * a.len() as f32
}

/// A small run of its own, where a panic of the library on an odd profile does no harm.
fn run<T: Sample>(transform: &Transform<T>, samples: &[T], ratio: usize) -> Option<Vec<T>> {
    let mut out = vec![T::default(); samples.len() / ratio];
    guarded(|| transform.transform(samples, &mut out).ok()).ok()??;
    Some(out)
}

/// `None` where nothing was changed, because the transform does not take the first strip.
fn in_strips<T: Sample>(samples: &mut Vec<T>, from: usize, to: usize, transform: &Transform<T>) -> Option<()> {
    let pixels = samples.len() / from;
    let mut strip = vec![T::default(); STRIP * from];
    for start in (0..pixels).step_by(STRIP) {
        let count = STRIP.min(pixels - start);
        let source = &mut strip[..count * from];
        source.copy_from_slice(&samples[start * from..(start + count) * from]);
        // `to` ≤ `from`: what is written here was read before.
        let shown = &mut samples[start * to..(start + count) * to];
        guarded(|| transform.transform(source, shown).ok()).ok()??;
    }
    samples.truncate(pixels * to);
    Some(())
}

/// A sample of eight or sixteen bits.
trait Sample: Copy + Default {
    const MAX: usize;
    fn number(self) -> usize;
    fn of_number(number: usize) -> Self;
    fn transform(from: &ColorProfile, layout: Layout, to: &ColorProfile, into: Layout) -> Option<Transform<Self>>;
}

fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        allow_use_cicp_transfer: false,
        interpolation_method: InterpolationMethod::Tetrahedral,
        ..TransformOptions::default()
    }
}

impl Sample for u8 {
    const MAX: usize = 255;

    fn number(self) -> usize {
        self.into()
    }

    fn of_number(number: usize) -> Self {
        number as Self
    }

    fn transform(from: &ColorProfile, layout: Layout, to: &ColorProfile, into: Layout) -> Option<Transform<Self>> {
        guarded(|| from.create_transform_8bit(layout, to, into, options()).ok()).ok()?
    }
}

impl Sample for u16 {
    const MAX: usize = 65_535;

    fn number(self) -> usize {
        self.into()
    }

    fn of_number(number: usize) -> Self {
        number as Self
    }

    fn transform(from: &ColorProfile, layout: Layout, to: &ColorProfile, into: Layout) -> Option<Transform<Self>> {
        guarded(|| from.create_transform_16bit(layout, to, into, options()).ok()).ok()?
    }
}
