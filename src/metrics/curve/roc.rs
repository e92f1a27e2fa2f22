//! The ROC curve.

use crate::metrics::figure::Figure;
use crate::metrics::sum::sum;
use crate::metrics::sweep::Sweep;

/// A point of the ROC curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RocPoint {
    /// Operating point in the sweep, from 0.
    pub index: usize,
    /// Share of negatives flagged.
    pub false_positive_rate: f64,
    /// Share of positives flagged.
    pub recall: f64,
}

/// The ROC curve from (0, 0) to (1, 1), to be joined by lines. All operating
/// points are kept, also those on a straight stretch that scikit-learn's
/// `drop_intermediate` leaves out. Empty when a class is missing.
pub fn roc_points(sweep: &Sweep) -> Vec<RocPoint> {
    let points = (0..sweep.len()).filter_map(|index| {
        let confusion = sweep.confusion(index);
        let false_positive_rate = confusion.figure(Figure::FalsePositiveRate)?;
        Some(RocPoint { index, false_positive_rate, recall: confusion.recall()? })
    });
    points.collect()
}

/// Area under the ROC curve: the chance that a random positive scores above a
/// random negative, ties counting half (the trapezoid). `None` when a class is
/// missing.
pub fn roc_area(sweep: &Sweep) -> Option<f64> {
    let mut tp = 0.0;
    let terms = sweep.steps().map(|(_, gained, wrong)| {
        let area = wrong * (tp + gained / 2.0);
        tp += gained;
        area
    });
    let both = sweep.positives() > 0.0 && sweep.negatives() > 0.0;
    both.then(|| sum(terms) / sweep.positives() / sweep.negatives())
}

/// The largest gap between the score distributions of the two outcomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KolmogorovSmirnov {
    /// The gap, 0..=1: the two-sample Kolmogorov-Smirnov statistic.
    pub statistic: f64,
    /// The operating point where it is first reached.
    pub index: usize,
}

/// The largest |recall - false positive rate| over all operating points.
/// `None` when a class is missing.
pub fn kolmogorov_smirnov(sweep: &Sweep) -> Option<KolmogorovSmirnov> {
    let mut best: Option<KolmogorovSmirnov> = None;
    for index in 0..sweep.len() {
        let statistic = sweep.confusion(index).figure(Figure::Youden)?.abs();
        if best.is_none_or(|best| statistic > best.statistic) {
            best = Some(KolmogorovSmirnov { statistic, index });
        }
    }
    best
}
