//! A screenshot of a chat on a phone: everybody and every place in it is invented.

use crate::canvas::{Canvas, colour};
use crate::letters::Line;

const WIDTH: usize = 1080;
const HEIGHT: usize = 2160;
const EDGE: f32 = 36.0;
const INK: u32 = 0x23262a;
const FAINT: u32 = 0x80868c;
const OWN: u32 = 0xcfe8e2;
/// Height of capitals in messages.
const SIZE: f32 = 28.0;

pub fn chat() -> Canvas {
    let mut screen = Canvas::new(WIDTH, HEIGHT, colour(0xefebe4));
    top(&mut screen);
    let mut pen = 330.0;
    day(&mut screen, pen, "Friday 12 July");
    pen += 70.0;
    for (own, lines, time) in [
        (false, &["Good morning! Did you arrive?"][..], "09:58"),
        (true, &["Yes, late last night.", "Pretend Inn, room 12."], "10:02"),
        (true, &[], "10:03"),
        (false, &["Nice! What do you see", "from the window?"], "10:09"),
        (true, &["The church, and behind it", "the hills."], "10:12"),
        (false, &["I come by train: 17:40,", "platform 3. Call me then:", "555 0112"], "10:14"),
    ] {
        pen = if lines.is_empty() {
            map_card(&mut screen, pen, time)
        } else {
            bubble(&mut screen, pen, own, lines, time)
        };
    }
    bottom(&mut screen);
    screen
}

/// The clock, the battery, and with whom the chat is.
fn top(screen: &mut Canvas) {
    let wide = WIDTH as f32;
    screen.card([0.0, -40.0, wide, 250.0], 0.0, colour(0x1f5f6b));
    let white = colour(0xffffff);
    screen.text((48.0, 62.0), 25.0, 1.1, white, "10:15");
    screen.card([wide - 106.0, 36.0, wide - 52.0, 64.0], 7.0, white);
    screen.card([wide - 52.0, 44.0, wide - 46.0, 56.0], 2.0, white);
    screen.card([wide - 72.0, 40.0, wide - 56.0, 60.0], 3.0, colour(0x1f5f6b));
    for bar in 0..4 {
        let left = wide - 190.0 + 14.0 * bar as f32;
        screen.card([left, 58.0 - 7.0 * bar as f32, left + 9.0, 64.0], 2.0, white);
    }
    screen.path(&[(76.0, 138.0), (48.0, 166.0), (76.0, 194.0)], 7.0, white);
    screen.disc((172.0, 166.0), 54.0, colour(0xe2a15c));
    screen.disc((172.0, 150.0), 20.0, colour(0xfbeedd));
    screen.draw([118.0, 172.0, 226.0, 216.0], colour(0xfbeedd), |x, y| {
        let head = ((x - 172.0) / 36.0).hypot((y - 212.0) / 36.0) * 36.0 - 36.0;
        head.max((x - 172.0).hypot(y - 166.0) - 54.0)
    });
    screen.text((256.0, 160.0), 33.0, 1.15, white, "Robin Sample");
    screen.text((256.0, 205.0), 21.0, 0.95, colour(0xc4dfe0), "last seen today at 10:14");
    for y in [138.0, 166.0, 194.0] {
        screen.disc((wide - 62.0, y), 6.5, white);
    }
}

/// Of a text with capitals of that height.
fn width(text: &str, size: f32) -> f32 {
    Line::new(text).width * size / 7.0
}

fn day(screen: &mut Canvas, y: f32, text: &str) {
    let middle = WIDTH as f32 / 2.0;
    screen.card([middle - 150.0, y - 40.0, middle + 150.0, y + 18.0], 29.0, colour(0xdcd8d0));
    screen.text((middle - width(text, 20.0) / 2.0, y), 20.0, 1.0, colour(0x5c6166), text);
}

/// A message; gives where the next one begins.
fn bubble(screen: &mut Canvas, top: f32, own: bool, lines: &[&str], time: &str) -> f32 {
    let widest = lines.iter().map(|line| width(line, SIZE)).fold(0.0, f32::max);
    let (wide, high) = (widest + 84.0, 66.0 + 56.0 * lines.len() as f32);
    let left = if own { WIDTH as f32 - EDGE - wide } else { EDGE };
    let paint = colour(if own { OWN } else { 0xffffff });
    screen.card([left, top + 3.0, left + wide, top + high + 4.0], 30.0, colour(0xd6d1c8));
    screen.card([left, top, left + wide, top + high], 30.0, paint);
    for (i, line) in lines.iter().enumerate() {
        screen.text((left + 40.0, top + 60.0 + 56.0 * i as f32), SIZE, 1.0, colour(INK), line);
    }
    screen.text((left + wide - 100.0, top + high - 20.0), 17.0, 1.0, colour(FAINT), time);
    top + high + 26.0
}

/// A place that was sent: streets, a river, a park and a pin.
fn map_card(screen: &mut Canvas, top: f32, time: &str) -> f32 {
    let (left, wide, high) = (WIDTH as f32 - EDGE - 700.0, 700.0, 520.0);
    screen.card([left, top + 3.0, left + wide, top + high + 4.0], 30.0, colour(0xd6d1c8));
    screen.card([left, top, left + wide, top + high], 30.0, colour(OWN));
    let map = town();
    for y in 0..map.height {
        for x in 0..map.width {
            let at = ((top as usize + 14 + y) * WIDTH) + left as usize + 14 + x;
            screen.pixels[at] = map.pixels[y * map.width + x];
        }
    }
    screen.text((left + 36.0, top + 440.0), 26.0, 1.15, colour(INK), "Pretend Inn");
    screen.text((left + 36.0, top + 488.0), 21.0, 0.95, colour(0x5c6166), "12 Elm Lane, Practiceville");
    screen.text((left + wide - 100.0, top + high - 20.0), 17.0, 1.0, colour(FAINT), time);
    top + high + 26.0
}

fn town() -> Canvas {
    let mut map = Canvas::new(672, 370, colour(0xf3efe2));
    map.card([430.0, 30.0, 600.0, 150.0], 16.0, colour(0xc9e2b8));
    let river: Vec<_> =
        (0..=30).map(|i| i as f32 / 30.0).map(|t| (t * 720.0 - 20.0, 300.0 + 46.0 * (t * 5.0).sin())).collect();
    map.path(&river, 58.0, colour(0xa9cfe4));
    let streets: [(&[(f32, f32)], f32); 8] = [
        (&[(-10.0, 90.0), (300.0, 120.0), (690.0, 200.0)], 24.0),
        (&[(120.0, -10.0), (150.0, 380.0)], 20.0),
        (&[(330.0, -10.0), (310.0, 120.0), (360.0, 380.0)], 24.0),
        (&[(-10.0, 210.0), (340.0, 235.0), (560.0, 240.0)], 14.0),
        (&[(230.0, -10.0), (222.0, 222.0)], 12.0),
        (&[(610.0, -10.0), (560.0, 240.0), (590.0, 380.0)], 18.0),
        (&[(410.0, -10.0), (420.0, 230.0)], 12.0),
        (&[(-10.0, 20.0), (240.0, 30.0), (408.0, 21.0)], 12.0),
    ];
    for (street, thick) in streets {
        map.path(street, thick + 4.0, colour(0xd9d2bf));
    }
    for (street, thick) in streets {
        map.path(street, thick, colour(if thick > 20.0 { 0xfbe3a2 } else { 0xffffff }));
    }
    for (at, name) in [
        ((36.0, 74.0), "High St"),
        ((452.0, 98.0), "Elm Park"),
        ((440.0, 346.0), "River Mill"),
        ((34.0, 238.0), "Elm Lane"),
    ] {
        map.text(at, 15.0, 1.0, colour(0x6b6a62), name);
    }
    // The pin, its tip in Elm Lane.
    map.path(&[(318.0, 176.0), (318.0, 226.0)], 9.0, colour(0xa8321f));
    map.disc((318.0, 156.0), 34.0, colour(0xc8402a));
    map.disc((318.0, 156.0), 13.0, colour(0xffffff));
    map
}

fn bottom(screen: &mut Canvas) {
    let (wide, high) = (WIDTH as f32, HEIGHT as f32);
    screen.card([0.0, high - 170.0, wide, high + 40.0], 0.0, colour(0xf8f6f2));
    screen.card([EDGE, high - 142.0, wide - 150.0, high - 54.0], 44.0, colour(0xffffff));
    screen.text((EDGE + 44.0, high - 86.0), SIZE * 0.9, 0.95, colour(FAINT), "Message");
    screen.disc((wide - 82.0, high - 98.0), 44.0, colour(0x1f5f6b));
    screen.path(
        &[(wide - 96.0, high - 118.0), (wide - 66.0, high - 98.0), (wide - 96.0, high - 78.0)],
        8.0,
        colour(0xffffff),
    );
    screen.card([wide / 2.0 - 150.0, high - 24.0, wide / 2.0 + 150.0, high - 16.0], 4.0, colour(0x3a3d40));
}
