//! Whether a new model got worse for somebody.

use super::SliceCare;
use crate::metrics::bootstrap::Resampling;
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::paired::{Difference, PairedCounts, Verdict};
use crate::metrics::undefined::Undefined;

/// How a figure changes from the old to the new model on one slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SliceChange {
    /// The paired difference, with an interval that is wide enough for all
    /// judged slices together (Bonferroni).
    pub difference: Result<Difference, Undefined>,
    /// Whether the slice has enough cases under both models to be judged.
    pub enough: bool,
    /// The verdict: `CannotTell` when too small or undefined.
    pub verdict: Verdict,
}

/// Compares two models on every slice, each at the confidence shared among the
/// slices that are large enough. A higher figure counts as better.
pub fn judge_change(slices: &[PairedCounts], figure: Figure, care: &SliceCare) -> Vec<SliceChange> {
    let large = |c: &Confusion| super::whole(c, figure) >= care.least && figure.of(c).is_ok();
    let enough = |pair: &PairedCounts| large(&pair.old()) && large(&pair.new_model());
    let judged = slices.iter().filter(|pair| enough(pair)).count();
    let confidence = care.resampling.confidence.shared_among(judged);
    let shared = Resampling { confidence, ..care.resampling };
    let judge = |pair: &PairedCounts| {
        let (difference, enough) = (pair.difference(figure, &shared), enough(pair));
        let verdict = match &difference {
            Ok(difference) if enough => difference.verdict(care.margin),
            _ => Verdict::CannotTell,
        };
        SliceChange { difference, enough, verdict }
    };
    slices.iter().map(judge).collect()
}

/// The places of the slices, those that may have got worse first: surely worse
/// ones, then by how far down their interval reaches, since a false warning
/// costs less than a missed one. Slices without a value come last.
pub fn by_risk(changes: &[SliceChange]) -> Vec<usize> {
    let key = |place: &usize| {
        changes.get(*place).map_or((true, false, f64::INFINITY), |change| {
            let reach = change.difference.as_ref().map_or(f64::INFINITY, |difference| difference.interval.low);
            (change.difference.is_err(), change.verdict != Verdict::Worse, reach)
        })
    };
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
    });
    order
}
