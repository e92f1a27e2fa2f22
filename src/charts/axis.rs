//! Axes: round tick values and how they are written.

use super::{Numbers, ScoreAxis, ScoreScale, Theme};

/// One axis of a chart.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Data at its start and end.
    pub range: (f64, f64),
    /// How data are spread along it.
    pub scale: ScoreScale,
    /// Values with a label, in the range.
    pub ticks: Vec<(f64, String)>,
    /// What it shows, in words.
    pub title: String,
}

impl Axis {
    /// Shares from 0 to 1, labelled in quarters.
    pub fn share(title: &str, numbers: &Numbers) -> Self {
        let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|t| (t, numbers.percent(t, 0)));
        Self { range: (0.0, 1.0), scale: ScoreScale::Linear, ticks: ticks.to_vec(), title: title.to_owned() }
    }

    /// Shares between two values, as percentages, with about `most` labels.
    pub fn percent(title: &str, range: (f64, f64), most: usize, numbers: &Numbers) -> Self {
        let (ticks, decimals) = round_ticks((range.0 * 100.0, range.1 * 100.0), most);
        let label = |t: f64| (t / 100.0, numbers.percent(t / 100.0, decimals));
        Self {
            range,
            scale: ScoreScale::Linear,
            ticks: ticks.into_iter().map(label).collect(),
            title: title.to_owned(),
        }
    }

    /// Scores or thresholds below a plot that is `width` pixels wide.
    pub fn score(title: &str, axis: ScoreAxis, width: u32, theme: &Theme) -> Self {
        let most = (f64::from(width) / theme.em(6.0)).clamp(3.0, 6.0) as usize;
        match axis.scale {
            ScoreScale::Linear => Self::number(title, axis.range, most, &theme.numbers),
            ScoreScale::LogOdds => {
                let inside = ODDS_TICKS.into_iter().filter(|(t, _)| (axis.range.0..=axis.range.1).contains(t));
                let ticks = inside.map(|(t, decimals)| (t, theme.numbers.plain(t, decimals))).collect();
                Self { range: axis.range, scale: axis.scale, ticks, title: title.to_owned() }
            }
        }
    }

    /// Plain numbers between two values, with about `most` labels.
    pub fn number(title: &str, range: (f64, f64), most: usize, numbers: &Numbers) -> Self {
        let (ticks, decimals) = round_ticks(range, most);
        let ticks = ticks.into_iter().map(|t| (t, numbers.plain(t, decimals))).collect();
        Self { range, scale: ScoreScale::Linear, ticks, title: title.to_owned() }
    }
}

/// Labels on an axis of log odds, each with its decimals.
const ODDS_TICKS: [(f64, usize); 9] =
    [(0.0001, 4), (0.001, 3), (0.01, 2), (0.1, 1), (0.5, 1), (0.9, 1), (0.99, 2), (0.999, 3), (0.9999, 4)];

/// Multiples of 1, 2 or 5 times a power of ten inside a range, at most `most`
/// of them, and the decimals they need.
pub(super) fn round_ticks((a, b): (f64, f64), most: usize) -> (Vec<f64>, usize) {
    let (low, high) = (a.min(b), a.max(b));
    let span = high - low;
    if !span.is_finite() || span <= 0.0 || most < 2 {
        return (Vec::new(), 0);
    }
    let rough = span / (most - 1) as f64;
    let power = rough.log10().floor();
    let unit = 10_f64.powf(power);
    let fraction = rough / unit;
    let (factor, power) = match fraction {
        f if f <= 1.0 => (1.0, power),
        f if f <= 2.0 => (2.0, power),
        f if f <= 5.0 => (5.0, power),
        _ => (1.0, power + 1.0),
    };
    let step = factor * 10_f64.powf(power);
    let first = (low / step - 1e-9).ceil();
    let ticks = (0..=most).map(|i| (first + i as f64) * step).take_while(|t| *t <= high + step * 1e-9).collect();
    // `power` is at least -324, so the cast cannot overflow.
    (ticks, (-power).max(0.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_multiples_of_one_two_or_five_times_a_power_of_ten() {
        assert_eq!(round_ticks((0.0, 1.0), 6).0.len(), 6);
        assert_eq!(round_ticks((0.0, 37.0), 5), (vec![0.0, 10.0, 20.0, 30.0], 0));
        assert_eq!(round_ticks((-3.2, 4.1), 5), (vec![-2.0, 0.0, 2.0, 4.0], 0));
        assert_eq!(round_ticks((0.0, f64::INFINITY), 5).0, Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn ticks_lie_in_the_range_and_are_few(a in -1e12_f64..1e12, span in 1e-6_f64..1e12) {
            let (ticks, _) = round_ticks((a, a + span), 6);
            prop_assert!(ticks.len() <= 7);
            let slack = span * 1e-6 + a.abs() * 1e-12;
            prop_assert!(ticks.iter().all(|t| (a - slack..=a + span + slack).contains(t)));
        }
    }
}
