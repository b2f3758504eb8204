//! Pictures on the graphics card: made from what the session holds, a few a frame, and dropped when it holds them no longer.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{ColorImage, Context, TextureFilter, TextureHandle, TextureOptions};

use super::session::{Detail, Id, Session};
use crate::cover::{Mask, Style};
use crate::pixels::{Channels, Image, Samples};
use crate::region::{PixelBox, Region};

/// Thumbnails handed to the graphics card in one frame.
const THUMBS_A_FRAME: usize = 6;

/// A version that no photo has: the picture waits to be painted.
const NOT_YET: u64 = u64::MAX;

/// Smooth when made smaller than its pixels.
const SMOOTH: TextureOptions = TextureOptions {
    magnification: TextureFilter::Linear,
    minification: TextureFilter::Linear,
    wrap_mode: egui::TextureWrapMode::ClampToEdge,
    mipmap_mode: Some(TextureFilter::Linear),
};

/// The large picture with its covers painted.
struct Painted {
    id: Id,
    version: u64,
    image: Image,
    mask: Mask,
    style: Style,
    texture: TextureHandle,
}

/// The large picture as it is.
struct Before {
    id: Id,
    texture: TextureHandle,
    opaque: bool,
}

/// All textures of the window.
#[derive(Default)]
pub struct Pictures {
    painted: Option<Painted>,
    before: Option<Before>,
    after: Option<(Id, *const Image, TextureHandle)>,
    detail: Option<(*const Image, Region, TextureHandle)>,
    thumbs: HashMap<usize, TextureHandle>,
    hidden: HashMap<(Id, usize), TextureHandle>,
}

impl Pictures {
    /// The large picture as it will be saved.
    pub fn painted(&self) -> Option<&TextureHandle> {
        self.painted.as_ref().map(|painted| &painted.texture)
    }

    /// The large picture as it is.
    pub fn before(&self) -> Option<&TextureHandle> {
        self.before.as_ref().map(|before| &before.texture)
    }

    /// Whether nothing is seen through the large picture.
    pub fn is_opaque(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.opaque)
    }

    /// The copy as it lies on the disk.
    pub fn after(&self) -> Option<&TextureHandle> {
        self.after.as_ref().map(|(.., texture)| texture)
    }

    /// A part of the picture in full size.
    pub fn detail(&self) -> Option<(Region, &TextureHandle)> {
        self.detail.as_ref().map(|(_, region, texture)| (*region, texture))
    }

    pub fn thumb(&self, index: usize) -> Option<&TextureHandle> {
        self.thumbs.get(&index)
    }

    /// A hidden picture of the photo shown, by its place.
    pub fn hidden(&self, id: Id, at: usize) -> Option<&TextureHandle> {
        self.hidden.get(&(id, at))
    }

    /// Follows the session; once a frame, before the panels draw.
    pub fn follow(&mut self, ctx: &Context, session: &Session) {
        self.follow_large(ctx, session);
        self.follow_after(ctx, session);
        self.follow_detail(ctx, session);
        self.follow_hidden(ctx, session);
        if self.follow_thumbs(ctx, session) {
            ctx.request_repaint();
        }
    }

    fn follow_large(&mut self, ctx: &Context, session: &Session) {
        let (Some(large), Some(entry)) = (&session.large, session.entry()) else {
            self.painted = None;
            self.before = None;
            return;
        };
        let id = large.id;
        if self.before.as_ref().is_none_or(|before| before.id != id) {
            self.painted = None;
            let opaque = is_opaque(&large.preview);
            self.before = load(ctx, "before", &large.preview).map(|texture| Before { id, texture, opaque });
        }
        let now = entry.edits.now();
        let version = entry.edits.version();
        if self.painted.as_ref().is_some_and(|painted| painted.id == id && painted.version == version) {
            return;
        }
        let Some(mask) = session.mask() else { return };
        if now.style == Style::Soft && now.hides() {
            // The worker paints these; until then the picture stays as it was painted last, or has solid covers: never none.
            let ready = session.painted.as_ref().filter(|painted| (painted.id, painted.version) == (id, version));
            if let Some(ready) = ready {
                let Some(texture) = load(ctx, "painted", &ready.image) else { return };
                let image = Image::clone(&ready.image);
                self.painted = Some(Painted { id, version, image, mask, style: Style::Soft, texture });
                return;
            }
            if self.painted.as_ref().is_some_and(|painted| painted.id == id) {
                return;
            }
        }
        let version = if now.style == Style::Soft && now.hides() { NOT_YET } else { version };
        match &mut self.painted {
            Some(painted) if painted.id == id && painted.style == Style::Solid => {
                painted.repaint(&large.preview, mask, version);
            }
            _ => {
                let mut image = Image::clone(&large.preview);
                Style::Solid.paint(&mut image, &mask);
                let Some(texture) = load(ctx, "painted", &image) else { return };
                self.painted = Some(Painted { id, version, image, mask, style: Style::Solid, texture });
            }
        }
    }

    fn follow_after(&mut self, ctx: &Context, session: &Session) {
        let wanted = session.after.as_ref().filter(|(id, _)| *id == session.id(session.current));
        let Some((id, image)) = wanted else {
            self.after = None;
            return;
        };
        let which = Arc::as_ptr(image);
        if self.after.as_ref().is_none_or(|(shown, of, _)| (*shown, *of) != (*id, which)) {
            self.after = load(ctx, "after", image).map(|texture| (*id, which, texture));
        }
    }

    fn follow_detail(&mut self, ctx: &Context, session: &Session) {
        let shown = session.large.as_ref().map(|large| large.id);
        let version = session.entry().map(|entry| entry.edits.version());
        let is_true = |detail: &&Detail| Some(detail.id) == shown && Some(detail.version) == version;
        let Some(detail) = session.detail.as_ref().filter(is_true) else {
            self.detail = None;
            return;
        };
        let which = Arc::as_ptr(&detail.image);
        if self.detail.as_ref().is_none_or(|(of, ..)| *of != which) {
            // Shown at about its own size: made smaller it never is.
            let options = TextureOptions { mipmap_mode: None, ..SMOOTH };
            let texture = color_image(&detail.image).map(|image| ctx.load_texture("detail", image, options));
            self.detail = texture.map(|texture| (which, detail.region, texture));
        }
    }

    fn follow_hidden(&mut self, ctx: &Context, session: &Session) {
        let shown = session.id(session.current);
        self.hidden.retain(|(id, _), _| *id == shown);
        for (at, picture) in session.entry().into_iter().flat_map(|entry| entry.pictures.iter().enumerate()) {
            if !self.hidden.contains_key(&(shown, at))
                && let Some(texture) = load(ctx, "hidden", &picture.image)
            {
                self.hidden.insert((shown, at), texture);
            }
        }
    }

    /// Whether more thumbnails wait for the next frame.
    fn follow_thumbs(&mut self, ctx: &Context, session: &Session) -> bool {
        self.thumbs.retain(|index, _| session.thumbs.contains_key(index));
        let missing = session.thumbs.iter().filter(|(index, _)| !self.thumbs.contains_key(*index));
        let mut waiting: Vec<_> = missing.filter_map(|(index, image)| Some((*index, image.as_ref()?))).collect();
        let more = waiting.len() > THUMBS_A_FRAME;
        waiting.truncate(THUMBS_A_FRAME);
        for (index, image) in waiting {
            if let Some(texture) = load(ctx, "thumb", image) {
                self.thumbs.insert(index, texture);
            }
        }
        more
    }
}

impl Painted {
    /// Paints anew where covers came or went, and hands only that part to the graphics card.
    fn repaint(&mut self, preview: &Image, mask: Mask, version: u64) {
        self.version = version;
        let Some(changed) = mask.difference_bounds(&self.mask) else { return };
        self.mask = mask;
        let restored = copy_rows(preview, &mut self.image, changed);
        if restored.is_none() {
            return;
        }
        Style::Solid.paint_within(&mut self.image, &self.mask, changed);
        if let Some(part) = part(&self.image, changed) {
            self.texture.set_partial([changed.x0 as usize, changed.y0 as usize], part, SMOOTH);
        }
    }
}

/// Copies a box of RGBA pixels from one picture to another of the same size.
fn copy_rows(from: &Image, to: &mut Image, area: PixelBox) -> Option<()> {
    let width = from.width as usize;
    let (Samples::U8(from), Samples::U8(to)) = (&from.samples, &mut to.samples) else { return None };
    for y in area.y0 as usize..area.y1 as usize {
        let row = 4 * (y * width + area.x0 as usize)..4 * (y * width + area.x1 as usize);
        to.get_mut(row.clone())?.copy_from_slice(from.get(row)?);
    }
    Some(())
}

/// A box of a picture for the graphics card.
fn part(image: &Image, area: PixelBox) -> Option<ColorImage> {
    let width = image.width as usize;
    let Samples::U8(samples) = &image.samples else { return None };
    let (w, h) = ((area.x1 - area.x0) as usize, (area.y1 - area.y0) as usize);
    let mut rgba = Vec::with_capacity(4 * w * h);
    for y in area.y0 as usize..area.y1 as usize {
        rgba.extend_from_slice(samples.get(4 * (y * width + area.x0 as usize)..4 * (y * width + area.x1 as usize))?);
    }
    Some(ColorImage::from_rgba_unmultiplied([w, h], &rgba))
}

fn is_opaque(image: &Image) -> bool {
    match (&image.samples, image.channels) {
        (Samples::U8(samples), Channels::Rgba) => samples.iter().skip(3).step_by(4).all(|&alpha| alpha == u8::MAX),
        (_, channels) => channels == Channels::Rgb,
    }
}

fn load(ctx: &Context, name: &str, image: &Image) -> Option<TextureHandle> {
    Some(ctx.load_texture(name, color_image(image)?, SMOOTH))
}

/// Eight-bit RGB or RGBA.
fn color_image(image: &Image) -> Option<ColorImage> {
    let size = [image.width as usize, image.height as usize];
    match (&image.samples, image.channels) {
        (Samples::U8(samples), Channels::Rgba) => Some(ColorImage::from_rgba_unmultiplied(size, samples)),
        (Samples::U8(samples), Channels::Rgb) => Some(ColorImage::from_rgb(size, samples)),
        _ => None,
    }
}
