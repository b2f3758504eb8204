//! Strips and tiles out of their compression. Never more bytes than the page needs.

use flate2::{Decompress, FlushDecompress, Status};
use weezl::decode::Decoder as Lzw;
use weezl::{BitOrder, LzwStatus};
use zune_core::bytestream::ZCursor;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::fax;
use super::layout::{Layout, scheme};
use crate::error::Error;

/// What a chunk unpacks to.
pub struct Unpacked {
    /// At most as many as wanted; fewer where the chunk is cut or broken.
    pub bytes: Vec<u8>,
    /// How many coded bytes that took, where the scheme tells.
    pub used: Option<usize>,
}

impl Unpacked {
    fn all(bytes: Vec<u8>, used: usize) -> Self {
        Self { bytes, used: Some(used) }
    }
}

/// Unpacks one chunk of `rows` rows into `wanted` bytes. `tables`: JPEGTables.
pub fn unpacked(
    coded: &[u8],
    layout: &Layout,
    rows: u32,
    wanted: usize,
    tables: Option<&[u8]>,
) -> Result<Unpacked, Error> {
    let turned;
    let coded = if layout.low_bit_first && layout.compression != scheme::JPEG {
        turned = coded.iter().map(|byte| byte.reverse_bits()).collect::<Vec<_>>();
        &turned
    } else {
        coded
    };
    Ok(match layout.compression {
        scheme::NONE => Unpacked::all(coded[..wanted.min(coded.len())].to_vec(), wanted),
        scheme::PACKBITS => packbits(coded, wanted),
        scheme::LZW => lzw(coded, wanted),
        scheme::DEFLATE | scheme::OLD_DEFLATE => inflated(coded, wanted),
        scheme::HUFFMAN..=scheme::GROUP4 if layout.bits == 1 && layout.samples_in_chunk() == 1 => {
            Unpacked { bytes: fax::unpacked(coded, layout, rows), used: None }
        }
        scheme::JPEG if layout.samples_in_chunk() == 2 || layout.bits != 8 => {
            return Err(Error::unsupported("a JPEG of two colours or odd depth inside TIFF"));
        }
        scheme::JPEG => Unpacked { bytes: jpeg(coded, layout, rows, tables).unwrap_or_default(), used: None },
        other => return Err(Error::unsupported(scheme_name(other))),
    })
}

fn scheme_name(scheme: u64) -> String {
    let name = match scheme {
        6 => "old JPEG",
        34712 => "JPEG 2000",
        34887 => "LERC",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 => "WebP",
        50002 => "JPEG XL",
        _ => return format!("TIFF compression number {scheme}"),
    };
    format!("{name} compression inside TIFF")
}

/// [TIFF6 9]
fn packbits(coded: &[u8], wanted: usize) -> Unpacked {
    let mut out = Vec::with_capacity(wanted.min(coded.len().saturating_mul(64)));
    let mut rest = coded;
    while let (true, Some((&count, after))) = (out.len() < wanted, rest.split_first()) {
        rest = match count as i8 {
            count @ 0.. => {
                let (bytes, after) = after.split_at(after.len().min(count as usize + 1));
                out.extend_from_slice(bytes);
                after
            }
            -128 => after,
            count => {
                let Some((&byte, after)) = after.split_first() else { break };
                out.resize(out.len() + 1 + usize::from(count.unsigned_abs()), byte);
                after
            }
        };
    }
    out.truncate(wanted);
    Unpacked::all(out, coded.len() - rest.len())
}

/// [TIFF6 13]. Files of very old writers have the bits the other way round.
fn lzw(coded: &[u8], wanted: usize) -> Unpacked {
    let old = matches!(coded, [0, second, ..] if second & 1 == 1);
    let mut decoder = if old { Lzw::new(BitOrder::Lsb, 8) } else { Lzw::with_tiff_size_switch(BitOrder::Msb, 8) };
    let mut out = vec![0; wanted];
    let (mut read, mut written) = (0, 0);
    while written < wanted {
        let result = decoder.decode_bytes(&coded[read..], &mut out[written..]);
        read += result.consumed_in;
        written += result.consumed_out;
        let progress = result.consumed_in + result.consumed_out > 0;
        if !progress || !matches!(result.status, Ok(LzwStatus::Ok)) {
            break;
        }
    }
    out.truncate(written);
    Unpacked::all(out, read)
}

fn inflated(coded: &[u8], wanted: usize) -> Unpacked {
    let mut stream = Decompress::new(true);
    let mut out = vec![0; wanted];
    let first = stream.decompress(coded, &mut out, FlushDecompress::Finish);
    out.truncate(stream.total_out() as usize);
    // The last bytes of a stream hold no pixels; they are read to learn where it ends.
    if !matches!(first, Ok(Status::StreamEnd)) {
        let rest = coded.get(stream.total_in() as usize..).unwrap_or_default();
        let _ = stream.decompress(rest, &mut [0], FlushDecompress::Finish);
    }
    // A stream that has more to say holds more than pixels: its rest is counted from where they end.
    let more = usize::from(stream.total_out() as usize > out.len());
    Unpacked::all(out, (stream.total_in() as usize).saturating_sub(more))
}

/// The components as coded: no colour is converted here. [TIFF Technical Note 2]
fn jpeg(coded: &[u8], layout: &Layout, rows: u32, tables: Option<&[u8]>) -> Option<Vec<u8>> {
    let joined;
    let coded = match tables.and_then(|tables| tables.get(..tables.len().checked_sub(2)?)) {
        Some(tables) => {
            joined = [tables, coded.get(2..)?].concat();
            &joined
        }
        None => coded,
    };
    let (width, samples) = (layout.chunk_width as usize, layout.samples_in_chunk() as usize);
    let options = DecoderOptions::default().set_max_width(1 << 16).set_max_height(1 << 16);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(coded), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let fits = usize::from(info.width) == width
        && u32::from(info.height) >= rows
        && u32::from(info.height) <= layout.chunk_height.next_multiple_of(32);
    let colours = decoder.input_colorspace()?;
    if !fits || colours.num_components() != samples {
        return None;
    }
    decoder.set_options(options.jpeg_set_out_colorspace(colours));
    let mut bytes = decoder.decode().ok()?;
    bytes.truncate(width * samples * rows as usize);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packbits_runs_and_literals() {
        // The example of TIFF6 page 42.
        let coded = [0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0xFD, 0xAA, 0x03, 0x80, 0x00, 0x2A, 0x22, 0xF7, 0xAA];
        let unpacked = packbits(&coded, 24);
        assert_eq!(unpacked.bytes[..6], [0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A]);
        assert_eq!((unpacked.bytes.len(), unpacked.used), (24, Some(15)));
        assert_eq!(packbits(&coded[..14], 24).bytes.len(), 14);
    }

    #[test]
    fn bytes_behind_a_stream_are_counted() {
        use std::io::Write;
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        zlib.write_all(&[7; 1000]).unwrap();
        let clean = zlib.finish().unwrap();
        let dirty = [&clean[..], b"secret"].concat();
        assert_eq!(inflated(&dirty, 1000).used, Some(clean.len()));
        assert_eq!(inflated(&clean, 1001).bytes.len(), 1000);
    }
}
