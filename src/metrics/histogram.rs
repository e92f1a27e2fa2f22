//! Scores by outcome, in bins.

use super::sweep::Sweep;
use super::threshold::Threshold;

/// One bin: scores in `low..high`, the last bin with `high` itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Lower edge, in the bin.
    pub low: f64,
    /// Upper edge, in the next bin.
    pub high: f64,
    /// Weight of the positive cases in the bin.
    pub positives: f64,
    /// Weight of the negative cases in the bin.
    pub negatives: f64,
}

/// Equal-width bins over a range of scores, the lowest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// The bins, the lowest first.
    pub bins: Vec<Bin>,
}

impl Histogram {
    /// Counts the cases in `bins` equal bins over `range`, or over the finite
    /// scores when `range` is `None`. Scores outside the range, infinities
    /// among them, count in the outermost bins. O(bins log n). Empty without
    /// cases or bins. When all scores are equal, the range is one wide.
    pub fn of(sweep: &Sweep, bins: usize, range: Option<(f64, f64)>) -> Histogram {
        let Some((low, high)) = range.or_else(|| finite_range(sweep)) else {
            return Histogram { bins: Vec::new() };
        };
        let (low, high) = if low < high { (low, high) } else { (low - 0.5, low + 0.5) };
        let edge = |k: usize| {
            let share = k as f64 / bins as f64;
            if k == bins { high } else { low * (1.0 - share) + high * share }
        };
        let above = |k: usize| match k {
            0 => (sweep.positives(), sweep.negatives()),
            k if k == bins => (0.0, 0.0),
            k => Threshold::at(edge(k)).map_or((0.0, 0.0), |edge| sweep.flagged_parts(sweep.index_at(edge))),
        };
        let bins = (0..bins).map(|k| {
            let (from, to) = (above(k), above(k + 1));
            let (positives, negatives) = (from.0 - to.0, from.1 - to.1);
            Bin { low: edge(k), high: edge(k + 1), positives, negatives }
        });
        Histogram { bins: bins.collect() }
    }
}

/// The lowest and highest finite score; 0 to 1 when all are infinite.
fn finite_range(sweep: &Sweep) -> Option<(f64, f64)> {
    if sweep.is_empty() {
        return None;
    }
    let mut finite = sweep.scores().iter().copied().filter(|score| score.is_finite());
    let high = finite.next();
    let low = finite.next_back().or(high);
    Some(low.zip(high).unwrap_or((0.0, 1.0)))
}
