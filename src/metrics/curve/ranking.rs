//! The precision-recall curve.

use crate::metrics::sum::sum;
use crate::metrics::sweep::Sweep;

/// A point of the precision-recall curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PrPoint {
    /// Operating point in the sweep, from 1.
    pub index: usize,
    /// Share of positives flagged.
    pub recall: f64,
    /// Share of flagged that are positive.
    pub precision: f64,
}

/// The precision-recall curve, recall rising: one point for each operating
/// point that flags someone, to be joined by steps. It is empty without
/// positives. scikit-learn adds an invented last point (recall 0,
/// precision 1); this curve does not.
pub fn pr_points(sweep: &Sweep) -> Vec<PrPoint> {
    let points = (1..sweep.len()).filter_map(|index| {
        let confusion = sweep.confusion(index);
        Some(PrPoint { index, recall: confusion.recall()?, precision: confusion.precision()? })
    });
    points.collect()
}

/// Average precision: the sum of precision times the gain in recall over all
/// operating points (the step sum, as scikit-learn's
/// `average_precision_score`). `None` without positives, where scikit-learn
/// says 0.
pub fn average_precision(sweep: &Sweep) -> Option<f64> {
    let (mut tp, mut fp) = (0.0, 0.0);
    let terms = sweep.steps().map(|(_, gained, wrong)| {
        tp += gained;
        fp += wrong;
        if gained > 0.0 { gained * (tp / (tp + fp)) } else { 0.0 }
    });
    (sweep.positives() > 0.0).then(|| sum(terms) / sweep.positives())
}
