//! The same figures for parts of the cases: a site, a client, a month.

mod change;
mod split;

pub use change::{SliceChange, by_risk, judge_change};
pub use split::SliceError;

use super::bootstrap::{Estimate, Resampling};
use super::confusion::Confusion;
use super::estimate::estimate;
use super::figure::Figure;
use super::independent::{IndependentDifference, difference};
use super::paired::Verdict;
use super::undefined::Undefined;

/// What it takes to judge a slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SliceCare {
    /// Slices with fewer cases than this in the whole of a figure (flagged ones
    /// for precision, positives for recall; positives and negatives each for
    /// the others) are too small to judge: 20 by default, where the 95 %
    /// interval of a share is up to 40 percentage points wide.
    pub least: f64,
    /// Differences up to this do not matter to anybody.
    pub margin: f64,
    /// Draws, seed and confidence.
    pub resampling: Resampling,
}

impl Default for SliceCare {
    /// 20 cases, a margin of 0.02, 2,000 draws, 95 %.
    fn default() -> SliceCare {
        SliceCare { least: 20.0, margin: 0.02, resampling: Resampling::default() }
    }
}

/// A figure of one slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SliceFigure {
    /// The figure with its interval at the plain confidence.
    pub estimate: Result<Estimate, Undefined>,
    /// Whether the slice has enough cases to be judged.
    pub enough: bool,
    /// Slice minus all other cases, with an interval that is wide enough for
    /// all judged slices together (Bonferroni); `None` when too small or
    /// undefined on either side.
    pub against_rest: Option<IndependentDifference>,
    /// The verdict on that difference: `CannotTell` without one.
    pub verdict: Verdict,
}

/// Judges a figure on every slice. Comparing many slices finds differences by
/// chance, so each is compared with the rest at a confidence shared among all
/// slices that are large enough: with twelve slices at 95 %, each interval is
/// one of 99.6 %, and the chance that any verdict of "better" or "worse" is
/// false stays within 5 %. A higher figure counts as better.
pub fn judge(slices: &[Confusion], figure: Figure, care: &SliceCare) -> Vec<SliceFigure> {
    let enough = |c: &Confusion| whole(c, figure) >= care.least && figure.of(c).is_ok();
    let judged = slices.iter().filter(|c| enough(c)).count();
    let confidence = care.resampling.confidence.shared_among(judged);
    let shared = Resampling { confidence, ..care.resampling };
    let all = slices.iter().fold(Confusion::default(), |all, c| all.plus(c));
    let judge = |c: &Confusion| {
        let rest = all.minus(c);
        let against_rest = if enough(c) { difference(&rest, c, figure, &shared).ok() } else { None };
        SliceFigure {
            estimate: estimate(c, figure, &care.resampling),
            enough: enough(c),
            against_rest,
            verdict: against_rest.map_or(Verdict::CannotTell, |difference| difference.verdict(care.margin)),
        }
    };
    slices.iter().map(judge).collect()
}

/// How many cases a figure rests on: those of its whole, or of the rarer class.
fn whole(c: &Confusion, figure: Figure) -> f64 {
    figure.proportion(c).map_or(c.positives().min(c.negatives()), |(_, whole)| whole)
}

impl Confusion {
    /// The counts of both together.
    #[must_use]
    pub fn plus(&self, other: &Confusion) -> Confusion {
        let [a, b, c, d] = other.cells();
        Confusion { tp: self.tp + a, fp: self.fp + b, fn_: self.fn_ + c, tn: self.tn + d }
    }

    /// The counts without those of `part`, never below 0.
    #[must_use]
    pub fn minus(&self, part: &Confusion) -> Confusion {
        let [a, b, c, d] = part.cells();
        let less = |whole: f64, part: f64| (whole - part).max(0.0);
        Confusion { tp: less(self.tp, a), fp: less(self.fp, b), fn_: less(self.fn_, c), tn: less(self.tn, d) }
    }
}
