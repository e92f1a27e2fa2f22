//! Let the model decide when it is sure, and people when it is not.

use crate::metrics::bootstrap::{Estimate, Resampling};
use crate::metrics::estimate::estimate;
use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::metrics::undefined::Undefined;

/// One way to share the work between the model and people.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// Operating point in the sweep of the confidence sample.
    pub index: usize,
    /// The model decides at this confidence or above.
    pub threshold: Threshold,
    /// Share of the cases that the model decides.
    pub coverage: f64,
    /// Share of the cases that people must check: 1 - coverage.
    pub handed_over: f64,
    /// Share of its own decisions that are right, with Wilson's interval;
    /// undefined when it decides nothing.
    pub accuracy: Result<Estimate, Undefined>,
    /// Weight of the wrong decisions that nobody checks.
    pub unchecked_errors: f64,
}

/// The hand-over at one operating point of the sweep of
/// [`MultiSample::confidence`](super::MultiSample::confidence). `None` without
/// cases. To reach a wanted accuracy, choose by
/// [`Rule::RecallAtPrecision`](crate::metrics::choice::Rule::RecallAtPrecision);
/// to stay within what people can check, by flagged share.
pub fn hand_over(sweep: &Sweep, index: usize, resampling: &Resampling) -> Option<HandOver> {
    let counts = sweep.confusion(index);
    let coverage = counts.figure(Figure::FlaggedShare)?;
    Some(HandOver {
        index,
        threshold: sweep.threshold(index),
        coverage,
        handed_over: counts.left_alone() / counts.total(),
        accuracy: estimate(&counts, Figure::Precision, resampling),
        unchecked_errors: counts.fp,
    })
}
