//! Bytes and a recipe → a verified clean copy. The only maker of [`Cleaned`].

use crate::cover::{Cover, Mask, Style};
use crate::detect::{Category, Sensitivity};
use crate::error::Error;
use crate::formats::{self, Encoding, Exact, Format, NotExact, Target};
use crate::item::Item;
use crate::pixels::{Decoded, Delay, Image, Orientation, Page, Sequence, colour, orientation, scale, wipe};
use crate::verify::{self, Expected, Look};

pub mod plan;

pub use plan::Covered;
use plan::Plan;

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
    /// The longer side, in pixels, at most.
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
            max_side: None,
            weaken_fingerprint: false,
            quality: 92,
        }
    }
}

impl Recipe {
    fn scales(&self) -> bool {
        self.max_side.is_some() || self.weaken_fingerprint
    }

    fn encoding(&self) -> Encoding {
        Encoding { quality: self.quality }
    }
}

/// The bytes of a copy in which the verifier found nothing hidden. Nothing else can be written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned(Vec<u8>);

impl Cleaned {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A clean copy and what was done to make it.
#[derive(Debug, Clone)]
pub struct CleanCopy {
    pub cleaned: Cleaned,
    /// The format that it is written in.
    pub target: Target,
    /// The method that was used, which is not always the one that was asked for.
    pub method: Method,
    /// Upright size.
    pub width: u32,
    pub height: u32,
    /// What the original hid.
    pub removed: Vec<Item>,
    /// What was covered.
    pub covered: Vec<Covered>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// Makes a clean copy. `stopped` is asked between the stages; once it says yes, the answer is [`Error::Cancelled`].
pub fn clean(untrusted: &[u8], recipe: &Recipe, stopped: &dyn Fn() -> bool) -> Result<CleanCopy, Error> {
    let format = formats::sniff(untrusted)?;
    let plan = Plan::of(format, untrusted, recipe)?;
    go_on(stopped)?;
    let mut copy = copied(&Work { format, untrusted, recipe, plan: &plan, stopped })?;
    copy.covered = plan.covered;
    copy.warnings.extend(plan.warnings);
    Ok(copy)
}

/// What a copy is made from.
struct Work<'a> {
    format: &'a dyn Format,
    untrusted: &'a [u8],
    recipe: &'a Recipe,
    plan: &'a Plan,
    stopped: &'a dyn Fn() -> bool,
}

fn copied(work: &Work<'_>) -> Result<CleanCopy, Error> {
    let &Work { format, untrusted, recipe, stopped, .. } = work;
    let mut draft = match recipe.method {
        Method::Exact => exact(work)?,
        Method::Redrawn => redrawn(work)?,
    };
    go_on(stopped)?;
    let removed = format.items(untrusted);
    loop {
        let (method, is_as_coded, not_exact) = (draft.method, draft.is_as_coded, draft.not_exact.clone());
        let what = match draft.verified(recipe.style, removed.clone()) {
            Err(Error::NotVerified { what }) => what,
            ended => return ended,
        };
        // What the verifier will not pass can still be drawn anew, in the end from pixels, and is then verified like everything else.
        draft = match method {
            Method::Exact => {
                let reason = format!("its exact copy did not pass the check ({what})");
                redrawn_because(&reason, work)?
            }
            Method::Redrawn if is_as_coded => Draft { not_exact, ..drawn(work)? },
            Method::Redrawn => return Err(Error::NotVerified { what }),
        };
    }
}

fn redrawn_because(reason: &str, work: &Work<'_>) -> Result<Draft, Error> {
    let not_exact = Some(format!("redrawn, not exact: {reason}"));
    Ok(Draft { not_exact, ..redrawn(work)? })
}

/// A copy that nobody has looked at yet.
struct Draft {
    bytes: Vec<u8>,
    target: Target,
    method: Method,
    /// Made without pixels in between.
    is_as_coded: bool,
    width: u32,
    height: u32,
    pages: usize,
    look: Option<Look>,
    animation: Option<(Vec<Delay>, u32)>,
    /// One for each page; empty where nothing is covered.
    masks: Vec<Mask>,
    /// Why it is not exact, where it should have been.
    not_exact: Option<String>,
    warnings: Vec<String>,
}

impl Draft {
    fn verified(self, style: Style, removed: Vec<Item>) -> Result<CleanCopy, Error> {
        let expected = Expected {
            format: self.target.id(),
            width: self.width,
            height: self.height,
            pages: self.pages,
            look: self.look,
            animation: self.animation.as_ref().map(|(delays, loops)| (delays.as_slice(), *loops)),
            cover: (!self.masks.is_empty()).then_some((self.masks.as_slice(), style)),
        };
        verify::check(&self.bytes, &expected).map_err(|what| Error::NotVerified { what })?;
        Ok(CleanCopy {
            cleaned: Cleaned(self.bytes),
            target: self.target,
            method: self.method,
            width: self.width,
            height: self.height,
            removed,
            covered: Vec::new(),
            warnings: self.not_exact.into_iter().chain(self.warnings).collect(),
        })
    }

    fn of(exact: Exact, target: Target, method: Method) -> Self {
        let Exact { bytes, width, height, pages, look, covered, warnings } = exact;
        let masks = covered.into_iter().collect();
        Self {
            bytes,
            target,
            method,
            is_as_coded: true,
            width,
            height,
            pages,
            look,
            animation: None,
            masks,
            not_exact: None,
            warnings,
        }
    }
}

fn exact(work: &Work<'_>) -> Result<Draft, Error> {
    let &Work { format, untrusted, recipe, plan, .. } = work;
    let covers = |width, height| plan.mask(width, height);
    let reason = match (recipe.scales(), format.exact_target()) {
        (true, _) => "scaling means drawing the picture anew".to_owned(),
        (false, None) => format!("the exact method does not exist for {}", format.id()),
        (false, Some(target)) => match format.exact(untrusted, &covers, recipe.style) {
            Ok(mut exact) => {
                if !plan.covers_nothing() {
                    let asked = covers(exact.width, exact.height);
                    exact.covered.get_or_insert(asked);
                }
                return Ok(Draft::of(exact, target, Method::Exact));
            }
            Err(NotExact::Failed(error)) => return Err(error),
            Err(NotExact::Redraw(reason)) => reason,
        },
    };
    redrawn_because(&reason, work)
}

fn redrawn(work: &Work<'_>) -> Result<Draft, Error> {
    let &Work { format, untrusted, recipe, plan, .. } = work;
    if plan.covers_nothing()
        && !recipe.scales()
        && let (Some(redrawn), Some(target)) =
            (format.redrawn_as_coded(untrusted, recipe.encoding()), format.exact_target())
    {
        return Ok(Draft::of(redrawn?, target, Method::Redrawn));
    }
    drawn(work)
}

/// From pixels.
fn drawn(work: &Work<'_>) -> Result<Draft, Error> {
    let &Work { format, untrusted, recipe, plan, stopped } = work;
    let mut decoded = format.decode(untrusted)?;
    let target = format.target(&decoded);
    let (mut look, mut masks) = (None, Vec::new());
    for page in std::mem::take(&mut decoded.pages) {
        go_on(stopped)?;
        let finished = finish(page, &decoded, recipe, plan)?;
        decoded.pages.push(finished.page);
        look.get_or_insert(finished.look);
        masks.extend(finished.mask);
    }
    drop_unused_alpha(&mut decoded);
    go_on(stopped)?;
    let (width, height) = decoded.pages.first().map_or((0, 0), |page| (page.image.width, page.image.height));
    let bytes = target.encode(&decoded, recipe.encoding())?;
    // Masks are of the size before scaling; scaled covers are not compared pixel by pixel. Cells of a look that are only
    // some pixels wide say nothing after scaling.
    if recipe.scales() {
        masks.clear();
        look = look.filter(|_| width.min(height) >= 128);
    }
    let animation = match decoded.sequence {
        Sequence::Animation { loops } => Some((decoded.pages.iter().filter_map(|page| page.delay).collect(), loops)),
        Sequence::Still | Sequence::Pages => None,
    };
    let mut warnings = decoded.warnings;
    if target.id() != format.id() {
        warnings.push(format!("written as {}", target.id().to_uppercase()));
    }
    if target == Target::WebP && decoded.lossy {
        warnings.push(formats::webp::LOSSLESS_NOTE.into());
    }
    let pages = decoded.pages.len();
    Ok(Draft {
        bytes,
        target,
        method: Method::Redrawn,
        is_as_coded: false,
        width,
        height,
        pages,
        look,
        animation,
        masks,
        not_exact: None,
        warnings,
    })
}

struct Finished {
    page: Page,
    look: Look,
    mask: Option<Mask>,
}

/// Into sRGB, upright, wiped, covered, scaled: in this order.
fn finish(page: Page, decoded: &Decoded, recipe: &Recipe, plan: &Plan) -> Result<Finished, Error> {
    let Page { image, colour, orientation: lying, delay } = page;
    let image = colour::to_srgb(image, &colour)?;
    let mut look = Look::of(&image, lying);
    let mut image = orientation::upright(image, lying);
    wipe::wipe_hidden_colours(&mut image);
    let mut mask = None;
    if !plan.covers_nothing() {
        let (block_x, block_y) = lying.upright_size(decoded.block.0, decoded.block.1);
        let (reversed_x, reversed_y) = lying.reversed_axes();
        let shift = |reversed: bool, side: u32, block: u32| if reversed { (block - side % block) % block } else { 0 };
        let shift = (shift(reversed_x, image.width, block_x), shift(reversed_y, image.height, block_y));
        let grown = plan.mask(image.width, image.height).grown((block_x, block_y), shift, decoded.reach);
        recipe.style.paint(&mut image, &grown);
        mask = Some(grown);
        // After scaling the verifier cannot leave the covered pixels out of the comparison: it compares with what was painted.
        if recipe.scales() {
            look = Look::of(&image, Orientation::Upright);
        }
    }
    if recipe.weaken_fingerprint {
        image = scale::cropped(&image, (image.width.max(image.height) / CROPPED_PART).max(1));
        look = Look::of(&image, Orientation::Upright);
    }
    let image = resized(image, recipe)?;
    let page = Page { image, colour: colour::Colour::Srgb, orientation: Default::default(), delay };
    Ok(Finished { page, look, mask })
}

/// Pixels cropped from each edge against noise matching, as a part of the longer side.
const CROPPED_PART: u32 = 100;

fn resized(mut image: Image, recipe: &Recipe) -> Result<Image, Error> {
    if recipe.weaken_fingerprint {
        // A factor that is no simple fraction, so that no pixel falls on an old one.
        let shrunk = |side: u32| ((f64::from(side) * 0.9713) as u32).max(1);
        image = scale::scaled(&image, shrunk(image.width), shrunk(image.height))?;
    }
    if let Some(max_side) = recipe.max_side {
        let (width, height) = scale::fitted(image.width, image.height, max_side);
        if (width, height) != (image.width, image.height) {
            image = scale::scaled(&image, width, height)?;
        }
    }
    wipe::wipe_hidden_colours(&mut image);
    Ok(image)
}

/// An alpha channel through which nothing shines says nothing; frames of an animation stay alike.
fn drop_unused_alpha(decoded: &mut Decoded) {
    let animated = matches!(decoded.sequence, Sequence::Animation { .. });
    let keep_all = animated && decoded.pages.iter().any(|page| wipe::has_transparency(&page.image));
    if keep_all {
        return;
    }
    for page in std::mem::take(&mut decoded.pages) {
        let image = if wipe::has_transparency(&page.image) { page.image } else { wipe::without_alpha(page.image) };
        decoded.pages.push(Page { image, ..page });
    }
}

fn go_on(stopped: &dyn Fn() -> bool) -> Result<(), Error> {
    if stopped() { Err(Error::Cancelled) } else { Ok(()) }
}
