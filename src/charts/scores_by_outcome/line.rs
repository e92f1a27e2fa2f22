//! The moving layer: the line, its handle, and the four outcomes beside it.

use super::{ScoresByOutcome, Texts};
use crate::charts::marker::{self, Mark};
use crate::charts::pen::{Label, Left, Pen, Right};
use crate::charts::transform::round;
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
        let width = label.width(theme);
        let fits =
            if matches!(label.anchor, Right) { x - width >= theme.px(4.0) } else { x + width <= right + theme.px(8.0) };
        if fits {
            pen.text(&label, x, y)?;
        }
    }
    Ok(())
}

/// The four outcomes in the four corners of the plot, and the line between
/// them, which stops short of a word that it would cross.
fn outcomes<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, line: i32, marker: &Marker) -> Result<(), ChartError> {
    let (theme, palette) = (pen.theme, pen.theme.palette);
    let (left, right) = (f64::from(t.plot.left) + theme.px(5.0), f64::from(t.plot.right) - theme.px(5.0));
    let head = round(theme.em(1.7));
    let (mut top, mut bottom) = (t.plot.top, t.plot.bottom);
    for (upper, below, above, color) in [
        (true, &marker.missed, &marker.caught, palette.positive_text),
        (false, &marker.left_alone, &marker.false_alarms, palette.negative_text),
    ] {
        let below = Label::new(below, color, Left);
        let above = Label::new(above, color, Right).bold();
        // Where both do not fit, both shrink a little rather than collide.
        let wanted = below.width(theme) + above.width(theme) + theme.px(12.0);
        let size = ((right - left) / wanted).clamp(0.75, 1.0);
        let (below, above) = (below.size(size), above.size(size));
        let free = left + below.width(theme)..right - above.width(theme);
        let y = if upper { t.plot.top + head / 2 } else { t.plot.bottom - head / 2 };
        if !free.contains(&f64::from(line)) {
            if upper { top += head } else { bottom -= head }
        }
        pen.text(&below, left, f64::from(y))?;
        pen.text(&above, right, f64::from(y))?;
    }
    pen.upright(line, (top, bottom), 2.0, palette.ink)
}
