//! Letters of round strokes: capitals are 7 units high, small ones 4.9.

/// The stroke of a usual weight, in units.
pub const THICK: f32 = 0.95;
/// Between letters.
const GAP: f32 = 2.0;
/// Of a blank.
const BLANK: f32 = 2.6;

type Point = (f32, f32);

/// One line of text as short strokes.
pub struct Line {
    strokes: Vec<(Point, Point)>,
    /// In units, without a gap behind the last letter.
    pub width: f32,
}

impl Line {
    pub fn new(text: &str) -> Self {
        let (mut strokes, mut pen) = (Vec::new(), 0.0);
        for letter in text.chars() {
            if letter == ' ' {
                pen += BLANK;
                continue;
            }
            let drawn = drawn(shape(letter));
            let right = drawn.iter().flat_map(|(a, b)| [a.0, b.0]).fold(0.0f32, f32::max);
            strokes.extend(drawn.into_iter().map(|(a, b)| ((a.0 + pen, a.1), (b.0 + pen, b.1))));
            pen += right + GAP;
        }
        Self { strokes, width: (pen - GAP).max(0.0) }
    }

    /// To the middle of the nearest stroke, in units, from the left end of the foot; up counts positive.
    pub fn distance(&self, x: f32, y: f32) -> f32 {
        let to = |&((ax, ay), (bx, by)): &(Point, Point)| {
            if x < ax.min(bx) - 2.0 || x > ax.max(bx) + 2.0 {
                return 4.0;
            }
            let (dx, dy) = (bx - ax, by - ay);
            let along = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
            (x - ax - along * dx).hypot(y - ay - along * dy)
        };
        self.strokes.iter().map(to).fold(4.0, f32::min)
    }

    /// Whether a place is in a letter, for capitals `size` high, in the units of `x` and `y`.
    fn inks(&self, x: f32, y: f32, size: f32, weight: f32) -> bool {
        let unit = size / 7.0;
        self.distance(x / unit, y / unit) < THICK * weight / 2.0
    }
}

/// Several lines, each with the size of its capitals and the height of its foot.
pub struct Print(Vec<(Line, f32, f32)>);

impl Print {
    pub fn new(lines: &[(&str, f32, f32)]) -> Self {
        Self(lines.iter().map(|&(text, size, foot)| (Line::new(text), size, foot)).collect())
    }

    /// Whether a place is in a letter, for lines that all begin at 0, or all have their middle there.
    pub fn inks(&self, x: f32, y: f32, centred: bool, weight: f32) -> bool {
        self.0.iter().any(|(line, size, foot)| {
            let left = if centred { line.width * size / 14.0 } else { 0.0 };
            line.inks(x + left, y - foot, *size, weight)
        })
    }
}

/// Pieces of an arc.
const PIECES: usize = 14;

/// `Lx,y x,y …` is a line through points, `Acx,cy rx,ry from,to` an arc in degrees, counted against the clock.
fn drawn(shape: &str) -> Vec<(Point, Point)> {
    let mut strokes = Vec::new();
    for part in shape.split(';').filter(|part| !part.is_empty()) {
        let (kind, numbers) = part.split_at(1);
        let pair = |word: &str| {
            let (a, b) = word.split_once(',').expect("a pair");
            (a.parse::<f32>().expect("a number"), b.parse::<f32>().expect("a number"))
        };
        let pairs: Vec<Point> = numbers.split_whitespace().map(pair).collect();
        let points = if kind == "A" { arc(pairs[0], pairs[1], pairs[2]) } else { pairs };
        strokes.extend(points.windows(2).map(|pair| (pair[0], pair[1])));
    }
    strokes
}

fn arc((cx, cy): Point, (rx, ry): Point, (from, to): Point) -> Vec<Point> {
    let at = |i: usize| {
        let angle = (from + (to - from) * i as f32 / PIECES as f32).to_radians();
        (cx + rx * angle.cos(), cy + ry * angle.sin())
    };
    (0..=PIECES).map(at).collect()
}

fn shape(letter: char) -> &'static str {
    match letter {
        'A' => "L0,0 2.7,7 5.4,0;L.9,2.4 4.5,2.4",
        'B' => "L2.7,3.7 0,3.7 0,7 2.6,7;A2.6,5.35 1.6,1.65 -90,90;L0,3.7 0,0 2.8,0;A2.8,1.85 1.9,1.85 -90,90",
        'C' => "A3.2,3.5 3.2,3.5 45,315",
        'D' => "L2,0 0,0 0,7 2,7;A2,3.5 3.3,3.5 -90,90",
        'E' => "L4,7 0,7 0,0 4,0;L0,3.6 3.5,3.6",
        'F' => "L4,7 0,7 0,0;L0,3.5 3.4,3.5",
        'G' => "A3.3,3.5 3.3,3.5 45,340;L6.4,2.3 6.4,3.3 3.8,3.3",
        'H' => "L0,0 0,7;L5,0 5,7;L0,3.6 5,3.6",
        'I' => "L0,0 0,7",
        'J' => "L3.2,7 3.2,1.6;A1.6,1.6 1.6,1.6 190,360",
        'K' => "L0,0 0,7;L4.5,7 0,2.6;L1.7,4.2 4.8,0",
        'L' => "L0,7 0,0 3.8,0",
        'M' => "L0,0 0,7 3,1.8 6,7 6,0",
        'N' => "L0,0 0,7 5,0 5,7",
        'O' => "A3.4,3.5 3.4,3.5 0,360",
        'P' => "L0,0 0,7 2.6,7;A2.6,5.1 1.9,1.9 -90,90;L2.6,3.2 0,3.2",
        'Q' => "A3.4,3.5 3.4,3.5 0,360;L4.2,1.8 6.4,-.4",
        'R' => "L0,0 0,7 2.6,7;A2.6,5.1 1.9,1.9 -90,90;L0,3.2 2.6,3.2;L2.4,3.2 4.8,0",
        'S' => "A2.4,5.2 2.1,1.8 30,270;A2.4,1.7 2.3,1.7 -150,90",
        'T' => "L0,7 5,7;L2.5,7 2.5,0",
        'U' => "L0,7 0,2.5;A2.5,2.5 2.5,2.5 180,360;L5,2.5 5,7",
        'V' => "L0,7 2.7,0 5.4,7",
        'W' => "L0,7 1.9,0 3.8,6.4 5.7,0 7.6,7",
        'X' => "L0,0 4.8,7;L0,7 4.8,0",
        'Y' => "L0,7 2.5,3.3 5,7;L2.5,3.3 2.5,0",
        'Z' => "L0,7 4.6,7 0,0 4.7,0",
        '0' => "A2.3,3.5 2.3,3.5 0,360",
        '1' => "L.3,5.5 2,7 2,0",
        '2' => "A2.2,4.9 2.1,2.1 -38,165;L3.85,3.6 0,0 4.5,0",
        '3' => "A2.1,5.3 1.9,1.7 -90,150;A2.1,1.8 2.2,1.8 -150,90",
        '4' => "L3.5,0 3.5,7 0,2 4.9,2",
        '5' => "L4,7 .7,7 .4,3.7;A2.1,2.3 2.3,2.3 -150,142",
        '6' => "A2.3,2.2 2.2,2.2 0,360;L.35,3.2 2.9,7",
        '7' => "L0,7 4.5,7 1.5,0",
        '8' => "A2.3,5.3 1.8,1.7 0,360;A2.3,1.8 2.2,1.8 0,360",
        '9' => "A2.3,4.8 2.2,2.2 0,360;L4.25,3.8 1.7,0",
        'a' => "A2,2.4 2,2.4 0,360;L4,4.9 4,0",
        'b' => "L0,0 0,7.2;A2,2.4 2,2.4 0,360",
        'c' => "A2.2,2.4 2.2,2.4 48,312",
        'd' => "A2,2.4 2,2.4 0,360;L4,0 4,7.2",
        'e' => "A2.2,2.4 2.2,2.4 0,312;L0,2.4 4.4,2.4",
        'f' => "L1,0 1,5.8;A2.3,5.8 1.3,1.4 80,180;L0,4.6 2.3,4.6",
        'g' => "A2,2.4 2,2.4 0,360;L4,4.9 4,-.3;A2,-.3 2,1.8 205,360",
        'h' => "L0,0 0,7.2;A1.9,2.9 1.9,1.9 0,180;L3.8,2.9 3.8,0",
        'i' => "L0,0 0,4.8;L0,6.8 0,6.85",
        'j' => "L1,4.8 1,-.8;A0,-.8 1,1.2 270,360;L1,6.8 1,6.85",
        'k' => "L0,0 0,7.2;L3.3,4.8 0,1.8;L1.3,3 3.5,0",
        'l' => "L0,0 0,7.2",
        'm' => "L0,0 0,4.8;A1.5,3.2 1.5,1.6 0,180;L3,3.2 3,0;A4.5,3.2 1.5,1.6 0,180;L6,3.2 6,0",
        'n' => "L0,0 0,4.8;A1.9,2.9 1.9,1.9 0,180;L3.8,2.9 3.8,0",
        'o' => "A2.3,2.4 2.3,2.4 0,360",
        'p' => "L0,-2.2 0,4.9;A2,2.4 2,2.4 0,360",
        'q' => "A2,2.4 2,2.4 0,360;L4,4.9 4,-2.2",
        'r' => "L0,0 0,4.8;A1.8,2.9 1.8,1.9 65,180",
        's' => "A1.7,3.6 1.5,1.2 30,270;A1.7,1.2 1.6,1.2 -150,90",
        't' => "L1,6.3 1,1.3;A2.2,1.3 1.2,1.3 180,280;L0,4.7 2.3,4.7",
        'u' => "L0,4.8 0,1.9;A1.9,1.9 1.9,1.9 180,360;L3.8,4.8 3.8,0",
        'v' => "L0,4.8 1.9,0 3.8,4.8",
        'w' => "L0,4.8 1.4,0 2.8,4.4 4.2,0 5.6,4.8",
        'x' => "L0,0 3.5,4.8;L0,4.8 3.5,0",
        'y' => "L0,4.8 2,0;L4,4.8 1.2,-2 .2,-2",
        'z' => "L0,4.8 3.4,4.8 0,0 3.5,0",
        '.' => "L0,0 0,.05",
        ',' => "L.3,.1 -.2,-1.2",
        ':' => "L0,.2 0,.25;L0,4 0,4.05",
        '-' => "L0,2.6 2.1,2.6",
        '–' => "L0,2.6 3.6,2.6",
        '·' => "L.4,2.9 .4,2.95",
        '\'' => "L.2,7 0,5.5",
        '!' => "L0,7 0,2.2;L0,0 0,.05",
        '?' => "A1.8,5.2 1.8,1.8 -45,170;L3,3.9 1.8,2.9 1.8,2;L1.8,0 1.8,.05",
        '/' => "L0,-.5 2.6,7.2",
        '+' => "L0,2.6 4,2.6;L2,.6 2,4.6",
        '(' => "A2.6,3 2.6,5 125,235",
        ')' => "A-1,3 2.6,5 -55,55",
        _ => "L0,0 0,7 4,7 4,0 0,0",
    }
}
