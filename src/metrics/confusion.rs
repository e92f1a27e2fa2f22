//! The four counts at one threshold.

use super::undefined::Undefined;

/// Weighted counts of the four outcomes at one threshold.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Confusion {
    /// Positive and flagged: caught.
    pub tp: f64,
    /// Negative and flagged: false alarms.
    pub fp: f64,
    /// Positive and not flagged: missed.
    pub fn_: f64,
    /// Negative and not flagged: rightly left alone.
    pub tn: f64,
}

impl Confusion {
    /// Weight of the flagged cases.
    pub fn flagged(&self) -> f64 {
        self.tp + self.fp
    }

    /// Weight of the cases left alone.
    pub fn left_alone(&self) -> f64 {
        self.fn_ + self.tn
    }

    /// Weight of the positive cases.
    pub fn positives(&self) -> f64 {
        self.tp + self.fn_
    }

    /// Weight of the negative cases.
    pub fn negatives(&self) -> f64 {
        self.fp + self.tn
    }

    /// Weight of all cases.
    pub fn total(&self) -> f64 {
        self.positives() + self.negatives()
    }

    /// The cells in the order tp, fp, fn, tn.
    pub fn cells(&self) -> [f64; 4] {
        [self.tp, self.fp, self.fn_, self.tn]
    }

    /// The counts from cells in the order tp, fp, fn, tn.
    pub fn from_cells([tp, fp, fn_, tn]: [f64; 4]) -> Confusion {
        Confusion { tp, fp, fn_, tn }
    }

    /// Share of the flagged cases that are positive, in 0..=1.
    pub fn precision(&self) -> Option<f64> {
        self.try_precision().ok()
    }

    /// Share of the positive cases that are flagged, in 0..=1.
    pub fn recall(&self) -> Option<f64> {
        self.try_recall().ok()
    }

    /// [`Confusion::precision`], or why it is undefined.
    pub fn try_precision(&self) -> Result<f64, Undefined> {
        ratio(self.tp, self.flagged(), Undefined::NothingFlagged)
    }

    /// [`Confusion::recall`], or why it is undefined.
    pub fn try_recall(&self) -> Result<f64, Undefined> {
        ratio(self.tp, self.positives(), Undefined::NoPositives)
    }
}

/// `part / whole`, or `reason` when the whole is nothing.
pub(crate) fn ratio(part: f64, whole: f64, reason: Undefined) -> Result<f64, Undefined> {
    if whole > 0.0 { Ok(part / whole) } else { Err(reason) }
}
