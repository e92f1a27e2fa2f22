//! Two models whose thresholds the same cases chose.

use super::difference::Difference;
use super::draws::RowDraws;
use super::sample::PairedSample;
use crate::metrics::bootstrap::{Method, Resampling, percentile_interval};
use crate::metrics::choice::{Impossible, Rule, choose_index};
use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;
use crate::metrics::undefined::Undefined;

/// The difference of a figure when each model's threshold was chosen by its
/// rule from these same cases: cases are drawn anew, both models with them,
/// and the choice is repeated in every draw. O(draws * rows); for thresholds
/// that were chosen elsewhere use
/// [`PairedCounts::difference`](super::PairedCounts::difference).
///
/// # Errors
/// Why a rule is impossible or the figure undefined on the cases themselves.
pub fn chosen_difference(
    sample: &PairedSample,
    rules: (Rule, Rule),
    figure: Figure,
    resampling: &Resampling,
) -> Result<Difference, Impossible> {
    let read = |sweep: &Sweep, rule| {
        let index = choose_index(sweep, rule)?;
        figure.of(&sweep.confusion(index)).map_err(Impossible::Undefined)
    };
    let (old_sweep, new_sweep) = (Sweep::of(sample.old()), Sweep::of(sample.new_model()));
    let (old, new) = (read(&old_sweep, rules.0)?, read(&new_sweep, rules.1)?);
    let mut draws = RowDraws::new(sample, old_sweep, new_sweep, resampling.seed);
    let values = (0..resampling.draws).filter_map(|_| {
        let (old, new) = draws.draw();
        Some(read(new, rules.1).ok()? - read(old, rules.0).ok()?)
    });
    let interval = percentile_interval(values.collect(), resampling.confidence)
        .ok_or(Impossible::Undefined(Undefined::ParameterOutOfRange))?;
    Ok(Difference { old, new, value: new - old, interval, method: Method::Bootstrap, p_value: None, could_tell: true })
}
