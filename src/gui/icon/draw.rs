//! What each icon looks like, on the grid of the pen.

use super::Icon;
use super::pen::{Pen, arc_points};

/// Draws one icon.
pub fn icon(icon: Icon, pen: &mut Pen<'_>) {
    match icon {
        Icon::Select => pen.closed(&[(4.0, 3.5), (16.0, 8.6), (10.8, 10.8), (8.6, 16.0)]),
        Icon::Box => pen.rectangle(2.5, 4.5, 17.5, 15.5, 1.0),
        Icon::Oval => pen.ellipse(10.0, 10.0, 7.8, 6.0),
        Icon::Brush => brush(pen),
        Icon::Eraser => eraser(pen),
        Icon::Crop => {
            pen.line(&[(5.5, 2.0), (5.5, 14.5), (18.0, 14.5)]);
            pen.line(&[(2.0, 5.5), (14.5, 5.5), (14.5, 18.0)]);
        }
        Icon::KeepOnly => keep_only(pen),
        Icon::Undo => turn_back(pen, |x| x),
        Icon::Redo => turn_back(pen, |x| 20.0 - x),
        Icon::Minus => pen.line(&[(5.0, 10.0), (15.0, 10.0)]),
        Icon::Plus => {
            pen.line(&[(5.0, 10.0), (15.0, 10.0)]);
            pen.line(&[(10.0, 5.0), (10.0, 15.0)]);
        }
        Icon::Check => pen.line(&[(4.0, 10.8), (8.2, 15.0), (16.2, 5.4)]),
        Icon::Warning => {
            pen.closed(&[(10.0, 3.2), (17.8, 16.6), (2.2, 16.6)]);
            pen.line(&[(10.0, 8.2), (10.0, 11.8)]);
            pen.dot(10.0, 14.3, 1.0);
        }
        Icon::Close => {
            pen.line(&[(5.2, 5.2), (14.8, 14.8)]);
            pen.line(&[(14.8, 5.2), (5.2, 14.8)]);
        }
        Icon::Contrast => {
            pen.ellipse(10.0, 10.0, 7.0, 7.0);
            pen.filled_arc(10.0, 10.0, 7.0, 0.25, 0.75);
        }
        Icon::Down => pen.filled(&[(5.0, 7.4), (15.0, 7.4), (10.0, 13.4)]),
        Icon::Slide => {
            pen.line(&[(7.2, 5.6), (2.8, 10.0), (7.2, 14.4)]);
            pen.line(&[(12.8, 5.6), (17.2, 10.0), (12.8, 14.4)]);
        }
    }
}

/// A handle from the upper right, a full tip at the lower left.
fn brush(pen: &mut Pen<'_>) {
    pen.closed(&[(16.6, 2.8), (17.2, 3.4), (10.2, 12.2), (7.8, 9.8)]);
    pen.filled(&[(3.0, 16.8), (4.6, 12.8), (6.4, 11.2), (8.8, 13.6), (7.2, 15.8), (5.4, 16.8)]);
}

/// A slanted rubber on a line.
fn eraser(pen: &mut Pen<'_>) {
    pen.closed(&[(11.6, 3.4), (17.0, 8.8), (10.0, 15.8), (7.2, 15.8), (3.0, 11.6)]);
    pen.line(&[(7.6, 7.6), (12.8, 12.8)]);
    pen.line(&[(7.2, 17.4), (17.0, 17.4)]);
}

/// A head and shoulders within a frame's corners.
fn keep_only(pen: &mut Pen<'_>) {
    corners(pen, 2.4, 4.0);
    pen.dot(10.0, 7.6, 2.3);
    pen.filled_arc(10.0, 15.0, 4.2, 0.5, 1.0);
}

/// The four corners of a frame, `edge` from the side, with arms of `arm`.
fn corners(pen: &mut Pen<'_>, edge: f32, arm: f32) {
    let far = 20.0 - edge;
    for (x, inward_x) in [(edge, arm), (far, -arm)] {
        for (y, inward_y) in [(edge, arm), (far, -arm)] {
            pen.line(&[(x + inward_x, y), (x, y), (x, y + inward_y)]);
        }
    }
}

/// An arrow to the left that came from the right, or its mirror image.
fn turn_back(pen: &mut Pen<'_>, mirror: impl Fn(f32) -> f32) {
    let mut path = vec![(4.0, 8.0), (12.2, 8.0)];
    path.extend(arc_points(12.2, 12.0, 4.0, -0.25, 0.25));
    path.push((8.0, 16.0));
    let path: Vec<_> = path.into_iter().map(|(x, y)| (mirror(x), y)).collect();
    pen.line(&path);
    let head: Vec<_> = [(7.8, 4.0), (3.8, 8.0), (7.8, 12.0)].into_iter().map(|(x, y)| (mirror(x), y)).collect();
    pen.line(&head);
}
