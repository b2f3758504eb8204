//! The primary picture: coded items, grids and copies, with their alpha planes.

use super::av1::Av1;
use crate::error::Error;
use crate::formats::bmff::looks::{self, Nclx};
use crate::formats::bmff::shape::{self, Grid, MAX_DEPTH};
use crate::formats::bmff::{Meta, boxes};
use crate::pixels::limits::check_size;
use crate::pixels::{Channels, Image, Samples};

/// A picture with what its colours mean.
pub struct Still {
    pub image: Image,
    pub nclx: Nclx,
    pub full_chroma: bool,
}

/// The item as it is shown: cropped, turned, with alpha. `budget` is the bytes of the file.
pub fn item(meta: &Meta, id: u32, budget: usize, depth: usize) -> Result<Still, Error> {
    let kind = meta.items.get(&id).map(|item| item.kind).unwrap_or_default();
    let mut still = match &kind {
        b"av01" => coded(meta, id, budget)?,
        b"grid" => grid(meta, id, budget, depth)?,
        b"iden" if depth < MAX_DEPTH => match *meta.referred_by(id, b"dimg") {
            [source] => item(meta, source, budget, depth + 1)?,
            _ => return Err(Error::damaged("a part of the picture is missing")),
        },
        _ => return Err(Error::unsupported(format!("a part of the kind \"{}\"", boxes::name(kind)))),
    };
    if let Some(alpha) = meta.alpha_of(id) {
        let premultiplied = meta.referred_by(id, b"prem").contains(&alpha);
        still.image = with_alpha(still.image, plane(meta, alpha, budget, depth)?, premultiplied)?;
    }
    still.image = shape::apply(still.image, &shape::steps(meta, id))?;
    Ok(still)
}

fn coded(meta: &Meta, id: u32, budget: usize) -> Result<Still, Error> {
    let size = shape::coded_size(meta, id)?;
    check_size(size.0, size.1, budget)?;
    let coded = Av1::new(size)?.colours(&meta.data(id)?, looks::nclx(meta, id))?;
    Ok(Still { image: coded.image, nclx: coded.nclx, full_chroma: coded.full_chroma })
}

/// Tiles from left to right and from the top; what juts out on the right and below is cut off.
fn grid(meta: &Meta, id: u32, budget: usize, depth: usize) -> Result<Still, Error> {
    let broken = || Error::damaged("its tiles do not fit together");
    let grid = Grid::read(&meta.data(id)?).ok_or_else(broken)?;
    check_size(grid.width, grid.height, budget)?;
    let tiles = meta.referred_by(id, b"dimg");
    if tiles.len() as u64 != u64::from(grid.rows) * u64::from(grid.columns) || depth >= MAX_DEPTH {
        return Err(broken());
    }
    let mut canvas: Option<Still> = None;
    for (i, &tile) in tiles.iter().enumerate() {
        let tile = item(meta, tile, budget, depth + 1)?;
        let (column, row) = (i as u32 % grid.columns, i as u32 / grid.columns);
        let whole = match &mut canvas {
            Some(canvas) => canvas,
            empty => {
                let covered = |tile: u32, count: u32, side: u32| u64::from(tile) * u64::from(count) >= u64::from(side);
                if !covered(tile.image.width, grid.columns, grid.width)
                    || !covered(tile.image.height, grid.rows, grid.height)
                {
                    return Err(broken());
                }
                let image = blank(&tile.image, grid.width, grid.height).ok_or_else(broken)?;
                empty.insert(Still { image, nclx: tile.nclx, full_chroma: tile.full_chroma })
            }
        };
        let first = (tile.image.width, tile.image.height);
        let at = (column.saturating_mul(first.0), row.saturating_mul(first.1));
        paste(&mut whole.image, &tile.image, at).ok_or_else(broken)?;
    }
    canvas.ok_or_else(broken)
}

fn blank(like: &Image, width: u32, height: u32) -> Option<Image> {
    let count = (width as usize).checked_mul(height as usize)?.checked_mul(like.channels.count())?;
    let samples = match like.samples {
        Samples::U8(_) => Samples::U8(vec![0; count]),
        Samples::U16(_) => Samples::U16(vec![0; count]),
    };
    Image::new(width, height, like.channels, samples)
}

/// `None` where the tile is of another kind.
fn paste(canvas: &mut Image, tile: &Image, at: (u32, u32)) -> Option<()> {
    fn rows<T: Copy>(canvas: (&mut [T], usize), tile: (&[T], usize), at: (usize, usize)) {
        let (x, y) = at;
        let below = canvas.0.chunks_exact_mut(canvas.1).skip(y);
        for (canvas, tile) in below.zip(tile.0.chunks_exact(tile.1)) {
            let right = canvas.get_mut(x..).unwrap_or_default();
            let count = right.len().min(tile.len());
            right[..count].copy_from_slice(&tile[..count]);
        }
    }
    let channels = canvas.channels.count();
    if canvas.channels != tile.channels {
        return None;
    }
    let (stride, tile_stride) = (canvas.width as usize * channels, tile.width as usize * channels);
    let at = (at.0 as usize * channels, at.1 as usize);
    match (&mut canvas.samples, &tile.samples) {
        (Samples::U8(canvas), Samples::U8(tile)) => rows((canvas, stride), (tile, tile_stride), at),
        (Samples::U16(canvas), Samples::U16(tile)) => rows((canvas, stride), (tile, tile_stride), at),
        _ => return None,
    }
    Some(())
}

/// An alpha item as a plane: its luma.
fn plane(meta: &Meta, id: u32, budget: usize, depth: usize) -> Result<Image, Error> {
    let size = shape::coded_size(meta, id)?;
    check_size(size.0, size.1, budget)?;
    if meta.items.get(&id).is_some_and(|item| item.kind == *b"av01") {
        let samples = Av1::new(size)?.alpha(&meta.data(id)?)?;
        return Image::new(size.0, size.1, Channels::Gray, samples)
            .ok_or_else(|| Error::damaged("the picture's size is unclear"));
    }
    let still = item(meta, id, budget, depth + 1)?;
    if still.image.channels != Channels::Gray {
        return Err(Error::unsupported("a coloured alpha plane"));
    }
    Ok(still.image)
}

/// The picture with an alpha channel; as it is where everything is opaque.
pub fn with_alpha(image: Image, alpha: Image, premultiplied: bool) -> Result<Image, Error> {
    if (image.width, image.height) != (alpha.width, alpha.height) {
        return Err(Error::damaged("its alpha plane has another size"));
    }
    let opaque = match &alpha.samples {
        Samples::U8(v) => v.iter().all(|&a| a == u8::MAX),
        Samples::U16(v) => v.iter().all(|&a| a == u16::MAX),
    };
    if opaque {
        return Ok(image);
    }
    let channels = match image.channels {
        Channels::Gray => Channels::GrayAlpha,
        Channels::Rgb => Channels::Rgba,
        _ => return Err(Error::damaged("it has two alpha planes")),
    };
    let count = image.channels.count();
    let samples = match (image.samples, alpha.samples) {
        (Samples::U8(colours), Samples::U8(alpha)) => Samples::U8(joined(&colours, &alpha, count, premultiplied)),
        (colours, alpha) => Samples::U16(joined(&sixteen(colours), &sixteen(alpha), count, premultiplied)),
    };
    Image::new(image.width, image.height, channels, samples)
        .ok_or_else(|| Error::damaged("its alpha plane has another size"))
}

fn sixteen(samples: Samples) -> Vec<u16> {
    match samples {
        Samples::U8(v) => v.into_iter().map(|v| u16::from(v) * 257).collect(),
        Samples::U16(v) => v,
    }
}

fn joined<T>(colours: &[T], alpha: &[T], count: usize, premultiplied: bool) -> Vec<T>
where
    T: Copy + Into<u64> + TryFrom<u64>,
{
    let full: u64 = if size_of::<T>() == 1 { 255 } else { 65_535 };
    let mut out = Vec::with_capacity(colours.len() + alpha.len());
    for (pixel, &alpha) in colours.chunks_exact(count).zip(alpha) {
        let part: u64 = alpha.into();
        out.extend(pixel.iter().map(|&v| {
            // What is fully transparent has no colour of its own.
            if !premultiplied || part == 0 {
                return v;
            }
            let straight = (v.into() * full + part / 2) / part;
            T::try_from(straight.min(full)).unwrap_or(v)
        }));
        out.push(alpha);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(channels: Channels, width: u32, samples: Vec<u8>) -> Image {
        let height = samples.len() as u32 / width / channels.count() as u32;
        Image::new(width, height, channels, Samples::U8(samples)).unwrap()
    }

    #[test]
    fn tiles_are_pasted_and_cut_at_the_rim() {
        let mut canvas = image(Channels::Gray, 3, vec![0; 9]);
        let tile = image(Channels::Gray, 2, vec![1, 2, 3, 4]);
        paste(&mut canvas, &tile, (2, 1)).unwrap();
        assert_eq!(canvas.samples, Samples::U8(vec![0, 0, 0, 0, 0, 1, 0, 0, 3]));
        assert!(paste(&mut canvas, &image(Channels::Rgb, 1, vec![1, 2, 3]), (0, 0)).is_none());
        paste(&mut canvas, &tile, (9, 9)).unwrap();
    }

    #[test]
    fn alpha_joins_and_premultiplied_colours_are_divided() {
        let colours = || image(Channels::Rgb, 2, vec![100, 50, 0, 7, 7, 7]);
        let alpha = || image(Channels::Gray, 2, vec![128, 0]);
        let straight = with_alpha(colours(), alpha(), false).unwrap();
        assert_eq!(straight.samples, Samples::U8(vec![100, 50, 0, 128, 7, 7, 7, 0]));
        let divided = with_alpha(colours(), alpha(), true).unwrap();
        assert_eq!(divided.samples, Samples::U8(vec![199, 100, 0, 128, 7, 7, 7, 0]));
        let opaque = with_alpha(colours(), image(Channels::Gray, 2, vec![255, 255]), false).unwrap();
        assert_eq!(opaque, colours());
    }
}
