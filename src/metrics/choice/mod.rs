//! Rules that choose the threshold, each with how flat its optimum is.

mod limits;
mod pick;
mod rule;
mod step;

pub use limits::{Limit, Limits};
pub use rule::{Impossible, Rule};
pub use step::{Step, next_catch};

use super::confusion::Confusion;
use super::sweep::Sweep;
use super::threshold::Threshold;

/// The operating point that a rule chose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Operating point in the sweep.
    pub index: usize,
    /// Its threshold.
    pub threshold: Threshold,
    /// Its four counts.
    pub confusion: Confusion,
    /// What the rule made as large as possible, at this point; `None` for
    /// rules that look for a place and not for an optimum.
    pub objective: Option<f64>,
    /// The operating points about as good.
    pub stretch: Stretch,
}

/// The unbroken run of operating points around the chosen one that satisfy the
/// rule's condition and come within the tolerance of its optimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// First operating point, with the highest threshold.
    pub first: usize,
    /// Last operating point, with the lowest threshold.
    pub last: usize,
    /// Threshold of the first point.
    pub highest: Threshold,
    /// Threshold of the last point.
    pub lowest: Threshold,
}

/// Applies a rule. Among equally good thresholds the highest wins (fewest
/// flagged); values closer than 1e-12 of their scale are equally good, since
/// that is below what sums of counts can tell apart. `tolerance` (0 or more)
/// says what still counts as flat: for shares and indices the difference
/// itself (0.01 is one percentage point), for expected value a fraction of the
/// way from the worst to the best threshold. O(n).
///
/// # Errors
/// [`Impossible`] says why no threshold satisfies the rule.
pub fn choose(sweep: &Sweep, rule: Rule, tolerance: f64) -> Result<Choice, Impossible> {
    if !(tolerance >= 0.0 && tolerance.is_finite()) {
        return Err(Impossible::ParameterOutOfRange);
    }
    let index = pick::pick(sweep, rule)?;
    let (first, last) = pick::stretch(sweep, rule, index, tolerance);
    Ok(Choice {
        index,
        threshold: sweep.threshold(index),
        confusion: sweep.confusion(index),
        objective: rule.objective(&sweep.confusion(index)),
        stretch: Stretch { first, last, highest: sweep.threshold(first), lowest: sweep.threshold(last) },
    })
}

/// The operating point alone, without the flat stretch.
///
/// # Errors
/// As [`choose`].
pub fn choose_index(sweep: &Sweep, rule: Rule) -> Result<usize, Impossible> {
    pick::pick(sweep, rule)
}
