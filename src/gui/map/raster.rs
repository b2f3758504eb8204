//! Fills land and lakes into a picture, line by line, even-odd; edges are smooth.

use egui::{Color32, ColorImage};

use super::{Line, View, World};

/// Looks a row; across, what is covered is reckoned exactly.
const LOOKS: usize = 4;

/// Land and water of a view, `scale` pixels a point.
pub fn land_image(view: &View, scale: f32, land: Color32, sea: Color32) -> ColorImage {
    let side = |points: f32| (points * scale).round().clamp(1.0, 4096.0) as usize;
    let size = [side(view.rect.width()), side(view.rect.height())];
    let world = World::get();
    let mut cover = Cover::new(size, view, f64::from(scale));
    let dry = cover.fill(&world.land);
    let wet = cover.fill(&world.lakes);
    let pixels = dry.iter().zip(&wet).map(|(dry, wet)| {
        let dry = (dry - wet).clamp(0.0, 1.0);
        sea.lerp_to_gamma(land, dry)
    });
    ColorImage::new(size, pixels.collect())
}

struct Cover<'a> {
    size: [usize; 2],
    view: &'a View,
    scale: f64,
    /// Where the edges cross each look, in pixels from the left.
    crossings: Vec<Vec<f32>>,
}

impl<'a> Cover<'a> {
    fn new(size: [usize; 2], view: &'a View, scale: f64) -> Self {
        Self { size, view, scale, crossings: vec![Vec::new(); size[1] * LOOKS] }
    }

    /// How much of each pixel is inside the rings.
    fn fill(&mut self, rings: &[Line]) -> Vec<f32> {
        self.crossings.iter_mut().for_each(Vec::clear);
        for ring in rings {
            for turn in self.view.turns(ring.bounds) {
                let corners: Vec<(f64, f64)> = ring.points.iter().map(|&point| self.pixel(point, turn)).collect();
                let next = corners.iter().cycle().skip(1);
                corners.iter().zip(next).for_each(|(&from, &to)| self.edge(from, to));
            }
        }
        let mut cover = vec![0.0; self.size[0] * self.size[1]];
        let rows = cover.chunks_exact_mut(self.size[0]);
        for (row, looks) in rows.zip(self.crossings.chunks_exact_mut(LOOKS)) {
            for crossings in looks {
                crossings.sort_by(f32::total_cmp);
                for pair in crossings.chunks_exact(2) {
                    if let [from, to] = pair {
                        span(row, *from, *to);
                    }
                }
            }
        }
        cover
    }

    fn pixel(&self, (east, north): (f64, f64), turn: f64) -> (f64, f64) {
        let (x, y) = self.view.offset(east, north, turn);
        (x * self.scale + self.size[0] as f64 / 2.0, y * self.scale + self.size[1] as f64 / 2.0)
    }

    /// Notes where an edge crosses the middles of the looks; the lower end belongs to the next edge.
    fn edge(&mut self, from: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2)) = if from.1 <= to.1 { (from, to) } else { (to, from) };
        let look = |y: f64| (y * LOOKS as f64 - 0.5).ceil().clamp(0.0, self.crossings.len() as f64) as usize;
        let (first, end) = (look(y1), look(y2));
        let slope = (x2 - x1) / (y2 - y1);
        let width = self.size[0] as f64;
        for (i, crossings) in self.crossings.iter_mut().enumerate().take(end).skip(first) {
            let y = (i as f64 + 0.5) / LOOKS as f64;
            crossings.push((x1 + (y - y1) * slope).clamp(0.0, width) as f32);
        }
    }
}

/// Adds one look's span to a row of pixels.
fn span(row: &mut [f32], from: f32, to: f32) {
    let first = from as usize;
    for (x, pixel) in row.iter_mut().enumerate().take(to.ceil() as usize).skip(first) {
        let x = x as f32;
        *pixel += (to.min(x + 1.0) - from.max(x)).max(0.0) / LOOKS as f32;
    }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;

    const LAND: Color32 = Color32::WHITE;
    const SEA: Color32 = Color32::BLACK;

    /// What is at a place of a small map about it.
    fn at(latitude: f64, longitude: f64) -> Color32 {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(61.0, 41.0));
        let image = land_image(&View::about(rect, latitude, longitude, 600.0), 1.0, LAND, SEA);
        image.pixels[20 * 61 + 30]
    }

    #[test]
    fn towns_are_on_land_and_oceans_are_not() {
        let dry = [
            (43.467, -80.524),
            (48.2, 16.37),
            (-33.87, 150.9),
            (40.4, -3.7),
            (64.9, -18.6),
            (-80.0, 10.0),
            (66.5, 179.5),
            (68.0, -179.0),
            (39.9, 32.86),
        ];
        let wet = [
            (43.65, -78.0),
            (44.6, -82.3),
            (-1.0, 33.0),
            (47.7, -87.5),
            (42.0, 51.0),
            (0.0, 0.0),
            (55.0, 3.0),
            (35.0, 18.0),
            (-30.0, 179.9),
            (-60.0, -180.0),
            (43.0, 34.0),
        ];
        for (latitude, longitude) in dry {
            assert_eq!(at(latitude, longitude), LAND, "{latitude} {longitude}");
        }
        for (latitude, longitude) in wet {
            assert_eq!(at(latitude, longitude), SEA, "{latitude} {longitude}");
        }
    }

    #[test]
    fn a_whole_world_is_a_third_land() {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 200.0));
        let view = View::over(rect, &[(60.0, -120.0), (-40.0, 120.0)]).unwrap();
        let image = land_image(&view, 1.0, LAND, SEA);
        let land = image.pixels.iter().filter(|pixel| **pixel == LAND).count() as f32 / image.pixels.len() as f32;
        assert!((0.2..0.55).contains(&land), "{land}");
    }
}
