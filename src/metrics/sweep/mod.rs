//! All operating points, made in one sorted pass; everything else reads them.

mod build;
mod columns;

pub use columns::{ColumnsError, SweepColumns};

use std::ops::Range;

use super::confusion::Confusion;
use super::sample::Score;
use super::threshold::Threshold;

/// Every operating point of a sample: index 0 flags nobody, index i >= 1 flags
/// the cases that score at least the i-th highest distinct score. Rows of
/// weight zero count for nothing and make no operating point.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    thresholds: Vec<f64>,
    tp: Vec<f64>,
    fp: Vec<f64>,
    positives: f64,
    negatives: f64,
}

impl Sweep {
    /// Number of operating points, "flag nobody" included: always at least 1.
    pub fn len(&self) -> usize {
        self.thresholds.len() + 1
    }

    /// Whether there is no case, so that flagging nobody is all one can do.
    pub fn is_empty(&self) -> bool {
        self.thresholds.is_empty()
    }

    /// The threshold of operating point `index`; beyond the last point, the
    /// last one's.
    pub fn threshold(&self, index: usize) -> Threshold {
        match index.min(self.thresholds.len()).checked_sub(1).and_then(|i| self.thresholds.get(i)) {
            None => Threshold::Nobody,
            Some(score) => Score::new(*score).map_or(Threshold::Nobody, Threshold::At),
        }
    }

    /// The four counts at operating point `index`; beyond the last point, the
    /// last one's.
    pub fn confusion(&self, index: usize) -> Confusion {
        let (tp, fp) = self.flagged_parts(index);
        Confusion { tp, fp, fn_: (self.positives - tp).max(0.0), tn: (self.negatives - fp).max(0.0) }
    }

    /// The operating point that flags the same cases as `threshold`. O(log n).
    pub fn index_at(&self, threshold: Threshold) -> usize {
        match threshold {
            Threshold::Nobody => 0,
            Threshold::At(score) => self.thresholds.partition_point(|t| *t >= score.get()),
        }
    }

    /// The last operating point that flags at most this share (0 to 1) of all
    /// cases. O(log n).
    pub fn index_by_flagged_share(&self, share: f64) -> usize {
        self.index_by_flagged_count(share * self.total())
    }

    /// The last operating point that flags at most this many cases. O(log n).
    pub fn index_by_flagged_count(&self, count: f64) -> usize {
        // A share times a total may fall a rounding error short of the count
        // that it means: 0.07 * 100 is 7.000000000000001, 0.29 * 100 is 28.999...
        let count = count + count.abs() * 4.0 * f64::EPSILON;
        let (mut low, mut high) = (0, self.thresholds.len());
        while low < high {
            let middle = (low + high).div_ceil(2);
            let (tp, fp) = self.flagged_parts(middle);
            if tp + fp <= count { low = middle } else { high = middle - 1 }
        }
        low
    }

    /// The first operating point (fewest flagged) that finds at least this
    /// share (0 to 1) of the positive cases; the last one when none does. O(log n).
    pub fn index_by_recall(&self, recall: f64) -> usize {
        let wanted = recall * self.positives;
        let wanted = wanted - wanted.abs() * 4.0 * f64::EPSILON;
        if wanted <= 0.0 {
            return 0;
        }
        (self.tp.partition_point(|found| *found < wanted) + 1).min(self.thresholds.len())
    }

    /// Weight of positives and of negatives that operating point `index` flags.
    pub(crate) fn flagged_parts(&self, index: usize) -> (f64, f64) {
        let entry = index.min(self.thresholds.len()).checked_sub(1);
        entry.and_then(|i| Some((*self.tp.get(i)?, *self.fp.get(i)?))).unwrap_or((0.0, 0.0))
    }

    /// Each distinct score, from the highest down, with the weight of the
    /// positives and of the negatives that have exactly this score.
    pub fn steps(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        self.steps_in(1..self.len())
    }

    /// The [`Sweep::steps`] that lead to these operating points.
    pub(crate) fn steps_in(&self, points: Range<usize>) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        let skipped = points.start.saturating_sub(1);
        let mut before = self.flagged_parts(skipped);
        let columns = self.thresholds.iter().zip(&self.tp).zip(&self.fp);
        columns.skip(skipped).take(points.len()).map(move |((score, tp), fp)| {
            let step = (*score, tp - before.0, fp - before.1);
            before = (*tp, *fp);
            step
        })
    }

    /// The distinct scores, descending.
    pub fn scores(&self) -> &[f64] {
        &self.thresholds
    }

    /// Weight of the positive cases.
    pub fn positives(&self) -> f64 {
        self.positives
    }

    /// Weight of the negative cases.
    pub fn negatives(&self) -> f64 {
        self.negatives
    }

    /// Weight of all cases.
    pub fn total(&self) -> f64 {
        self.positives + self.negatives
    }

    /// Share of the cases that are positive; `None` without cases.
    pub fn prevalence(&self) -> Option<f64> {
        (self.total() > 0.0).then(|| self.positives / self.total())
    }
}
