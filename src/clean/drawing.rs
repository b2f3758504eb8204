//! Copies drawn anew from pixels.

use super::draft::{Draft, Work};
use super::plan::Plan;
use super::{Method, Recipe, go_on};
use crate::cover::Mask;
use crate::error::Error;
use crate::formats::{self, Target};
use crate::pixels::{Decoded, Image, Orientation, Page, Sequence, colour, orientation, scale, wipe};
use crate::verify::Look;

/// Decodes, finishes every page, encodes.
pub fn drawn(work: &Work<'_>) -> Result<Draft, Error> {
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
        is_direct: false,
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

/// Into sRGB, upright, wiped, covered, cropped, scaled: in this order, but that covers are painted when the crop is done:
/// their colours know nothing of what is cropped away.
fn finish(page: Page, decoded: &Decoded, recipe: &Recipe, plan: &Plan) -> Result<Finished, Error> {
    let Page { image, colour, orientation: lying, delay } = page;
    let image = colour::to_srgb(image, &colour)?;
    let mut look = Look::of(&image, lying);
    let mut image = orientation::upright(image, lying);
    wipe::wipe_hidden_colours(&mut image);
    let mut mask = (!plan.covers_nothing()).then(|| {
        let (block_x, block_y) = lying.upright_size(decoded.block.0, decoded.block.1);
        let (reversed_x, reversed_y) = lying.reversed_axes();
        let shift = |reversed: bool, side: u32, block: u32| if reversed { (block - side % block) % block } else { 0 };
        let shift = (shift(reversed_x, image.width, block_x), shift(reversed_y, image.height, block_y));
        plan.mask(image.width, image.height).grown((block_x, block_y), shift, decoded.reach)
    });
    if let Some(region) = recipe.crop {
        let area = region.inner_pixels(image.width, image.height);
        image = scale::part(&image, area);
        mask = mask.map(|mask| mask.cropped(area));
        look = Look::of(&image, Orientation::Upright);
    }
    if let Some(mask) = &mask {
        recipe.style.paint(&mut image, mask);
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
