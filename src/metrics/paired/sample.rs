//! Cases that two models scored.

use std::fmt;

use super::counts::PairedCounts;
use crate::metrics::sample::{Label, Sample, SampleError};
use crate::metrics::threshold::Threshold;

/// The same cases scored by an old and a new model.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedSample {
    old: Sample,
    new: Sample,
}

impl PairedSample {
    /// Checks the columns of both models and keeps them.
    ///
    /// # Errors
    /// [`PairedError`] names the model and the first offending row.
    pub fn new(
        old: Vec<f64>,
        new: Vec<f64>,
        positive: Vec<bool>,
        weights: Option<Vec<f64>>,
    ) -> Result<PairedSample, PairedError> {
        let old = Sample::new(old, positive.clone(), weights.clone()).map_err(PairedError::Old)?;
        let new = Sample::new(new, positive, weights).map_err(PairedError::New)?;
        Ok(PairedSample { old, new })
    }

    /// The pair of two samples of the same cases.
    pub(crate) fn from_parts(old: Sample, new: Sample) -> PairedSample {
        PairedSample { old, new }
    }

    /// The cases with the scores of the old model.
    pub fn old(&self) -> &Sample {
        &self.old
    }

    /// The cases with the scores of the new model.
    pub fn new_model(&self) -> &Sample {
        &self.new
    }

    /// Counts which cases each model flags, each at its own threshold. O(n).
    pub fn counts(&self, old: Threshold, new: Threshold) -> PairedCounts {
        let mut counts = PairedCounts::default();
        for ((before, label, weight), (after, ..)) in self.old.cases().zip(self.new.cases()) {
            let side = match label {
                Label::Positive => &mut counts.positives,
                Label::Negative => &mut counts.negatives,
            };
            *match (old.flags(before), new.flags(after)) {
                (true, true) => &mut side.both,
                (true, false) => &mut side.only_old,
                (false, true) => &mut side.only_new,
                (false, false) => &mut side.neither,
            } += weight;
        }
        counts
    }
}

/// Why the columns of two models were refused.
#[derive(Debug, Clone, PartialEq)]
pub enum PairedError {
    /// The old model's columns.
    Old(SampleError),
    /// The new model's columns.
    New(SampleError),
}

impl fmt::Display for PairedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PairedError::Old(error) => write!(f, "old model: {error}"),
            PairedError::New(error) => write!(f, "new model: {error}"),
        }
    }
}

impl std::error::Error for PairedError {}
