//! Animations: the samples of the picture track and of its alpha track. [ISO 14496-12 8; ISO 23008-12 7]

use super::av1::Av1;
use super::still::with_alpha;
use crate::error::Error;
use crate::formats::bmff::boxes::{IsoBox, of_file};
use crate::formats::bmff::bytes::Fields;
use crate::formats::bmff::looks::Nclx;
use crate::pixels::limits::{MAX_BLOCK_BYTES, MAX_FRAMES, MAX_PIXELS, check_size};
use crate::pixels::{Channels, Colour, Delay, Image, Orientation, Page};

/// The frames of an animation.
pub struct Animation {
    pub pages: Vec<Page>,
    /// 0: for ever.
    pub loops: u32,
    pub full_chroma: bool,
}

/// A track as its tables describe it.
struct Track<'a> {
    id: u32,
    alpha_of: Option<u32>,
    size: (u32, u32),
    /// Units of a second.
    timescale: u32,
    durations: Vec<u32>,
    /// Where the samples lie in the file.
    places: Vec<(usize, usize)>,
    nclx: Option<Nclx>,
    profile: Option<&'a [u8]>,
    loops: u32,
    turned: bool,
}

fn child<'a>(parent: &IsoBox<'a>, kind: &[u8; 4]) -> Option<IsoBox<'a>> {
    parent.children(0).find(|b| b.kind == *kind)
}

/// The size of an animation with more than one frame; `None` for a still picture.
pub fn size(file: &[u8]) -> Option<(u32, u32)> {
    tracks(file).into_iter().find(|t| t.alpha_of.is_none() && t.places.len() > 1).map(|t| t.size)
}

/// All frames. `None` where the file is no animation of more than one frame.
pub fn read(file: &[u8]) -> Option<Result<Animation, Error>> {
    let tracks = tracks(file);
    let pictures = tracks.iter().find(|t| t.alpha_of.is_none() && t.places.len() > 1)?;
    let alpha = tracks.iter().find(|t| t.alpha_of == Some(pictures.id));
    Some(frames(file, pictures, alpha))
}

fn frames(file: &[u8], track: &Track, alpha: Option<&Track>) -> Result<Animation, Error> {
    let (width, height) = track.size;
    check_size(width, height, file.len())?;
    let count = track.places.len();
    if count > MAX_FRAMES || count as u64 * u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::too_large(format!("{count} frames of {width}×{height} pixels")));
    }
    if track.turned {
        return Err(Error::unsupported("a turned animation"));
    }
    if alpha.is_some_and(|alpha| alpha.places.len() != count || alpha.size != track.size) {
        return Err(Error::damaged("its alpha plane has another size"));
    }
    let mut colours = Av1::new(track.size)?;
    let mut alphas = alpha.map(|alpha| Ok((Av1::new(alpha.size)?, alpha))).transpose()?;
    let mut pages = Vec::new();
    let mut full_chroma = true;
    for (i, &(from, to)) in track.places.iter().enumerate() {
        let data = file.get(from..to).unwrap_or(&[]);
        let coded = colours.colours(data, track.nclx)?;
        let mut image = coded.image;
        full_chroma &= coded.full_chroma;
        if let Some((decoder, alpha)) = &mut alphas {
            let place = alpha.places.get(i).and_then(|&(from, to)| file.get(from..to)).unwrap_or(&[]);
            let plane = Image::new(width, height, Channels::Gray, decoder.alpha(place)?);
            image = with_alpha(image, plane.ok_or_else(|| Error::damaged("a frame breaks off"))?, false)?;
        }
        let colour = track.profile.map_or_else(|| coded.nclx.colour(), |icc| Colour::Icc(icc.to_vec()));
        let delay = Delay { num: track.durations.get(i).copied().unwrap_or(0), den: track.timescale };
        pages.push(Page { image, colour, orientation: Orientation::Upright, delay: Some(delay) });
    }
    Ok(Animation { pages, loops: track.loops, full_chroma })
}

fn tracks(file: &[u8]) -> Vec<Track<'_>> {
    let Some(moov) = of_file(file).find(|b| b.kind == *b"moov") else { return Vec::new() };
    let traks = moov.children(0).filter(|b| b.kind == *b"trak").take(16);
    traks.filter_map(|trak| track(&trak, file.len())).collect()
}

fn track<'a>(trak: &IsoBox<'a>, file_len: usize) -> Option<Track<'a>> {
    let (version, _, mut header) = child(trak, b"tkhd")?.full()?;
    header.take(if version == 1 { 16 } else { 8 })?;
    let id = header.u32()?;
    header.u32()?;
    let track_duration = header.uint(if version == 1 { 8 } else { 4 })?;
    header.take(16)?;
    let turned = header.take(36)? != IDENTITY.as_flattened();

    let media = child(trak, b"mdia")?;
    let (version, _, mut fields) = child(&media, b"mdhd")?.full()?;
    fields.take(if version == 1 { 16 } else { 8 })?;
    let timescale = fields.u32()?;

    let table = child(&child(&media, b"minf")?, b"stbl")?;
    let entry = child(&table, b"stsd")?.children(8).next().filter(|entry| entry.kind == *b"av01")?;
    let mut fields = Fields(entry.body);
    fields.take(24)?;
    let size = (u32::from(fields.u16()?), u32::from(fields.u16()?));
    // Behind the fields of a visual sample entry. [ISO 14496-12 12.1.3]
    let colours = || entry.children(78).filter(|b| b.kind == *b"colr").map(|b| b.body);

    let links = child(trak, b"tref").and_then(|tref| child(&tref, b"auxl"));
    Some(Track {
        id,
        alpha_of: links.and_then(|auxl| Fields(auxl.body).u32()),
        size,
        timescale,
        durations: durations(&table)?,
        places: places(&table, file_len)?,
        nclx: colours().find_map(|body| Nclx::read(body.strip_prefix(b"nclx")?)),
        profile: colours()
            .find_map(|body| body.strip_prefix(b"prof").or(body.strip_prefix(b"rICC")))
            .filter(|icc| icc.len() <= MAX_BLOCK_BYTES),
        loops: loops(trak, track_duration),
        turned: turned || entry.children(78).any(|b| matches!(&b.kind, b"irot" | b"imir" | b"clap")),
    })
}

/// The matrix that turns nothing. [ISO 14496-12 6.2.2]
const IDENTITY: [[u8; 4]; 9] =
    [[0, 1, 0, 0], [0; 4], [0; 4], [0; 4], [0, 1, 0, 0], [0; 4], [0; 4], [0; 4], [0x40, 0, 0, 0]];

/// Repetitions by the edit list: the track lasts a number of times as long as its one edit. [ISO 14496-12 8.6.6]
fn loops(trak: &IsoBox, track_duration: u64) -> u32 {
    let once = || {
        let (version, flags, mut fields) = child(&child(trak, b"edts")?, b"elst")?.full()?;
        let count = fields.u32()?;
        let edit = fields.uint(if version == 1 { 8 } else { 4 })?;
        let endless = if version == 1 { u64::MAX } else { u32::MAX.into() };
        if flags & 1 == 0 || count != 1 || edit == 0 {
            return None;
        }
        // The header may have another width than the edit list.
        let for_ever = track_duration == endless || track_duration == u64::from(u32::MAX) || track_duration == u64::MAX;
        Some(if for_ever { 0 } else { u32::try_from(track_duration.div_ceil(edit)).unwrap_or(0).max(1) })
    };
    // Players repeat what says nothing.
    once().unwrap_or(0)
}

/// `stts`. [ISO 14496-12 8.6.1.2]
fn durations(table: &IsoBox) -> Option<Vec<u32>> {
    let (_, _, mut fields) = child(table, b"stts")?.full()?;
    let mut durations = Vec::new();
    for _ in 0..fields.u32()? {
        let (count, duration) = (fields.u32()?, fields.u32()?);
        let room = (MAX_FRAMES + 1).saturating_sub(durations.len());
        durations.extend(std::iter::repeat_n(duration, (count as usize).min(room)));
    }
    Some(durations)
}

/// `stsz`, `stsc`, and `stco` or `co64`: start and end of each sample, one more than [`MAX_FRAMES`] at most.
fn places(table: &IsoBox, file_len: usize) -> Option<Vec<(usize, usize)>> {
    let (_, _, mut sizes) = child(table, b"stsz")?.full()?;
    let same = sizes.u32()?;
    let count = (sizes.u32()? as usize).min(MAX_FRAMES + 1);
    let mut size = move || if same == 0 { sizes.u32() } else { Some(same) };

    let wide = child(table, b"stco").is_none();
    let (_, _, mut chunks) = child(table, if wide { b"co64" } else { b"stco" })?.full()?;
    let chunk_count = chunks.u32()?;

    let (_, _, mut runs) = child(table, b"stsc")?.full()?;
    let mut runs_left = runs.u32()?;
    let mut run = move || {
        runs_left = runs_left.checked_sub(1)?;
        let (first, samples) = (runs.u32()?, runs.u32()?);
        runs.u32()?;
        Some((first, samples))
    };
    let (_, mut per_chunk) = run()?;
    let mut next = run();

    let mut places = Vec::new();
    for chunk in 1..=chunk_count {
        if let Some((first, samples)) = next
            && first == chunk
        {
            per_chunk = samples;
            next = run();
        }
        let mut at = usize::try_from(chunks.uint(if wide { 8 } else { 4 })?).ok()?;
        for _ in 0..per_chunk {
            if places.len() == count {
                return Some(places);
            }
            let end = at.checked_add(size()? as usize)?;
            places.push((at.min(file_len), end.min(file_len)));
            at = end;
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::super::super::bmff::fixtures::{full_box, iso_box};
    use super::*;

    fn numbers(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|n| n.to_be_bytes()).collect()
    }

    fn table() -> Vec<u8> {
        let parts = [
            full_box(b"stts", 0, 0, &numbers(&[2, 1, 70, 2, 200])),
            full_box(b"stsc", 0, 0, &numbers(&[2, 1, 2, 1, 2, 1, 1])),
            full_box(b"stsz", 0, 0, &numbers(&[0, 3, 10, 20, 30])),
            full_box(b"stco", 0, 0, &numbers(&[2, 100, 500])),
        ];
        iso_box(b"stbl", &parts.concat())
    }

    #[test]
    fn samples_lie_in_chunks_one_behind_the_other() {
        let bytes = table();
        let table = of_file(&bytes).next().unwrap();
        assert_eq!(places(&table, 10_000), Some(vec![(100, 110), (110, 130), (500, 530)]));
        assert_eq!(durations(&table), Some(vec![70, 200, 200]));
    }

    #[test]
    fn lying_tables_end_soon() {
        let endless = full_box(b"stts", 0, 0, &numbers(&[1, u32::MAX, 1]));
        let bytes = iso_box(b"stbl", &endless);
        assert_eq!(durations(&of_file(&bytes).next().unwrap()).unwrap().len(), MAX_FRAMES + 1);
        let whole = table();
        for at in 8..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            let _ = of_file(&broken).next().map(|table| (places(&table, 10_000), durations(&table)));
        }
    }
}
