//! What surrounds a plot: room for labels, a light grid, axes and titles.

use super::axis::Axis;
use super::pen::{Center, Label, Left, Pen, Right};
use super::text_width::em_width;
use super::transform::round;
use super::{ChartError, PlotRect, Theme, Transform};
use plotters::prelude::DrawingBackend;

/// Size of tick labels, as a multiple of the label size.
const TICK: f64 = 0.92;

/// The two axes of a chart and the room it needs beside them.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Further room.
    pub extra: Extra,
}

/// Room that a chart needs beside its axes, in multiples of the label size.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extra {
    /// Between title and plot.
    pub top: f64,
    /// Right of the plot, for the names of curves.
    pub ends: f64,
    /// Inside the plot, beyond both ends of the vertical axis, which has zero
    /// in its middle.
    pub head: f64,
}

impl Frame {
    /// Places the plot so that all labels fit.
    pub(super) fn place(&self, (width, height): (u32, u32), theme: &Theme) -> Result<Transform, ChartError> {
        let Frame { x, y, extra } = self;
        let pad = theme.px(8.0);
        let widest = y.ticks.iter().map(|t| theme.em(em_width(&t.1) * TICK)).fold(0.0, f64::max);
        let last = x.ticks.last().map_or(0.0, |t| theme.em(em_width(&t.1) * TICK) / 2.0);
        let title = |axis: &Axis| {
            if axis.title.is_empty() { 0.0 } else { theme.em(1.5) }
        };
        let left = pad + widest + if widest > 0.0 { theme.px(7.0) } else { 0.0 };
        let top = pad + title(y) + theme.em(extra.top) + theme.em(0.3);
        let right = f64::from(width) - pad - theme.em(extra.ends).max(last - pad / 2.0).max(theme.px(4.0));
        let labels = if x.ticks.is_empty() { 0.0 } else { theme.em(1.5) };
        let bottom = f64::from(height) - pad / 2.0 - title(x) - labels;
        let least = theme.px(60.0);
        if right - left < least || bottom - top < least {
            let need = |have: u32, room: f64| (f64::from(have) + least - room.min(least)).ceil() as u32;
            let (need_width, need_height) = (need(width, right - left), need(height, bottom - top));
            return Err(ChartError::TooSmall { width, height, need_width, need_height });
        }
        let plot = PlotRect { left: round(left), top: round(top), right: round(right), bottom: round(bottom) };
        let head = (theme.em(extra.head) / (bottom - top) * 2.0).min(0.5);
        let reach = 1.0 / (1.0 - head);
        let linear = Transform::new(plot, x.range, (y.range.0 * reach, y.range.1 * reach))?;
        Ok(Transform { x_scale: x.scale, ..linear })
    }

    /// Draws grid, tick labels and titles, below everything else.
    pub(super) fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let PlotRect { left, top, right, bottom } = t.plot;
        let (grid, muted) = (pen.theme.palette.grid, pen.theme.palette.muted);
        for (value, text) in &self.y.ticks {
            let at = round(t.y_pixel(*value));
            pen.level(at, (left, right), 1.0, grid)?;
            let label = Label::new(text, muted, Right).size(TICK);
            pen.text(&label, f64::from(left) - pen.theme.px(7.0), f64::from(at))?;
        }
        for (value, _) in &self.x.ticks {
            pen.upright(round(t.x_pixel(*value)), (top, bottom), 1.0, grid)?;
        }
        pen.level(bottom, (left, right), 1.0, pen.theme.palette.axis)?;
        y_title(pen, t, &self.y.title)?;
        x_labels(pen, t, &self.x)
    }
}

/// The whole area within a margin: the plot of a chart without axes.
pub(super) fn bare((width, height): (u32, u32), theme: &Theme) -> Result<Transform, ChartError> {
    let pad = theme.px(10.0);
    let (need_width, need_height) = (theme.em(16.0).ceil() as u32, theme.em(12.0).ceil() as u32);
    if width < need_width || height < need_height {
        return Err(ChartError::TooSmall { width, height, need_width, need_height });
    }
    let edge = |size: u32| round(f64::from(size) - pad);
    let plot = PlotRect { left: round(pad), top: round(pad), right: edge(width), bottom: edge(height) };
    Transform::new(plot, (0.0, 1.0), (0.0, 1.0))
}

/// The title of the y axis, level above the plot, so that nobody turns the head.
fn y_title<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, title: &str) -> Result<(), ChartError> {
    let theme = pen.theme;
    let start = theme.px(8.0);
    let label = Label::new(title, theme.palette.muted, Left);
    pen.title(label, f64::from(t.plot.right) - start, start, start + theme.em(0.6))
}

/// Tick labels and title below the plot.
fn x_labels<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, x: &Axis) -> Result<(), ChartError> {
    let theme = pen.theme;
    let bottom = f64::from(t.plot.bottom);
    let row = bottom + theme.em(0.95);
    let mut free = f64::NEG_INFINITY;
    for (value, text) in &x.ticks {
        let at = t.x_pixel(*value);
        let label = Label::new(text, theme.palette.muted, Center).size(TICK);
        let half = label.width(theme) / 2.0;
        // A label that would touch its neighbour is left out.
        if at - half < free {
            continue;
        }
        free = at + half + theme.px(6.0);
        pen.text(&label, at, row)?;
    }
    let (left, right) = (f64::from(t.plot.left), f64::from(t.plot.right));
    let labels = if x.ticks.is_empty() { 0.0 } else { theme.em(1.5) };
    let label = Label::new(&x.title, theme.palette.muted, Center);
    pen.title(label, right - left, (left + right) / 2.0, bottom + labels + theme.em(0.8))
}
