//! The moving layer: the line, its handle, and the four outcomes beside it.

use super::{Rows, ScoresByOutcome, Texts};
use crate::charts::marker::{self, Mark};
use crate::charts::pen::{Label, Left, Pen, Right};
use crate::charts::{ChartError, MarkerLook, Transform};
use plotters::prelude::{Color, DrawingBackend};

/// Today's threshold and the four outcomes, each worded with its count
/// ("12 missed").
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Marker {
    /// The threshold; a value beyond the bars stands at their edge.
    pub threshold: f64,
    /// The threshold as text, on the handle.
    pub handle: String,
    /// Positive cases below the line.
    pub missed: String,
    /// Positive cases at or above the line.
    pub caught: String,
    /// Negative cases below the line.
    pub left_alone: String,
    /// Negative cases at or above the line.
    pub false_alarms: String,
    /// Today's or a pinned setting (a pinned one shows only its line).
    pub look: MarkerLook,
}

impl Mark<ScoresByOutcome> for Marker {
    /// Draws all of it; a pinned setting shows only its line.
    fn draw_on<DB: DrawingBackend>(
        &self,
        chart: &ScoresByOutcome,
        pen: &Pen<DB>,
        t: &Transform,
    ) -> Result<(), ChartError> {
        let theme = pen.theme;
        let line = t.pixel(if self.threshold.is_nan() { t.x.1 } else { self.threshold }, 0.0).0;
        let (top, bottom) = (t.plot.top, t.plot.bottom);
        if self.look == MarkerLook::Pinned {
            return pen.dashed_upright(line, (top, bottom), 2.0, theme.palette.muted);
        }
        // What is not flagged fades; what is flagged keeps its full colour.
        pen.rect((t.plot.left, top), (line, bottom), theme.palette.surface.mix(0.55))?;
        outcomes(pen, t, line, self)?;
        handle(pen, &chart.texts, t, line, &self.handle)
    }
}

/// The handle on the line and the words on its two sides, above the plot.
fn handle<DB: DrawingBackend>(
    pen: &Pen<DB>,
    texts: &Texts,
    t: &Transform,
    line: i32,
    handle: &str,
) -> Result<(), ChartError> {
    let (theme, palette) = (pen.theme, pen.theme.palette);
    let right = f64::from(t.plot.right);
    let y = f64::from(t.plot.top) - theme.em(1.0);
    let (from, to) = marker::patch(pen, t, line, handle, y)?;
    let gap = theme.px(8.0);
    let sides = [
        (Label::new(&texts.not_flagged, palette.muted, Right), from - gap),
        (Label::new(&texts.flagged, palette.ink, Left).bold(), to + gap),
    ];
    for (label, x) in sides {
        let room = if matches!(label.anchor, Right) { x - theme.px(4.0) } else { right + theme.px(8.0) - x };
        let label = label.shrunk_to(room, theme);
        if label.width(theme) <= room + 1e-6 {
            pen.text(&label, x, y)?;
        }
    }
    Ok(())
}

/// The line, and the four outcomes in the four corners of the plot. A word
/// that the line would cross stands on a patch that interrupts it.
fn outcomes<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, line: i32, marker: &Marker) -> Result<(), ChartError> {
    let (theme, palette) = (pen.theme, pen.theme.palette);
    pen.upright(line, (t.plot.top, t.plot.bottom), 2.0, palette.ink)?;
    let (left, right) = (f64::from(t.plot.left) + theme.px(5.0), f64::from(t.plot.right) - theme.px(5.0));
    let Rows { stacked, height } = Rows::of(pen.size().0, theme);
    for (edge, inward, below, above, color) in [
        (t.plot.top, 1.0, &marker.missed, &marker.caught, palette.positive_text),
        (t.plot.bottom, -1.0, &marker.left_alone, &marker.false_alarms, palette.negative_text),
    ] {
        let below = Label::new(below, color, Left);
        let above = Label::new(above, color, Right).bold();
        let (wide, high) = (below.width(theme), above.width(theme));
        let wanted = if stacked { wide.max(high) } else { wide + high + theme.em(1.0) };
        let size = ((right - left) / wanted).clamp(0.75, 1.0);
        for (label, x) in [(below.size(size), left), (above.size(size), right)] {
            let width = label.width(theme) + theme.px(4.0);
            let span = if matches!(label.anchor, Left) { x..x + width } else { x - width..x };
            // In a narrow chart, the outcome on the side where the bars of its
            // class are low stands a row further in.
            let low = (inward > 0.0) == matches!(label.anchor, Left);
            let row = if stacked && low { 1.5 } else { 0.5 };
            let y = f64::from(edge) + inward * theme.em(height * row);
            if span.contains(&f64::from(line)) {
                pen.text_on_patch(&label, x, y)?;
            } else {
                pen.text(&label, x, y)?;
            }
        }
    }
    Ok(())
}
