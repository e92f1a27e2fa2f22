//! The score axis that all charts over the threshold share.

use crate::metrics::sweep::Sweep;

/// Where a score axis starts and ends: 0 to 1 when all scores lie there, as
/// probabilities do, else from the lowest to the highest finite score.
#[must_use]
pub fn score_range(sweep: &Sweep) -> (f64, f64) {
    let mut finite = sweep.scores().iter().copied().filter(|s| s.is_finite());
    let high = finite.next().unwrap_or(1.0);
    let low = finite.next_back().unwrap_or(high);
    if low >= 0.0 && high <= 1.0 {
        (0.0, 1.0)
    } else if low < high && (high - low).is_finite() {
        (low, high)
    } else {
        (low - 0.5, low + 0.5)
    }
}
