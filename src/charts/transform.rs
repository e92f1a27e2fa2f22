//! The map between pixels and data that a chart hands to the page.

use super::{ChartError, ScoreScale};

/// The rectangle in which data are drawn, in pixels of the drawing area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlotRect {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// How pixels map to data, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// Where data are drawn.
    pub plot: PlotRect,
    /// Data at the left and the right edge of the plot.
    pub x: (f64, f64),
    /// Data at the lower and the upper edge of the plot.
    pub y: (f64, f64),
    /// How data are spread along the x axis; y is always linear.
    pub x_scale: ScoreScale,
}

impl Transform {
    /// Joins a plot rectangle with the data ranges at its edges, both linear.
    ///
    /// # Errors
    /// [`ChartError::NotFinite`] for an empty or unbounded range.
    pub fn new(plot: PlotRect, x: (f64, f64), y: (f64, f64)) -> Result<Self, ChartError> {
        for (axis, (start, end)) in [("x", x), ("y", y)] {
            let span = end - start;
            if !span.is_finite() || span == 0.0 {
                return Err(ChartError::NotFinite { axis, start, end });
            }
        }
        Ok(Self { plot, x, y, x_scale: ScoreScale::Linear })
    }

    /// The pixel of a data point; outside the plot for data outside the ranges.
    #[must_use]
    pub fn to_pixel(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x_pixel(x), self.y_pixel(y))
    }

    /// The data at a pixel, held to the ranges of the axes: a drag that leaves
    /// the plot stays at its edge.
    #[must_use]
    pub fn to_data(&self, px: f64, py: f64) -> (f64, f64) {
        let PlotRect { left, top, right, bottom } = self.plot;
        let along = |p: f64, from: i32, to: i32| {
            let (from, to) = (f64::from(from), f64::from(to));
            if from == to { 0.0 } else { ((p - from) / (to - from)).clamp(0.0, 1.0) }
        };
        let at = |(start, end): (f64, f64), t: f64| start + (end - start) * t;
        let (start, end) = self.x_span();
        let across = at((start, end), along(px, left, right));
        (
            self.x_scale.score(across).clamp(self.x.0.min(self.x.1), self.x.0.max(self.x.1)),
            at(self.y, along(py, bottom, top)),
        )
    }

    /// True when the pixel lies in the plot.
    #[must_use]
    pub fn contains(&self, px: f64, py: f64) -> bool {
        let PlotRect { left, top, right, bottom } = self.plot;
        (f64::from(left)..=f64::from(right)).contains(&px) && (f64::from(top)..=f64::from(bottom)).contains(&py)
    }

    /// The horizontal pixel of a value on the x axis.
    pub(super) fn x_pixel(&self, x: f64) -> f64 {
        let (left, right) = (f64::from(self.plot.left), f64::from(self.plot.right));
        let (start, end) = self.x_span();
        left + (self.x_scale.place(x) - start) / (end - start) * (right - left)
    }

    /// Start and end of the x axis in the units of its scale.
    fn x_span(&self) -> (f64, f64) {
        (self.x_scale.place(self.x.0), self.x_scale.place(self.x.1))
    }

    /// The vertical pixel of a value on the y axis.
    pub(super) fn y_pixel(&self, y: f64) -> f64 {
        let (top, bottom) = (f64::from(self.plot.top), f64::from(self.plot.bottom));
        bottom - (y - self.y.0) / (self.y.1 - self.y.0) * (bottom - top)
    }

    /// The nearest whole pixel, held to the plot.
    pub(super) fn pixel(&self, x: f64, y: f64) -> (i32, i32) {
        let (px, py) = self.to_pixel(x, y);
        (round(px).clamp(self.plot.left, self.plot.right), round(py).clamp(self.plot.top, self.plot.bottom))
    }
}

/// The nearest pixel; `as` saturates, so no input overflows.
pub(super) fn round(pixels: f64) -> i32 {
    pixels.round() as i32
}
