//! What a copy should be like.

use crate::cover::{Cover, Style};
use crate::detect::{Category, Sensitivity};
use crate::formats::Encoding;
use crate::region::Region;

/// Whether the coded pixels are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Decoded, turned upright, converted to sRGB, covered, encoded afresh.
    #[default]
    Redrawn,
    /// The coded pixels stay bit for bit; the container is rebuilt from a keep-list.
    Exact,
}

impl Method {
    /// The word in the JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Redrawn => "redrawn",
            Self::Exact => "exact",
        }
    }
}

/// What a copy should be like.
#[derive(Debug, Clone)]
pub struct Recipe {
    pub method: Method,
    /// Covers that a person gave, in their order.
    pub covers: Vec<Cover>,
    /// What the detectors find of these is covered too, whatever `covers` show again.
    pub cover_found: Vec<Category>,
    /// Everything but the people and animals that the detectors find is covered; where there is nobody the file is refused.
    pub keep_subjects: bool,
    pub sensitivity: Sensitivity,
    pub style: Style,
    /// Only this part of the picture is kept, in whole pixels that lie inside.
    pub crop: Option<Region>,
    /// The longer side, in pixels, at most, after the crop.
    pub max_side: Option<u32>,
    /// Crop the edges slightly and resample, which weakens (never removes) the camera's noise pattern.
    pub weaken_fingerprint: bool,
    /// 1..=100, for JPEG.
    pub quality: u8,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            method: Method::Redrawn,
            covers: Vec::new(),
            cover_found: Vec::new(),
            keep_subjects: false,
            sensitivity: Sensitivity::Normal,
            style: Style::Solid,
            crop: None,
            max_side: None,
            weaken_fingerprint: false,
            quality: 92,
        }
    }
}

impl Recipe {
    pub(super) fn scales(&self) -> bool {
        self.max_side.is_some() || self.weaken_fingerprint
    }

    /// Why no coded pixel can stay, whatever the file.
    pub(super) fn draws_because(&self) -> Option<&'static str> {
        match (self.crop, self.scales()) {
            (Some(_), _) => Some("cropping means drawing the picture anew"),
            (None, true) => Some("scaling means drawing the picture anew"),
            (None, false) => None,
        }
    }

    pub(super) fn encoding(&self) -> Encoding {
        Encoding { quality: self.quality }
    }
}
