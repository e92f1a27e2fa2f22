//! Draws of a whole sweep, for whatever reads more than one threshold.

use super::{Estimate, Method, Resampling, percentile_interval};
use crate::metrics::random::Random;
use crate::metrics::sweep::Sweep;
use crate::metrics::undefined::Undefined;

/// Draws read at most this many operating points.
const MOST_POINTS: usize = 4_096;
/// Up to this many cases a cell, drawing cases beats drawing cells.
const CASES_PER_CELL: usize = 16;

/// A figure of the whole curve (an area, say) with its bootstrap interval. Of
/// more than 4,096 operating points the draws read 4,096, spread evenly over
/// both classes; what that changes in the figure is added back.
///
/// # Errors
/// [`Undefined::NoCases`] without cases or when `figure` is undefined.
pub fn summary_interval(
    sweep: &Sweep,
    figure: impl Fn(&Sweep) -> Option<f64>,
    resampling: &Resampling,
) -> Result<Estimate, Undefined> {
    let value = figure(sweep).ok_or(Undefined::NoCases)?;
    let thinned = thin(sweep);
    let shift = value - figure(&thinned).ok_or(Undefined::NoCases)?;
    let mut resampler = Resampler::new(thinned, resampling.seed);
    let draws: Vec<f64> =
        (0..resampling.draws).filter_map(|_| figure(resampler.draw()).map(|value| value + shift)).collect();
    let undefined_draws = resampling.draws - draws.len();
    let interval = percentile_interval(draws, resampling.confidence).ok_or(Undefined::ParameterOutOfRange)?;
    Ok(Estimate { value, interval, method: Method::Bootstrap, undefined_draws })
}

/// The sweep with at most 4,096 of its operating points: about every equal
/// share of positives and negatives. All of their counts stay exact.
pub(super) fn thin(sweep: &Sweep) -> Sweep {
    if sweep.len() <= MOST_POINTS {
        return sweep.clone();
    }
    // Each class takes half of the way, so that a rare one keeps its detail.
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let mut slot_before = 0;
    sweep.keep(|index| {
        let (tp, fp) = sweep.flagged_parts(index);
        let way = (share(tp, sweep.positives()) + share(fp, sweep.negatives())) / 2.0;
        let slot = (way * (MOST_POINTS - 2) as f64) as usize;
        let kept = slot > slot_before || index + 1 == sweep.len();
        slot_before = slot;
        kept
    })
}

/// Draws the cases of a sweep anew, with replacement.
pub(super) struct Resampler {
    random: Random,
    drawn: Sweep,
    source: Source,
}

enum Source {
    /// The cell of each case: 2 * step for positives, 2 * step + 1 for negatives.
    Cases { cell_of: Vec<u32>, drawn: Vec<u32> },
    /// The weight of each cell, and the number of cases to draw.
    Cells { weights: Vec<f64>, total: f64 },
}

impl Resampler {
    pub(super) fn new(sweep: Sweep, seed: u64) -> Resampler {
        let weights: Vec<f64> = sweep.steps().flat_map(|(_, p, n)| [p, n]).collect();
        let total = sweep.total().round();
        let whole = weights.iter().all(|weight| weight.fract() == 0.0);
        let source = if whole && total <= (CASES_PER_CELL * weights.len()) as f64 {
            let cases = weights.iter().zip(0_u32..);
            let cell_of = cases.flat_map(|(weight, cell)| std::iter::repeat_n(cell, *weight as usize)).collect();
            Source::Cases { cell_of, drawn: vec![0; weights.len()] }
        } else {
            Source::Cells { weights, total }
        };
        Resampler { random: Random::seeded(seed), drawn: sweep, source }
    }

    /// The next draw: the same thresholds with new counts. Where a score was
    /// not drawn, its point repeats the one before it.
    pub(super) fn draw(&mut self) -> &Sweep {
        match &mut self.source {
            Source::Cases { cell_of, drawn } => {
                drawn.fill(0);
                for _ in 0..cell_of.len() {
                    // below() is below the length, and cells are places in drawn.
                    drawn[cell_of[self.random.below(cell_of.len())] as usize] += 1;
                }
                self.drawn.recount(drawn.iter().map(|count| f64::from(*count)));
            }
            Source::Cells { weights, total } => {
                let random = &mut self.random;
                let mut left = *total;
                let mut weight_left: f64 = weights.iter().sum();
                self.drawn.recount(weights.iter().map(|weight| {
                    let chance = if *weight >= weight_left { 1.0 } else { weight / weight_left };
                    let drawn = if *weight > 0.0 { random.binomial(left, chance) } else { 0.0 };
                    left -= drawn;
                    weight_left -= weight;
                    drawn
                }));
            }
        }
        &self.drawn
    }
}
