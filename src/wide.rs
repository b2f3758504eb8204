//! Loops that are compiled twice: for every processor, and for those with wide registers and more instructions for bits. Which of
//! the two runs is chosen when the program runs; what comes out is the same.
//!
//! Only code that is inlined into [`Work::run`] gains: `#[inline(always)]` belongs on it and on what it calls in its loops. What
//! compilers do not find by themselves stands here too: [`nonzero`] and [`weighed`], on blocks of 64 numbers.

/// Work whose time goes into loops over numbers or bits.
pub trait Work {
    type Output;
    /// `WIDE` tells nothing but the two apart, so that closures inside belong to one of them and are inlined.
    fn run<const WIDE: bool>(self) -> Self::Output;
}

/// Does it with the best instructions of the processor at hand.
#[inline]
pub fn at_best<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(wide) = pulp::x86::V3::try_new() {
        return wide.vectorize(Wide(work));
    }
    work.run::<false>()
}

#[cfg(target_arch = "x86_64")]
struct Wide<W>(W);

#[cfg(target_arch = "x86_64")]
impl<W: Work> pulp::NullaryFnOnce for Wide<W> {
    type Output = W::Output;

    #[inline(always)]
    fn call(self) -> Self::Output {
        self.0.run::<true>()
    }
}

/// Which of 64 numbers are not zero, the first in the lowest bit. Made for loops: it is a handful of instructions on x86-64.
#[inline(always)]
pub fn nonzero(numbers: &[i16; 64]) -> u64 {
    let (sixteens, _) = numbers.as_chunks::<16>();
    sixteens.iter().rev().fold(0, |all, sixteen| all << 16 | u64::from(sixteen_nonzero(sixteen)))
}

/// The sizes of numbers (-32768 counts as -32767), each times its weight, which is not negative, added up. The sum must fit.
#[inline(always)]
pub fn weighed(numbers: &[i16; 64], weights: &[i16; 64]) -> i32 {
    let eights = numbers.as_chunks::<8>().0.iter().zip(weights.as_chunks::<8>().0);
    #[cfg(target_arch = "x86_64")]
    if let Some(sse2) = pulp::core_arch::x86::Sse2::try_new() {
        let zero = sse2._mm_setzero_si128();
        let mut sums = zero;
        for (&numbers, &weights) in eights {
            let numbers = pulp::bytemuck::cast(numbers);
            let sizes = sse2._mm_max_epi16(numbers, sse2._mm_subs_epi16(zero, numbers));
            sums = sse2._mm_add_epi32(sums, sse2._mm_madd_epi16(sizes, pulp::bytemuck::cast(weights)));
        }
        let sums: [i32; 4] = pulp::bytemuck::cast(sums);
        return sums.iter().sum();
    }
    let product = |(&number, &weight): (&i16, &i16)| i32::from(number.max(-i16::MAX).abs()) * i32::from(weight);
    eights.map(|(numbers, weights)| numbers.iter().zip(weights).map(product).sum::<i32>()).sum()
}

#[inline(always)]
fn sixteen_nonzero(numbers: &[i16; 16]) -> u16 {
    // Every x86-64 has these instructions, so that nothing is asked when the program runs.
    #[cfg(target_arch = "x86_64")]
    if let Some(sse2) = pulp::core_arch::x86::Sse2::try_new() {
        let [low, high] = pulp::bytemuck::cast(*numbers);
        // Numbers beyond eight bits become the nearest of eight bits: none becomes zero.
        let bytes = sse2._mm_packs_epi16(low, high);
        let zeros = sse2._mm_cmpeq_epi8(bytes, sse2._mm_setzero_si128());
        return !sse2._mm_movemask_epi8(zeros) as u16;
    }
    numbers.iter().rev().fold(0, |all, &number| all << 1 | u16::from(number != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_come_to_the_same() {
        struct Sum<'a>(&'a [i16]);
        impl Work for Sum<'_> {
            type Output = (i32, u32);
            #[inline(always)]
            fn run<const WIDE: bool>(self) -> (i32, u32) {
                (self.0.iter().map(|&v| i32::from(v)).sum(), self.0.iter().map(|v| v.leading_zeros()).sum())
            }
        }
        let numbers: Vec<i16> = (0..999).map(|i| (i * 37 % 1009) as i16).collect();
        assert_eq!(at_best(Sum(&numbers)), Sum(&numbers).run::<false>());
    }

    #[test]
    fn numbers_that_are_not_zero_are_found_at_their_places() {
        for k in 0..64 {
            for value in [1, -1, 255, 256, -256, i16::MIN, i16::MAX] {
                let mut numbers = [0; 64];
                numbers[k] = value;
                assert_eq!(nonzero(&numbers), 1 << k);
                numbers[(k + 7) % 64] = -value.max(-i16::MAX);
                numbers[(k + 9) % 64] = 2;
                assert_eq!(nonzero(&numbers), 1 << k | 1 << ((k + 7) % 64) | 1 << ((k + 9) % 64));
            }
        }
        assert_eq!((nonzero(&[0; 64]), nonzero(&[-3; 64])), (0, u64::MAX));
    }

    #[test]
    fn sizes_are_weighed() {
        let numbers: [i16; 64] = std::array::from_fn(|k| (k as i16 - 30) * 67);
        let weights: [i16; 64] = std::array::from_fn(|k| 16_383 - k as i16 * 255);
        let expected = numbers.iter().zip(weights).map(|(&n, w)| i32::from(n).abs() * i32::from(w)).sum::<i32>();
        assert_eq!(weighed(&numbers, &weights), expected);
        let mut single = [0; 64];
        for (number, size) in [(i16::MIN, 32_767), (i16::MAX, 32_767), (-1, 1), (0, 0)] {
            single[63] = number;
            assert_eq!(weighed(&single, &[3; 64]), 3 * size);
        }
    }
}
