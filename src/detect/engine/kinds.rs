//! Which kind of layer comes next in a file, whether its inputs fit, and the shape of what it makes.

use super::NetworkError;
use super::activation::Finish;
use super::block::{Block, LANES};
use super::layer::{Kind, Layer, Shape, WHOLE};
use super::reader::Reader;
use super::upsampled::product_channels;

/// Halvings that a picture whose sides are multiples of 32 bears.
const MOST_HALVINGS: u8 = 5;

impl Reader<'_> {
    /// A layer and the shape of what it makes.
    pub fn layer(&mut self, shapes: &[Shape]) -> Result<(Layer, Shape), NetworkError> {
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
}

/// A shape of 1/2^`halvings` the sides.
fn halved(shape: Shape, halvings: u8) -> Result<Shape, NetworkError> {
    match shape.halvings.checked_add(halvings) {
        Some(halvings) if halvings <= MOST_HALVINGS => Ok(Shape { halvings, ..shape }),
        _ => Err(NetworkError::Damaged("a tensor halved too often")),
    }
}
