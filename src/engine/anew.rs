//! What drawing the cases anew shows.

use super::{Reply, misunderstood, numbers};
use crate::metrics::bootstrap::{ChosenFigure, Resampling, chosen_figures, pr_band};
use crate::metrics::sweep::Sweep;
use crate::protocol::{Answer, CHOSEN, Payload, Problem, rule_of_numbers};

/// Places along the curve: more than a reader tells apart.
const STEPS: usize = 100;

/// The interval of the precision-recall curve.
pub(super) fn band(sweep: &Sweep) -> Reply {
    let points = pr_band(sweep, STEPS, &Resampling::default()).map_or_else(Vec::new, |band| band.points);
    let mut columns = [const { Vec::new() }; 4];
    for point in points {
        let row = [point.x, point.y, point.interval.low, point.interval.high];
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    Ok((Answer::Band, columns.map(Payload::F64).into()))
}

/// How much choosing the threshold on these same cases flatters it.
pub(super) fn chosen(sweep: &Sweep, rule: &[f64]) -> Reply {
    let rule = rule_of_numbers(rule).ok_or_else(misunderstood)?;
    let report = chosen_figures(sweep, rule, &CHOSEN, &Resampling::default())
        .map_err(|why| Problem::new("engine-no-choice", why.to_string()))?;
    let numbers = report.figures.iter().flat_map(|figure| match figure {
        Ok(ChosenFigure { apparent, interval, optimism, corrected, corrected_interval: end, undefined_draws }) => {
            let without = *undefined_draws as f64;
            [*apparent, interval.low, interval.high, *optimism, *corrected, end.low, end.high, without]
        }
        Err(_) => [f64::NAN; 8],
    });
    Ok((Answer::Chosen, vec![Payload::F64(numbers.collect())]))
}

/// A sweep of the page.
pub(super) fn sweep(
    payloads: &mut impl Iterator<Item = Payload>,
    positives: f64,
    negatives: f64,
) -> Result<Sweep, Problem> {
    let (scores, tp, fp) = (numbers(payloads.next())?, numbers(payloads.next())?, numbers(payloads.next())?);
    Sweep::from_columns(scores, tp, fp, positives, negatives)
        .map_err(|error| Problem::new("engine-misunderstood", error.to_string()))
}
