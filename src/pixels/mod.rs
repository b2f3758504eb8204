//! Pictures in memory: samples, colour description, orientation, limits.
//!
//! A decoder returns [`Decoded`] as coded (not turned, in the file's own colours); [`orientation::upright`] and [`colour::to_srgb`]
//! turn it into what everybody sees, upright and in sRGB.

pub mod colour;
pub mod limits;
pub mod orientation;
pub mod own_profile;
pub mod scale;
pub mod wipe;

pub use colour::Colour;
pub use orientation::Orientation;

/// What the channels of an [`Image`] mean, in their order. Alpha is not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channels {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
    /// 0 = no ink, 255 = full ink (Adobe's inverted files are turned round by the decoder).
    Cmyk,
}

impl Channels {
    /// Samples a pixel.
    pub fn count(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }

    /// Whether the last channel is alpha.
    pub fn has_alpha(self) -> bool {
        matches!(self, Self::GrayAlpha | Self::Rgba)
    }
}

/// Interleaved samples, rows from the top, without padding. Sixteen-bit ones use the whole range 0..=65535.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Samples {
    U8(Vec<u8>),
    U16(Vec<u16>),
}

impl Samples {
    pub fn len(&self) -> usize {
        match self {
            Self::U8(v) => v.len(),
            Self::U16(v) => v.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One raster; `samples.len() == width * height * channels.count()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub width: u32,
    pub height: u32,
    pub channels: Channels,
    pub samples: Samples,
}

impl Image {
    /// `None` where the number of samples does not fit the size.
    pub fn new(width: u32, height: u32, channels: Channels, samples: Samples) -> Option<Self> {
        let count = (width as usize).checked_mul(height as usize)?.checked_mul(channels.count())?;
        (width > 0 && height > 0 && samples.len() == count).then_some(Self { width, height, channels, samples })
    }
}

/// How long an animation frame stays, as a fraction of a second (`num / den`), in the file's own units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    pub num: u32,
    pub den: u32,
}

impl Delay {
    /// In milliseconds, rounded.
    pub fn millis(self) -> u32 {
        let den = u64::from(self.den.max(1));
        ((u64::from(self.num) * 1000 + den / 2) / den).min(u64::from(u32::MAX)) as u32
    }
}

/// One page or frame, as coded.
#[derive(Debug, Clone)]
pub struct Page {
    pub image: Image,
    /// What the numbers of `image` mean.
    pub colour: Colour,
    /// How to turn `image` upright.
    pub orientation: Orientation,
    /// Only in animations.
    pub delay: Option<Delay>,
}

/// What several pages are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    Still,
    /// Pages of a TIFF: sizes may differ.
    Pages,
    /// Frames, each composed to the full canvas; `loops` = 0: for ever.
    Animation {
        loops: u32,
    },
}

/// A file's pictures and how they were coded.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// At least one.
    pub pages: Vec<Page>,
    pub sequence: Sequence,
    /// The source was coded with loss (JPEG, lossy WebP …).
    pub lossy: bool,
    /// The source kept chroma at full resolution along one axis at least (4:4:4, 4:2:2, 4:4:0): a JPEG keeps it whole.
    pub full_chroma: bool,
    /// How far one coded sample reaches, in stored pixels: a cover grows to whole blocks of this size plus `reach`, so that
    /// nothing from under it shows at its rim. (1, 1) and 0 where pixels are coded one by one.
    pub block: (u32, u32),
    pub reach: u32,
    /// Plain sentences for the person ("the picture is damaged: its lower part is missing").
    pub warnings: Vec<String>,
}

impl Decoded {
    /// One picture that was drawn, not read: upright, in sRGB, every pixel for itself.
    pub fn still(image: Image) -> Self {
        let page = Page { image, colour: Colour::Srgb, orientation: Orientation::Upright, delay: None };
        Self {
            pages: vec![page],
            sequence: Sequence::Still,
            lossy: false,
            full_chroma: true,
            block: (1, 1),
            reach: 0,
            warnings: Vec::new(),
        }
    }
}
