//! How a sweep is made: from a sample, or from another sweep.

use super::Sweep;
use crate::metrics::sample::Sample;
use crate::metrics::sort::{descending_key, score_of_key, sort_by_key};
use crate::metrics::sum::Sum;

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

    /// The sweep with only the operating points that `wanted` names.
    pub(crate) fn keep(&self, mut wanted: impl FnMut(usize) -> bool) -> Sweep {
        let mut kept = Sweep { thresholds: Vec::new(), tp: Vec::new(), fp: Vec::new(), ..*self };
        for (row, score) in self.thresholds.iter().enumerate().filter(|(row, _)| wanted(row + 1)) {
            let (tp, fp) = self.flagged_parts(row + 1);
            kept.thresholds.push(*score);
            kept.tp.push(tp);
            kept.fp.push(fp);
        }
        kept
    }

    /// Puts new counts on the same thresholds: for each distinct score the
    /// weight of positives, then of negatives, that have it.
    pub(crate) fn recount(&mut self, mut cells: impl Iterator<Item = f64>) {
        let (mut positives, mut negatives) = (0.0, 0.0);
        for (tp, fp) in self.tp.iter_mut().zip(&mut self.fp) {
            positives += cells.next().unwrap_or(0.0);
            negatives += cells.next().unwrap_or(0.0);
            (*tp, *fp) = (positives, negatives);
        }
        (self.positives, self.negatives) = (positives, negatives);
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
    // At most one point a row: growing step by step would hold up to three times as much.
    let column = || Vec::with_capacity(positives + negatives);
    let (mut thresholds, mut tps, mut fps) = (column(), column(), column());
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
        // Rounding must not make a count fall by its last digit.
        tps.push(tps.last().map_or(tp.total(), |before: &f64| before.max(tp.total())));
        fps.push(fps.last().map_or(fp.total(), |before: &f64| before.max(fp.total())));
    }
    let (positives, negatives) = (tps.last().copied().unwrap_or(0.0), fps.last().copied().unwrap_or(0.0));
    [&mut thresholds, &mut tps, &mut fps].into_iter().for_each(Vec::shrink_to_fit);
    Sweep { thresholds, tp: tps, fp: fps, positives, negatives }
}
