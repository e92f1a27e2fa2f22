//! Which row of a chart's table a pointer means, and how it is shown.

use super::pen::{Label, Left, Pen};
use super::transform::round;
use super::{Chart, ChartError, Transform};
use plotters::prelude::DrawingBackend;

/// Where a row stands in the data of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// On the horizontal axis.
    pub x: f64,
    /// On the vertical axis; `None` for a row with several curves, which stands
    /// for all of its upright line.
    pub y: Option<f64>,
}

impl Place {
    /// A point of a curve.
    #[must_use]
    pub fn at(x: f64, y: f64) -> Self {
        Self { x, y: Some(y) }
    }

    /// An upright line.
    #[must_use]
    pub fn across(x: f64) -> Self {
        Self { x, y: None }
    }
}

/// The row nearest to a pixel, as the eye measures.
pub(super) fn nearest<C: Chart>(chart: &C, t: &Transform, px: f64, py: f64) -> Option<usize> {
    let distance = |index: usize| {
        let place = chart.place(index)?;
        let across = t.x_pixel(place.x) - px;
        let down = place.y.map_or(0.0, |y| t.y_pixel(y) - py);
        Some((index, across * across + down * down))
    };
    let all = (0..chart.rows()).filter_map(distance).filter(|(_, far)| far.is_finite());
    all.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index)
}

/// Marks a row's place and writes its figures beside it.
pub(super) fn draw<C: Chart, DB: DrawingBackend>(
    chart: &C,
    pen: &Pen<DB>,
    t: &Transform,
    index: usize,
    lines: &[String],
) -> Result<(), ChartError> {
    let Some(place) = chart.place(index) else {
        return Ok(());
    };
    let palette = pen.theme.palette;
    let at = t.pixel(place.x, place.y.unwrap_or(t.y.1));
    if place.y.is_some() {
        pen.point(at, palette.muted, true)?;
        return pen.note(lines, at, &t.plot, C::FREE, palette.ink);
    }
    pen.upright(at.0, (t.plot.top, t.plot.bottom), 1.0, palette.muted)?;
    // Beside the line at the head of the plot, on the side with more room.
    let widest = lines.iter().map(|s| Label::new(s, palette.ink, Left).bold().width(pen.theme)).fold(0.0, f64::max);
    let gap = round(widest + pen.theme.em(1.5));
    let side = if at.0 + gap < t.plot.right { super::note::Side::LowerRight } else { super::note::Side::LowerLeft };
    pen.note(lines, at, &t.plot, side, palette.ink)
}
