//! Draws at a fixed threshold: the four counts are one multinomial.

use super::{Estimate, Method, Resampling, percentile_interval};
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::prevalence::Prevalence;
use crate::metrics::random::Random;
use crate::metrics::undefined::Undefined;

/// A figure at a fixed threshold with its bootstrap interval. Drawing the four
/// counts from their multinomial equals resampling the cases, whatever their
/// number. Where an outcome that could have occurred never did, the draws get
/// one case of it, so that their ends reach about what the rule of three
/// allows; [`Method::PaddedBootstrap`] says so. Weights are read as counts.
///
/// # Errors
/// Why the figure is undefined for the sample itself.
pub fn figure_interval(c: &Confusion, figure: Figure, resampling: &Resampling) -> Result<Estimate, Undefined> {
    let value = figure.of(c)?;
    let total = c.total().round().max(1.0);
    let (cells, padded) = pad(c);
    let mut random = Random::seeded(resampling.seed);
    let draw = || figure.of(&Confusion::from_cells(random.multinomial(total, &cells)));
    finish(value, padded, draw, resampling)
}

/// A figure at another prevalence with its bootstrap interval: positives and
/// negatives are drawn apart, since the mix is given and not estimated.
///
/// # Errors
/// Why the figure is undefined there.
pub fn figure_at_prevalence(
    c: &Confusion,
    figure: Figure,
    prevalence: Prevalence,
    resampling: &Resampling,
) -> Result<Estimate, Undefined> {
    let value = figure.of(&prevalence.shift(c)?)?;
    let ([tp, fp, fn_, tn], padded) = pad(c);
    let (positives, negatives) = (c.positives().round().max(1.0), c.negatives().round().max(1.0));
    let mut random = Random::seeded(resampling.seed);
    let draw = || {
        let [tp, fn_] = random.multinomial(positives, &[tp, fn_]);
        let [fp, tn] = random.multinomial(negatives, &[fp, tn]);
        figure.of(&prevalence.shift(&Confusion { tp, fp, fn_, tn })?)
    };
    finish(value, padded, draw, resampling)
}

/// The cells with one case in each that is empty but could have occurred: its
/// class has cases, and its side of the threshold has cases.
pub(crate) fn pad(c: &Confusion) -> ([f64; 4], bool) {
    let possible = [
        (c.tp, c.positives(), c.flagged()),
        (c.fp, c.negatives(), c.flagged()),
        (c.fn_, c.positives(), c.left_alone()),
        (c.tn, c.negatives(), c.left_alone()),
    ];
    let empty = |(cell, class, side): (f64, f64, f64)| cell <= 0.0 && class > 0.0 && side > 0.0;
    let cells = possible.map(|cell| if empty(cell) { 1.0 } else { cell.0 });
    (cells, possible.into_iter().any(empty))
}

fn finish(
    value: f64,
    padded: bool,
    mut draw: impl FnMut() -> Result<f64, Undefined>,
    resampling: &Resampling,
) -> Result<Estimate, Undefined> {
    let draws: Vec<f64> = (0..resampling.draws).filter_map(|_| draw().ok()).collect();
    let undefined_draws = resampling.draws - draws.len();
    let interval = percentile_interval(draws, resampling.confidence).ok_or(Undefined::ParameterOutOfRange)?;
    let method = if padded { Method::PaddedBootstrap } else { Method::Bootstrap };
    Ok(Estimate { value, interval, method, undefined_draws })
}
