//! Which cases two models flag, and McNemar's test.

use crate::metrics::confusion::Confusion;
use crate::metrics::special::binomial_at_most;

/// Cases of one class by which models flag them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Agreement {
    /// Flagged by both.
    pub both: f64,
    /// Flagged by the old model only.
    pub only_old: f64,
    /// Flagged by the new model only.
    pub only_new: f64,
    /// Flagged by neither.
    pub neither: f64,
}

impl Agreement {
    /// Weight of all of them.
    pub fn total(&self) -> f64 {
        self.both + self.only_old + self.only_new + self.neither
    }
}

/// The joint counts of two models at one threshold each.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PairedCounts {
    /// The positive cases.
    pub positives: Agreement,
    /// The negative cases.
    pub negatives: Agreement,
}

impl PairedCounts {
    /// The four counts of the old model.
    pub fn old(&self) -> Confusion {
        let (p, n) = (&self.positives, &self.negatives);
        Confusion {
            tp: p.both + p.only_old,
            fp: n.both + n.only_old,
            fn_: p.only_new + p.neither,
            tn: n.only_new + n.neither,
        }
    }

    /// The four counts of the new model.
    pub fn new_model(&self) -> Confusion {
        let (p, n) = (&self.positives, &self.negatives);
        Confusion {
            tp: p.both + p.only_new,
            fp: n.both + n.only_new,
            fn_: p.only_old + p.neither,
            tn: n.only_old + n.neither,
        }
    }

    /// Weight of all cases.
    pub fn total(&self) -> f64 {
        self.positives.total() + self.negatives.total()
    }

    /// Cases that only the new model treats rightly.
    pub fn gained(&self) -> f64 {
        self.positives.only_new + self.negatives.only_old
    }

    /// Cases that only the old model treats rightly.
    pub fn lost(&self) -> f64 {
        self.positives.only_old + self.negatives.only_new
    }

    /// McNemar's exact test over all cases: is the new model right more often?
    pub fn mcnemar(&self) -> McNemar {
        McNemar::of(self.gained(), self.lost())
    }

    /// McNemar's exact test over the positives: does recall differ?
    pub fn mcnemar_recall(&self) -> McNemar {
        McNemar::of(self.positives.only_new, self.positives.only_old)
    }

    /// McNemar's exact test over the negatives: do false alarms differ?
    pub fn mcnemar_specificity(&self) -> McNemar {
        McNemar::of(self.negatives.only_old, self.negatives.only_new)
    }

    /// Positives then negatives, each as both, only old, only new, neither.
    pub(super) fn cells(&self) -> [f64; 8] {
        let (p, n) = (&self.positives, &self.negatives);
        [p.both, p.only_old, p.only_new, p.neither, n.both, n.only_old, n.only_new, n.neither]
    }

    /// The counts from cells in the order of [`PairedCounts::cells`].
    pub(super) fn from_cells(cells: [f64; 8]) -> PairedCounts {
        let side = |[both, only_old, only_new, neither]: [f64; 4]| Agreement { both, only_old, only_new, neither };
        let [a, b, c, d, e, f, g, h] = cells;
        PairedCounts { positives: side([a, b, c, d]), negatives: side([e, f, g, h]) }
    }
}

/// McNemar's exact test of the cases on which two models differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct McNemar {
    /// Cases that only the new model treats rightly.
    pub gained: f64,
    /// Cases that only the old model treats rightly.
    pub lost: f64,
    /// Two-sided p-value: how often equally good models would differ at least
    /// this unevenly.
    pub p_value: f64,
}

impl McNemar {
    /// Twice the smaller binomial tail at chance 1/2, at most 1 (McNemar 1947,
    /// in its exact form). Counts that are not whole are rounded.
    pub fn of(gained: f64, lost: f64) -> McNemar {
        let (fewer, differing) = (gained.min(lost).round(), (gained.round() + lost.round()));
        let p_value = if differing > 0.0 { (2.0 * binomial_at_most(fewer, differing, 0.5)).min(1.0) } else { 1.0 };
        McNemar { gained, lost, p_value }
    }
}
