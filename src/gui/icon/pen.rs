//! Draws on a grid of 20 by 20, with round ends and corners.

use std::f32::consts::TAU;

use egui::emath::GuiRounding;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

/// Icons are thought on a square of this side.
pub const GRID: f32 = 20.0;

/// One icon being drawn.
pub struct Pen<'a> {
    painter: &'a Painter,
    corner: Pos2,
    scale: f32,
    stroke: Stroke,
}

impl<'a> Pen<'a> {
    pub fn new(painter: &'a Painter, square: Rect, stroke: Stroke) -> Self {
        let corner = square.min.round_to_pixels(painter.pixels_per_point());
        Self { painter, corner, scale: square.width() / GRID, stroke }
    }

    fn place(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(self.corner.x + x * self.scale, self.corner.y + y * self.scale)
    }

    /// A line through the points, open at the ends.
    pub fn line(&mut self, points: &[(f32, f32)]) {
        let places: Vec<Pos2> = points.iter().map(|&point| self.place(point)).collect();
        for &place in &places {
            self.painter.circle_filled(place, self.stroke.width / 2.0, self.stroke.color);
        }
        self.painter.add(Shape::line(places, self.stroke));
    }

    /// A line through the points and back to the first.
    pub fn closed(&mut self, points: &[(f32, f32)]) {
        let places: Vec<Pos2> = points.iter().map(|&point| self.place(point)).collect();
        for &place in &places {
            self.painter.circle_filled(place, self.stroke.width / 2.0, self.stroke.color);
        }
        self.painter.add(Shape::closed_line(places, self.stroke));
    }

    /// A filled shape without a hollow.
    pub fn filled(&mut self, points: &[(f32, f32)]) {
        let places: Vec<Pos2> = points.iter().map(|&point| self.place(point)).collect();
        self.painter.add(Shape::convex_polygon(places, self.stroke.color, Stroke::NONE));
    }

    pub fn rectangle(&mut self, left: f32, top: f32, right: f32, bottom: f32, radius: f32) {
        let rect = Rect::from_min_max(self.place((left, top)), self.place((right, bottom)));
        let radius = (radius * self.scale).round().clamp(0.0, 255.0) as u8;
        self.painter.rect(rect, radius, Color32::TRANSPARENT, self.stroke, egui::StrokeKind::Middle);
    }

    pub fn ellipse(&mut self, x: f32, y: f32, wide: f32, high: f32) {
        let points: Vec<Pos2> = turn(0.0, 1.0, 40).map(|(c, s)| self.place((x + wide * c, y + high * s))).collect();
        self.painter.add(Shape::closed_line(points, self.stroke));
    }

    pub fn dot(&mut self, x: f32, y: f32, radius: f32) {
        self.painter.circle_filled(self.place((x, y)), radius * self.scale, self.stroke.color);
    }

    /// A filled part of a circle, up to a half.
    pub fn filled_arc(&mut self, x: f32, y: f32, radius: f32, from: f32, to: f32) {
        self.filled(&arc_points(x, y, radius, from, to));
    }
}

/// Points along a part of a circle, in turns clockwise from the right.
pub fn arc_points(x: f32, y: f32, radius: f32, from: f32, to: f32) -> Vec<(f32, f32)> {
    turn(from, to, 24).map(|(c, s)| (x + radius * c, y + radius * s)).collect()
}

/// Cosine and sine along a part of a turn.
fn turn(from: f32, to: f32, steps: u16) -> impl Iterator<Item = (f32, f32)> {
    (0..=steps).map(move |i| {
        let angle = (from + (to - from) * f32::from(i) / f32::from(steps)) * TAU;
        (angle.cos(), angle.sin())
    })
}
