//! Damaged and lying files, pictures that do not suit, values that are no numbers.

use super::*;

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
fn a_network_that_would_fill_the_memory_is_refused() {
    let network = Network::read(&file(vec![stem(8192, 1)], &[(1, 1)])).unwrap();
    let run = |side: usize| network.run(&mut Workspace::default(), &vec![0.0; 3 * side * side], side, side);
    assert!(run(32).is_ok());
    assert_eq!(run(4096), Err(NetworkError::Picture));
    let many = |layers: usize, outputs: usize| {
        let layers = (0..layers).map(|_| stem(1, 1)).collect();
        Network::read(&file(layers, &vec![(1, 1); outputs])).map(drop)
    };
    assert_eq!(many(1024, 16), Ok(()));
    assert!(many(1025, 16).is_err() && many(1024, 17).is_err());
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
