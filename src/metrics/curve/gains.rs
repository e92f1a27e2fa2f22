//! Cumulative gains and lift.

use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;

/// A point of the gains and lift curves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GainPoint {
    /// Operating point in the sweep, from 0.
    pub index: usize,
    /// Share of all cases flagged.
    pub flagged_share: f64,
    /// Share of the positives that are among them.
    pub recall: f64,
    /// Precision over prevalence; `None` where nobody is flagged.
    pub lift: Option<f64>,
}

/// The gains curve from nobody to everybody. Empty without positives.
pub fn gain_points(sweep: &Sweep) -> Vec<GainPoint> {
    let points = (0..sweep.len()).filter_map(|index| {
        let confusion = sweep.confusion(index);
        Some(GainPoint {
            index,
            flagged_share: confusion.figure(Figure::FlaggedShare)?,
            recall: confusion.recall()?,
            lift: confusion.figure(Figure::Lift),
        })
    });
    points.collect()
}
