//! A piece of the world on a rectangle, in Mercator's projection: shapes look as people know them.

use egui::{Pos2, Rect, pos2};

/// Farther north and south nothing is shown.
const FARTHEST_NORTH: f64 = 84.0;
const KM_PER_DEGREE: f64 = 111.2;
/// The least and the most that a view of many places shows, in degrees at the equator.
const LEAST_DEGREES: f64 = 4.0;
const MOST_DEGREES: f64 = 300.0;

/// Where the middle of the rectangle is, and how large a degree is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub rect: Rect,
    /// Degrees east; may be a little past 180.
    pub east: f64,
    /// Of the middle, in degrees of the equator.
    mercator: f64,
    pub points_per_degree: f64,
}

impl View {
    /// A view about one place that is `km` wide.
    pub fn about(rect: Rect, latitude: f64, longitude: f64, km: f64) -> Self {
        let latitude = latitude.clamp(-FARTHEST_NORTH, FARTHEST_NORTH);
        let degrees = km / (KM_PER_DEGREE * latitude.to_radians().cos());
        let points_per_degree = f64::from(rect.width()) / degrees.min(MOST_DEGREES);
        Self { rect, east: longitude, mercator: mercator(latitude), points_per_degree }
    }

    /// A view of all places (degrees north and east), with a margin; across the date line where that is shorter.
    pub fn over(rect: Rect, places: &[(f64, f64)]) -> Option<Self> {
        let (west, width) = narrowest(places.iter().map(|place| place.1).collect())?;
        let north = places.iter().map(|place| mercator(place.0)).fold(f64::MIN, f64::max);
        let south = places.iter().map(|place| mercator(place.0)).fold(f64::MAX, f64::min);
        let margin = 1.35;
        let least = LEAST_DEGREES / mercator_stretch((north + south) / 2.0).max(0.1);
        let wide = (width * margin).clamp(least, MOST_DEGREES);
        let high = ((north - south) * margin).max(0.2);
        let points_per_degree = (f64::from(rect.width()) / wide).min(f64::from(rect.height()) / high);
        Some(Self { rect, east: west + width / 2.0, mercator: (north + south) / 2.0, points_per_degree })
    }

    /// Where degrees east and north are on the screen. `turns` of the world are added to the east.
    pub fn screen(&self, east: f64, north: f64, turns: f64) -> Pos2 {
        let (x, y) = self.offset(east, north, turns);
        pos2(self.rect.center().x + x as f32, self.rect.center().y + y as f32)
    }

    /// As [`Self::screen`], from the middle of the rectangle, and finer.
    pub fn offset(&self, east: f64, north: f64, turns: f64) -> (f64, f64) {
        let x = (east + turns * 360.0 - self.east) * self.points_per_degree;
        (x, (self.mercator - mercator(north)) * self.points_per_degree)
    }

    /// The turn of the world at which `east` is nearest to the middle.
    pub fn nearest_turn(&self, east: f64) -> f64 {
        ((self.east - east) / 360.0).round()
    }

    /// The turns at which something from `west` to `east` is seen.
    pub fn turns(&self, bounds: [f64; 4]) -> impl Iterator<Item = f64> {
        let half = f64::from(self.rect.width()) / 2.0 / self.points_per_degree;
        let half_height = f64::from(self.rect.height()) / 2.0 / self.points_per_degree;
        let (left, right) = (self.east - half, self.east + half);
        let (top, bottom) = (self.mercator + half_height, self.mercator - half_height);
        let seen = mercator(bounds[1]) <= top && mercator(bounds[3]) >= bottom;
        [-1.0, 0.0, 1.0]
            .into_iter()
            .filter(move |turn| seen && bounds[0] + turn * 360.0 <= right && bounds[2] + turn * 360.0 >= left)
    }

    /// Points on the screen for kilometres on the ground at a latitude.
    pub fn points_per_km(&self, latitude: f64) -> f64 {
        let latitude = latitude.clamp(-FARTHEST_NORTH, FARTHEST_NORTH);
        self.points_per_degree / (KM_PER_DEGREE * latitude.to_radians().cos())
    }
}

/// Degrees of the equator for a degree north.
fn mercator(north: f64) -> f64 {
    let north = north.clamp(-FARTHEST_NORTH, FARTHEST_NORTH).to_radians();
    north.tan().asinh().to_degrees()
}

/// How much smaller a degree of the equator is there.
fn mercator_stretch(mercator: f64) -> f64 {
    1.0 / mercator.to_radians().cosh()
}

/// The west end and the width of the narrowest span that holds all longitudes.
fn narrowest(mut easts: Vec<f64>) -> Option<(f64, f64)> {
    easts.sort_by(f64::total_cmp);
    let (&first, &last) = (easts.first()?, easts.last()?);
    let gaps = easts.windows(2).filter_map(|pair| match pair {
        [west, east] => Some((east - west, *east)),
        _ => None,
    });
    let across = (first + 360.0 - last, first);
    let (gap, west) = gaps.fold(across, |widest, gap| if gap.0 > widest.0 { gap } else { widest });
    Some((west, 360.0 - gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect() -> Rect {
        Rect::from_min_size(pos2(10.0, 20.0), egui::vec2(300.0, 120.0))
    }

    #[test]
    fn the_place_itself_is_in_the_middle() {
        let view = View::about(rect(), 43.467, -80.524, 900.0);
        assert!(view.screen(-80.524, 43.467, 0.0).distance(rect().center()) < 0.01);
        assert!((view.points_per_km(43.467) - 300.0 / 900.0).abs() < 1e-6);
    }

    #[test]
    fn all_places_are_seen_across_the_date_line_too() {
        for places in [vec![(-18.1, 178.4), (-13.8, -171.8)], vec![(59.3, 18.1), (38.7, -9.1)], vec![(1.0, 2.0)]] {
            let view = View::over(rect(), &places).unwrap();
            assert!(view.points_per_degree > 2.0);
            for (north, east) in places {
                assert!(rect().contains(view.screen(east, north, view.nearest_turn(east))), "{north} {east}");
            }
        }
        assert!(View::over(rect(), &[]).is_none());
    }
}
