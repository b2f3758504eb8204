//! Each kind of layer against plain loops.

use super::*;

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
fn the_sigmoid_is_right_to_the_seventh_digit() {
    let wide = Bytes::layer(4, &[1]).u8(0).u8(0).u8(0).floats([4.0, 0.5]);
    let layers = vec![stem(64, 1), wide, Bytes::layer(4, &[2]).u8(0).u8(0).finish(4)];
    each_run(&file(layers, &[(2, 1), (3, 1)]), |_, outputs| {
        let (least, most) = (
            outputs[0].values.iter().fold(0f32, |a, b| a.min(*b)),
            outputs[0].values.iter().fold(0f32, |a, b| a.max(*b)),
        );
        assert!(least < -18.0 && most > 18.0, "{least} {most}");
        for (x, found) in outputs[0].values.iter().zip(&outputs[1].values) {
            let wanted = 1.0 / (1.0 + (-f64::from(*x)).exp());
            assert!((f64::from(*found) - wanted).abs() < 3e-7, "{x}: {found} for {wanted}");
        }
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
