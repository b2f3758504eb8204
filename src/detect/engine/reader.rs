//! Numbers, finishes and filters out of the bytes of a network file.

use super::NetworkError;
use super::activation::{Activation, Finish};
use super::block::{Block, LANES, blocks};
use super::layer::Filter;

/// Channels that a tensor may have.
pub const MOST_CHANNELS: usize = 8192;

/// What is left of a file.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(file: &'a [u8]) -> Reader<'a> {
        Reader { rest: file }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], NetworkError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(NetworkError::Damaged("the file ends early"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], NetworkError> {
        self.take(N)?.try_into().map_err(|_| NetworkError::Damaged("the file ends early"))
    }

    pub fn u8(&mut self) -> Result<u8, NetworkError> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub fn u16(&mut self) -> Result<usize, NetworkError> {
        Ok(usize::from(u16::from_le_bytes(self.array()?)))
    }

    pub fn u32(&mut self) -> Result<u32, NetworkError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub fn f32(&mut self) -> Result<f32, NetworkError> {
        Ok(f32::from_le_bytes(self.array()?))
    }

    pub fn flag(&mut self) -> Result<bool, NetworkError> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(NetworkError::Damaged("a flag that is neither 0 nor 1")),
        }
    }

    pub fn channels(&mut self) -> Result<usize, NetworkError> {
        match self.u16()? {
            channels @ 1..=MOST_CHANNELS => Ok(channels),
            _ => Err(NetworkError::Damaged("a tensor of no or too many channels")),
        }
    }

    pub fn finish(&mut self) -> Result<Finish, NetworkError> {
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
    pub fn per_channel(&mut self, channels: usize) -> Result<Vec<Block>, NetworkError> {
        let values = self.floats(channels)?;
        Ok(values.chunks(LANES).map(block).collect())
    }

    /// `outputs × inputs` weights, in halves or whole floats, a factor for each output, and the biases.
    pub fn filter(&mut self, outputs: usize, inputs: usize) -> Result<Filter, NetworkError> {
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
