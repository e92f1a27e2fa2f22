//! Where the two panels lie in one plot: shares from 0 to 1 as they are, and
//! below them, after a gap, counts of 1,000 by their power of ten.

use super::CASES;
use crate::charts::Numbers;

/// Between the panels, in units of the upper one.
pub(super) const GAP: f64 = 0.34;
/// Height of the lower panel.
const LOWER: f64 = 1.1;
/// Foot and head of both together.
pub(super) const RANGE: (f64, f64) = (-GAP - LOWER, 1.0);

/// The lower panel: from a power of ten up to all of the cases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decades {
    /// Exponent at its foot.
    lowest: i32,
}

impl Decades {
    /// From the power of ten below the smallest count, but from no less than a
    /// hundredth of a case and no more than ten cases.
    pub fn of(counts: impl Iterator<Item = f64>) -> Self {
        let least = counts.filter(|count| *count > 0.0).fold(CASES, f64::min);
        Self { lowest: (least.log10().floor() as i32).clamp(-2, 1) }
    }

    /// The height of a count in the plot; `None` below the foot, so for none at all.
    pub fn place(self, count: f64) -> Option<f64> {
        let (lowest, highest) = (f64::from(self.lowest), CASES.log10());
        let along = (count.log10() - lowest) / (highest - lowest);
        (along >= 0.0 && along.is_finite()).then(|| RANGE.0 + LOWER * along.min(1.0))
    }

    /// A label at each power of ten; with six of them, one is left out where
    /// nobody looks for it.
    pub fn ticks(self, numbers: &Numbers) -> Vec<(f64, String)> {
        let labelled = (self.lowest..=3).filter(|exponent| self.lowest > -2 || *exponent != -1);
        let tick = |exponent: i32| {
            let count = 10_f64.powi(exponent);
            let decimals = usize::try_from(-exponent).unwrap_or(0);
            Some((self.place(count * (1.0 + 1e-12))?, numbers.plain(count, decimals)))
        };
        labelled.filter_map(tick).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stand_by_their_power_of_ten_and_none_has_no_place() {
        let decades = Decades::of([0.0, 3.0, 250.0].into_iter());
        assert_eq!(decades.lowest, 0);
        let stands = |count, at: f64| decades.place(count).is_some_and(|place| (place - at).abs() < 1e-12);
        assert!(stands(1_000.0, -GAP) && stands(1.0, RANGE.0));
        assert_eq!((decades.place(0.0), decades.place(0.5)), (None, None));
        let labels: Vec<String> = decades.ticks(&Numbers::default()).into_iter().map(|tick| tick.1).collect();
        assert_eq!(labels, ["1", "10", "100", "1,000"]);
        assert_eq!(Decades::of([1e-9].into_iter()).ticks(&Numbers::default()).len(), 5);
    }
}
