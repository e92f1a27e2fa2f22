//! Cases drawn anew, with the scores of both models.

use super::sample::PairedSample;
use crate::metrics::random::Random;
use crate::metrics::sample::Label;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;

/// Draws cases with replacement and recounts the sweeps of both models.
pub(super) struct RowDraws {
    random: Random,
    old: Sweep,
    new: Sweep,
    /// For each row its cell in the counts of either model, and its weight.
    rows: Vec<(usize, usize, f64)>,
    old_counts: Vec<f64>,
    new_counts: Vec<f64>,
    total: f64,
}

impl RowDraws {
    pub(super) fn new(sample: &PairedSample, old: Sweep, new: Sweep, seed: u64) -> RowDraws {
        let cell = |sweep: &Sweep, score, label| {
            // Rows of weight 0 may lie above the first point; they are never drawn.
            2 * sweep.index_at(Threshold::At(score)).saturating_sub(1) + usize::from(label == Label::Negative)
        };
        let cases = sample.old().cases().zip(sample.new_model().cases());
        let rows = cases
            .map(|((before, label, weight), (after, ..))| (cell(&old, before, label), cell(&new, after, label), weight))
            .collect();
        let (old_counts, new_counts) = (vec![0.0; 2 * old.len()], vec![0.0; 2 * new.len()]);
        let total = sample.old().total();
        RowDraws { random: Random::seeded(seed), old, new, rows, old_counts, new_counts, total }
    }

    /// The next draw: the sweeps of the old and of the new model.
    pub(super) fn draw(&mut self) -> (&Sweep, &Sweep) {
        self.old_counts.fill(0.0);
        self.new_counts.fill(0.0);
        let (mut left, mut weight_left) = (self.total.round(), self.total);
        for (before, after, weight) in &self.rows {
            let chance = if *weight >= weight_left { 1.0 } else { weight / weight_left };
            let count = if *weight > 0.0 { self.random.binomial(left, chance) } else { 0.0 };
            left -= count;
            weight_left -= weight;
            // Cells come from index_at, which is below the number of points.
            self.old_counts[*before] += count;
            self.new_counts[*after] += count;
        }
        self.old.recount(self.old_counts.iter().copied());
        self.new.recount(self.new_counts.iter().copied());
        (&self.old, &self.new)
    }
}
