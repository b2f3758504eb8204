//! The program's own icon: a blank sheet with a quarter of a circle in its lower right corner. Says nothing to a passer-by.

use egui::{Color32, IconData, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

/// The sheet on its square, as parts of the square's side.
const SHEET: [f32; 4] = [0.125, 0.047, 0.875, 0.953];
const LINE: f32 = 0.055;
/// In the window, where the sheet may be large.
const FINE_LINE: f32 = 0.036;
const CORNER: f32 = 0.14;
const QUARTER: f32 = 0.36;
const PAPER: [f32; 3] = [255.0, 253.0, 249.0];
const INK: [f32; 3] = [31.0, 95.0, 107.0];

/// Paints the icon in `rect`, which may be a square or higher than wide; the sheet fills its height.
pub fn paint(painter: &Painter, rect: Rect, colour: Color32) {
    let height = rect.height();
    let size = vec2(height * (SHEET[2] - SHEET[0]) / (SHEET[3] - SHEET[1]), height);
    let line = (height * FINE_LINE).max(1.6);
    let sheet = Rect::from_center_size(rect.center(), size).shrink(line / 2.0);
    let corner = height * CORNER;
    painter.rect(
        sheet,
        corner.round().min(255.0) as u8,
        Color32::TRANSPARENT,
        Stroke::new(line, colour),
        StrokeKind::Middle,
    );
    painter.add(Shape::convex_polygon(quarter(sheet, corner, height * QUARTER), colour, Stroke::NONE));
}

/// The quarter of a circle about the lower right corner, without what lies outside the rounded corner.
fn quarter(sheet: Rect, corner: f32, radius: f32) -> Vec<Pos2> {
    let about = |centre: Pos2, radius: f32, from: f32, to: f32| {
        (0..=24u8).map(move |i| {
            let angle = (from + (to - from) * f32::from(i) / 24.0).to_radians();
            centre + radius * Vec2::angled(angle)
        })
    };
    let (right, bottom) = (sheet.right(), sheet.bottom());
    let mut points: Vec<Pos2> = about(sheet.right_bottom(), radius, 180.0, 270.0).collect();
    points.extend(about(pos2(right - corner, bottom - corner), corner, 0.0, 90.0));
    points
}

/// The icon for the window and the task bar.
pub fn icon_data(side: u32) -> IconData {
    IconData { rgba: rgba(side), width: side, height: side }
}

/// The icon as RGBA, not premultiplied, rows from the top.
pub fn rgba(side: u32) -> Vec<u8> {
    /// Looks a pixel side.
    const LOOKS: u32 = 6;
    let mut out = Vec::with_capacity(side as usize * side as usize * 4);
    for y in 0..side {
        for x in 0..side {
            let (mut paper, mut ink) = (0.0, 0.0);
            for look in 0..LOOKS * LOOKS {
                let at = |pixel: u32, look: u32| (pixel as f32 + (look as f32 + 0.5) / LOOKS as f32) / side as f32;
                match part(at(x, look % LOOKS), at(y, look / LOOKS)) {
                    Part::Outside => {}
                    Part::Paper => paper += 1.0,
                    Part::Ink => ink += 1.0,
                }
            }
            let (all, looks) = (f32::max(paper + ink, 1.0), (LOOKS * LOOKS) as f32);
            out.extend((0..3).map(|c| ((PAPER[c] * paper + INK[c] * ink) / all).round() as u8));
            out.push(((paper + ink) / looks * 255.0).round() as u8);
        }
    }
    out
}

enum Part {
    Outside,
    Paper,
    Ink,
}

/// What is at a place of the square of side 1.
fn part(x: f32, y: f32) -> Part {
    let [left, top, right, bottom] = SHEET;
    let inset = |by: f32| {
        let radius = CORNER - by;
        let centre =
            (x.clamp(left + by + radius, right - by - radius), y.clamp(top + by + radius, bottom - by - radius));
        (x - centre.0).hypot(y - centre.1) <= radius
    };
    if !inset(0.0) {
        Part::Outside
    } else if !inset(LINE) || (right - x).hypot(bottom - y) <= QUARTER {
        Part::Ink
    } else {
        Part::Paper
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// `BLANKSHEET_WRITE_ICON=1 cargo test icon_file` draws the file anew.
    #[test]
    fn icon_file_is_what_the_window_shows() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icon/icon-256.png");
        if std::env::var_os("BLANKSHEET_WRITE_ICON").is_some() {
            let mut encoder = png::Encoder::new(std::fs::File::create(&path).unwrap(), 256, 256);
            encoder.set_color(png::ColorType::Rgba);
            encoder.write_header().unwrap().write_image_data(&rgba(256)).unwrap();
        }
        let file = std::io::BufReader::new(std::fs::File::open(&path).unwrap());
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let farthest = pixels.iter().zip(rgba(256)).map(|(&a, b)| a.abs_diff(b)).max();
        assert_eq!((pixels.len(), farthest), (256 * 256 * 4, Some(0)));
    }

    #[test]
    fn corner_is_filled_and_outside_is_clear() {
        let pixels = rgba(64);
        let alpha_red = |x: usize, y: usize| (pixels[(y * 64 + x) * 4 + 3], pixels[(y * 64 + x) * 4]);
        assert_eq!(alpha_red(0, 0).0, 0);
        assert_eq!(alpha_red(32, 20), (255, 255));
        assert_eq!(alpha_red(48, 52), (255, 31));
    }
}
