//! The search behind the rules.

use super::rule::{Impossible, Rule};
use crate::metrics::sweep::Sweep;
use crate::metrics::undefined::Undefined;

/// Differences below this part of the objective's scale are rounding.
const SAME: f64 = 1e-12;

/// The operating point that the rule chooses.
pub(super) fn pick(sweep: &Sweep, rule: Rule) -> Result<usize, Impossible> {
    if !rule.valid() {
        return Err(Impossible::ParameterOutOfRange);
    }
    if sweep.is_empty() {
        return Err(Impossible::Undefined(Undefined::NoCases));
    }
    match rule {
        Rule::Fixed(threshold) => Ok(sweep.index_at(threshold)),
        Rule::FlaggedShare { share } => within(sweep, share * sweep.total()),
        Rule::Capacity { flagged, per } => within(sweep, flagged / per * sweep.total()),
        _ => best(sweep, rule),
    }
}

/// The last point that flags at most `allowed` cases.
fn within(sweep: &Sweep, allowed: f64) -> Result<usize, Impossible> {
    let index = sweep.index_by_flagged_count(allowed);
    let tied = sweep.confusion(1).flagged();
    // Zero asked for is zero given; more than zero must flag someone.
    if index == 0 && allowed >= 1.0 { Err(Impossible::TieAboveCapacity { allowed, tied }) } else { Ok(index) }
}

fn best(sweep: &Sweep, rule: Rule) -> Result<usize, Impossible> {
    if sweep.positives() <= 0.0 && !matches!(rule, Rule::ExpectedValue { .. } | Rule::ValueWithin { .. }) {
        return Err(Impossible::Undefined(Undefined::NoPositives));
    }
    let objective = |index| rule.objective(&sweep.confusion(index));
    let best = (0..sweep.len())
        .filter_map(objective)
        .fold(None, |best: Option<f64>, value| Some(best.map_or(value, |best| best.max(value))));
    let best = best.ok_or_else(|| impossible(sweep, rule))?;
    let enough = best - slack(rule, best);
    // `best` itself is at or above `enough`, so a point is always found.
    Ok((0..sweep.len()).find(|index| objective(*index).is_some_and(|value| value >= enough)).unwrap_or(0))
}

/// What rounding may cost the objective.
fn slack(rule: Rule, best: f64) -> f64 {
    let scale = match rule {
        Rule::ExpectedValue { values, .. } | Rule::ValueWithin { values, .. } => values.scale(),
        _ => 1.0_f64.min(best.abs()),
    };
    SAME * scale
}

fn impossible(sweep: &Sweep, rule: Rule) -> Impossible {
    if let Rule::RecallAtPrecision { precision } = rule
        && sweep.positives() > 0.0
    {
        let precisions = (1..sweep.len()).filter_map(|index| sweep.confusion(index).precision());
        return Impossible::PrecisionOutOfReach { asked: precision, best: precisions.fold(0.0, f64::max) };
    }
    if let Rule::ValueWithin { values, prevalence, .. } = rule
        && best(sweep, Rule::ExpectedValue { values, prevalence }).is_ok()
    {
        return Impossible::LimitsExcludeAll;
    }
    let everyone = sweep.confusion(sweep.len() - 1);
    let reason = match () {
        () if everyone.positives() <= 0.0 => Undefined::NoPositives,
        () if everyone.negatives() <= 0.0 => Undefined::NoNegatives,
        // One distinct score: all are flagged or none is.
        () => Undefined::NothingLeftAlone,
    };
    Impossible::Undefined(reason)
}

/// First and last point of the flat stretch around `index`.
pub(super) fn stretch(sweep: &Sweep, rule: Rule, index: usize, tolerance: f64) -> (usize, usize) {
    let objective = |index| rule.objective(&sweep.confusion(index));
    let Some(best) = objective(index) else { return (index, index) };
    let unit = match rule {
        Rule::ExpectedValue { .. } | Rule::ValueWithin { .. } => {
            let worst = (0..sweep.len()).filter_map(objective).fold(best, f64::min);
            best - worst
        }
        _ => 1.0,
    };
    let enough = best - tolerance * unit - slack(rule, best);
    let flat = |index: &usize| objective(*index).is_some_and(|value| value >= enough);
    let first = (0..index).rev().take_while(flat).last().unwrap_or(index);
    let last = (index + 1..sweep.len()).take_while(flat).last().unwrap_or(index);
    (first, last)
}
