//! AV1 pictures to samples in RGB or gray.

use re_rav1d::dav1d::{Decoder, Error as Rav1dError, Picture, PixelLayout, PlanarImageComponent, Settings, pixel};

use super::yuv::{self, Matrix, Plane, Planes};
use crate::error::Error;
use crate::formats::bmff::looks::Nclx;
use crate::guarded::guarded;
use crate::pixels::{Image, Samples};

/// A picture, and what its own header says of its colours.
pub struct Coded {
    pub image: Image,
    pub nclx: Nclx,
    pub full_chroma: bool,
}

/// Decodes one picture after the other, in decoding order.
pub struct Av1 {
    decoder: Decoder,
    size: (u32, u32),
}

/// Layers of one picture are a handful.
const MAX_TURNS: usize = 64;

fn damaged() -> Error {
    Error::damaged("its picture data breaks off or is broken")
}

impl Av1 {
    /// A decoder for pictures of exactly this size; larger ones are refused before memory is taken.
    pub fn new(size: (u32, u32)) -> Result<Self, Error> {
        let mut settings = Settings::new();
        settings.set_n_threads(1);
        settings.set_max_frame_delay(1);
        settings.set_all_layers(false);
        settings.set_frame_size_limit(size.0.saturating_mul(size.1));
        let decoder = Decoder::with_settings(&settings).map_err(|_| damaged())?;
        Ok(Self { decoder, size })
    }

    /// The picture in one item or sample; the last one where there are several layers.
    fn picture(&mut self, data: &[u8]) -> Result<Picture, Error> {
        if data.is_empty() {
            return Err(damaged());
        }
        let mut last = None;
        let mut sent = self.decoder.send_data(data.to_vec(), None, None, None);
        // The decoder asks for pictures to be taken out, or for the rest of the data, in turns.
        for _ in 0..MAX_TURNS {
            match self.decoder.get_picture() {
                Ok(picture) => last = Some(picture),
                Err(Rav1dError::Again) if matches!(sent, Err(Rav1dError::Again)) => {
                    sent = self.decoder.send_pending_data();
                }
                Err(_) => break,
            }
        }
        sent.map_err(|_| damaged())?;
        let picture = last.ok_or_else(damaged)?;
        if (picture.width(), picture.height()) != self.size {
            return Err(Error::damaged("the picture's size is unclear"));
        }
        Ok(picture)
    }

    /// In colours. `stated` code points go before those of the picture itself.
    pub fn colours(&mut self, data: &[u8], stated: Option<Nclx>) -> Result<Coded, Error> {
        guarded(|| {
            let picture = self.picture(data)?;
            let nclx = stated.unwrap_or_else(|| own_code_points(&picture));
            let full_chroma =
                matches!(picture.pixel_layout(), PixelLayout::I444 | PixelLayout::I422 | PixelLayout::I400);
            let image = with_planes(&picture, |planes| yuv::to_image(planes, Matrix::of(nclx)?))?;
            Ok(Coded { image, nclx, full_chroma })
        })?
    }

    /// As an alpha plane, of the depth that [`Av1::colours`] gives for the same coded depth.
    pub fn alpha(&mut self, data: &[u8]) -> Result<Samples, Error> {
        guarded(|| {
            let picture = self.picture(data)?;
            let full_range = own_code_points(&picture).full_range;
            with_planes(&picture, |planes| Ok(yuv::luma(planes, full_range)))
        })?
    }
}

fn own_code_points(picture: &Picture) -> Nclx {
    Nclx {
        primaries: picture.color_primaries() as u8,
        transfer: picture.transfer_characteristic() as u8,
        matrix: picture.matrix_coefficients() as u8,
        full_range: picture.color_range() == pixel::YUVRange::Full,
    }
}

fn with_planes<T>(picture: &Picture, show: impl FnOnce(&Planes) -> Result<T, Error>) -> Result<T, Error> {
    let stride = |component| picture.stride(component) as usize;
    let (subsampled_x, subsampled_y) = match picture.pixel_layout() {
        PixelLayout::I420 => (true, true),
        PixelLayout::I422 => (true, false),
        PixelLayout::I444 | PixelLayout::I400 => (false, false),
    };
    let luma = picture.plane(PlanarImageComponent::Y);
    let chroma = (picture.pixel_layout() != PixelLayout::I400)
        .then(|| [PlanarImageComponent::U, PlanarImageComponent::V].map(|c| picture.plane(c)));
    let chroma_stride = if chroma.is_some() { stride(PlanarImageComponent::U) } else { 0 };
    let planes = Planes {
        width: picture.width(),
        height: picture.height(),
        bits: picture.bit_depth() as u32,
        y: Plane { bytes: &luma, stride: stride(PlanarImageComponent::Y) },
        chroma: chroma.as_ref().map(|planes| planes.each_ref().map(|p| Plane { bytes: p, stride: chroma_stride })),
        subsampled_x,
        subsampled_y,
    };
    show(&planes)
}
