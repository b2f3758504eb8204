//! What the practice photos show: a cat on a patterned bed, a window with a view, a street with a sign.

use crate::canvas::{Canvas, lit};

const WIDTH: usize = 1200;
const HEIGHT: usize = 900;

/// The case that the program was made for.
pub fn cat_on_a_bed() -> Canvas {
    let mut canvas = Canvas::new(WIDTH, HEIGHT, |x, y| lit([196.0, 184.0, 168.0], 1.05 - y / 2400.0, x, y));
    canvas
        .rectangle((90.0, 130.0), (1110.0, 470.0), |x, y| lit([98.0, 66.0, 48.0], 0.9 + (x / 90.0).sin() * 0.05, x, y));
    for left in [150.0, 640.0] {
        canvas.ellipse((left + 205.0, 420.0), (215.0, 95.0), |x, y| {
            lit([238.0, 235.0, 228.0], 1.05 - (y - 330.0) / 900.0, x, y)
        });
    }
    canvas.polygon(&[(60.0, 455.0), (1140.0, 455.0), (1200.0, 900.0), (0.0, 900.0)], |x, y| {
        let (u, v) = ((x - 600.0) / (0.6 + y / 1300.0), y * 1.35);
        let diamond = ((u / 60.0).sin() * (v / 55.0).sin()).abs();
        let fold = 1.0 + ((x + y * 0.4) / 130.0).sin() * 0.05;
        let cloth = if diamond > 0.62 { [176.0, 58.0, 72.0] } else { [226.0, 210.0, 186.0] };
        lit(cloth, fold, x, y)
    });
    cat(&mut canvas);
    canvas
}

fn cat(canvas: &mut Canvas) {
    let fur = |x: f32, y: f32| {
        let stripe = if ((x * 0.9 + y * 0.35) / 26.0).sin() > 0.55 { 0.72 } else { 1.0 };
        lit([222.0, 148.0, 74.0], stripe * (1.12 - (y - 430.0) / 1400.0), x, y)
    };
    canvas.stroke((820.0, 700.0), (985.0, 620.0), 54.0, fur);
    canvas.stroke((985.0, 620.0), (1010.0, 560.0), 46.0, fur);
    canvas.ellipse((640.0, 665.0), (235.0, 118.0), fur);
    canvas.ellipse((432.0, 570.0), (108.0, 98.0), fur);
    canvas.polygon(&[(338.0, 540.0), (350.0, 428.0), (420.0, 492.0)], fur);
    canvas.polygon(&[(448.0, 490.0), (520.0, 432.0), (528.0, 548.0)], fur);
    for (x, y) in [(360.0, 735.0), (470.0, 752.0), (750.0, 755.0)] {
        canvas.ellipse((x, y), (58.0, 30.0), |x, y| lit([240.0, 226.0, 206.0], 1.0, x, y));
    }
    for x in [392.0, 470.0] {
        canvas.ellipse((x, 560.0), (17.0, 20.0), |x, y| lit([112.0, 150.0, 70.0], 1.0, x, y));
        canvas.ellipse((x, 560.0), (6.0, 18.0), |x, y| lit([24.0, 20.0, 18.0], 1.0, x, y));
    }
    canvas.polygon(&[(420.0, 604.0), (444.0, 604.0), (432.0, 620.0)], |x, y| lit([196.0, 106.0, 104.0], 1.0, x, y));
    for (dx, dy) in [(-120.0, -14.0), (-124.0, 12.0), (120.0, -14.0), (124.0, 12.0)] {
        canvas.stroke((432.0 + dx * 0.2, 616.0), (432.0 + dx, 616.0 + dy), 2.5, |_, _| [244.0, 238.0, 228.0]);
    }
}

/// A skyline behind glass: the view gives the place away.
pub fn window_with_a_view() -> Canvas {
    let mut canvas = Canvas::new(WIDTH, HEIGHT, |x, y| lit([92.0, 86.0, 80.0], 1.0 - x / 4000.0, x, y));
    canvas.rectangle((250.0, 90.0), (950.0, 690.0), |x, y| lit([236.0, 232.0, 224.0], 1.0, x, y));
    canvas.rectangle((275.0, 115.0), (925.0, 665.0), |x, y| lit([150.0 + y / 9.0, 186.0 + y / 16.0, 226.0], 1.0, x, y));
    for (left, top, right) in [
        (275.0, 430.0, 372.0),
        (380.0, 340.0, 455.0),
        (470.0, 470.0, 560.0),
        (575.0, 250.0, 628.0),
        (640.0, 400.0, 742.0),
        (755.0, 360.0, 835.0),
        (845.0, 450.0, 925.0),
    ] {
        canvas.rectangle((left, top), (right, 665.0), |x, y| {
            let window = ((x - left) % 18.0 > 10.0) && ((y - top) % 24.0 > 13.0);
            lit(if window { [250.0, 226.0, 150.0] } else { [84.0, 94.0, 112.0] }, 1.0, x, y)
        });
    }
    canvas.polygon(&[(601.0, 150.0), (628.0, 250.0), (575.0, 250.0)], |x, y| lit([84.0, 94.0, 112.0], 1.0, x, y));
    for x in [592.0, 438.0, 754.0] {
        canvas.rectangle((x, 90.0), (x + 16.0, 690.0), |x, y| lit([236.0, 232.0, 224.0], 1.0, x, y));
    }
    for (from, to) in [(150.0, 290.0), (910.0, 1050.0)] {
        canvas.rectangle((from, 40.0), (to, 800.0), |x, y| {
            lit([152.0, 116.0, 96.0], 1.0 + (x / 11.0).sin() * 0.14, x, y)
        });
    }
    canvas.rectangle((0.0, 800.0), (1200.0, 900.0), |x, y| lit([120.0, 88.0, 62.0], 1.0, x, y));
    canvas.ellipse((1080.0, 770.0), (58.0, 74.0), |x, y| lit([196.0, 92.0, 70.0], 1.0 - (x - 1080.0) / 260.0, x, y));
    canvas
}

/// House fronts and a sign with letters made of strokes.
pub fn street_with_a_sign() -> Canvas {
    let mut canvas = Canvas::new(WIDTH, HEIGHT, |x, y| lit([168.0, 200.0, 228.0], 1.05 - y / 3000.0, x, y));
    let fronts = [
        (0.0, 220.0, [198.0, 150.0, 116.0]),
        (330.0, 150.0, [214.0, 196.0, 150.0]),
        (700.0, 260.0, [150.0, 172.0, 160.0]),
    ];
    for (left, top, colour) in fronts {
        canvas.rectangle((left, top), (left + 500.0, 720.0), |x, y| lit(colour, 1.0, x, y));
        for column in 0..3 {
            for row in 0..3 {
                let (x0, y0) = (left + 60.0 + column as f32 * 120.0, top + 60.0 + row as f32 * 140.0);
                canvas.rectangle((x0, y0), (x0 + 62.0, y0 + 92.0), |x, y| {
                    lit([70.0, 84.0, 98.0], 1.0 + (y - y0) / 300.0, x, y)
                });
            }
        }
    }
    canvas.rectangle((0.0, 720.0), (1200.0, 900.0), |x, y| lit([112.0, 112.0, 114.0], 1.0, x, y));
    canvas.rectangle((548.0, 300.0), (560.0, 760.0), |x, y| lit([70.0, 72.0, 74.0], 1.0, x, y));
    canvas.rectangle((380.0, 250.0), (740.0, 350.0), |x, y| lit([28.0, 76.0, 140.0], 1.0, x, y));
    let mut pen = 410.0;
    for letter in "ELM LANE".chars() {
        for &(from, to) in strokes(letter) {
            let at = |(x, y): (f32, f32)| (pen + x * 26.0, 275.0 + y * 50.0);
            canvas.stroke(at(from), at(to), 6.0, |_, _| [250.0, 250.0, 246.0]);
        }
        pen += 39.0;
    }
    canvas
}

type Stroke = ((f32, f32), (f32, f32));

fn strokes(letter: char) -> &'static [Stroke] {
    match letter {
        'E' => {
            &[((0.0, 0.0), (0.0, 1.0)), ((0.0, 0.0), (1.0, 0.0)), ((0.0, 0.5), (0.8, 0.5)), ((0.0, 1.0), (1.0, 1.0))]
        }
        'L' => &[((0.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 1.0))],
        'M' => {
            &[((0.0, 1.0), (0.0, 0.0)), ((0.0, 0.0), (0.5, 0.6)), ((0.5, 0.6), (1.0, 0.0)), ((1.0, 0.0), (1.0, 1.0))]
        }
        'A' => &[((0.0, 1.0), (0.5, 0.0)), ((0.5, 0.0), (1.0, 1.0)), ((0.2, 0.65), (0.8, 0.65))],
        'N' => &[((0.0, 1.0), (0.0, 0.0)), ((0.0, 0.0), (1.0, 1.0)), ((1.0, 1.0), (1.0, 0.0))],
        _ => &[],
    }
}
