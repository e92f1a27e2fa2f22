//! Words beside a point, kept inside the plot.

use super::pen::{Label, Left, Pen};
use super::transform::round;
use super::{ChartError, PlotRect};
use plotters::prelude::{Color, DrawingBackend, RGBColor};

/// Where a note stands beside its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below and left of the point.
    LowerLeft,
    /// Below and right of it.
    LowerRight,
    /// Above and right of it.
    UpperRight,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    /// Lines of text below each other, the first one bold, in a box that stays
    /// inside `within` and beside `point`: where `prefer` says if there is
    /// room, else on the other side.
    pub(super) fn note(
        &self,
        lines: &[String],
        point: (i32, i32),
        within: &PlotRect,
        prefer: Side,
        color: RGBColor,
    ) -> Result<(), ChartError> {
        let theme = self.theme;
        let label = |i: usize, text| {
            let label = Label::new(text, color, Left);
            if i == 0 { label.bold() } else { label }
        };
        let width = lines.iter().enumerate().map(|(i, s)| label(i, s).width(theme)).fold(0.0, f64::max);
        let (pad, line, gap) = (theme.px(6.0), theme.em(1.35), theme.em(0.8));
        let (w, h) = (width + 2.0 * pad, line * lines.len() as f64 + pad);
        let (px, py) = (f64::from(point.0), f64::from(point.1));
        let room = |from: f64, to: f64| (from, (to).max(from));
        let (x_min, x_max) = room(f64::from(within.left) + pad, f64::from(within.right) - w - pad);
        let (y_min, y_max) = room(f64::from(within.top) + pad, f64::from(within.bottom) - h - pad);
        let (right, below) = match prefer {
            Side::LowerLeft => (px - gap - w < x_min, py + gap < y_max),
            Side::LowerRight => (px + gap < x_max, py + gap < y_max),
            Side::UpperRight => (px + gap < x_max, py - gap - h < y_min),
        };
        let x = (if right { px + gap } else { px - gap - w }).clamp(x_min, x_max);
        let y = (if below { py + gap } else { py - gap - h }).clamp(y_min, y_max);
        self.rect((round(x), round(y)), (round(x + w), round(y + h)), theme.palette.surface.mix(0.9))?;
        for (i, text) in lines.iter().enumerate() {
            self.text(&label(i, text), x + pad, y + pad / 2.0 + line * (i as f64 + 0.5))?;
        }
        Ok(())
    }
}
