//! A small map without internet: where one photo was taken, or where many were.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontId, Id, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::gui::map::{View, World, land_image};
use crate::gui::theme::{Palette, semibold};

/// How much of the world is seen about one place.
const KM_WIDE: f64 = 900.0;
const RADIUS: u8 = 8;
/// Dots nearer than this are shown as one.
const NEAR: f32 = 26.0;
/// About the name of a town.
const TOWN_MARGIN: Vec2 = vec2(3.0, 1.0);

/// One place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pin<'a> {
    /// Degrees north and east.
    pub latitude: f64,
    pub longitude: f64,
    /// How exact it is, in metres.
    pub within_m: Option<f64>,
    /// The nearest town, perhaps with its country; the town alone is written beside the place.
    pub town: Option<&'a str>,
}

/// A map with one place; `name` says it in words.
pub fn one(ui: &mut Ui, size: Vec2, pin: Pin<'_>, name: &str) -> Response {
    let Pin { latitude, longitude, within_m, town } = pin;
    let (rect, response) = framed(ui, size, name);
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    if on_earth && ui.is_rect_visible(rect) {
        let view = View::about(rect, latitude, longitude, KM_WIDE);
        let painter = ground(ui, response.id, &view);
        let p = Palette::of(ui);
        let centre = view.screen(longitude, latitude, 0.0);
        let ring = (within_m.unwrap_or(0.0) / 1000.0 * view.points_per_km(latitude)) as f32;
        painter.circle_filled(centre, ring.clamp(11.0, rect.width() / 2.0), p.amber.gamma_multiply(0.3));
        painter.circle(centre, 4.5, p.amber, Stroke::new(1.5, p.card));
        if let Some(town) = town {
            words(&painter, p, rect, centre, town.split_once(", ").map_or(town, |(town, _)| town));
        }
        edge(ui, rect);
    }
    response
}

/// A map of the places of many photos, each in degrees north and east: dots with the number of photos, near ones taken
/// together.
pub fn many(ui: &mut Ui, size: Vec2, photos: &[(f64, f64)], name: &str) -> Response {
    let (rect, response) = framed(ui, size, name);
    let on_earth = |place: &(f64, f64)| place.0.abs() <= 90.0 && place.1.abs() <= 180.0;
    let places: Vec<(f64, f64)> = photos.iter().copied().filter(on_earth).collect();
    let view = match places.as_slice() {
        [(latitude, longitude)] => Some(View::about(rect, *latitude, *longitude, KM_WIDE)),
        places => View::over(rect, places),
    };
    if let Some(view) = view.filter(|_| ui.is_rect_visible(rect)) {
        let painter = ground(ui, response.id, &view);
        let p = Palette::of(ui);
        let dots = places.iter().map(|&(north, east)| view.screen(east, north, view.nearest_turn(east)));
        for (centre, photos) in together(dots) {
            dot(&painter, p, centre, photos);
        }
        edge(ui, rect);
    }
    response
}

fn framed(ui: &mut Ui, size: Vec2, name: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    (rect, response)
}

/// Paints land, water and borders; gives a painter that stays within.
fn ground(ui: &Ui, id: Id, view: &View) -> Painter {
    let p = Palette::of(ui);
    let painter = ui.painter().with_clip_rect(view.rect.intersect(ui.clip_rect()));
    let texture = texture(ui, id, view);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let image = egui::epaint::RectShape::filled(view.rect, RADIUS, Color32::WHITE).with_texture(texture.id(), whole);
    painter.add(Shape::Rect(image));
    for line in &World::get().borders {
        for turn in view.turns(line.bounds) {
            let points = line.points.iter().map(|&(east, north)| view.screen(east, north, turn)).collect();
            painter.add(Shape::line(points, Stroke::new(1.0, p.border)));
        }
    }
    painter
}

/// The line around it, over the ends of the borders.
fn edge(ui: &Ui, rect: Rect) {
    ui.painter().rect_stroke(rect, RADIUS, Stroke::new(1.0, Palette::of(ui).line), StrokeKind::Inside);
}

/// Land and water as a picture, made again only when the view changes.
fn texture(ui: &Ui, id: Id, view: &View) -> TextureHandle {
    let p = Palette::of(ui);
    let scale = ui.ctx().pixels_per_point();
    // Scrolling moves a map, but does not change what it shows.
    let mut at_zero = *view;
    at_zero.rect = Rect::from_min_size(Pos2::ZERO, view.rect.size());
    let key = (at_zero, scale.to_bits(), p.dark);
    if let Some((known, texture)) = ui.data(|data| data.get_temp::<((View, u32, bool), TextureHandle)>(id))
        && known == key
    {
        return texture;
    }
    let image = land_image(view, scale, p.land, p.sea);
    let texture = ui.ctx().load_texture("map", image, TextureOptions::LINEAR);
    ui.data_mut(|data| data.insert_temp(id, (key, texture.clone())));
    texture
}

/// Takes dots that would touch together, at their common middle; the largest last, so that they are painted on top.
fn together(dots: impl Iterator<Item = Pos2>) -> Vec<(Pos2, usize)> {
    let mut groups: Vec<(Pos2, usize)> = Vec::new();
    for place in dots {
        match groups.iter_mut().find(|(centre, _)| centre.distance(place) < NEAR) {
            Some((centre, photos)) => {
                *photos += 1;
                *centre += (place - *centre) / *photos as f32;
            }
            None => groups.push((place, 1)),
        }
    }
    groups.sort_by_key(|(_, photos)| *photos);
    groups
}

fn dot(painter: &Painter, p: &Palette, centre: Pos2, photos: usize) {
    if photos <= 1 {
        painter.circle(centre, 5.0, p.amber, Stroke::new(1.5, p.card));
        return;
    }
    let text = painter.layout_no_wrap(photos.to_string(), FontId::new(12.0, semibold()), p.on_amber);
    let radius = (text.size().x / 2.0 + 5.0).max(10.0);
    painter.circle(centre, radius, p.amber, Stroke::new(1.5, p.card));
    painter.galley(centre - text.size() / 2.0, text, p.on_amber);
}

/// A town's name on a soft ground, so that borders do not run through it: at the right of its place, or below it where
/// that is too narrow.
fn words(painter: &Painter, p: &Palette, map: Rect, place: Pos2, text: &str) {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(12.0), p.ink);
    job.wrap = TextWrapping::truncate_at_width(map.width() - 4.0 * TOWN_MARGIN.x);
    let words = painter.layout_job(job);
    let rect = town_rect(map, place, words.size());
    painter.rect_filled(rect.expand2(TOWN_MARGIN), 4, p.land.gamma_multiply(0.8));
    painter.galley(rect.min, words, p.ink);
}

fn town_rect(map: Rect, place: Pos2, size: Vec2) -> Rect {
    let beside = Align2::LEFT_CENTER.anchor_size(place + vec2(14.0, 0.0), size);
    if beside.right() + 2.0 * TOWN_MARGIN.x <= map.right() {
        return beside;
    }
    Align2::CENTER_TOP.anchor_size(place + vec2(0.0, 12.0), size)
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn near_dots_are_one_and_no_photo_is_lost() {
        let dots = [0.0, 5.0, 100.0, 3.0, 101.0].map(|x| pos2(x, 0.0));
        let groups = together(dots.into_iter());
        assert_eq!(groups.iter().map(|group| group.1).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn the_name_of_a_town_is_never_cut_at_the_edge() {
        let map = Rect::from_min_size(pos2(10.0, 10.0), vec2(230.0, 92.0));
        for width in [20.0, 90.0, 130.0, 218.0] {
            let rect = town_rect(map, map.center(), vec2(width, 15.0));
            assert!(map.contains_rect(rect.expand2(TOWN_MARGIN)), "{rect:?}");
            assert!(!rect.contains(map.center()));
        }
    }

    #[test]
    fn map_has_a_name_and_bears_strange_places() {
        let harness = Harness::new_ui(|ui| {
            let size = vec2(200.0, 80.0);
            let pin = |latitude, longitude| Pin { latitude, longitude, within_m: Some(5.0), town: Some("Kitchener") };
            one(ui, size, pin(43.467, -80.524), "Map: near Kitchener, Canada");
            for place in [(f64::NAN, 0.0), (91.0, 0.0), (90.0, 180.0), (-90.0, -180.0), (0.0, f64::INFINITY)] {
                one(ui, size, Pin { within_m: Some(f64::NAN), ..pin(place.0, place.1) }, "strange");
                many(ui, size, &[place], "strange ones");
            }
            many(ui, size, &[], "none");
        });
        harness.get_by_label("Map: near Kitchener, Canada");
        assert_eq!(harness.get_all_by_label("strange").count(), 5);
    }
}
