//! Differences of areas under curves on the same cases.

use super::difference::Difference;
use super::draws::RowDraws;
use super::sample::PairedSample;
use crate::metrics::bootstrap::{Estimate, Method, Resampling, percentile_interval};
use crate::metrics::curve::{average_precision, roc_area};
use crate::metrics::interval::{Confidence, Interval};
use crate::metrics::sample::{Label, Sample};
use crate::metrics::special::normal_tail;
use crate::metrics::sum::{Sum, sum};
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::metrics::undefined::Undefined;

/// Beyond this many drawn rows the influence of each case replaces drawing.
const MOST_DRAWN: usize = 50_000_000;

/// The difference of the areas under the ROC curves with DeLong's interval and
/// p-value (DeLong, DeLong & Clarke-Pearson 1988), in the O(n log n) form of
/// Sun & Xu (2014). Weights are read as counts.
///
/// # Errors
/// When a class has fewer than two cases.
pub fn roc_area_difference(sample: &PairedSample, confidence: Confidence) -> Result<Difference, Undefined> {
    let (old_sweep, new_sweep) = (Sweep::of(sample.old()), Sweep::of(sample.new_model()));
    let old = roc_area(&old_sweep).ok_or(missing_class(&old_sweep))?;
    let new = roc_area(&new_sweep).ok_or(missing_class(&old_sweep))?;
    let value = new - old;
    let (mut positives, mut negatives) = (Sum::default(), Sum::default());
    let cases = sample.old().cases().zip(sample.new_model().cases());
    for ((before, label, weight), (after, ..)) in cases {
        let place = |sweep: &Sweep, score| placement(sweep, Threshold::At(score), label);
        let gap = place(&new_sweep, after) - place(&old_sweep, before);
        match label {
            Label::Positive => positives.add(weight * (gap - value) * (gap - value)),
            Label::Negative => negatives.add(weight * (gap - value) * (gap - value)),
        }
    }
    let (m, n) = (old_sweep.positives(), old_sweep.negatives());
    if m <= 1.0 || n <= 1.0 {
        return Err(if m <= 1.0 { Undefined::NoPositives } else { Undefined::NoNegatives });
    }
    let error = (positives.total() / (m - 1.0) / m + negatives.total() / (n - 1.0) / n).sqrt();
    let p_value = if error > 0.0 { 2.0 * normal_tail((value / error).abs()) } else { f64::from(value == 0.0) };
    let interval = around(value, error, confidence);
    Ok(Difference { old, new, value, interval, method: Method::DeLong, p_value: Some(p_value), could_tell: true })
}

/// The area under the ROC curve of one model with DeLong's interval, kept
/// within 0..=1. Weights are read as counts. O(n).
///
/// # Errors
/// When a class has fewer than two cases.
pub fn roc_area_estimate(sweep: &Sweep, confidence: Confidence) -> Result<Estimate, Undefined> {
    let value = roc_area(sweep).ok_or(missing_class(sweep))?;
    let (m, n) = (sweep.positives(), sweep.negatives());
    if m <= 1.0 || n <= 1.0 {
        return Err(if m <= 1.0 { Undefined::NoPositives } else { Undefined::NoNegatives });
    }
    let (mut positives, mut negatives) = (Sum::default(), Sum::default());
    let (mut tp, mut fp) = (0.0, 0.0);
    for (_, p, q) in sweep.steps() {
        let (over, under) = ((n - fp - q / 2.0) / n, (tp + p / 2.0) / m);
        positives.add(p * (over - value) * (over - value));
        negatives.add(q * (under - value) * (under - value));
        (tp, fp) = (tp + p, fp + q);
    }
    let error = (positives.total() / (m - 1.0) / m + negatives.total() / (n - 1.0) / n).sqrt();
    let Interval { low, high } = around(value, error, confidence);
    let interval = Interval { low: low.max(0.0), high: high.min(1.0) };
    Ok(Estimate { value, interval, method: Method::DeLong, undefined_draws: 0 })
}

/// The share of the other class that a case outranks, ties counting half.
fn placement(sweep: &Sweep, at: Threshold, label: Label) -> f64 {
    let index = sweep.index_at(at);
    let (through, before) = (sweep.flagged_parts(index), sweep.flagged_parts(index.saturating_sub(1)));
    match label {
        Label::Positive => (sweep.negatives() - (through.1 + before.1) / 2.0) / sweep.negatives(),
        Label::Negative => (through.0 + before.0) / 2.0 / sweep.positives(),
    }
}

/// The difference of average precisions. The cases are drawn anew, both models
/// with them; where that would take long (rows times draws beyond 50 million),
/// a normal interval from the influence of each case (the infinitesimal
/// jackknife, Efron 1982) takes its place.
///
/// # Errors
/// Without positives.
pub fn average_precision_difference(sample: &PairedSample, resampling: &Resampling) -> Result<Difference, Undefined> {
    let (old_sweep, new_sweep) = (Sweep::of(sample.old()), Sweep::of(sample.new_model()));
    let old = average_precision(&old_sweep).ok_or(Undefined::NoPositives)?;
    let new = average_precision(&new_sweep).ok_or(Undefined::NoPositives)?;
    let value = new - old;
    let total = sample.old().total().round();
    let drawn = (total.max(sample.old().rows() as f64) * resampling.draws as f64) <= MOST_DRAWN as f64;
    let (interval, method) = if drawn {
        let mut rows = RowDraws::new(sample, old_sweep, new_sweep, resampling.seed);
        let draws = (0..resampling.draws).filter_map(|_| {
            let (old, new) = rows.draw();
            Some(average_precision(new)? - average_precision(old)?)
        });
        (percentile_interval(draws.collect(), resampling.confidence).ok_or(Undefined::NoPositives)?, Method::Bootstrap)
    } else {
        let influences = influences(sample.old(), &old_sweep).zip(influences(sample.new_model(), &new_sweep));
        let weights = sample.old().cases().map(|(.., weight)| weight);
        let variance = sum(influences.zip(weights).map(|((old, new), w)| w * (new - old) * (new - old)));
        (around(value, variance.sqrt(), resampling.confidence), Method::Influence)
    };
    Ok(Difference { old, new, value, interval, method, p_value: None, could_tell: true })
}

/// The derivative of the average precision in the weight of each case.
fn influences(sample: &Sample, sweep: &Sweep) -> impl Iterator<Item = f64> {
    let positives = sweep.positives();
    let area = average_precision(sweep).unwrap_or(0.0);
    // For each point: what one more positive, or negative, at or above it does
    // to the precisions from there down.
    let mut below = vec![(0.0, 0.0); sweep.len() + 1];
    for index in (1..sweep.len()).rev() {
        let (tp, fp) = sweep.flagged_parts(index);
        let gained = tp - sweep.flagged_parts(index - 1).0;
        let flagged = tp + fp;
        let (up, down) = below[index + 1]; // one longer than the sweep
        below[index] = (up + gained * fp / (flagged * flagged), down - gained * tp / (flagged * flagged));
    }
    let one = move |(score, label, _): (_, Label, f64)| {
        let index = sweep.index_at(Threshold::At(score));
        let (up, down) = below[index];
        match label {
            Label::Positive => (sweep.confusion(index).precision().unwrap_or(0.0) - area + up) / positives,
            Label::Negative => down / positives,
        }
    };
    sample.cases().map(one)
}

fn around(value: f64, error: f64, confidence: Confidence) -> Interval {
    let reach = confidence.z() * error;
    Interval { low: value - reach, high: value + reach }
}

fn missing_class(sweep: &Sweep) -> Undefined {
    if sweep.positives() <= 0.0 { Undefined::NoPositives } else { Undefined::NoNegatives }
}
