//! Whether a score of 0.7 means that 70 % of such cases are positive.

use super::interval::{Confidence, Interval, wilson};
use super::sum::Sum;
use super::sweep::Sweep;
use super::undefined::Undefined;

/// How the scores are put into bins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binning {
    /// Bins of equal width over 0..=1.
    EqualWidth,
    /// Bins of about equally many cases, cut at quantiles of the scores
    /// (linear interpolation, R-7). Equal scores share a bin.
    EqualCount,
}

/// The cases whose score falls in one bin: above `low` and up to `high`; the
/// first bin holds its `low` as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationBin {
    /// Lower edge.
    pub low: f64,
    /// Upper edge.
    pub high: f64,
    /// Weight of the cases in the bin, more than 0.
    pub cases: f64,
    /// Weight of the positive cases in the bin.
    pub positives: f64,
    /// Their mean score.
    pub mean_score: f64,
    /// The share of them that is positive.
    pub observed: f64,
    /// Wilson's interval for the observed share.
    pub interval: Interval,
    /// Sum of squared deviations of the scores from their mean.
    pub(super) score_deviation: f64,
    /// Sum of the products of the deviations of score and outcome.
    pub(super) co_deviation: f64,
}

/// The calibration curve: bins with cases in them, the lowest first. Binned as
/// scikit-learn's `calibration_curve` with `strategy` uniform or quantile. O(n).
///
/// # Errors
/// Without cases, without bins, or when a score is outside 0..=1.
pub fn calibration(
    sweep: &Sweep,
    bins: usize,
    binning: Binning,
    confidence: Confidence,
) -> Result<Vec<CalibrationBin>, Undefined> {
    probabilities(sweep)?;
    if bins == 0 {
        return Err(Undefined::ParameterOutOfRange);
    }
    let edges = match binning {
        Binning::EqualWidth => (0..=bins).map(|k| k as f64 / bins as f64).collect(),
        Binning::EqualCount => quantiles(sweep, bins),
    };
    let mut out = Vec::new();
    // Operating points fall in score, so scores up to an edge are the tail.
    let mut end = sweep.len();
    for (k, pair) in edges.windows(2).enumerate() {
        let (Some(&low), Some(&high)) = (pair.first(), pair.last()) else { continue };
        let start = if k + 1 == bins { 1 } else { sweep.scores().partition_point(|score| *score > high) + 1 };
        if start < end {
            out.extend(bin(sweep, start, end, (low, high), confidence));
            end = start;
        }
    }
    Ok(out)
}

/// Refuses scores that cannot be read as probabilities.
pub(super) fn probabilities(sweep: &Sweep) -> Result<(), Undefined> {
    match (sweep.scores().first(), sweep.scores().last()) {
        (Some(highest), Some(lowest)) if *highest <= 1.0 && *lowest >= 0.0 => Ok(()),
        (Some(_), Some(_)) => Err(Undefined::ScoresAreNotProbabilities),
        _ => Err(Undefined::NoCases),
    }
}

/// Counts operating points `start..end` as one bin.
fn bin(sweep: &Sweep, start: usize, end: usize, edges: (f64, f64), confidence: Confidence) -> Option<CalibrationBin> {
    let (before, through) = (sweep.flagged_parts(start - 1), sweep.flagged_parts(end - 1));
    let (positives, negatives) = (through.0 - before.0, through.1 - before.1);
    let cases = positives + negatives;
    let steps = || sweep.steps_in(start..end);
    let mut scores = Sum::default();
    steps().for_each(|(score, p, n)| scores.add(score * (p + n)));
    let (mean_score, observed) = (scores.total() / cases, positives / cases);
    let (mut score_deviation, mut co_deviation) = (Sum::default(), Sum::default());
    for (score, p, n) in steps() {
        let off = score - mean_score;
        score_deviation.add((p + n) * off * off);
        co_deviation.add(off * (p * (1.0 - observed) - n * observed));
    }
    Some(CalibrationBin {
        low: edges.0,
        high: edges.1,
        cases,
        positives,
        mean_score,
        observed,
        interval: wilson(positives, cases, confidence)?,
        score_deviation: score_deviation.total(),
        co_deviation: co_deviation.total(),
    })
}

/// The quantiles 0, 1/bins, ..., 1 of the scores, rising.
fn quantiles(sweep: &Sweep, bins: usize) -> Vec<f64> {
    let total = sweep.total();
    // The score of the case at a place counted from 0 for the lowest score.
    let score_at = |place: f64| {
        // It has at most total - place - 1 cases above it.
        let index = sweep.index_by_flagged_count((total - place - 1.0).max(0.0));
        sweep.scores().get(index).or(sweep.scores().last()).copied().unwrap_or(0.0)
    };
    let quantile = |k: usize| {
        let place = (total - 1.0).max(0.0) * (k as f64 / bins as f64);
        // A place meant to be whole must not fall short by a rounding error.
        let place = if (place - place.round()).abs() < 1e-9 { place.round() } else { place };
        let (below, above) = (score_at(place.floor()), score_at(place.floor() + 1.0));
        below + (above - below) * place.fract()
    };
    (0..=bins).map(quantile).collect()
}
