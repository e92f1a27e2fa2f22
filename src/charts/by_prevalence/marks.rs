//! What stands beside the curves: the share here, and the title between the panels.

use super::ByPrevalence;
use super::panels::GAP;
use crate::charts::pen::{Center, Label, Left, Pen};
use crate::charts::{ChartError, Transform};
use plotters::prelude::DrawingBackend;

impl ByPrevalence {
    /// The cases' own share, dashed, with its name above the plot.
    pub(super) fn draw_here<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some((here, _)) = self.here else { return Ok(()) };
        let theme = pen.theme;
        let at = t.pixel(here, t.y.0).0;
        pen.dashed_upright(at, (t.plot.top, t.plot.bottom), 1.5, theme.palette.muted)?;
        let label = Label::new(&self.texts.here, theme.palette.muted, Center).size(0.92);
        let half = label.width(theme) / 2.0;
        let (left, right) = (f64::from(t.plot.left) + half, f64::from(t.plot.right) - half);
        pen.text(&label, f64::from(at).clamp(left, right.max(left)), f64::from(t.plot.top) - theme.em(0.65))
    }

    /// What stands between the panels: the foot of the upper one, the title of
    /// the lower one.
    pub(super) fn draw_gap<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        pen.level(t.pixel(t.x.0, 0.0).1, (t.plot.left, t.plot.right), 1.0, theme.palette.axis)?;
        let start = theme.px(8.0);
        let label = Label::new(&self.texts.counts_title, theme.palette.muted, Left);
        let label = label.shrunk_to(f64::from(t.plot.right) - start, theme);
        pen.text_on_patch(&label, start, t.y_pixel(-GAP / 2.0))
    }
}
