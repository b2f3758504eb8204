//! The picture formats, one folder or file each. First bytes decide, never the name.
//!
//! To add one: a unit struct with [`Format`], one line in [`FORMATS`], one dirty-file builder in the tests.

use std::borrow::Cow;

use self::exif_block::ExifLook;
use crate::cover::{Mask, Style};
use crate::error::Error;
use crate::item::{Item, Kind};
use crate::metadata::{exif, trailer};
use crate::pixels::{Decoded, Orientation};
use crate::verify::Look;

pub mod avif;
pub mod bmff;
pub mod bmp;
pub mod exif_block;
pub mod gif;
pub mod heif;
pub mod jpeg;
pub mod jxl;
pub mod png;
pub mod refused;
pub mod tiff;
pub mod webp;

/// What the program knows about one format.
pub trait Format: Sync {
    /// The word in the JSON: "jpeg".
    fn id(&self) -> &'static str;
    /// Whether a file that begins with `head` (up to 4 KiB) is of this format.
    fn matches(&self, head: &[u8]) -> bool;
    /// Upright width and height from the headers, under [`crate::pixels::limits`]; decodes no pixels.
    fn size(&self, untrusted: &[u8]) -> Result<(u32, u32), Error>;
    /// Everything that is not needed to show the picture, by a walk of the container, bytes behind the end included.
    /// Never fails: what cannot be walked is named as unknown. For the report and for "removed" only.
    fn items(&self, untrusted: &[u8]) -> Vec<Item>;
    /// Pictures beside the picture that are files of their own: small copies in the metadata, which may show what was cut off
    /// the picture, and whole pictures behind its end. For the report only.
    fn enclosed<'a>(&self, _untrusted: &'a [u8]) -> Vec<Enclosed<'a>> {
        Vec::new()
    }
    /// The pictures as coded. Checks [`crate::pixels::limits`] before a decoder sees the bytes, names damage.
    fn decode(&self, untrusted: &[u8]) -> Result<Decoded, Error>;
    /// As [`Format::decode`], but where that is cheaper the pictures may be reduced to a half, a quarter or an eighth, as long as
    /// their longer side keeps at least `least` pixels. To look at, never to write.
    fn decode_small(&self, untrusted: &[u8], _least: u32) -> Result<Decoded, Error> {
        self.decode(untrusted)
    }
    /// The format that a redrawn copy is written in.
    fn target(&self, decoded: &Decoded) -> Target;
    /// The format of [`Format::exact`] copies; `None` where there is no exact method.
    fn exact_target(&self) -> Option<Target> {
        None
    }
    /// The container rebuilt from a keep-list around coded pixels that stay bit for bit, upright, walked to the last bit.
    /// `covers` gives the covered pixels for the upright size.
    fn exact(&self, _untrusted: &[u8], _covers: &dyn Fn(u32, u32) -> Mask, _style: Style) -> Result<Exact, NotExact> {
        Err(NotExact::Redraw(format!("{} has no exact method", self.id())))
    }
    /// A redrawn copy without the whole picture as pixels in between, for formats where that would lose something (the palettes of a
    /// GIF) or only time and memory (JPEGs). `None`: draw it from pixels. Only asked where nothing is covered or scaled.
    fn redrawn_directly(&self, _untrusted: &[u8], _encoding: Encoding) -> Option<Result<Exact, Error>> {
        None
    }
}

/// A picture file inside a picture file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed<'a> {
    pub kind: Kind,
    pub bytes: Cow<'a, [u8]>,
    /// How it lies where it does not say so itself.
    pub orientation: Orientation,
}

impl<'a> Enclosed<'a> {
    pub fn new(kind: Kind, bytes: &'a [u8]) -> Self {
        Self { kind, bytes: bytes.into(), orientation: Orientation::Upright }
    }

    /// The same with bytes of its own.
    pub fn into_owned<'b>(self) -> Enclosed<'b> {
        let Self { kind, bytes, orientation } = self;
        Enclosed { kind, bytes: bytes.into_owned().into(), orientation }
    }

    /// The small copies of an Exif block, which lie as the picture does.
    pub fn in_exif(block: &'a [u8]) -> impl Iterator<Item = Self> {
        let orientation = ExifLook::read(block).orientation;
        let copies = exif::small_copies(block).into_iter();
        copies.map(move |copy| Self { orientation, ..Self::new(Kind::Thumbnail, copy) })
    }

    /// The pictures among the bytes behind the end of a file.
    pub fn behind(trailing: &'a [u8]) -> impl Iterator<Item = Self> {
        trailer::pictures(trailing).into_iter().map(|picture| Self::new(Kind::SecondPicture, picture))
    }
}

/// A finished copy before it is verified.
pub struct Exact {
    pub bytes: Vec<u8>,
    /// Upright size.
    pub width: u32,
    pub height: u32,
    /// Frames or pages.
    pub pages: usize,
    /// What the source looks like upright, for the verifier; `None` where the method cannot tell cheaply.
    pub look: Option<Look>,
    /// The pixels that a cover really took, grown to the blocks of the format; `None` where nothing was covered.
    pub covered: Option<Mask>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Why [`Format::exact`] made no copy.
pub enum NotExact {
    /// It cannot be exact; it is redrawn, and the line says this reason ("its colour profile is not a known one").
    Redraw(String),
    /// It cannot be cleaned at all.
    Failed(Error),
}

impl From<Error> for NotExact {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// The formats that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Jpeg,
    Png,
    WebP,
    Gif,
    Tiff,
    Bmp,
}

/// How a redrawn copy is encoded.
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    /// 1..=100, for JPEG.
    pub quality: u8,
}

impl Target {
    /// The word in the JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tiff",
            Self::Bmp => "bmp",
        }
    }

    /// The extension of a written file, without a dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::Bmp => "bmp",
        }
    }

    /// Encodes pictures that are upright, in sRGB, not CMYK, with colours under full transparency already wiped.
    pub fn encode(self, upright: &Decoded, encoding: Encoding) -> Result<Vec<u8>, Error> {
        match self {
            Self::Jpeg => jpeg::encode(upright, encoding),
            Self::Png => png::encode(upright, encoding),
            Self::WebP => webp::encode(upright, encoding),
            Self::Gif => gif::encode(upright, encoding),
            Self::Tiff => tiff::encode(upright, encoding),
            Self::Bmp => bmp::encode(upright, encoding),
        }
    }
}

/// All formats that are handled.
pub static FORMATS: &[&dyn Format] =
    &[&jpeg::Jpeg, &png::Png, &webp::WebP, &gif::Gif, &tiff::Tiff, &bmp::Bmp, &avif::Avif, &heif::Heif, &jxl::Jxl];

/// The format of a file, by its first bytes.
pub fn sniff(untrusted: &[u8]) -> Result<&'static dyn Format, Error> {
    let head = &untrusted[..untrusted.len().min(4096)];
    FORMATS.iter().copied().find(|format| format.matches(head)).ok_or_else(|| refused::name(head))
}
