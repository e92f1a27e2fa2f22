//! Intervals by drawing the sample anew (Efron 1979): seeded, so that the same
//! data give the same interval everywhere.

mod bands;
mod cells;
mod chosen;
mod resample;

pub use bands::{Band, BandPoint, pr_band, roc_band};
pub(crate) use cells::pad;
pub use cells::{figure_at_prevalence, figure_interval};
pub use chosen::{ChosenFigure, ChosenReport, chosen_figures};
pub use resample::summary_interval;

use super::interval::{Confidence, Interval};

/// How an interval is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    /// How many samples are drawn.
    pub draws: usize,
    /// Where the random numbers start: the same seed, the same interval.
    pub seed: u64,
    /// How often such an interval should hold the true value.
    pub confidence: Confidence,
}

impl Default for Resampling {
    /// 2,000 draws, a fixed seed, 95 %.
    fn default() -> Resampling {
        Resampling { draws: 2_000, seed: 20_250_101, confidence: Confidence::default() }
    }
}

/// A figure with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure of the sample itself.
    pub value: f64,
    /// Where the true figure plausibly lies.
    pub interval: Interval,
    /// How the interval was made.
    pub method: Method,
    /// Draws in which the figure was undefined; they are left out.
    pub undefined_draws: usize,
}

/// How an interval was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Wilson's score interval of a proportion.
    Wilson,
    /// Percentiles of bootstrap draws.
    Bootstrap,
    /// Percentiles of bootstrap draws where an outcome that never occurred got
    /// one case, since "not seen" is not "impossible".
    PaddedBootstrap,
    /// DeLong's normal interval for areas under the ROC curve.
    DeLong,
    /// A normal interval from the influence of each case.
    Influence,
    /// Newcombe's interval for a difference of proportions.
    Newcombe,
}

/// The percentile interval of the draws (quantiles by linear interpolation,
/// `None` without draws.
pub(crate) fn percentile_interval(mut draws: Vec<f64>, confidence: Confidence) -> Option<Interval> {
    draws.sort_unstable_by(f64::total_cmp);
    let tail = (1.0 - confidence.get()) / 2.0;
    Some(Interval { low: quantile(&draws, tail)?, high: quantile(&draws, 1.0 - tail)? })
}

/// The quantile of sorted values by linear interpolation.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (sorted.get(place.floor() as usize)?, sorted.get(place.ceil() as usize)?);
    Some(below + (above - below) * place.fract())
}
