//! Small networks, their bytes made here, against plain loops; and files that lie.

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

#[test]
fn the_stem_reads_the_picture_with_either_border() {
    for (channels, pad) in [(16, 0), (5, 1), (35, 1)] {
        each_run(&file(vec![stem(channels, pad)], &[(1, 1)]), |picture, outputs| {
            let filter = |o: usize, i: usize, j: usize, c: usize| noise(o * 27 + (i * 3 + j) * 3 + c);
            let wanted = picture.convolved(channels, (3, 2, pad.into()), filter).map(|c, _, _, sum| sum + bias(c));
            wanted.assert_close(&outputs[0], "stem");
        });
    }
}

#[test]
fn pointwise_layers_multiply_gate_and_add() {
    for (inputs, channels, wide) in [(16, 32, false), (21, 50, true), (3, 1, false), (40, 16, false)] {
        let layers = vec![
            stem(inputs, 1),
            Bytes::layer(1, &[1]).u8(0).u8(0).u16(channels).filter(1, channels, inputs, wide),
            Bytes::layer(8, &[1]).u8(0),
            Bytes::layer(1, &[1, 3, 2]).u8(1).u8(1).u16(channels).filter(3, channels, inputs, wide),
        ];
        each_run(&file(layers, &[(1, 1), (2, 1), (3, 1), (4, 1)]), |_, outputs| {
            let filter = |o: usize, _: usize, _: usize, c: usize| noise(o * inputs + c);
            let (read, first, mean) = (Planes::of(&outputs[0]), Planes::of(&outputs[1]), Planes::of(&outputs[2]));
            let wanted = read.convolved(channels, (1, 1, 0), filter).map(|c, _, _, sum| (sum + bias(c)).max(0.0));
            wanted.assert_close(&outputs[1], "pointwise");
            let gated = read.map(|c, _, _, value| value * mean.at(c, 0, 0));
            let wanted = gated.convolved(channels, (1, 1, 0), filter).map(|c, y, x, sum| {
                let sum = sum + bias(c) + first.at(c, y as isize, x as isize);
                sum * (sum / 6.0 + 0.5).clamp(0.0, 1.0)
            });
            wanted.assert_close(&outputs[3], "gated pointwise");
        });
    }
}

#[test]
fn spatial_layers_read_tensors_side_by_side() {
    for (first, second, channels) in [(24, 24, 24), (16, 5, 33), (7, 40, 16)] {
        let layers = vec![
            stem(first, 0),
            stem(second, 1),
            stem(channels, 1),
            Bytes::layer(2, &[1, 2, 3]).u8(1).u16(channels).filter(1, channels, 9 * (first + second), false),
            Bytes::layer(7, &[1]).u8(4).u8(0),
            Bytes::layer(2, &[5]).u8(0).u16(channels).filter(0, channels, 9 * first, false),
        ];
        let outputs = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)];
        each_run(&file(layers, &outputs), |_, outputs| {
            let filter = |o: usize, i: usize, j: usize, c: usize| noise((o * 9 + i * 3 + j) * first + c);
            let small = Planes::of(&outputs[4]).convolved(channels, (3, 1, 1), filter);
            small.map(|c, _, _, sum| sum + bias(c)).assert_close(&outputs[5], "small spatial");
            let (a, b, add) = (Planes::of(&outputs[0]), Planes::of(&outputs[1]), Planes::of(&outputs[2]));
            if a.width * a.height > 1000 {
                return;
            }
            let both = Planes { channels: first + second, values: [a.values.clone(), b.values].concat(), ..a.clone() };
            let filter = |o: usize, i: usize, j: usize, c: usize| noise((o * 9 + i * 3 + j) * (first + second) + c);
            let wanted = both
                .convolved(channels, (3, 1, 1), filter)
                .map(|c, y, x, sum| (sum + bias(c) + add.at(c, y as isize, x as isize)).max(0.0));
            wanted.assert_close(&outputs[3], "spatial");
        });
    }
}

#[test]
fn depthwise_layers_of_all_sizes() {
    for (side, stride, pad) in [(3, 1, 1), (5, 1, 2), (3, 2, 0), (3, 2, 1), (5, 2, 1), (5, 2, 2)] {
        for channels in [16, 21] {
            let shape = |bytes: Bytes| bytes.u8(side as u8).u8(stride as u8).u8(pad as u8);
            let layers = vec![
                stem(channels, 1),
                shape(Bytes::layer(3, &[1])).u8(0).filter(0, channels, side * side, false),
                shape(Bytes::layer(3, &[1, 2])).u8(1).filter(1, channels, side * side, true),
                // As small as one pixel.
                Bytes::layer(7, &[1]).u8(if stride == 2 { 3 } else { 4 }).u8(1),
                shape(Bytes::layer(3, &[4])).u8(0).filter(0, channels, side * side, false),
            ];
            each_run(&file(layers, &[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]), |_, outputs| {
                let convolved = |planes: Planes| {
                    Planes::new(channels, planes.height / stride, planes.width / stride, |c, y, x| {
                        let one =
                            Planes::new(1, planes.height, planes.width, |_, y, x| planes.at(c, y as isize, x as isize));
                        let mut sum = bias(c);
                        for tap in 0..side * side {
                            let at = |p: usize, tap: usize| (p * stride + tap) as isize - pad as isize;
                            sum += noise(c * side * side + tap) * one.at(0, at(y, tap / side), at(x, tap % side));
                        }
                        sum
                    })
                };
                let read = Planes::of(&outputs[3]);
                convolved(read).assert_close(&outputs[4], "small depthwise");
                let read = Planes::of(&outputs[0]);
                if read.width * read.height > 1000 {
                    return;
                }
                let first = convolved(read);
                first.assert_close(&outputs[1], "depthwise");
                first
                    .map(|c, y, x, sum| (sum + first.at(c, y as isize, x as isize)).max(0.0))
                    .assert_close(&outputs[2], "depthwise with add");
            });
        }
    }
}

#[test]
fn combine_and_normalise_finish_each_pixel() {
    let channels = 19;
    let values = |from: usize| (0..channels).map(move |c| noise(c + from));
    let layers = vec![
        stem(channels, 1),
        Bytes::layer(8, &[1]).u8(1),
        Bytes::layer(4, &[1, 2, 1]).u8(1).u8(1).finish(4),
        Bytes::layer(4, &[1, 2]).u8(0).u8(1).u8(2).floats([-0.25, 0.5, 3.0, 1.5]),
        Bytes::layer(5, &[1]).finish(1).floats(values(50)).floats(values(90)),
    ];
    each_run(&file(layers, &[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]), |_, outputs| {
        let (read, most) = (Planes::of(&outputs[0]), Planes::of(&outputs[1]));
        let product = read.map(|c, _, _, value| 1.0 / (1.0 + (-(value * most.at(c, 0, 0) + value)).exp()));
        product.assert_close(&outputs[2], "sigmoid of product and sum");
        let sum = read.map(|c, _, _, value| (value + most.at(c, 0, 0)).clamp(-0.25, 0.5) * 3.0 + 1.5);
        sum.assert_close(&outputs[3], "clipped sum");
        let normal = read.map(|c, _, _, value| (value * noise(c + 50) + noise(c + 90)).max(0.0));
        normal.assert_close(&outputs[4], "normalise");
    });
}

#[test]
fn pools_means_and_maxima() {
    let channels = 18;
    let layers = vec![
        stem(channels, 1),
        Bytes::layer(7, &[1]).u8(2).u8(0),
        Bytes::layer(7, &[1]).u8(1).u8(1),
        Bytes::layer(8, &[1]).u8(0),
        Bytes::layer(8, &[1]).u8(1),
        Bytes::layer(10, &[1]).u16(17),
        Bytes::layer(4, &[6]).u8(0).u8(0).finish(1),
        Bytes::layer(11, &[1, 7]).floats([0.125]),
    ];
    let all: Vec<(usize, u8)> = (1..=8).map(|tensor| (tensor, 1)).collect();
    each_run(&file(layers, &all), |_, outputs| {
        let read = Planes::of(&outputs[0]);
        let square = |side: usize, c: usize, y: usize, x: usize| {
            let read = &read;
            (0..side * side).map(move |i| read.at(c, (y * side + i / side) as isize, (x * side + i % side) as isize))
        };
        let (height, width) = (read.height, read.width);
        Planes::new(channels, height / 4, width / 4, |c, y, x| square(4, c, y, x).sum::<f32>() / 16.0)
            .assert_close(&outputs[1], "means");
        Planes::new(channels, height / 2, width / 2, |c, y, x| square(2, c, y, x).fold(f32::MIN, f32::max))
            .assert_close(&outputs[2], "maxima");
        let plane = |c: usize| &read.values[c * height * width..][..height * width];
        let pixels = (height * width) as f32;
        Planes::new(channels, 1, 1, |c, _, _| plane(c).iter().sum::<f32>() / pixels)
            .assert_close(&outputs[3], "mean of all");
        Planes::new(channels, 1, 1, |c, _, _| plane(c).iter().copied().fold(f32::MIN, f32::max))
            .assert_close(&outputs[4], "maximum of all");
        Planes::new(1, height, width, |_, y, x| read.at(17, y as isize, x as isize))
            .assert_close(&outputs[5], "channel");
        let mask: Vec<f32> = plane(17).iter().map(|value| value.max(0.0)).collect();
        let weight = mask.iter().sum::<f32>() + 0.125 * pixels;
        Planes::new(channels, 1, 1, |c, _, _| plane(c).iter().zip(&mask).map(|(a, b)| a * b).sum::<f32>() / weight)
            .assert_close(&outputs[7], "weighted mean");
    });
}

#[test]
fn upsampling_and_concatenation() {
    let channels = 20;
    let layers = vec![
        stem(channels, 1),
        stem(16, 0),
        Bytes::layer(7, &[1]).u8(2).u8(0),
        Bytes::layer(6, &[3]).u8(1).u8(1).finish(0),
        Bytes::layer(6, &[3]).u8(2).u8(0).finish(1),
        Bytes::layer(9, &[2, 1]),
        Bytes::layer(7, &[2]).u8(1).u8(0),
    ];
    let outputs = [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (7, 4)];
    each_run(&file(layers, &outputs), |_, outputs| {
        let small = Planes::of(&outputs[2]);
        let (bottom, right) = (small.height - 1, small.width - 1);
        let at = |c: usize, y: usize, x: usize| small.at(c, y.min(bottom) as isize, x.min(right) as isize);
        Planes::new(channels, small.height * 2, small.width * 2, |c, y, x| {
            let (below, next) = (y / 2 + y % 2, x / 2 + x % 2);
            let left = (at(c, y / 2, x / 2) + at(c, below, x / 2)) / 2.0;
            (left + (at(c, y / 2, next) + at(c, below, next)) / 2.0) / 2.0
        })
        .assert_close(&outputs[3], "linear");
        Planes::new(channels, small.height * 4, small.width * 4, |c, y, x| at(c, y / 4, x / 4).max(0.0))
            .assert_close(&outputs[4], "nearest");
        let (first, second) = (Planes::of(&outputs[1]), Planes::of(&outputs[0]));
        let both = Planes { channels: 36, values: [first.values.clone(), second.values].concat(), ..first };
        both.assert_close(&outputs[5], "concat");
        let squares = Planes::of(&outputs[6]);
        Planes::new(1, squares.height * 4, squares.width * 4, |_, y, x| {
            squares.at(y % 4 * 4 + x % 4, (y / 4) as isize, (x / 4) as isize)
        })
        .assert_close(&outputs[7], "channels as pixels of squares");
    });
}

#[test]
fn spreading_sums_nine_taps_of_smaller_pictures() {
    for channels in [5, 20] {
        let products = upsampled::product_channels(channels);
        let layers = vec![
            stem(products, 1),
            Bytes::layer(7, &[1]).u8(1).u8(0),
            Bytes::layer(7, &[1]).u8(3).u8(0),
            Bytes::layer(12, &[2, 3, 1]).u8(1).u16(channels),
        ];
        each_run(&file(layers, &[(1, 1), (2, 1), (3, 1), (4, 1)]), |_, outputs| {
            let read = [0, 1, 2].map(|i| Planes::of(&outputs[i]));
            let (height, width) = (read[0].height as isize, read[0].width as isize);
            let wanted = Planes::new(channels, read[0].height, read[0].width, |c, y, x| {
                let mut sum = 0.0;
                for products in &read {
                    let times = width / products.width as isize;
                    for tap in 0..9 {
                        let (y, x) = ((y + tap / 3) as isize - 1, (x + tap % 3) as isize - 1);
                        if (0..height).contains(&y) && (0..width).contains(&x) {
                            sum += products.at(tap * products.channels / 9 + c, y / times, x / times);
                        }
                    }
                }
                sum
            });
            wanted.assert_close(&outputs[3], "spread");
        });
    }
}

#[test]
fn a_filter_reads_through_a_gated_layer() {
    let (inputs, middle, channels) = (12, 40, 21);
    let layers = vec![
        stem(inputs, 1),
        stem(channels, 0),
        stem(middle, 1),
        Bytes::layer(8, &[3]).u8(1),
        Bytes::layer(7, &[1]).u8(2).u8(0),
        Bytes::layer(7, &[2]).u8(2).u8(0),
        Bytes::layer(13, &[5, 4, 6])
            .u8(1)
            .u16(channels)
            .u16(middle)
            .filter(1, channels, 9 * middle, false)
            .product(middle, inputs),
    ];
    each_run(&file(layers, &[(4, 1), (5, 1), (6, 1), (7, 1)]), |_, outputs| {
        let [gate, read, add] = [0, 1, 2].map(|i| Planes::of(&outputs[i]));
        let between = read
            .convolved(middle, (1, 1, 0), |o, _, _, c| noise(o * inputs + c))
            .map(|c, _, _, value| value * gate.at(c, 0, 0));
        let wanted = between
            .convolved(channels, (3, 1, 1), |o, i, j, c| noise((o * 9 + i * 3 + j) * middle + c))
            .map(|c, y, x, sum| (sum + bias(c) + add.at(c, y as isize, x as isize)).max(0.0));
        wanted.assert_close(&outputs[3], "through");
    });
}

fn small() -> Vec<u8> {
    let layers = vec![
        stem(20, 1),
        Bytes::layer(3, &[1]).u8(3).u8(2).u8(1).u8(0).filter(3, 20, 9, false),
        Bytes::layer(1, &[2]).u8(0).u8(0).u16(4).filter(4, 4, 20, false),
    ];
    file(layers, &[(3, 1)])
}

#[test]
fn a_damaged_file_is_refused_at_every_byte() {
    let sound = small();
    assert!(Network::read(&sound).is_ok());
    for at in 0..sound.len() {
        assert!(matches!(Network::read(&sound[..at]), Err(NetworkError::Damaged(_))), "cut at {at}");
        let mut damaged = sound.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(matches!(Network::read(&damaged), Err(NetworkError::Damaged(_))), "changed at {at}");
    }
}

#[test]
fn a_file_that_lies_under_a_right_checksum_neither_panics_nor_swells() {
    let sound = small();
    let body = &sound[12..];
    let (mut read, mut refused) = (0, 0);
    for at in 0..body.len() {
        for value in [0, 1, 2, 3, 4, 5, 9, 31, 127, 128, 255, body[at].wrapping_add(1)] {
            let mut lying = body.to_vec();
            lying[at] = value;
            match Network::read(&sealed(&lying)) {
                Ok(network) => {
                    read += 1;
                    let channels = network.shapes[0].channels;
                    if network.plan(32, 64).bytes() < 1 << 20 {
                        let picture = vec![0.5; channels * 32 * 64];
                        let _ = network.run(&mut Workspace::default(), &picture, 32, 64);
                    }
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(read > 1000 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn tensors_that_do_not_fit_are_refused() {
    let pool = || Bytes::layer(7, &[1]).u8(1).u8(0);
    let wrong = [
        ("an input not made yet", vec![stem(16, 1), Bytes::layer(8, &[2]).u8(0)]),
        ("no input", vec![stem(16, 1), Bytes::layer(9, &[])]),
        ("the picture in blocks", vec![stem(16, 1), Bytes::layer(8, &[0]).u8(0)]),
        ("a stem over blocks", vec![stem(3, 1), Bytes::layer(0, &[1]).u16(3).u8(1).filter(0, 3, 27, false)]),
        ("a sum of two sizes", vec![stem(16, 1), pool(), Bytes::layer(4, &[1, 2]).u8(0).u8(1).finish(0)]),
        ("side by side with another size", vec![stem(16, 1), pool(), Bytes::layer(9, &[1, 2])]),
        ("a gap in the channels", vec![stem(15, 1), stem(16, 1), Bytes::layer(9, &[1, 2])]),
        ("halved too often", vec![stem(16, 1), Bytes::layer(7, &[1]).u8(5).u8(0)]),
        ("larger than the picture", vec![stem(16, 1), Bytes::layer(6, &[1]).u8(2).u8(0).finish(0)]),
        ("a channel too many", vec![stem(16, 1), Bytes::layer(10, &[1]).u16(16)]),
        ("a mask of many channels", vec![stem(16, 1), Bytes::layer(11, &[1, 1]).floats([1.0])]),
        ("a filter of 7", vec![stem(16, 1), Bytes::layer(3, &[1]).u8(7).u8(1).u8(3).u8(0).filter(0, 16, 49, false)]),
        ("products of other channels", vec![stem(16, 1), Bytes::layer(12, &[1]).u8(1).u16(16)]),
        ("products larger than their sum", vec![stem(144, 1), Bytes::layer(12, &[1]).u8(2).u16(16)]),
        ("through a gate of many pixels", {
            let through = Bytes::layer(13, &[1, 1]).u8(0).u16(16).u16(16);
            vec![stem(16, 1), through.filter(0, 16, 144, false).product(16, 16)]
        }),
        ("through a layer with a bias", {
            let layers = vec![stem(16, 1), Bytes::layer(8, &[1]).u8(0)];
            let through = Bytes::layer(13, &[1, 2]).u8(0).u16(16).u16(16).filter(0, 16, 144, false);
            layers.into_iter().chain([through.filter(0, 16, 16, false)]).collect()
        }),
        ("an unknown kind", vec![stem(16, 1), Bytes::layer(99, &[1])]),
        ("an unknown activation", vec![stem(16, 1), Bytes::layer(4, &[1]).u8(0).u8(0).finish(5)]),
    ];
    assert!(Network::read(&file(vec![stem(16, 1), pool()], &[(2, 1)])).is_ok());
    for (what, layers) in wrong {
        assert!(matches!(Network::read(&file(layers, &[])), Err(NetworkError::Damaged(_))), "{what}");
    }
    for output in [(0, 1), (3, 1), (2, 0), (2, 3)] {
        assert!(Network::read(&file(vec![stem(16, 1), pool()], &[output])).is_err(), "{output:?}");
    }
}

#[test]
fn pictures_that_do_not_suit_are_refused() {
    let network = Network::read(&small()).unwrap();
    let run = |values: usize, height: usize, width: usize| {
        network.run(&mut Workspace::default(), &vec![0.0; values], height, width)
    };
    assert!(run(3 * 32 * 64, 32, 64).is_ok());
    let wrong = [(0, 0, 0), (3 * 32 * 33, 32, 33), (3 * 32 * 64 - 1, 32, 64), (0, 32, 0), (0, usize::MAX - 31, 32)];
    for (values, height, width) in wrong {
        assert_eq!(run(values, height, width), Err(NetworkError::Picture), "{height}×{width}");
    }
}

#[test]
fn no_value_makes_it_panic() {
    let mut network = Network::read(&small()).unwrap();
    let mut workspace = Workspace::default();
    for arch in every_arch() {
        network.arch = arch;
        for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN_POSITIVE] {
            assert!(network.run(&mut workspace, &[value; 3 * 32 * 32], 32, 32).is_ok());
        }
    }
}

#[test]
fn the_same_picture_gives_the_same_bits_whatever_ran_before() {
    let network = Network::read(&small()).unwrap();
    let picture = picture(64, 96);
    let fresh = network.run(&mut Workspace::default(), &picture.values, 64, 96).unwrap();
    let mut used = Workspace::default();
    network.run(&mut used, &[f32::NAN; 3 * 128 * 96], 128, 96).unwrap();
    assert!(used.bytes() > 0);
    assert_eq!(network.run(&mut used, &picture.values, 64, 96).unwrap(), fresh);
}
