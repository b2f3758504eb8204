//! A small painter: shapes with soft edges on a canvas of linear numbers, four samples a pixel and side.

/// Red, green, blue, 0..=255.
pub type Colour = [f32; 3];

/// Samples a pixel along each side.
const FINE: usize = 2;

pub struct Canvas {
    width: usize,
    height: usize,
    samples: Vec<Colour>,
}

impl Canvas {
    /// A canvas that `paint` gives its first colour, for positions in pixels.
    pub fn new(width: usize, height: usize, paint: impl Fn(f32, f32) -> Colour) -> Self {
        let mut canvas = Self { width, height, samples: vec![[0.0; 3]; width * height * FINE * FINE] };
        canvas.fill(|_, _| true, paint);
        canvas
    }

    /// Paints where `inside` says yes.
    pub fn fill(&mut self, inside: impl Fn(f32, f32) -> bool, paint: impl Fn(f32, f32) -> Colour) {
        let stride = self.width * FINE;
        for (at, sample) in self.samples.iter_mut().enumerate() {
            let x = (at % stride) as f32 / FINE as f32;
            let y = (at / stride) as f32 / FINE as f32;
            if inside(x, y) {
                *sample = paint(x, y);
            }
        }
    }

    pub fn ellipse(&mut self, (cx, cy): (f32, f32), (rx, ry): (f32, f32), paint: impl Fn(f32, f32) -> Colour) {
        self.fill(|x, y| ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) <= 1.0, paint);
    }

    pub fn rectangle(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32), paint: impl Fn(f32, f32) -> Colour) {
        self.fill(|x, y| (x0..x1).contains(&x) && (y0..y1).contains(&y), paint);
    }

    /// A convex polygon, corners in clockwise order on the screen.
    pub fn polygon(&mut self, corners: &[(f32, f32)], paint: impl Fn(f32, f32) -> Colour) {
        let edges: Vec<_> = corners.iter().zip(corners.iter().cycle().skip(1)).collect();
        let inside = |x: f32, y: f32| {
            edges.iter().all(|((ax, ay), (bx, by))| (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0.0)
        };
        self.fill(inside, paint);
    }

    /// A line with round ends.
    pub fn stroke(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, paint: impl Fn(f32, f32) -> Colour) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx * dx + dy * dy;
        let inside = |x: f32, y: f32| {
            let along = (((x - from.0) * dx + (y - from.1) * dy) / length).clamp(0.0, 1.0);
            (x - from.0 - along * dx).hypot(y - from.1 - along * dy) <= thickness / 2.0
        };
        self.fill(inside, paint);
    }

    /// The same picture, smaller by a whole factor.
    pub fn shrunk(&self, factor: usize) -> Self {
        let (width, height) = (self.width / factor, self.height / factor);
        let stride = self.width * FINE;
        Self::new(width, height, |x, y| {
            self.samples[(y as usize * factor * FINE) * stride + x as usize * factor * FINE]
        })
    }

    /// Width, height and interleaved eight-bit samples.
    pub fn finished(&self) -> (u32, u32, Vec<u8>) {
        let stride = self.width * FINE;
        let mut bytes = Vec::with_capacity(self.width * self.height * 3);
        for y in 0..self.height {
            for x in 0..self.width {
                for channel in 0..3 {
                    let fine = (0..FINE * FINE).map(|i| (y * FINE + i / FINE) * stride + x * FINE + i % FINE);
                    let sum: f32 = fine.map(|at| self.samples[at][channel]).sum();
                    bytes.push((sum / (FINE * FINE) as f32).round().clamp(0.0, 255.0) as u8);
                }
            }
        }
        (self.width as u32, self.height as u32, bytes)
    }
}

/// Grain that is the same on every machine, about -1..1.
pub fn grain(x: f32, y: f32) -> f32 {
    let mut hash = ((x * 2.0) as u32).wrapping_mul(0x9e37_79b9) ^ ((y * 2.0) as u32).wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^= hash >> 12;
    (hash & 0xffff) as f32 / 32768.0 - 1.0
}

/// `colour` times `light`, with a little grain.
pub fn lit(colour: Colour, light: f32, x: f32, y: f32) -> Colour {
    colour.map(|c| c * light + grain(x, y) * 3.0)
}
