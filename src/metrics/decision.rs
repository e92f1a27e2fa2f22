//! The decision curve: is the model worth using at all?

use super::calibration::probabilities;
use super::confusion::Confusion;
use super::figure::Figure;
use super::sweep::Sweep;
use super::threshold::Threshold;
use super::undefined::Undefined;

/// Net benefit at one threshold probability. Flagging nobody has 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DecisionPoint {
    /// The probability at which a person would just act, in 0..1.
    pub probability: f64,
    /// Of flagging the cases with at least this score.
    pub model: f64,
    /// Of flagging everybody.
    pub flag_all: f64,
    /// Of flagging nobody: 0.
    pub flag_none: f64,
}

/// The decision curve at the given threshold probabilities (Vickers & Elkin
/// 2006). Probabilities outside 0..1 are left out. O(log n) each.
///
/// # Errors
/// Without cases or when a score is outside 0..=1: the curve reads the score
/// as a probability.
pub fn decision_curve(sweep: &Sweep, at: impl IntoIterator<Item = f64>) -> Result<Vec<DecisionPoint>, Undefined> {
    probabilities(sweep)?;
    let everyone = Confusion { tp: sweep.positives(), fp: sweep.negatives(), fn_: 0.0, tn: 0.0 };
    let point = |probability: f64| {
        let figure = Figure::NetBenefit(probability);
        let counts = sweep.confusion(sweep.index_at(Threshold::at(probability)?));
        let (model, flag_all) = (counts.figure(figure)?, everyone.figure(figure)?);
        Some(DecisionPoint { probability, model, flag_all, flag_none: 0.0 })
    };
    Ok(at.into_iter().filter_map(point).collect())
}
