//! Small clean copies in all written formats, by encoders that are not the writers and by the writers themselves.

use crate::cover::Mask;
use crate::formats::{Encoding, Target};
use crate::pixels::{Channels, Colour, Decoded, Delay, Image, Page, Samples, Sequence};
use crate::region::PixelBox;

const SIDE: u32 = 97;

/// One kind of copy.
pub struct Fixture {
    pub name: &'static str,
    pub format: &'static str,
    /// Before the cover.
    pub source: Decoded,
    pub encode: fn(&Decoded) -> Vec<u8>,
}

impl Fixture {
    pub fn mask(&self) -> Mask {
        let mut mask = Mask::empty(SIDE, SIDE);
        mask.cover(PixelBox { x0: 24, y0: 16, x1: 72, y1: 64 });
        mask
    }

    /// With a black cover.
    pub fn covered(&self) -> Decoded {
        let mask = self.mask();
        let mut covered = self.source.clone();
        for page in &mut covered.pages {
            let (count, colours) = (page.image.channels.count(), colours(&page.image));
            let Samples::U8(samples) = &mut page.image.samples else { unreachable!() };
            for (pixel, at) in samples.chunks_exact_mut(count).zip(0..) {
                if mask.covers(at % SIDE, at / SIDE) {
                    pixel.fill(255);
                    pixel[..colours].fill(0);
                }
            }
        }
        covered
    }
}

fn colours(image: &Image) -> usize {
    image.channels.count() - usize::from(image.channels.has_alpha())
}

pub fn all() -> Vec<Fixture> {
    let fixture = |format, name, source, encode| Fixture { name, format, source, encode };
    vec![
        fixture("jpeg", "a JPEG", still(Channels::Rgb), |copy| super::encoder::baseline(&copy.pages[0].image)),
        fixture("jpeg", "a gray JPEG", still(Channels::Gray), |copy| super::encoder::baseline(&copy.pages[0].image)),
        fixture("png", "a PNG", still(Channels::Rgb), png_still),
        fixture("png", "a PNG with alpha", still(Channels::Rgba), png_still),
        fixture("png", "a PNG with a palette", still(Channels::Rgb), png_indexed),
        fixture("png", "an APNG", moving(Channels::Rgba), png_moving),
        fixture("webp", "a WebP", still(Channels::Rgb), webp),
        fixture("webp", "a WebP with alpha", still(Channels::Rgba), webp),
        fixture("gif", "a GIF", still(Channels::Rgb), gif),
        fixture("gif", "a moving GIF", moving(Channels::Rgb), gif),
        fixture("tiff", "a TIFF", still(Channels::Rgb), tiff),
        fixture("tiff", "a TIFF of three pages", pages(), tiff),
        fixture("bmp", "a BMP", still(Channels::Rgb), bmp_true),
        fixture("bmp", "a BMP with a palette", still(Channels::Rgb), bmp_indexed),
        fixture("jpeg", "a written JPEG", still(Channels::Rgb), |copy| written(Target::Jpeg, copy)),
        fixture("png", "a written PNG", still(Channels::Rgba), |copy| written(Target::Png, copy)),
        fixture("png", "a written APNG", moving(Channels::Rgba), |copy| written(Target::Png, copy)),
        fixture("webp", "a written WebP", still(Channels::Rgba), |copy| written(Target::WebP, copy)),
        fixture("webp", "a written moving WebP", moving(Channels::Rgb), |copy| written(Target::WebP, copy)),
        fixture("gif", "a written moving GIF", moving(Channels::Rgb), |copy| written(Target::Gif, copy)),
        fixture("tiff", "a written TIFF of three pages", pages(), |copy| written(Target::Tiff, copy)),
        fixture("bmp", "a written BMP", still(Channels::Rgb), |copy| written(Target::Bmp, copy)),
    ]
}

/// By the writer that makes real copies.
fn written(target: Target, copy: &Decoded) -> Vec<u8> {
    target.encode(copy, Encoding { quality: 92 }).unwrap()
}

/// A scene that looks different from each side, of few colours.
fn scene(channels: Channels, shift: u32) -> Image {
    let pixel = |at: u32| -> Vec<u8> {
        let (x, y) = (at % SIDE, at / SIDE);
        let step = |v: u32| (v * 5 / SIDE * 51) as u8;
        let red = step((x + shift) % SIDE);
        let blue = if x + 2 * y < SIDE { 255 } else { (x / 3 + y / 2) as u8 % 2 * 51 };
        let clear = x > 80 && y > 70;
        match channels {
            Channels::Gray => vec![red / 2 + blue / 4 + step(y) / 4],
            Channels::Rgba if clear => vec![0; 4],
            Channels::Rgba => vec![red, step(y), blue, 255],
            _ => vec![red, step(y), blue],
        }
    };
    Image::new(SIDE, SIDE, channels, Samples::U8((0..SIDE * SIDE).flat_map(pixel).collect())).unwrap()
}

fn decoded(images: Vec<Image>, sequence: Sequence) -> Decoded {
    let delay = matches!(sequence, Sequence::Animation { .. }).then_some(Delay { num: 120, den: 1000 });
    let page = |image| Page { image, colour: Colour::Srgb, orientation: Default::default(), delay };
    Decoded {
        pages: images.into_iter().map(page).collect(),
        sequence,
        lossy: false,
        full_chroma: true,
        block: (1, 1),
        reach: 0,
        warnings: Vec::new(),
    }
}

fn still(channels: Channels) -> Decoded {
    decoded(vec![scene(channels, 0)], Sequence::Still)
}

fn moving(channels: Channels) -> Decoded {
    decoded((0..3).map(|i| scene(channels, i * 20)).collect(), Sequence::Animation { loops: 0 })
}

fn pages() -> Decoded {
    decoded((0..3).map(|i| scene(Channels::Rgb, i * 20)).collect(), Sequence::Pages)
}

fn samples(image: &Image) -> &[u8] {
    let Samples::U8(samples) = &image.samples else { unreachable!() };
    samples
}

/// Colours and indices; the last entry of the table is not used.
fn indexed(image: &Image) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut table: Vec<[u8; 3]> = Vec::new();
    let mut index = |&[r, g, b]: &[u8; 3]| {
        let colour = [r, g, b];
        table.iter().position(|&known| known == colour).unwrap_or_else(|| {
            table.push(colour);
            table.len() - 1
        }) as u8
    };
    let indices = samples(image).as_chunks::<3>().0.iter().map(&mut index).collect();
    table.push([0; 3]);
    (table, indices)
}

fn png_with(image: &Image, set: impl FnOnce(&mut png::Encoder<&mut Vec<u8>>), frames: &[&[u8]]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, image.width, image.height);
    encoder.set_color(match image.channels {
        Channels::Rgba => png::ColorType::Rgba,
        _ => png::ColorType::Rgb,
    });
    encoder.set_depth(png::BitDepth::Eight);
    set(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    frames.iter().for_each(|frame| writer.write_image_data(frame).unwrap());
    writer.finish().unwrap();
    file
}

fn png_still(copy: &Decoded) -> Vec<u8> {
    let image = &copy.pages[0].image;
    png_with(image, |_| {}, &[samples(image)])
}

fn png_indexed(copy: &Decoded) -> Vec<u8> {
    let (mut table, indices) = indexed(&copy.pages[0].image);
    table.pop();
    let set = |encoder: &mut png::Encoder<&mut Vec<u8>>| {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(table.into_flattened());
    };
    png_with(&copy.pages[0].image, set, &[&indices])
}

fn png_moving(copy: &Decoded) -> Vec<u8> {
    let frames: Vec<&[u8]> = copy.pages.iter().map(|page| samples(&page.image)).collect();
    let delays: Vec<_> = copy.pages.iter().map(|page| page.delay.unwrap()).collect();
    let set = |encoder: &mut png::Encoder<&mut Vec<u8>>| encoder.set_animated(frames.len() as u32, 0).unwrap();
    let mut file = Vec::new();
    let image = &copy.pages[0].image;
    let mut encoder = png::Encoder::new(&mut file, image.width, image.height);
    encoder.set_color(png::ColorType::Rgba);
    set(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    for (frame, delay) in frames.iter().zip(delays) {
        writer.set_frame_delay(delay.num as u16, delay.den as u16).unwrap();
        writer.write_image_data(frame).unwrap();
    }
    writer.finish().unwrap();
    file
}

fn webp(copy: &Decoded) -> Vec<u8> {
    let image = &copy.pages[0].image;
    let colour = match image.channels {
        Channels::Rgba => image_webp::ColorType::Rgba8,
        _ => image_webp::ColorType::Rgb8,
    };
    let mut file = Vec::new();
    image_webp::WebPEncoder::new(&mut file).encode(samples(image), image.width, image.height, colour).unwrap();
    file
}

fn gif(copy: &Decoded) -> Vec<u8> {
    let mut file = Vec::new();
    let first = &copy.pages[0].image;
    let (width, height) = (first.width as u16, first.height as u16);
    // One table for all frames, so that it may have an unused entry.
    let all = copy.pages.iter().flat_map(|page| samples(&page.image)).copied().collect::<Vec<u8>>();
    let tall = Image::new(first.width, (all.len() / 3) as u32 / first.width, Channels::Rgb, Samples::U8(all)).unwrap();
    let (table, indices) = indexed(&tall);
    let mut encoder = gif::Encoder::new(&mut file, width, height, &table.into_flattened()).unwrap();
    if copy.pages.len() > 1 {
        encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    }
    let size = usize::from(width) * usize::from(height);
    for (page, indices) in copy.pages.iter().zip(indices.chunks_exact(size)) {
        let delay = page.delay.map_or(0, |delay| delay.millis() / 10) as u16;
        let frame = gif::Frame { width, height, delay, buffer: indices.into(), ..gif::Frame::default() };
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    file
}

fn tiff(copy: &Decoded) -> Vec<u8> {
    use tiff::encoder::{Compression, DeflateLevel, TiffEncoder, colortype::RGB8};
    let mut file = std::io::Cursor::new(Vec::new());
    let mut encoder =
        TiffEncoder::new(&mut file).unwrap().with_compression(Compression::Deflate(DeflateLevel::Balanced));
    for page in &copy.pages {
        encoder.write_image::<RGB8>(page.image.width, page.image.height, samples(&page.image)).unwrap();
    }
    file.into_inner()
}

fn bmp(image: &Image, bits: u16, table: &[[u8; 3]], row: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let palette: Vec<u8> = table.iter().flat_map(|&[r, g, b]| [b, g, r, 0]).collect();
    let mut pixels = Vec::new();
    for y in (0..image.height as usize).rev() {
        pixels.extend(row(y));
        pixels.resize(pixels.len().next_multiple_of(4), 0);
    }
    let start = 54 + palette.len() as u32;
    let mut file = b"BM".to_vec();
    let numbers = [start + pixels.len() as u32, 0, start, 40, image.width, image.height];
    numbers.iter().for_each(|number| file.extend(number.to_le_bytes()));
    [1, bits].iter().for_each(|number| file.extend(number.to_le_bytes()));
    [0, 0, 0, 0, table.len() as u32, 0].iter().for_each(|number: &u32| file.extend(number.to_le_bytes()));
    [file, palette, pixels].concat()
}

fn bmp_true(copy: &Decoded) -> Vec<u8> {
    let image = &copy.pages[0].image;
    let across = image.width as usize * 3;
    let row = |y: usize| {
        let (pixels, _) = samples(image)[y * across..(y + 1) * across].as_chunks::<3>();
        pixels.iter().flat_map(|&[r, g, b]| [b, g, r]).collect()
    };
    bmp(image, 24, &[], row)
}

fn bmp_indexed(copy: &Decoded) -> Vec<u8> {
    let image = &copy.pages[0].image;
    let across = image.width as usize;
    let (table, indices) = indexed(image);
    bmp(image, 8, &table, |y| indices[y * across..(y + 1) * across].to_vec())
}
