//! The interval that suits a figure at a fixed threshold.

use super::bootstrap::{Estimate, Method, Resampling, figure_interval};
use super::confusion::Confusion;
use super::figure::Figure;
use super::interval::wilson;
use super::undefined::Undefined;

impl Figure {
    /// The part and the whole of a figure that is a proportion of cases.
    pub fn proportion(self, c: &Confusion) -> Option<(f64, f64)> {
        match self {
            Figure::Precision => Some((c.tp, c.flagged())),
            Figure::Recall => Some((c.tp, c.positives())),
            Figure::Specificity => Some((c.tn, c.negatives())),
            Figure::FalsePositiveRate => Some((c.fp, c.negatives())),
            Figure::FalseNegativeRate => Some((c.fn_, c.positives())),
            Figure::NegativePredictiveValue => Some((c.tn, c.left_alone())),
            Figure::Accuracy => Some((c.tp + c.tn, c.total())),
            Figure::FlaggedShare => Some((c.flagged(), c.total())),
            _ => None,
        }
    }
}

/// A figure at a fixed threshold with its interval: Wilson for proportions,
/// bootstrap for the others. `resampling` gives the confidence to both.
///
/// # Errors
/// Why the figure is undefined.
pub fn estimate(c: &Confusion, figure: Figure, resampling: &Resampling) -> Result<Estimate, Undefined> {
    let value = figure.of(c)?;
    match figure.proportion(c).and_then(|(part, whole)| wilson(part, whole, resampling.confidence)) {
        Some(interval) => Ok(Estimate { value, interval, method: Method::Wilson, undefined_draws: 0 }),
        None => figure_interval(c, figure, resampling),
    }
}
