//! Faults in PNG and APNG files.

use super::{Fault, SECRET, appended, bytes, cut, find, replaced, with};

pub const FAULTS: &[Fault] = &[
    bytes("png", "a text is left in", |copy| {
        with(copy, AFTER_HEADER, &chunk(b"tEXt", &[b"Author\0", SECRET].concat()))
    }),
    bytes("png", "the Exif block is left in", |copy| with(copy, AFTER_HEADER, &chunk(b"eXIf", SECRET))),
    bytes("png", "the time is left in", |copy| with(copy, AFTER_HEADER, &chunk(b"tIME", &[7, 230, 7, 8, 23, 12, 0]))),
    bytes("png", "a colour profile is left in", |copy| {
        with(copy, AFTER_HEADER, &chunk(b"iCCP", &[b"icc\0\0", SECRET].concat()))
    }),
    bytes("png", "a private chunk stands before the end", |copy| with(copy, copy.len() - 12, &chunk(b"prVt", SECRET))),
    bytes("png", "the end chunk holds something", |copy| {
        Some([copy.get(..copy.len() - 12)?, &chunk(b"IEND", SECRET)].concat())
    }),
    bytes("png", "bytes are left behind the end", appended),
    bytes("png", "it is cut in half", cut),
    bytes("png", "bytes follow the compressed pixels", |copy| {
        let at = find(copy, b"IDAT")?;
        let size = u32::from_be_bytes(copy.get(at - 4..at)?.try_into().ok()?) as usize;
        with(copy, at + 4 + size + 4, &chunk(b"IDAT", SECRET))
    }),
    bytes("png", "a checksum is wrong", |copy| {
        let at = find(copy, b"IDAT")?;
        let size = u32::from_be_bytes(copy.get(at - 4..at)?.try_into().ok()?) as usize;
        replaced(copy, at + 4 + size, SECRET.get(..4)?)
    }),
    bytes("png", "a palette stands where none is needed", |copy| {
        let colour_type = *copy.get(25)?;
        (colour_type != 3).then(|| with(copy, AFTER_HEADER, &chunk(b"PLTE", SECRET.get(..18)?)))?
    }),
    bytes("png", "a palette entry that no pixel uses is filled", |copy| {
        let at = find(copy, b"PLTE")?;
        let size = u32::from_be_bytes(copy.get(at - 4..at)?.try_into().ok()?) as usize;
        let table = copy.get(at + 4..at + 4 + size)?;
        let body = (table.len() < 3 * 256).then(|| [table, b"xyz"].concat())?;
        let after = copy.get(at + 4 + size + 4..)?;
        Some([copy.get(..at - 4)?, &chunk(b"PLTE", &body), after].concat())
    }),
    bytes("png", "the colours of the palette stand in another order", reordered),
    bytes("png", "the first row has another filter", |copy| {
        let (at, body) = idat(copy)?;
        let mut rows = inflated(body);
        // Over the first row there is nothing: Up is as good as no filter.
        let other = match rows.first()? {
            0 => 2,
            2 => 0,
            _ => return None,
        };
        *rows.first_mut()? = other;
        Some([copy.get(..at)?, &chunk(b"IDAT", &deflated(&rows)), copy.get(at + 12 + body.len()..)?].concat())
    }),
    bytes("png", "a chunk stands between frames", |copy| with(copy, find(copy, b"fdAT")? - 4, &chunk(b"prVt", SECRET))),
    bytes("png", "there are more frames than are counted", |copy| {
        let at = find(copy, b"acTL")?;
        let frames = u32::from_be_bytes(copy.get(at + 4..at + 8)?.try_into().ok()?);
        let body = [(frames - 1).to_be_bytes(), [0; 4]].concat();
        Some([copy.get(..at - 4)?, &chunk(b"acTL", &body), copy.get(at + 16..)?].concat())
    }),
];

/// The same pixels with the last two colours of the palette in each other's place.
fn reordered(copy: &[u8]) -> Option<Vec<u8>> {
    let plte = find(copy, b"PLTE")?;
    let size = u32::from_be_bytes(copy.get(plte - 4..plte)?.try_into().ok()?) as usize;
    let last = (size / 3).checked_sub(1)? as u8;
    let (head, (at, body)) = (copy.get(16..29)?, idat(copy)?);
    if head.get(8..) != Some(&[8, 3, 0, 0, 0]) || last == 0 {
        return None;
    }
    let across = u32::from_be_bytes(head.get(..4)?.try_into().ok()?) as usize + 1;
    let mut rows = inflated(body);
    for row in rows.chunks_exact_mut(across) {
        let (filter, numbers) = row.split_first_mut()?;
        if *filter != 0 {
            return None;
        }
        for number in numbers.iter_mut().filter(|number| **number >= last - 1) {
            *number = if *number == last { last - 1 } else { last };
        }
    }
    let mut table = copy.get(plte + 4..plte + 4 + size)?.to_vec();
    let (_, pair) = table.split_at_mut(size - 6);
    pair.rotate_left(3);
    let parts = [
        copy.get(..plte - 4)?,
        &chunk(b"PLTE", &table),
        copy.get(plte + 8 + size..at)?,
        &chunk(b"IDAT", &deflated(&rows)),
        copy.get(at + 12 + body.len()..)?,
    ];
    Some(parts.concat())
}

/// Where the only IDAT chunk begins, and its body.
fn idat(copy: &[u8]) -> Option<(usize, &[u8])> {
    let at = find(copy, b"IDAT")? - 4;
    let size = u32::from_be_bytes(copy.get(at..at + 4)?.try_into().ok()?) as usize;
    let next = copy.get(at + 16 + size..at + 20 + size)?;
    (next == b"IEND").then(|| Some((at, copy.get(at + 8..at + 8 + size)?)))?
}

fn inflated(stream: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(stream), &mut all).unwrap();
    all
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}

/// Behind signature and IHDR.
const AFTER_HEADER: usize = 33;

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(body);
    [&(body.len() as u32).to_be_bytes(), name.as_slice(), body, &crc.sum().to_be_bytes()].concat()
}
