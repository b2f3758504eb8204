//! Small networks, their bytes made here: `layers` checks each kind against plain loops, `files` feeds lies.

mod files;
mod layers;

use super::*;

/// A tensor plane by plane, zero outside.
#[derive(Clone)]
struct Planes {
    channels: usize,
    height: usize,
    width: usize,
    values: Vec<f32>,
}

impl Planes {
    fn new(channels: usize, height: usize, width: usize, value: impl Fn(usize, usize, usize) -> f32) -> Planes {
        let mut values = Vec::new();
        for channel in 0..channels {
            for y in 0..height {
                values.extend((0..width).map(|x| value(channel, y, x)));
            }
        }
        Planes { channels, height, width, values }
    }

    fn of(output: &Output) -> Planes {
        let Output { channels, height, width, ref values, .. } = *output;
        Planes { channels, height, width, values: values.clone() }
    }

    /// The value there, zero outside of the plane.
    fn at(&self, channel: usize, y: isize, x: isize) -> f32 {
        let inside = (0..self.height as isize).contains(&y) && (0..self.width as isize).contains(&x);
        match inside {
            true => self.values[(channel * self.height + y as usize) * self.width + x as usize],
            false => 0.0,
        }
    }

    /// A convolution: `filter(output channel, line, column, input channel)`.
    fn convolved(
        &self,
        channels: usize,
        (side, stride, pad): (usize, usize, usize),
        filter: impl Fn(usize, usize, usize, usize) -> f32,
    ) -> Planes {
        Planes::new(channels, self.height / stride, self.width / stride, |output, y, x| {
            let mut sum = 0.0;
            for i in 0..side {
                for j in 0..side {
                    let at = |y: usize, i: usize| (y * stride + i) as isize - pad as isize;
                    for input in 0..self.channels {
                        sum += filter(output, i, j, input) * self.at(input, at(y, i), at(x, j));
                    }
                }
            }
            sum
        })
    }

    fn map(&self, value: impl Fn(usize, usize, usize, f32) -> f32) -> Planes {
        Planes::new(self.channels, self.height, self.width, |channel, y, x| {
            value(channel, y, x, self.at(channel, y as isize, x as isize))
        })
    }

    #[track_caller]
    fn assert_close(&self, found: &Output, what: &str) {
        assert_eq!((self.channels, self.height, self.width), (found.channels, found.height, found.width), "{what}");
        assert_eq!(self.values.len(), found.values.len());
        assert!(self.values.iter().any(|value| value.abs() > 0.01), "{what}: nothing to compare");
        let largest = self.values.iter().fold(1.0f32, |largest, value| largest.max(value.abs()));
        for (wanted, found) in self.values.iter().zip(&found.values) {
            assert!((wanted - found).abs() <= 5e-6 * largest, "{what}: {wanted} wanted, {found} found");
        }
    }
}

/// Values from −1 to 1 that half floats hold exactly.
fn noise(seed: usize) -> f32 {
    let mixed = (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed >> 40) % 129) as f32 / 64.0 - 1.0
}

fn half_bits(value: f32) -> u16 {
    if value == 0.0 {
        return 0;
    }
    let bits = value.to_bits();
    (bits >> 16 & 0x8000) as u16 | (((bits >> 23 & 255) as u16 - 112) << 10) | (bits >> 13 & 0x3ff) as u16
}

#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn u8(mut self, value: u8) -> Bytes {
        self.0.push(value);
        self
    }

    fn u16(mut self, value: usize) -> Bytes {
        self.0.extend((value as u16).to_le_bytes());
        self
    }

    fn floats(mut self, values: impl IntoIterator<Item = f32>) -> Bytes {
        self.0.extend(values.into_iter().flat_map(f32::to_le_bytes));
        self
    }

    /// Kind and inputs of a layer.
    fn layer(kind: u8, inputs: &[usize]) -> Bytes {
        inputs.iter().fold(Bytes::default().u8(kind).u8(inputs.len() as u8), |bytes, input| bytes.u16(*input))
    }

    /// An activation without bounds, gain 1, offset 0.
    fn finish(self, activation: u8) -> Bytes {
        self.u8(activation).floats([1.0, 0.0])
    }

    /// Weights [`noise`] of their index, factors 1, biases [`bias`].
    fn filter(self, activation: u8, outputs: usize, inputs: usize, wide: bool) -> Bytes {
        let mut bytes = self.finish(activation).u8(wide.into());
        for weight in (0..outputs * inputs).map(noise) {
            match wide {
                true => bytes.0.extend(weight.to_le_bytes()),
                false => bytes.0.extend(half_bits(weight).to_le_bytes()),
            }
        }
        bytes.floats(std::iter::repeat_n(1.0, outputs)).floats((0..outputs).map(bias))
    }
}

impl Bytes {
    /// A filter of weights [`noise`] and nothing else.
    fn product(self, outputs: usize, inputs: usize) -> Bytes {
        let weights = self.finish(0).u8(1).floats((0..outputs * inputs).map(noise));
        weights.floats(std::iter::repeat_n(1.0, outputs)).floats(std::iter::repeat_n(0.0, outputs))
    }
}

fn bias(output: usize) -> f32 {
    noise(output + 7777)
}

/// The stem that all networks here start with; it makes tensor 1.
fn stem(channels: usize, pad: u8) -> Bytes {
    Bytes::layer(0, &[0]).u16(channels).u8(pad).filter(0, channels, 27, false)
}

fn sealed(body: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(body);
    [b"BSNET\0\0\x01".as_slice(), &crc.sum().to_le_bytes(), body].concat()
}

/// A file that hands out the tensors given, squares as they are.
fn file(layers: Vec<Bytes>, outputs: &[(usize, u8)]) -> Vec<u8> {
    let mut body = Bytes::default().u16(3).u16(layers.len()).u16(outputs.len());
    for layer in layers {
        body.0.extend(layer.0);
    }
    for (tensor, square) in outputs {
        body = body.u8(1).u8(b'a').u16(*tensor).u8(*square);
    }
    sealed(&body.0)
}

fn picture(height: usize, width: usize) -> Planes {
    Planes::new(3, height, width, |channel, y, x| noise(channel * 100_000 + y * 1000 + x))
}

fn every_arch() -> Vec<pulp::Arch> {
    let mut every = vec![pulp::Arch::new()];
    #[cfg(target_arch = "x86_64")]
    {
        every.push(pulp::Arch::Scalar);
        every.extend(pulp::x86::V3::try_new().map(pulp::Arch::V3));
        every.extend(pulp::x86::V4::try_new().map(pulp::Arch::V4));
    }
    every
}

/// Runs a file on [`picture`]s of some sizes, on each processor that this one can be, and shows all outputs.
fn each_run(file: &[u8], mut check: impl FnMut(&Planes, &[Output])) {
    let mut network = Network::read(file).expect("a sound file");
    let mut workspace = Workspace::default();
    for arch in every_arch() {
        network.arch = arch;
        for (height, width) in [(32, 32), (96, 160), (64, 448), (32, 96)] {
            let picture = picture(height, width);
            let outputs = network.run(&mut workspace, &picture.values, height, width).expect("a picture that suits");
            check(&picture, &outputs);
        }
    }
}
