//! The axis of shares, and the slider that has the same one.

use crate::charts::axis::Axis;
use crate::charts::{Numbers, ScoreAxis, ScoreScale};

/// Steps of a slider over the axis: an arrow key changes a rare share by about
/// a thirtieth.
pub const STEPS: usize = 200;

/// How many times rarer and more frequent, by the odds, the axis reaches.
const FACTOR: f64 = 20.0;

/// Shares with a label, each with the decimals of its percentage.
const TICKS: [(f64, usize); 13] = [
    (0.0001, 2),
    (0.0003, 2),
    (0.001, 1),
    (0.003, 1),
    (0.01, 0),
    (0.03, 0),
    (0.1, 0),
    (0.3, 0),
    (0.5, 0),
    (0.7, 0),
    (0.9, 0),
    (0.97, 0),
    (0.99, 0),
];

/// The axis around the cases' own share, twenty times rarer and more frequent,
/// but always from 1 % or less to a half or more.
#[must_use]
pub fn axis(here: Option<f64>) -> ScoreAxis {
    // Without cases, and where all are positive, there are no odds.
    let odds = here.map(|share| share / (1.0 - share)).filter(|odds| odds.is_finite()).unwrap_or(0.1);
    let share = |odds: f64| odds / (1.0 + odds);
    let (start, end) = (share(odds / FACTOR).clamp(1e-4, 0.01), share(odds * FACTOR).clamp(0.5, 0.99));
    ScoreAxis { range: (start, end), scale: ScoreScale::LogOdds }
}

/// The step of a slider that is nearest to a share, from 0 to [`STEPS`].
#[must_use]
pub fn step_of(axis: ScoreAxis, share: f64) -> usize {
    let place = axis.share(share);
    // A share of 0 has no odds; `as` holds what is left to whole numbers from 0.
    (if place.is_nan() { 0.0 } else { place.clamp(0.0, 1.0) } * STEPS as f64).round() as usize
}

/// The share at a step, in percent, as people write it: three significant digits.
#[must_use]
pub fn percent_at(axis: ScoreAxis, step: usize) -> f64 {
    let share = axis.cuts(STEPS).get(step).copied().unwrap_or(axis.range.1);
    // A number that was just written can be read.
    format!("{:.2e}", share * 100.0).parse().unwrap_or(share * 100.0)
}

/// The axis with its labels.
pub(super) fn ticks(title: &str, axis: ScoreAxis, numbers: &Numbers) -> Axis {
    let slack = 1.0 + 1e-9;
    let inside = TICKS.into_iter().filter(|(t, _)| *t * slack >= axis.range.0 && *t <= axis.range.1 * slack);
    let ticks = inside.map(|(t, decimals)| (t, numbers.percent(t, decimals))).collect();
    Axis { range: axis.range, scale: axis.scale, ticks, title: title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_reaches_twenty_times_further_both_ways_and_always_past_common_shares() {
        let (start, end) = axis(Some(0.015)).range;
        assert!((start - 0.000_761).abs() < 1e-6 && end == 0.5, "{start} {end}");
        let (start, end) = axis(Some(0.37)).range;
        assert!(start == 0.01 && (end - 0.9215).abs() < 1e-4, "{start} {end}");
        for odd in [None, Some(f64::NAN), Some(0.0), Some(1.0)] {
            let (start, end) = axis(odd).range;
            assert!((1e-4..=0.01).contains(&start) && (0.5..=0.99).contains(&end), "{odd:?}: {start} {end}");
        }
    }

    #[test]
    fn every_step_is_a_share_of_three_digits_that_leads_back_to_the_step() {
        let axis = axis(Some(0.015));
        for step in 0..=STEPS {
            let percent = percent_at(axis, step);
            assert_eq!(step_of(axis, percent / 100.0), step, "{percent}");
            let digits = percent.to_string().chars().filter(char::is_ascii_digit).collect::<String>();
            assert!(digits.trim_start_matches('0').len() <= 3, "{percent}");
        }
        assert_eq!((step_of(axis, 0.0), step_of(axis, 1.0), step_of(axis, f64::NAN)), (0, STEPS, 0));
    }
}
