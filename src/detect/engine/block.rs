//! Sixteen channels of one pixel, and the vectors that carry them.
//!
//! A tensor is a list of blocks: block `(c / 16 · height + y) · width + x`, lane `c % 16`. A block fills one cache line
//! and one AVX-512 register, two AVX registers, four of SSE or NEON. Lanes past the last channel hold anything; whoever
//! reads a tensor looks at its true channels only.

use pulp::Simd;

/// Channels in a block.
pub const LANES: usize = 16;

/// Sixteen neighbouring channels of one pixel.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Block(pub [f32; LANES]);

impl Block {
    pub const ZERO: Block = Block([0.0; LANES]);
}

/// Blocks that hold `channels` channels of one pixel.
pub const fn blocks(channels: usize) -> usize {
    channels.div_ceil(LANES)
}

/// A block in `N` registers of the processor at hand: `N × S::F32_LANES = 16`.
pub type Wide<S, const N: usize> = [<S as Simd>::f32s; N];

/// Arithmetic on blocks. Every method must end up inside the function that was compiled for the processor at hand, so all
/// are inlined by force.
#[derive(Clone, Copy)]
pub struct Lanes<S, const N: usize>(pub S);

// A `copy_from_slice` instead of the loops would take the address of a register, and with it the register away.
#[allow(clippy::manual_memcpy)]
impl<S: Simd, const N: usize> Lanes<S, N> {
    #[inline(always)]
    pub fn splat(self, value: f32) -> Wide<S, N> {
        [self.0.splat_f32s(value); N]
    }

    #[inline(always)]
    pub fn load(self, block: &Block) -> Wide<S, N> {
        let parts = S::as_simd_f32s(&block.0).0;
        let mut wide = self.splat(0.0);
        for i in 0..N {
            wide[i] = parts[i];
        }
        wide
    }

    #[inline(always)]
    pub fn store(self, block: &mut Block, wide: Wide<S, N>) {
        let parts = S::as_mut_simd_f32s(&mut block.0).0;
        for i in 0..N {
            parts[i] = wide[i];
        }
    }

    /// `a · b + c`, fused where the processor can.
    #[inline(always)]
    pub fn mul_add(self, a: Wide<S, N>, b: Wide<S, N>, mut c: Wide<S, N>) -> Wide<S, N> {
        for i in 0..N {
            c[i] = self.0.mul_add_e_f32s(a[i], b[i], c[i]);
        }
        c
    }

    #[inline(always)]
    pub fn add(self, mut a: Wide<S, N>, b: Wide<S, N>) -> Wide<S, N> {
        for i in 0..N {
            a[i] = self.0.add_f32s(a[i], b[i]);
        }
        a
    }

    #[inline(always)]
    pub fn mul(self, mut a: Wide<S, N>, b: Wide<S, N>) -> Wide<S, N> {
        for i in 0..N {
            a[i] = self.0.mul_f32s(a[i], b[i]);
        }
        a
    }

    #[inline(always)]
    pub fn div(self, mut a: Wide<S, N>, b: Wide<S, N>) -> Wide<S, N> {
        for i in 0..N {
            a[i] = self.0.div_f32s(a[i], b[i]);
        }
        a
    }

    #[inline(always)]
    pub fn max(self, mut a: Wide<S, N>, b: Wide<S, N>) -> Wide<S, N> {
        for i in 0..N {
            a[i] = self.0.max_f32s(a[i], b[i]);
        }
        a
    }

    #[inline(always)]
    pub fn min(self, mut a: Wide<S, N>, b: Wide<S, N>) -> Wide<S, N> {
        for i in 0..N {
            a[i] = self.0.min_f32s(a[i], b[i]);
        }
        a
    }
}

/// A kernel that is compiled once for each width of register.
pub trait Kernel {
    fn run<S: Simd, const N: usize>(self, lanes: Lanes<S, N>);
}

/// Runs a kernel with the widest registers of the processor at hand.
pub fn dispatch(arch: pulp::Arch, kernel: impl Kernel) {
    struct Chosen<K>(K);
    impl<K: Kernel> pulp::WithSimd for Chosen<K> {
        type Output = ();
        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) {
            match S::F32_LANES {
                16 => self.0.run(Lanes::<S, 1>(simd)),
                8 => self.0.run(Lanes::<S, 2>(simd)),
                4 => self.0.run(Lanes::<S, 4>(simd)),
                _ => self.0.run(Lanes::<S, 16>(simd)),
            }
        }
    }
    arch.dispatch(Chosen(kernel));
}
