//! Coefficients that, times their step, are more than sixteen bits hold: decoders pass over the rest in different ways, so that what
//! they hold is shown by none or only by some. No encoder makes them.

use super::scan::Frame;
use crate::item::Kind;
use crate::verify::notes::Notes;

/// The least and the largest value of each AC coefficient of a component, in zigzag order, as far as they are large.
pub struct Extremes {
    least: [i16; 64],
    most: [i16; 64],
}

impl Default for Extremes {
    fn default() -> Self {
        Self { least: [0; 64], most: [0; 64] }
    }
}

impl Extremes {
    #[inline]
    pub fn see(&mut self, k: usize, value: i16) {
        if let (Some(least), Some(most)) = (self.least.get_mut(k), self.most.get_mut(k)) {
            (*least, *most) = (value.min(*least), value.max(*most));
        }
    }
}

/// From this size on a value times the largest step may overflow. [T.81 F.1.2.1.1]
pub fn large_size(tables: &[Option<Vec<u16>>; 4]) -> u32 {
    let step = tables.iter().flatten().flatten().max().copied().unwrap_or(1).max(1);
    let fits = |size: &u32| ((1_u32 << size) - 1) * u32::from(step) <= i16::MAX as u32;
    (1..16).take_while(fits).last().unwrap_or(0) + 1
}

/// Notes the coefficients that overflow in some block.
pub fn judge(tables: &[Option<Vec<u16>>; 4], frame: &Frame, notes: &mut Notes) {
    let mut found = 0;
    for component in &frame.components {
        let Some(Some(steps)) = tables.get(component.quantiser) else { continue };
        let Extremes { least, most } = &component.extremes;
        let overflows = |value: i16, step: u16| i16::try_from(i32::from(value) * i32::from(step)).is_err();
        let dc = || component.dc.iter().copied();
        let dc_overflows =
            dc().min().into_iter().chain(dc().max()).any(|dc| overflows(dc, steps.first().copied().unwrap_or(1)));
        found += usize::from(dc_overflows);
        let extremes = least.iter().zip(most).zip(steps).skip(1);
        found +=
            extremes.filter(|((least, most), step)| overflows(**least, **step) || overflows(**most, **step)).count();
    }
    notes.expect(found == 0, Kind::Unknown, "coefficients that overflow sixteen bits", found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_below_the_large_one_never_overflow() {
        for step in [1, 2, 15, 16, 40, 255, 256, 6050, 32_767, 65_535] {
            let size = large_size(&[None, Some(vec![1, step]), None, None]);
            let most = |size: u32| ((1_i64 << size) - 1) * i64::from(step);
            assert!(most(size) > 32_767, "{step}");
            assert!(size == 1 || most(size - 1) <= 32_767, "{step}");
        }
        assert_eq!(large_size(&[const { None }; 4]), 16);
    }
}
