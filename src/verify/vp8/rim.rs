//! Macroblocks that are only partly shown: up to fifteen rows or columns that no viewer shows, but everybody can decode, by writing
//! a larger size into the header.
//!
//! Encoders fill them with the last shown sample again. Anything else, by more than coarse quantisation explains, is picture that
//! was cut off, or a message.

use crate::error::Error;
use crate::item::Kind;
use crate::verify::notes::Notes;
use image_webp::WebPDecoder;
use std::io::Cursor;

/// How far the luma of a macroblock beyond the edge may lie from the last one that is shown, as a root mean square, and as a share
/// of the quantiser's step. Among 33 sides of pictures by libwebp the worst macroblock had 5.9, and 0.13 of its step.
const MOST: (f32, f32) = (8.0, 0.2);

/// Notes a frame of this size that holds more than it shows.
pub fn judge(frame: &[u8], (width, height): (u32, u32), step: u16, notes: &mut Notes) -> Result<(), Error> {
    let [across, down] = [width, height].map(|side| side.next_multiple_of(16));
    // A side of 16384 has no place in the header.
    if (across, down) == (width, height) || across.max(down) >= 1 << 14 {
        return Ok(());
    }
    let most = (step as f32 * MOST.1).max(MOST.0).powi(2);
    let luma = luma(frame, across, down)?;
    let at = |x: u32, y: u32| luma.get((y * across + x) as usize).copied().unwrap_or(0.0);
    let right = telling(height, (width, across), most, |y, x| at(x, y));
    let bottom = telling(across, (height, down), most, at);
    notes.expect(right + bottom == 0, Kind::SecondPicture, "picture beyond its edge", right + bottom);
    Ok(())
}

/// Of a side with lines `0..lines`, of which samples `shown..all` are hidden: how many macroblocks are not filled with the last
/// shown sample.
fn telling(lines: u32, (shown, all): (u32, u32), most: f32, sample: impl Fn(u32, u32) -> f32) -> usize {
    if shown == all {
        return 0;
    }
    let far = |line: u32| {
        let last = sample(line, shown - 1);
        (shown..all).map(|at| (sample(line, at) - last).powi(2)).sum::<f32>()
    };
    let differs = |start: &u32| {
        let lines = *start..(start + 16).min(lines);
        let count = lines.len() as f32 * (all - shown) as f32;
        lines.map(far).sum::<f32>() / count > most
    };
    (0..lines).step_by(16).filter(differs).count()
}

/// The brightness of all samples, hidden ones too.
fn luma(frame: &[u8], across: u32, down: u32) -> Result<Vec<f32>, Error> {
    let broken = || Error::damaged("the picture does not decode");
    let sides = [across, down].map(|side| (side as u16).to_le_bytes()).concat();
    let (Some(head), Some(rest)) = (frame.get(..6), frame.get(10..)) else { return Err(broken()) };
    let mut body = [head, &sides, rest].concat();
    let size = (body.len() as u32).to_le_bytes();
    body.resize(body.len().next_multiple_of(2), 0);
    let whole = (body.len() as u32 + 12).to_le_bytes();
    let file = [b"RIFF", whole.as_slice(), b"WEBPVP8 ", &size, &body].concat();
    let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(|_| broken())?;
    let mut samples = vec![0; decoder.output_buffer_size().ok_or_else(broken)?];
    decoder.read_image(&mut samples).map_err(|_| broken())?;
    let brightness = |&[r, g, b]: &[u8; 3]| 0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b);
    Ok(samples.as_chunks().0.iter().map(brightness).collect())
}
