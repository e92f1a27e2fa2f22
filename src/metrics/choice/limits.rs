//! What a threshold has to keep while its value is made as high as possible.

use super::rule::at_least;
use crate::metrics::confusion::Confusion;
use crate::metrics::prevalence::Prevalence;

/// Limits that people or contracts set; `None` where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Limits {
    /// At most so many flagged of so many cases that come in.
    pub capacity: Option<(f64, f64)>,
    /// The least recall, in 0..=1.
    pub recall: Option<f64>,
    /// The least precision, in 0..=1.
    pub precision: Option<f64>,
}

/// One of the [`Limits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::capacity`].
    Capacity,
    /// [`Limits::recall`].
    Recall,
    /// [`Limits::precision`].
    Precision,
}

impl Limits {
    /// The limits that these counts break, with the share of positives that
    /// `prevalence` gives (the counts' own when `None`). A precision that is
    /// undefined breaks a least precision; so does an undefined recall.
    pub fn broken(&self, c: &Confusion, prevalence: Option<Prevalence>) -> Vec<Limit> {
        let there = prevalence.map_or(Some(*c), |prevalence| prevalence.shift(c).ok());
        let Some(c) = there else { return Vec::new() };
        let room = |(flagged, per): (f64, f64)| at_least(flagged, c.flagged() / c.total(), per);
        let recall = |least: f64| c.positives() > 0.0 && at_least(c.tp, least, c.positives());
        let precision = |least: f64| c.flagged() > 0.0 && at_least(c.tp, least, c.flagged());
        let kept = [
            (Limit::Capacity, self.capacity.is_none_or(room)),
            (Limit::Recall, self.recall.is_none_or(recall)),
            (Limit::Precision, self.precision.is_none_or(precision)),
        ];
        kept.into_iter().filter(|(_, kept)| !kept).map(|(limit, _)| limit).collect()
    }

    /// Whether there is any limit.
    pub fn any(&self) -> bool {
        self.capacity.is_some() || self.recall.is_some() || self.precision.is_some()
    }

    /// Whether every limit is in range.
    pub(super) fn valid(&self) -> bool {
        let share = |share: f64| (0.0..=1.0).contains(&share);
        let room = |(flagged, per): (f64, f64)| flagged >= 0.0 && flagged.is_finite() && per > 0.0 && per.is_finite();
        self.capacity.is_none_or(room) && self.recall.is_none_or(share) && self.precision.is_none_or(share)
    }
}
