//! An interval along a curve.

use super::pen::Pen;
use super::{ChartError, Transform};
use crate::metrics::bootstrap::BandPoint;
use plotters::prelude::{Color, DrawingBackend};

/// Shades the interval between its ends; nothing for fewer than two points.
pub(super) fn draw_band<DB: DrawingBackend>(
    pen: &Pen<DB>,
    t: &Transform,
    band: &[BandPoint],
) -> Result<(), ChartError> {
    let upper = band.iter().map(|b| t.pixel(b.x, b.interval.high));
    let lower = band.iter().rev().map(|b| t.pixel(b.x, b.interval.low));
    pen.polygon(upper.chain(lower).collect(), pen.theme.palette.negative.mix(0.18))
}
