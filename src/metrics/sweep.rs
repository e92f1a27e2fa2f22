//! All operating points, made in one sorted pass; everything else reads them.

use std::fmt;
use std::ops::Range;

use super::confusion::Confusion;
use super::sample::{Sample, Score};
use super::sort::{descending_key, score_of_key, sort_by_key};
use super::sum::Sum;
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

/// A sweep as plain columns, to be moved between threads or workers.
/// The columns have one entry a distinct score: operating point i >= 1 of the
/// sweep is entry i - 1.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepColumns {
    /// Distinct scores, descending.
    pub thresholds: Vec<f64>,
    /// Weight of positives that score at least the threshold.
    pub tp: Vec<f64>,
    /// Weight of negatives that score at least the threshold.
    pub fp: Vec<f64>,
    /// Weight of all positives.
    pub positives: f64,
    /// Weight of all negatives.
    pub negatives: f64,
}

impl Sweep {
    /// Sorts the sample once and counts. O(n) time (radix sort); at most about
    /// 50 bytes a row beside the sample, weights included.
    pub fn of(sample: &Sample) -> Sweep {
        match sample.weights() {
            None => {
                let side = |wanted: bool| {
                    let rows = sample.scores().iter().zip(sample.positive());
                    let mut keys: Vec<u64> = rows
                        .filter(|(_, positive)| **positive == wanted)
                        .map(|(score, _)| descending_key(*score))
                        .collect();
                    sort_by_key(&mut keys, |key| *key);
                    keys
                };
                let (positives, negatives) = (side(true), side(false));
                merge(positives.len(), negatives.len(), |i| (positives[i], 1.0), |i| (negatives[i], 1.0))
            }
            Some(weights) => {
                let side = |wanted: bool| {
                    let rows = sample.scores().iter().zip(sample.positive()).zip(weights);
                    let mut keys: Vec<(u64, f64)> = rows
                        .filter(|((_, positive), weight)| **positive == wanted && **weight > 0.0)
                        .map(|((score, _), weight)| (descending_key(*score), *weight))
                        .collect();
                    sort_by_key(&mut keys, |(key, _)| *key);
                    keys
                };
                let (positives, negatives) = (side(true), side(false));
                merge(positives.len(), negatives.len(), |i| positives[i], |i| negatives[i])
            }
        }
    }

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

    /// The columns, to be sent elsewhere and put together again there.
    pub fn into_columns(self) -> SweepColumns {
        let Sweep { thresholds, tp, fp, positives, negatives } = self;
        SweepColumns { thresholds, tp, fp, positives, negatives }
    }

    /// A sweep from columns that another worker computed.
    ///
    /// # Errors
    /// [`ColumnsError`] when they are not the columns of any sweep.
    pub fn from_columns(
        thresholds: Vec<f64>,
        tp: Vec<f64>,
        fp: Vec<f64>,
        positives: f64,
        negatives: f64,
    ) -> Result<Sweep, ColumnsError> {
        if tp.len() != thresholds.len() || fp.len() != thresholds.len() {
            return Err(ColumnsError::Length);
        }
        if let Some(row) = thresholds.iter().position(|t| t.is_nan()) {
            return Err(ColumnsError::NotANumber { row: row + 1 });
        }
        if let Some(row) = thresholds.windows(2).position(|pair| pair[0] <= pair[1]) {
            return Err(ColumnsError::NotDescending { row: row + 2 });
        }
        for (column, total) in [(&tp, positives), (&fp, negatives)] {
            let mut before = 0.0;
            for (row, count) in column.iter().enumerate() {
                // Written so that NaN fails as well.
                if !(*count >= before && *count <= total) {
                    return Err(ColumnsError::CountsFall { row: row + 1 });
                }
                before = *count;
            }
            if before != total || !total.is_finite() {
                return Err(ColumnsError::TotalsDiffer);
            }
        }
        Ok(Sweep { thresholds, tp, fp, positives, negatives })
    }
}

/// Walks two sides, each sorted by key, and writes down the counts after each
/// distinct key. `positive` and `negative` give the key and weight at a place
/// below the given lengths.
fn merge(
    positives: usize,
    negatives: usize,
    positive: impl Fn(usize) -> (u64, f64),
    negative: impl Fn(usize) -> (u64, f64),
) -> Sweep {
    let (mut thresholds, mut tps, mut fps) = (Vec::new(), Vec::new(), Vec::new());
    let (mut tp, mut fp) = (Sum::default(), Sum::default());
    let (mut p, mut n) = (0, 0);
    while p < positives || n < negatives {
        // No score has the key u64::MAX: that would be a NaN.
        let next = |i: usize, len: usize, side: &dyn Fn(usize) -> (u64, f64)| {
            if i < len { side(i).0 } else { u64::MAX }
        };
        let key = next(p, positives, &positive).min(next(n, negatives, &negative));
        while p < positives && positive(p).0 == key {
            tp.add(positive(p).1);
            p += 1;
        }
        while n < negatives && negative(n).0 == key {
            fp.add(negative(n).1);
            n += 1;
        }
        thresholds.push(score_of_key(key));
        tps.push(tp.total());
        fps.push(fp.total());
    }
    Sweep { thresholds, tp: tps, fp: fps, positives: tp.total(), negatives: fp.total() }
}

/// Why columns are not those of a sweep. Rows count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnsError {
    /// The columns are not equally long.
    Length,
    /// A threshold is NaN.
    NotANumber {
        /// The row.
        row: usize,
    },
    /// A threshold is not below the one before it.
    NotDescending {
        /// The row.
        row: usize,
    },
    /// A count is lower than the one before it, above its total, or NaN.
    CountsFall {
        /// The row.
        row: usize,
    },
    /// The last counts are not the totals.
    TotalsDiffer,
}

impl fmt::Display for ColumnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ColumnsError::Length => write!(f, "the columns of the sweep differ in length"),
            ColumnsError::NotANumber { row } => write!(f, "sweep row {row}: threshold is NaN"),
            ColumnsError::NotDescending { row } => {
                write!(f, "sweep row {row}: threshold is not below the one before")
            }
            ColumnsError::CountsFall { row } => {
                write!(f, "sweep row {row}: counts must rise and stay within the total")
            }
            ColumnsError::TotalsDiffer => {
                write!(f, "the last counts of the sweep are not its totals")
            }
        }
    }
}

impl std::error::Error for ColumnsError {}
