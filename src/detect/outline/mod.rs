//! The outline of one subject, for "keep only this": which pixels of a small picture belong to the animal or person in
//! a box. Nothing here knows the networks that found the box.
//!
//! ```text
//! window (crop, features) → starts (four moved boxes, GrabCut each) → what all agree on → refined at full size
//!   → pieces and holes → checks → depths → Silhouette
//! ```
//! Rather a whisker too little than a strip of bedding too much: only what every start calls the subject is kept, the
//! edge is drawn inward, and an outline that fails a check is refused, not guessed.

mod checks;
mod flow;
mod grabcut;
mod mixture;
mod pieces;
mod planes;
mod refine;
mod shape;
mod starts;
mod window;

use crate::cover::Silhouette;
use crate::region::Region;
use window::Window;

/// An upright sRGB picture of about 320 pixels on its longer side; others work, the limits are tuned for that.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    width: usize,
    height: usize,
    rgb: &'a [u8],
}

impl<'a> Picture<'a> {
    /// Three bytes a pixel, rows from the top; `None` where the number of bytes does not fit the size.
    pub fn new(width: u32, height: u32, rgb: &'a [u8]) -> Option<Self> {
        let (width, height) = (width as usize, height as usize);
        let bytes = width.checked_mul(height)?.checked_mul(3)?;
        (bytes > 0 && rgb.len() == bytes).then_some(Self { width, height, rgb })
    }
}

/// Why there is no outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The box has too few pixels to see a shape in.
    TooSmall,
    /// The box leaves nothing of the picture outside, so nothing says what is ground.
    FillsPicture,
    /// Boxes moved a little give other outlines.
    Unsteady,
    /// Too little or too much of the box.
    Area,
    /// The shape does not reach the sides of the box.
    OffBox,
    /// It fell into pieces.
    Pieces,
    /// It looks too much like what is around it.
    LikeGround,
}

/// The outline of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Of the size of the small picture; its edge is drawn in.
    pub silhouette: Silhouette,
    /// How far outlines from boxes moved a little agree: 1 is wholly.
    pub steadiness: f32,
}

/// The outline of the subject in a box; `others` are the boxes of other subjects, which teach nothing about the ground.
pub fn outline(picture: &Picture, subject: Region, others: &[Region]) -> Result<Outline, Refused> {
    let window = Window::around(picture, subject, others).ok_or(Refused::TooSmall)?;
    let start = starts::agreed(&window).ok_or(Refused::FillsPicture)?;
    let refined = refine::refined(&window, &start.inside);
    let inside = pieces::whole(&refined, &window, &start.commonness);
    let steadiness = checks::passed(&window, &start, &refined, &inside)?;
    let (width, height) = (picture.width, picture.height);
    let outside: Vec<bool> = window.in_picture(&inside, width, height).iter().map(|v| !v).collect();
    let depth = drawn_in(shape::distance_to(&outside, width));
    let silhouette = Silhouette::new(width as u32, height as u32, depth).ok_or(Refused::TooSmall)?;
    Ok(Outline { silhouette, steadiness })
}

/// How far the edge is drawn in, in pixels: the most that leaves the spared share of the shape, but always the least.
const DRAWN_IN: (f32, f32) = (1.0, 2.5);
const SPARED: f32 = 0.88;

/// From distances to the outside to depths behind the edge drawn in.
fn drawn_in(mut distance: Vec<f32>) -> Vec<f32> {
    let deeper = |than: f32| distance.iter().filter(|d| **d > than).count() as f32;
    let least = SPARED * deeper(0.0);
    let mut by = DRAWN_IN.1;
    while by > DRAWN_IN.0 && deeper(by) < least {
        by -= 0.25;
    }
    for d in &mut distance {
        *d -= by;
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everywhere() -> Vec<Region> {
        [
            (0.0, 0.0, 1.0, 1.0),
            (0.3, 0.3, 0.7, 0.7),
            (0.0, 0.0, 0.4, 1.0),
            (0.98, 0.9, 1.0, 1.0),
            (0.2, 0.45, 0.9, 0.55),
        ]
        .into_iter()
        .filter_map(|(x0, y0, x1, y1)| Region::new(x0, y0, x1, y1))
        .collect()
    }

    #[test]
    fn odd_pictures_are_refused_or_outlined_but_never_panic() {
        let sizes = [(1, 1), (2, 3), (6, 300), (300, 6), (64, 40), (13, 13), (40, 161)];
        let fills: [fn(u32) -> u8; 4] =
            [|_| 0, |_| 255, |at| (at.wrapping_mul(2_654_435_761) >> 23) as u8, |at| (at % 251) as u8];
        let mut tried = 0;
        for (width, height) in sizes {
            for fill in fills {
                let rgb: Vec<u8> = (0..width * height * 3).map(fill).collect();
                let picture = Picture::new(width, height, &rgb).unwrap();
                for region in everywhere() {
                    let found = outline(&picture, region, &everywhere());
                    assert_eq!(found, outline(&picture, region, &everywhere()), "the same again");
                    tried += 1;
                }
            }
        }
        assert_eq!(tried, 7 * 4 * 5);
    }

    fn grain(at: usize) -> u8 {
        ((at as u32).wrapping_mul(2_654_435_761) >> 26) as u8
    }

    /// A square of one colour on another, with grain.
    fn square(inner: [u8; 3], outer: [u8; 3]) -> Vec<u8> {
        let inside = |at: usize| (30..90).contains(&(at % 120)) && (30..70).contains(&(at / 120));
        (0..120 * 100).flat_map(|at| if inside(at) { inner } else { outer }.map(|v| v + grain(at))).collect()
    }

    #[test]
    fn a_rough_thing_is_found_from_a_rough_box() {
        let rgb = square([180, 90, 40], [60, 80, 120]);
        let picture = Picture::new(120, 100, &rgb).unwrap();
        let region = Region::new(26.0 / 120.0, 28.0 / 100.0, 93.0 / 120.0, 73.0 / 100.0).unwrap();
        let found = outline(&picture, region, &[]).unwrap();
        let kept: Vec<(u32, u32)> = (0..100)
            .flat_map(|y| (0..120).map(move |x| (x, y)))
            .filter(|&(x, y)| found.silhouette.contains(x, y))
            .collect();
        assert!(kept.iter().all(|(x, y)| (30..90).contains(x) && (30..70).contains(y)));
        assert!(kept.len() >= 60 * 40 * 65 / 100, "{}", kept.len());
        assert!(!found.silhouette.contains(500, 2) && !found.silhouette.contains(2, 500));
    }

    #[test]
    fn what_cannot_be_told_from_its_ground_is_refused() {
        let rgb = square([100, 90, 80], [100, 90, 80]);
        let picture = Picture::new(120, 100, &rgb).unwrap();
        let region = Region::new(0.25, 0.3, 0.75, 0.7).unwrap();
        assert!(outline(&picture, region, &[]).is_err());
        let whole = Region::new(0.0, 0.0, 1.0, 1.0).unwrap();
        assert_eq!(outline(&picture, whole, &[]), Err(Refused::FillsPicture));
        let tiny = Region::new(0.5, 0.5, 0.52, 0.52).unwrap();
        assert_eq!(outline(&picture, tiny, &[]), Err(Refused::TooSmall));
    }

    #[test]
    fn bytes_that_do_not_fit_the_size_are_no_picture() {
        assert!(Picture::new(2, 2, &[0; 11]).is_none());
        assert!(Picture::new(0, 2, &[]).is_none());
        assert!(Picture::new(u32::MAX, u32::MAX, &[0; 12]).is_none());
    }
}
