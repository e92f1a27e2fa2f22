//! Which operating points a chart keeps.

use crate::metrics::curve::visible;
use crate::metrics::sweep::Sweep;

/// Up to so many operating points a chart keeps them all.
const ALL_UP_TO: usize = 20_000;

/// Beyond that it keeps what this many pixel columns can show: more than any
/// screen or print has across one chart.
const COLUMNS: usize = 4_096;

/// The operating points to keep, in rising order, out of those that have a
/// place: its x must lie in 0..=1 and never turn back along the sweep. A
/// million cases thus cost a chart no more memory than twenty thousand, and
/// draw the same picture.
pub(super) fn kept(sweep: &Sweep, position: impl Fn(usize) -> Option<(f64, f64)>) -> Vec<usize> {
    if sweep.len() <= ALL_UP_TO {
        return (0..sweep.len()).filter(|index| position(*index).is_some()).collect();
    }
    visible(sweep, COLUMNS, position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::sample::Sample;

    #[test]
    fn few_points_are_all_kept_and_many_are_thinned_with_both_ends() {
        let sweep = |n: u32| {
            let scores = (0..n).map(|i| f64::from(i) / f64::from(n)).collect();
            let outcomes = (0..n).map(|i| i % 3 == 0).collect();
            Sweep::of(&Sample::new(scores, outcomes, None).unwrap())
        };
        let place = |sweep: &Sweep, i: usize| {
            let counts = sweep.confusion(i);
            Some((counts.recall()?, counts.precision()?))
        };
        let few = sweep(100);
        assert_eq!(kept(&few, |i| place(&few, i)), (1..=100).collect::<Vec<_>>());
        let many = sweep(50_000);
        let some = kept(&many, |i| place(&many, i));
        assert!(some.len() < 4 * COLUMNS && some.len() > COLUMNS);
        assert_eq!((some.first(), some.last()), (Some(&1), Some(&50_000)));
    }
}
