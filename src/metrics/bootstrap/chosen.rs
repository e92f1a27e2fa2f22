//! A threshold that was chosen from the same data: the choice is repeated in
//! every draw.

use super::resample::{Resampler, thin};
use super::{Resampling, percentile_interval, quantile};
use crate::metrics::choice::{Impossible, Rule, choose_index};
use crate::metrics::figure::Figure;
use crate::metrics::interval::Interval;
use crate::metrics::sum::sum;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::metrics::undefined::Undefined;

/// A figure at a threshold that the same data chose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChosenFigure {
    /// The figure on the data that chose the threshold.
    pub apparent: f64,
    /// Percentiles of the figure over the draws, choice repeated.
    pub interval: Interval,
    /// How much better the figure looks than it would on new cases, on
    /// average: Efron's (1983) bootstrap estimate. Negative for figures where
    /// lower is better.
    pub optimism: f64,
    /// `apparent - optimism`.
    pub corrected: f64,
    /// The interval moved by the optimism (Noma et al. 2021).
    pub corrected_interval: Interval,
    /// Draws in which the figure was undefined; they are left out.
    pub undefined_draws: usize,
}

/// What repeating the choice shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenReport {
    /// The threshold that the data chose.
    pub threshold: Threshold,
    /// Where the threshold falls in most draws: from lower to upper end.
    pub thresholds: (Threshold, Threshold),
    /// Draws in which the rule was impossible; they are left out.
    pub impossible_draws: usize,
    /// The figures asked for, in their order.
    pub figures: Vec<Result<ChosenFigure, Undefined>>,
}

/// Chooses by `rule` in every draw and reads the figures there. Of more than
/// 4,096 operating points the draws choose among 4,096. A fixed threshold is
/// read where it stands, in which case the optimism is next to nothing.
///
/// # Errors
/// Why the rule is impossible on the data themselves.
pub fn chosen_figures(
    sweep: &Sweep,
    rule: Rule,
    figures: &[Figure],
    resampling: &Resampling,
) -> Result<ChosenReport, Impossible> {
    let index = choose_index(sweep, rule)?;
    let thinned = thin(sweep);
    let mut resampler = Resampler::new(thinned.clone(), resampling.seed);
    let mut indices = Vec::new();
    let mut looks: Vec<Vec<(f64, Option<f64>)>> = vec![Vec::new(); figures.len()];
    for _ in 0..resampling.draws {
        let draw = resampler.draw();
        let Ok(index) = choose_index(draw, rule) else { continue };
        indices.push(index as f64);
        let (inside, outside) = (draw.confusion(index), thinned.confusion(index));
        for (figure, looks) in figures.iter().zip(&mut looks) {
            looks.extend(inside.figure(*figure).map(|value| (value, outside.figure(*figure))));
        }
    }
    let chosen = indices.len();
    let report = |(figure, looks): (&Figure, Vec<_>)| {
        let apparent = figure.of(&sweep.confusion(index))?;
        summarise(apparent, looks, chosen, resampling)
    };
    let figures = figures.iter().zip(looks).map(report).collect();
    indices.sort_unstable_by(f64::total_cmp);
    let tail = (1.0 - resampling.confidence.get()) / 2.0;
    // A point between two is read as the one with the lower threshold.
    let at = |share: f64| thinned.threshold(quantile(&indices, share).unwrap_or(0.0).ceil() as usize);
    Ok(ChosenReport {
        threshold: sweep.threshold(index),
        thresholds: (at(1.0 - tail), at(tail)),
        impossible_draws: resampling.draws - chosen,
        figures,
    })
}

fn summarise(
    apparent: f64,
    looks: Vec<(f64, Option<f64>)>,
    draws: usize,
    resampling: &Resampling,
) -> Result<ChosenFigure, Undefined> {
    let gaps: Vec<f64> = looks.iter().filter_map(|(inside, outside)| Some(inside - (*outside)?)).collect();
    let undefined_draws = draws - looks.len();
    let optimism = if gaps.is_empty() { 0.0 } else { sum(gaps.iter().copied()) / gaps.len() as f64 };
    let values = looks.into_iter().map(|(inside, _)| inside).collect();
    let interval = percentile_interval(values, resampling.confidence).ok_or(Undefined::ParameterOutOfRange)?;
    let corrected_interval = Interval { low: interval.low - optimism, high: interval.high - optimism };
    Ok(ChosenFigure {
        apparent,
        interval,
        optimism,
        corrected: apparent - optimism,
        corrected_interval,
        undefined_draws,
    })
}
