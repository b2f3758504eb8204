//! What happens to a sum before it is stored.

use pulp::Simd;

use super::block::{Block, Lanes, Wide};

/// The curve a layer's sums go through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    None,
    /// `max(x, 0)`
    Relu,
    /// Between two bounds. A hard sigmoid is this one, its slope and offset folded into the layer before.
    Clip {
        low: f32,
        high: f32,
    },
    /// `x · clip(x / 6 + 1/2, 0, 1)` (MobileNetV3, section 5.2)
    HardSwish,
    /// `1 / (1 + e^−x)`
    Sigmoid,
}

/// `activation(sum) · gain + offset`
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finish {
    pub activation: Activation,
    pub gain: f32,
    pub offset: f32,
}

impl Finish {
    pub const NONE: Finish = Finish { activation: Activation::None, gain: 1.0, offset: 0.0 };

    #[inline(always)]
    pub fn apply<S: Simd, const N: usize>(&self, lanes: Lanes<S, N>, sum: Wide<S, N>) -> Wide<S, N> {
        let curved = match self.activation {
            Activation::None => sum,
            Activation::Relu => lanes.max(sum, lanes.splat(0.0)),
            Activation::Clip { low, high } => lanes.min(lanes.max(sum, lanes.splat(low)), lanes.splat(high)),
            Activation::HardSwish => {
                let gate = lanes.mul_add(sum, lanes.splat(1.0 / 6.0), lanes.splat(0.5));
                lanes.mul(sum, lanes.min(lanes.max(gate, lanes.splat(0.0)), lanes.splat(1.0)))
            }
            Activation::Sigmoid => sigmoid(lanes, sum),
        };
        if self.gain == 1.0 && self.offset == 0.0 {
            return curved;
        }
        lanes.mul_add(curved, lanes.splat(self.gain), lanes.splat(self.offset))
    }
}

impl Finish {
    /// Turns sums, and what is to be added to them, into results.
    #[inline(always)]
    pub fn settle<S: Simd, const N: usize>(&self, lanes: Lanes<S, N>, add: Option<&[Block]>, sums: &mut [Block]) {
        if let Some(add) = add {
            for (sum, add) in sums.iter_mut().zip(add) {
                lanes.store(sum, lanes.add(lanes.load(sum), lanes.load(add)));
            }
        }
        if *self == Finish::NONE {
            return;
        }
        for sum in sums {
            lanes.store(sum, self.apply(lanes, lanes.load(sum)));
        }
    }
}

/// `1/2 + tanh(x/2) / 2` by a quotient of polynomials, off by less than 3e-7 (the test looks).
#[inline(always)]
fn sigmoid<S: Simd, const N: usize>(lanes: Lanes<S, N>, x: Wide<S, N>) -> Wide<S, N> {
    const ODD: [f32; 7] =
        [-2.760_768_4e-16, 2.000_188e-13, -8.604_672e-11, 5.122_297_1e-8, 1.485_722_4e-5, 6.372_619e-4, 4.893_524_6e-3];
    const EVEN: [f32; 4] = [1.198_258_4e-6, 1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3];
    let half = lanes.mul(x, lanes.splat(0.5));
    let half = lanes.min(lanes.max(half, lanes.splat(-9.0)), lanes.splat(9.0));
    let square = lanes.mul(half, half);
    let mut above = lanes.splat(ODD[0]);
    for factor in &ODD[1..] {
        above = lanes.mul_add(above, square, lanes.splat(*factor));
    }
    let mut below = lanes.splat(EVEN[0]);
    for factor in &EVEN[1..] {
        below = lanes.mul_add(below, square, lanes.splat(*factor));
    }
    let tanh = lanes.div(lanes.mul(half, above), below);
    lanes.mul_add(tanh, lanes.splat(0.5), lanes.splat(0.5))
}
