//! Pictures with a known truth for the outlines: animal-like shapes with fur on patterned cloth, drawn from numbers.

mod animal;
mod chance;
mod cloth;
mod palettes;

use animal::Animal;
use chance::{Chance, Noise};
use cloth::Cloth;

pub struct Composite {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
    /// Where at least half of the pixel is animal.
    pub truth: Vec<bool>,
    /// Left, top, right, bottom in pixels, each moved by up to a tenth of the animal's size.
    pub subject: [f32; 4],
}

/// The composite of a number, the same on every machine.
pub fn composite(number: u64) -> Composite {
    drawn(number, true)
}

/// The composite, or its ground alone (its box is then the whole picture).
pub fn drawn(number: u64, animal_there: bool) -> Composite {
    let mut chance = Chance::new(number);
    let (width, height) = *chance.one_of(&[(320_u32, 240_u32), (240, 320), (320, 320), (320, 213), (180, 320)]);
    let (w, h) = (width as f32, height as f32);
    let scale = chance.between(0.24, 0.46) * w.min(h);
    let animal = Animal::new(&mut chance, scale);
    let centre = (w / 2.0 + chance.between(-0.14, 0.14) * w, h / 2.0 + chance.between(-0.1, 0.1) * h);
    let cloth = Cloth::new(&mut chance);
    let other = Cloth::new(&mut chance);
    let wall = if chance.whether(0.4) { chance.between(0.05, 0.5) * h } else { -1.0 };
    let shadow = chance.between(0.0, 0.45);
    let (gx, gy) = (chance.between(-0.35, 0.35), chance.between(-0.35, 0.35));
    let tint: [f32; 3] = std::array::from_fn(|_| chance.between(0.88, 1.08));
    let dim = chance.between(0.6, 1.1);
    let slope = chance.between(-0.15, 0.15);
    let blur = Noise(chance.below(1 << 30) as u64);

    // Drawn at twice the size and halved.
    let mut fine = Vec::new();
    let mut cover = vec![0.0_f32; (width * height) as usize];
    for y in 0..2 * height {
        for x in 0..2 * width {
            let (px, py) = (x as f32 / 2.0, y as f32 / 2.0);
            let (ax, ay) = (px - centre.0, py - centre.1);
            let near = animal_there && ax.hypot(ay) < 1.7 * scale + 40.0;
            let distance = if near { animal.distance(ax, ay) } else { f32::INFINITY };
            let mut colour = if py < wall + slope * px { other.colour(px, py) } else { cloth.colour(px, py) };
            let above = if near { animal.distance(ax - 3.0, ay - 4.0).max(0.0) } else { f32::INFINITY };
            let shade = 1.0 - shadow * (-above / 7.0).exp();
            colour = colour.map(|v| v * shade);
            let inside = (0.5 - distance).clamp(0.0, 1.0);
            if inside > 0.0 {
                let coat = animal.colour(ax, ay);
                colour = std::array::from_fn(|i| colour[i] * (1.0 - inside) + coat[i] * inside);
            }
            cover[(y / 2 * width + x / 2) as usize] += inside / 4.0;
            let light =
                dim * (1.0 + gx * (px / w - 0.5) + gy * (py / h - 0.5)) * (1.0 + 0.03 * blur.at(px / 60.0, py / 60.0));
            fine.push(std::array::from_fn::<f32, 3, _>(|i| colour[i] * light * tint[i]));
        }
    }
    let mut picture = halved(&fine, width as usize, height as usize);
    let softness = chance.between(0.3, 1.1);
    soften(&mut picture, width as usize, softness);
    let grain = chance.between(0.5, 6.0);
    for pixel in &mut picture {
        let common = chance.normal();
        *pixel = pixel.map(|v| v + grain * (0.8 * common + 0.6 * chance.normal()));
    }
    let soft_again = chance.between(0.0, 0.5);
    soften(&mut picture, width as usize, soft_again);
    let rgb = picture.iter().flatten().map(|v| v.round().clamp(0.0, 255.0) as u8).collect();
    let rgb = through_jpeg(rgb, width, height, 55 + chance.below(40) as u8);
    let truth: Vec<bool> = cover.iter().map(|&v| v >= 0.5).collect();
    let subject = if animal_there { moved_box(&truth, width as usize, &mut chance) } else { [0.0, 0.0, w, h] };
    Composite { width, height, rgb, truth, subject }
}

fn halved(fine: &[[f32; 3]], width: usize, height: usize) -> Vec<[f32; 3]> {
    let at = |x: usize, y: usize| fine[y * width * 2 + x];
    let positions = (0..height).flat_map(|y| (0..width).map(move |x| (2 * x, 2 * y)));
    positions
        .map(|(x, y)| {
            std::array::from_fn(|i| (at(x, y)[i] + at(x + 1, y)[i] + at(x, y + 1)[i] + at(x + 1, y + 1)[i]) / 4.0)
        })
        .collect()
}

/// A blur of about `amount` pixels: each pixel shares with its neighbours.
fn soften(picture: &mut [[f32; 3]], width: usize, amount: f32) {
    let side = (amount * amount / 2.0).min(0.33);
    for step in [1, width] {
        let before = picture.to_vec();
        for at in step..picture.len() - step {
            picture[at] = std::array::from_fn(|i| {
                before[at][i] * (1.0 - 2.0 * side) + (before[at - step][i] + before[at + step][i]) * side
            });
        }
    }
}

fn through_jpeg(rgb: Vec<u8>, width: u32, height: u32, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.encode(&rgb, width, height, image::ExtendedColorType::Rgb8).expect("a JPEG");
    image::load_from_memory(&bytes).expect("the JPEG").to_rgb8().into_raw()
}

fn moved_box(truth: &[bool], width: usize, chance: &mut Chance) -> [f32; 4] {
    let height = truth.len() / width;
    let (mut x0, mut y0, mut x1, mut y1) = (width, height, 0, 0);
    for at in (0..truth.len()).filter(|&at| truth[at]) {
        let (x, y) = (at % width, at / width);
        (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x + 1), y1.max(y + 1));
    }
    let (w, h) = ((x1 - x0) as f32, (y1 - y0) as f32);
    let mut by = |side: f32| chance.between(-0.1, 0.1) * side;
    let (width, height) = (width as f32, height as f32);
    [
        (x0 as f32 + by(w)).clamp(0.0, width),
        (y0 as f32 + by(h)).clamp(0.0, height),
        (x1 as f32 + by(w)).clamp(0.0, width),
        (y1 as f32 + by(h)).clamp(0.0, height),
    ]
}

impl Composite {
    /// The subject's box in fractions of the picture.
    pub fn region(&self) -> blanksheet::region::Region {
        let [x0, y0, x1, y1] = self.subject.map(f64::from);
        let (w, h) = (f64::from(self.width), f64::from(self.height));
        blanksheet::region::Region::new(x0 / w, y0 / h, x1 / w, y1 / h).expect("a box")
    }

    /// The share of background among the kept pixels, and the share of the subject that is kept.
    pub fn judged(&self, found: &blanksheet::detect::outline::Outline) -> (f32, f32) {
        let (mut visible, mut wrong, mut animal) = (0.0_f32, 0.0, 0.0_f32);
        for (at, &truth) in self.truth.iter().enumerate() {
            let kept = found.silhouette.contains(at as u32 % self.width, at as u32 / self.width);
            visible += f32::from(u8::from(kept));
            wrong += f32::from(u8::from(kept && !truth));
            animal += f32::from(u8::from(truth));
        }
        (wrong / visible.max(1.0), (visible - wrong) / animal.max(1.0))
    }
}
