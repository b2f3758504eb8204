//! Loops that are compiled twice: for every processor, and for those with wide registers and more instructions for bits. Which of
//! the two runs is chosen when the program runs; what comes out is the same.
//!
//! Only code that is inlined into [`Work::run`] gains: `#[inline(always)]` belongs on it and on what it calls in its loops.

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
}
