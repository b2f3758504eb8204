//! The lossy picture, recoded: every bool of a key frame is read and written afresh, without making pixels.
//!
//! What a VP8 frame shows stays bit for bit; bytes between and behind its partitions are gone, because only what the
//! syntax asks for is read, and only what was read is written. [RFC 6386 9, 19]

use super::bools::Recoder;
use super::vp8_tables::*;

/// Width and height of a key frame, without the scaling hints. [RFC 6386 9.1]
pub fn size(frame: &[u8]) -> Option<(u32, u32)> {
    let header = frame.first_chunk::<10>()?;
    let [tag, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1] = *header else { return None };
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    (tag & 1 == 0).then_some((side(w0, w1), side(h0, h1)))
}

/// The same frame with nothing in it that a decoder does not read. `None`: not a whole key frame.
pub fn recoded(frame: &[u8]) -> Option<Vec<u8>> {
    let (width, height) = size(frame)?;
    let (tag, body) = (frame.first_chunk::<3>()?, frame.get(10..)?);
    let [t0, t1, t2] = *tag;
    let first_size = u32::from_le_bytes([t0, t1, t2, 0]) >> 5;
    let (first, rest) = body.split_at_checked(first_size as usize)?;

    let mut modes = Recoder::new(first);
    let header = Header::read(&mut modes);
    let mut tokens: Vec<_> = partitions(rest, header.partitions)?.into_iter().map(Recoder::new).collect();
    let columns = width.div_ceil(16) as usize;
    let mut above = vec![Above::default(); columns];
    for row in 0..height.div_ceil(16) as usize {
        let partition = row % tokens.len();
        let tokens = tokens.get_mut(partition)?;
        let mut left = Above::default();
        for above in &mut above {
            block(&header, &mut modes, tokens, above, &mut left);
        }
        if modes.overrun() || tokens.overrun() {
            return None;
        }
    }
    let tokens = tokens.into_iter().map(Recoder::finish).collect::<Vec<_>>();
    assemble([u32::from(t0), width, height], modes.finish(), tokens)
}

/// Frame tag, start code, size, the first partition, the sizes of the others but the last, the others.
fn assemble([tag, width, height]: [u32; 3], modes: Vec<u8>, tokens: Vec<Vec<u8>>) -> Option<Vec<u8>> {
    let first_size = u32::try_from(modes.len()).ok().filter(|&size| size < 1 << 19)?;
    let mut out = (tag & 0x1f | first_size << 5).to_le_bytes()[..3].to_vec();
    out.extend_from_slice(&[0x9d, 0x01, 0x2a]);
    out.extend_from_slice(&(width as u16).to_le_bytes());
    out.extend_from_slice(&(height as u16).to_le_bytes());
    out.extend_from_slice(&modes);
    for partition in tokens.split_last()?.1 {
        let size = u32::try_from(partition.len()).ok().filter(|&size| size < 1 << 24)?;
        out.extend_from_slice(&size.to_le_bytes()[..3]);
    }
    out.extend(tokens.into_iter().flatten());
    Some(out)
}

/// The token partitions. [RFC 6386 9.5]
fn partitions(rest: &[u8], count: usize) -> Option<Vec<&[u8]>> {
    let (sizes, mut rest) = rest.split_at_checked(3 * (count - 1))?;
    let mut partitions = Vec::with_capacity(count);
    for size in sizes.as_chunks::<3>().0 {
        let [a, b, c] = *size;
        let (partition, after) = rest.split_at_checked(u32::from_le_bytes([a, b, c, 0]) as usize)?;
        partitions.push(partition);
        rest = after;
    }
    partitions.push(rest);
    Some(partitions)
}

/// What the frame header says about reading the rest. [RFC 6386 9.2–9.11, 19.2]
struct Header {
    /// Probabilities of the segment tree, where each block names its segment.
    segments: Option<[u8; 3]>,
    partitions: usize,
    tokens: Box<TokenProbabilities>,
    /// Probability that a block has coefficients, where blocks say so.
    skip: Option<u8>,
}

impl Header {
    fn read(from: &mut Recoder<'_>) -> Self {
        from.literal(2); // colour space, clamping
        let segments = if from.flag() { segmentation(from) } else { None };
        from.literal(1 + 6 + 3); // loop filter: kind, level, sharpness
        if from.flag() && from.flag() {
            (0..8).for_each(|_| from.optional_signed(6));
        }
        let partitions = 1 << from.literal(2);
        from.literal(7);
        (0..5).for_each(|_| from.optional_signed(4)); // quantizers
        from.flag(); // refresh of entropy: a single frame has no next one
        let mut tokens = Box::new(TOKEN_DEFAULT);
        let updates = TOKEN_UPDATE.as_flattened().as_flattened().as_flattened();
        for (value, &update) in tokens.as_flattened_mut().as_flattened_mut().as_flattened_mut().iter_mut().zip(updates)
        {
            if from.bool(update) {
                *value = from.literal(8) as u8;
            }
        }
        let skip = from.flag().then(|| from.literal(8) as u8);
        Self { segments, partitions, tokens, skip }
    }
}

/// [RFC 6386 9.3]
fn segmentation(from: &mut Recoder<'_>) -> Option<[u8; 3]> {
    let (map, values) = (from.flag(), from.flag());
    if values {
        from.flag(); // absolute or relative
        (0..4).for_each(|_| from.optional_signed(7));
        (0..4).for_each(|_| from.optional_signed(6));
    }
    map.then(|| [(); 3].map(|()| if from.flag() { from.literal(8) as u8 } else { 255 }))
}

/// What the block above, or the one to the left, tells about the next one.
#[derive(Clone, Copy, Default)]
struct Above {
    /// Modes of its nearest 4×4 blocks.
    modes: [usize; 4],
    /// Whether its nearest blocks had coefficients: 4 luma, 2 and 2 chroma, 1 of the luma means.
    luma: [bool; 4],
    chroma: [[bool; 2]; 2],
    means: bool,
}

/// One macroblock: its modes, then its coefficients. [RFC 6386 19.3]
fn block(header: &Header, modes: &mut Recoder<'_>, tokens: &mut Recoder<'_>, above: &mut Above, left: &mut Above) {
    if let Some(probabilities) = &header.segments {
        modes.tree(&SEGMENT_TREE, probabilities);
    }
    let skipped = header.skip.is_some_and(|probability| modes.bool(probability));
    let luma = modes.tree(&LUMA_MODE_TREE, &LUMA_MODE);
    let own_modes = luma == 4;
    if own_modes {
        for left in &mut left.modes {
            for above in &mut above.modes {
                let mode = modes.tree(&BLOCK_MODE_TREE, &BLOCK_MODE[*above][*left]);
                (*above, *left) = (mode, mode);
            }
        }
    } else {
        let implied = [0, 2, 3, 1][luma]; // [RFC 6386 11.3]
        (above.modes, left.modes) = ([implied; 4], [implied; 4]);
    }
    modes.tree(&CHROMA_MODE_TREE, &CHROMA_MODE);
    if skipped {
        for side in [above, left] {
            *side = Above { modes: side.modes, means: own_modes && side.means, ..Above::default() };
        }
        return;
    }
    coefficients(header, tokens, own_modes, above, left);
}

/// [RFC 6386 13]
fn coefficients(header: &Header, from: &mut Recoder<'_>, own_modes: bool, above: &mut Above, left: &mut Above) {
    let [luma_rest, means, chroma, luma_whole] = &*header.tokens;
    let mut one = |kind, first, above: &mut bool, left: &mut bool| {
        let any = run(from, kind, first, usize::from(*above) + usize::from(*left));
        (*above, *left) = (any, any);
    };
    let (kind, first) = if own_modes {
        (luma_whole, 0)
    } else {
        one(means, 0, &mut above.means, &mut left.means);
        (luma_rest, 1)
    };
    for left in &mut left.luma {
        for above in &mut above.luma {
            one(kind, first, above, left);
        }
    }
    for (above, left) in above.chroma.iter_mut().zip(&mut left.chroma) {
        for left in left {
            for above in above.iter_mut() {
                one(chroma, 0, above, left);
            }
        }
    }
}

/// The tokens of one 4×4 block from coefficient `first` on; whether there was one. [RFC 6386 13.2]
fn run(from: &mut Recoder<'_>, kind: &[[[u8; 11]; 3]; 8], first: usize, context: usize) -> bool {
    let mut at = first;
    let mut context = context;
    while let Some(&band) = BANDS.get(at) {
        let mut p = &kind[band][context];
        if !from.bool(p[0]) {
            return at > first;
        }
        while !from.bool(p[1]) {
            at += 1;
            let Some(&band) = BANDS.get(at) else { return true };
            p = &kind[band][0];
        }
        context = if from.bool(p[2]) {
            large(from, p);
            2
        } else {
            1
        };
        from.flag(); // sign
        at += 1;
    }
    true
}

/// A value over one. [RFC 6386 13.2]
fn large(from: &mut Recoder<'_>, p: &[u8; 11]) {
    let extra: &[u8] = if !from.bool(p[3]) {
        if !from.bool(p[4]) {
            return;
        }
        &[p[5]]
    } else if !from.bool(p[6]) {
        if from.bool(p[7]) { &[165, 145] } else { &[159] }
    } else if !from.bool(p[8]) {
        if from.bool(p[9]) { &CATEGORY_4 } else { &CATEGORY_3 }
    } else if from.bool(p[10]) {
        &CATEGORY_6
    } else {
        &CATEGORY_5
    };
    for &probability in extra {
        from.bool(probability);
    }
}
