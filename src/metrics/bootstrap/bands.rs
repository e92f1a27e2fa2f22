//! Confidence bands around the two curves.

use super::resample::{Resampler, thin};
use super::{Resampling, percentile_interval};
use crate::metrics::interval::Interval;
use crate::metrics::sweep::Sweep;

/// A band around a curve: pointwise, so it holds the true curve at any one x
/// as often as asked, and at all x together less often.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The points, x rising.
    pub points: Vec<BandPoint>,
}

/// The curve and its band at one x.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandPoint {
    /// Recall for the precision-recall curve, false positive rate for ROC.
    pub x: f64,
    /// The curve of the sample itself.
    pub y: f64,
    /// Percentiles of the curves of the draws at this x.
    pub interval: Interval,
}

/// The band of the precision-recall curve at `steps` + 1 even values of
/// recall. The curve at recall x is the precision where recall first reaches
/// x, with somebody flagged. `None` without positives.
pub fn pr_band(sweep: &Sweep, steps: usize, resampling: &Resampling) -> Option<Band> {
    band(sweep, steps, resampling, precision_at)
}

/// The band of the ROC curve at `steps` + 1 even values of the false positive
/// rate (vertical averaging, Fawcett 2006): recall on the straight line
/// between operating points, the highest where the curve rises upright.
/// `None` when a class is missing.
pub fn roc_band(sweep: &Sweep, steps: usize, resampling: &Resampling) -> Option<Band> {
    band(sweep, steps, resampling, recall_at)
}

/// Reads a curve at all places, rising; `None` when it is undefined.
type Reader = fn(&Sweep, &[f64]) -> Option<Vec<f64>>;

fn band(sweep: &Sweep, steps: usize, resampling: &Resampling, read: Reader) -> Option<Band> {
    let steps = steps.max(1);
    let places: Vec<f64> = (0..=steps).map(|k| k as f64 / steps as f64).collect();
    let curve = read(sweep, &places)?;
    let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(resampling.draws); places.len()];
    let mut resampler = Resampler::new(thin(sweep), resampling.seed);
    for _ in 0..resampling.draws {
        let Some(values) = read(resampler.draw(), &places) else { continue };
        columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
    }
    let points = places.into_iter().zip(curve).zip(columns).map(|((x, y), column)| {
        let interval = percentile_interval(column, resampling.confidence)?;
        Some(BandPoint { x, y, interval })
    });
    Some(Band { points: points.collect::<Option<_>>()? })
}

fn precision_at(sweep: &Sweep, places: &[f64]) -> Option<Vec<f64>> {
    if sweep.positives() <= 0.0 {
        return None;
    }
    let mut index = 1;
    let read = places.iter().map(|x| {
        let needed = x * sweep.positives() * (1.0 - 4.0 * f64::EPSILON);
        // The draw may not hold the highest scores: skip to a flagged case.
        while index + 1 < sweep.len()
            && (sweep.flagged_parts(index).0 < needed || sweep.confusion(index).flagged() <= 0.0)
        {
            index += 1;
        }
        sweep.confusion(index).precision()
    });
    read.collect()
}

fn recall_at(sweep: &Sweep, places: &[f64]) -> Option<Vec<f64>> {
    if sweep.positives() <= 0.0 || sweep.negatives() <= 0.0 {
        return None;
    }
    let mut index = 0;
    let read = places.iter().map(|x| {
        let wanted = x * sweep.negatives() * (1.0 + 4.0 * f64::EPSILON);
        while index + 1 < sweep.len() && sweep.flagged_parts(index + 1).1 <= wanted {
            index += 1;
        }
        let (tp, fp) = sweep.flagged_parts(index);
        let (next_tp, next_fp) = sweep.flagged_parts(index + 1);
        let way = if next_fp > fp { ((wanted - fp) / (next_fp - fp)).clamp(0.0, 1.0) } else { 0.0 };
        (tp + (next_tp - tp) * way) / sweep.positives()
    });
    Some(read.collect())
}
