//! Reads a network file. `tests/sight/convert_networks.py` writes it and describes the format.
//!
//! Nothing in the file is believed: a tensor must exist before it is used, sizes must fit each other, and memory is taken
//! only for weights whose bytes are there.

use super::NetworkError;
use super::activation::{Activation, Finish};
use super::block::{Block, LANES, blocks};
use super::layer::{Filter, Kind, Layer, Named, Shape, WHOLE};
use super::upsampled::product_channels;

const MAGIC: &[u8; 8] = b"BSNET\0\0\x01";
/// Channels that a tensor may have.
const MOST_CHANNELS: usize = 8192;
/// Halvings that a picture whose sides are multiples of 32 bears.
const MOST_HALVINGS: u8 = 5;

/// A network as it is in the file.
pub struct Parts {
    pub layers: Vec<Layer>,
    /// Of the picture and of what each layer makes.
    pub shapes: Vec<Shape>,
    pub outputs: Vec<Named>,
}

/// Reads a whole file.
///
/// # Errors
/// [`NetworkError::Damaged`] with what is wrong.
pub fn read(file: &[u8]) -> Result<Parts, NetworkError> {
    let mut reader = Reader { rest: file };
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(NetworkError::Damaged("not a network file"));
    }
    let checksum = reader.u32()?;
    let mut crc = flate2::Crc::new();
    crc.update(reader.rest);
    if crc.sum() != checksum {
        return Err(NetworkError::Damaged("the checksum does not fit"));
    }
    let channels = reader.channels()?;
    let (layers, outputs) = (reader.u16()?, reader.u16()?);
    let mut parts = Parts { layers: Vec::new(), shapes: vec![Shape { channels, halvings: 0 }], outputs: Vec::new() };
    for _ in 0..layers {
        let (layer, shape) = reader.layer(&parts.shapes)?;
        if shape.channels == 0 || shape.channels > MOST_CHANNELS {
            return Err(NetworkError::Damaged("a tensor of no or too many channels"));
        }
        parts.layers.push(layer);
        parts.shapes.push(shape);
    }
    for _ in 0..outputs {
        parts.outputs.push(reader.output(&parts.shapes)?);
    }
    if !reader.rest.is_empty() {
        return Err(NetworkError::Damaged("bytes after the end"));
    }
    Ok(parts)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], NetworkError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(NetworkError::Damaged("the file ends early"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], NetworkError> {
        self.take(N)?.try_into().map_err(|_| NetworkError::Damaged("the file ends early"))
    }

    fn u8(&mut self) -> Result<u8, NetworkError> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    fn u16(&mut self) -> Result<usize, NetworkError> {
        Ok(usize::from(u16::from_le_bytes(self.array()?)))
    }

    fn u32(&mut self) -> Result<u32, NetworkError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn f32(&mut self) -> Result<f32, NetworkError> {
        Ok(f32::from_le_bytes(self.array()?))
    }

    fn flag(&mut self) -> Result<bool, NetworkError> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(NetworkError::Damaged("a flag that is neither 0 nor 1")),
        }
    }

    fn channels(&mut self) -> Result<usize, NetworkError> {
        match self.u16()? {
            channels @ 1..=MOST_CHANNELS => Ok(channels),
            _ => Err(NetworkError::Damaged("a tensor of no or too many channels")),
        }
    }

    fn finish(&mut self) -> Result<Finish, NetworkError> {
        let activation = match self.u8()? {
            0 => Activation::None,
            1 => Activation::Relu,
            2 => Activation::Clip { low: self.f32()?, high: self.f32()? },
            3 => Activation::HardSwish,
            4 => Activation::Sigmoid,
            _ => return Err(NetworkError::Damaged("an unknown activation")),
        };
        Ok(Finish { activation, gain: self.f32()?, offset: self.f32()? })
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, NetworkError> {
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// One value for each channel.
    fn per_channel(&mut self, channels: usize) -> Result<Vec<Block>, NetworkError> {
        let values = self.floats(channels)?;
        Ok(values.chunks(LANES).map(block).collect())
    }

    /// `outputs × inputs` weights, in halves or whole floats, a factor for each output, and the biases.
    fn filter(&mut self, outputs: usize, inputs: usize) -> Result<Filter, NetworkError> {
        let finish = self.finish()?;
        let count = outputs.saturating_mul(inputs);
        let weights: Vec<f32> = if self.flag()? {
            self.floats(count)?
        } else {
            let bytes = self.take(count.saturating_mul(2))?;
            bytes.as_chunks().0.iter().map(|bytes| half(u16::from_le_bytes(*bytes))).collect()
        };
        let scales = self.floats(outputs)?;
        let bias = self.per_channel(outputs)?;
        let mut packed = vec![Block::ZERO; blocks(outputs) * inputs];
        for (output, (weights, scale)) in weights.chunks_exact(inputs).zip(&scales).enumerate() {
            let lane = output % LANES;
            for (slot, weight) in packed[output / LANES * inputs..].iter_mut().zip(weights) {
                slot.0[lane] = weight * scale;
            }
        }
        Ok(Filter { weights: packed, bias, finish })
    }

    /// A layer and the shape of what it makes.
    fn layer(&mut self, shapes: &[Shape]) -> Result<(Layer, Shape), NetworkError> {
        let code = self.u8()?;
        let count = usize::from(self.u8()?);
        let inputs = (0..count).map(|_| self.u16()).collect::<Result<Vec<_>, _>>()?;
        let sizes: Option<Vec<Shape>> = inputs.iter().map(|input| shapes.get(*input).copied()).collect();
        let (Some(sizes), Some(first)) = (sizes, inputs.first()) else {
            return Err(NetworkError::Damaged("an input that does not exist"));
        };
        // The picture is not in blocks; only the stem reads it.
        if (code == 0) != (*first == 0) || inputs.iter().skip(1).any(|input| *input == 0) {
            return Err(NetworkError::Damaged("the picture read by another layer than the stem"));
        }
        let (kind, shape) = self.kind(code, &sizes)?;
        Ok((Layer { inputs, kind }, shape))
    }

    fn kind(&mut self, code: u8, sizes: &[Shape]) -> Result<(Kind, Shape), NetworkError> {
        const MISFIT: NetworkError = NetworkError::Damaged("tensors that do not fit each other");
        let first = sizes[0];
        // All inputs that the kind allows must be there, and no others.
        let only = |wanted: usize| if sizes.len() == wanted { Ok(()) } else { Err(MISFIT) };
        let fits = |index: usize, shape: Shape| if sizes.get(index) == Some(&shape) { Ok(()) } else { Err(MISFIT) };
        Ok(match code {
            0 => {
                only(1)?;
                let (channels, pad) = (self.channels()?, usize::from(self.flag()?));
                let filter = self.filter(channels, 9 * first.channels)?;
                (Kind::Stem { pad, filter }, Shape { channels, halvings: 1 })
            }
            1 => {
                let (gate, add, channels) = (self.flag()?, self.flag()?, self.channels()?);
                let made = Shape { channels, ..first };
                only(1 + usize::from(gate) + usize::from(add))?;
                if gate {
                    fits(1, Shape { halvings: WHOLE, ..first })?;
                }
                if add {
                    fits(sizes.len() - 1, made)?;
                }
                (Kind::Pointwise { gate, add, filter: self.filter(channels, first.channels)? }, made)
            }
            2 => {
                let (add, channels) = (self.flag()?, self.channels()?);
                let made = Shape { channels, ..first };
                let read = &sizes[..sizes.len() - usize::from(add)];
                if read.is_empty() || read.iter().any(|size| size.halvings != first.halvings) {
                    return Err(MISFIT);
                }
                if add {
                    fits(sizes.len() - 1, made)?;
                }
                let inputs: usize = read.iter().map(|size| size.channels).sum();
                (Kind::Spatial { add, filter: self.filter(channels, 9 * inputs)? }, made)
            }
            3 => {
                let (side, stride, pad) = (usize::from(self.u8()?), usize::from(self.u8()?), usize::from(self.u8()?));
                let add = self.flag()?;
                if !matches!((side, stride), (3 | 5, 1 | 2)) || pad > side / 2 || (stride == 1 && pad != side / 2) {
                    return Err(NetworkError::Damaged("a filter of another size"));
                }
                let made = if stride == 2 { halved(first, 1)? } else { first };
                only(1 + usize::from(add))?;
                if add {
                    fits(1, made)?;
                }
                let filter = self.filter(first.channels, side * side)?;
                (Kind::Depthwise { side, stride, pad, add, filter }, made)
            }
            4 => {
                let (gate, add) = (self.flag()?, self.flag()?);
                only(1 + usize::from(gate) + usize::from(add))?;
                let whole = Shape { halvings: WHOLE, ..first };
                if sizes[1..].iter().any(|size| *size != first && *size != whole) {
                    return Err(MISFIT);
                }
                (Kind::Combine { gate, add, finish: self.finish()? }, first)
            }
            5 => {
                only(1)?;
                let finish = self.finish()?;
                let (scale, offset) = (self.per_channel(first.channels)?, self.per_channel(first.channels)?);
                (Kind::Normalise { scale, offset, finish }, first)
            }
            6 => {
                only(1)?;
                let (doublings, linear, finish) = (self.u8()?, self.flag()?, self.finish()?);
                if first.halvings == WHOLE || doublings > first.halvings || (linear && doublings != 1) {
                    return Err(MISFIT);
                }
                let made = Shape { halvings: first.halvings - doublings, ..first };
                (Kind::Upsample { doublings, linear, finish }, made)
            }
            7 => {
                only(1)?;
                let (halvings, maximum) = (self.u8()?, self.flag()?);
                (Kind::Pool { halvings, maximum }, halved(first, halvings)?)
            }
            8 => {
                only(1)?;
                (Kind::PoolAll { maximum: self.flag()? }, Shape { halvings: WHOLE, ..first })
            }
            9 => {
                let (_, front) = sizes.split_last().ok_or(MISFIT)?;
                if front.iter().any(|size| size.channels % LANES != 0)
                    || sizes.iter().any(|size| size.halvings != first.halvings)
                {
                    return Err(MISFIT);
                }
                (Kind::Concat, Shape { channels: sizes.iter().map(|size| size.channels).sum(), ..first })
            }
            10 => {
                only(1)?;
                let index = self.u16()?;
                if index >= first.channels {
                    return Err(MISFIT);
                }
                (Kind::Channel { index }, Shape { channels: 1, ..first })
            }
            11 => {
                only(2)?;
                fits(1, Shape { channels: 1, ..first })?;
                (Kind::WeightedMean { epsilon: self.f32()? }, Shape { halvings: WHOLE, ..first })
            }
            12 => {
                let (halvings, channels) = (self.u8()?, self.channels()?);
                let fit = |size: &Shape| {
                    size.channels == product_channels(channels) && (halvings..=MOST_HALVINGS).contains(&size.halvings)
                };
                if !sizes.iter().all(fit) {
                    return Err(MISFIT);
                }
                (Kind::Spread, Shape { channels, halvings })
            }
            13 => {
                let (add, channels, middle) = (self.flag()?, self.channels()?, self.channels()?);
                let made = Shape { channels, ..first };
                only(2 + usize::from(add))?;
                fits(1, Shape { channels: middle, halvings: WHOLE })?;
                if add {
                    fits(2, made)?;
                }
                let (filter, inner) = (self.filter(channels, 9 * middle)?, self.filter(middle, first.channels)?);
                if inner.finish != Finish::NONE || inner.bias.iter().any(|bias| bias.0 != Block::ZERO.0) {
                    return Err(NetworkError::Damaged("a filter through more than a product"));
                }
                (Kind::Through { add, inner, filter }, made)
            }
            _ => return Err(NetworkError::Damaged("an unknown operation")),
        })
    }

    fn output(&mut self, shapes: &[Shape]) -> Result<Named, NetworkError> {
        let length = usize::from(self.u8()?);
        let name = std::str::from_utf8(self.take(length)?)
            .map_err(|_| NetworkError::Damaged("a name that is not text"))?
            .to_owned();
        let (tensor, square) = (self.u16()?, usize::from(self.u8()?));
        match shapes.get(tensor) {
            Some(shape) if tensor > 0 && (square == 1 || (square > 1 && shape.channels == square * square)) => {
                Ok(Named { name, tensor, square })
            }
            _ => Err(NetworkError::Damaged("an output that does not exist")),
        }
    }
}

/// A shape of 1/2^`halvings` the sides.
fn halved(shape: Shape, halvings: u8) -> Result<Shape, NetworkError> {
    match shape.halvings.checked_add(halvings) {
        Some(halvings) if halvings <= MOST_HALVINGS => Ok(Shape { halvings, ..shape }),
        _ => Err(NetworkError::Damaged("a tensor halved too often")),
    }
}

/// Up to sixteen values, zeros after them.
fn block(values: &[f32]) -> Block {
    let mut block = Block::ZERO;
    for (slot, value) in block.0.iter_mut().zip(values) {
        *slot = *value;
    }
    block
}

/// binary16 to binary32 (IEEE 754-2019, 3.6).
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (u32::from(bits >> 10 & 31), u32::from(bits & 0x3ff));
    let magnitude = match exponent {
        // Units of 2^−24.
        0 => fraction as f32 / 16_777_216.0,
        31 => f32::from_bits(0x7f80_0000 | fraction << 13),
        _ => f32::from_bits((exponent + 112) << 23 | fraction << 13),
    };
    sign * magnitude
}
