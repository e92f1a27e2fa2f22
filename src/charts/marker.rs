//! The moving layer of charts over two rates (a point) and of charts over the
//! threshold (a line).

use super::note::Side;
use super::pen::{Center, Label, Left, Pen, Right};
use super::spread::spread;
use super::text_width::em_width;
use super::transform::round;
use super::{Chart, ChartError, Palette, Transform};
use plotters::prelude::{DrawingBackend, RGBColor};

/// What can be drawn on the moving layer of a chart.
pub trait Mark<C: Chart> {
    /// Draws it.
    ///
    /// # Errors
    /// [`ChartError::Backend`].
    fn draw_on<DB: DrawingBackend>(&self, chart: &C, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError>;
}

/// For charts that follow the threshold with all they show: nothing moves alone.
impl<C: Chart> Mark<C> for () {
    fn draw_on<DB: DrawingBackend>(&self, _: &C, _: &Pen<DB>, _: &Transform) -> Result<(), ChartError> {
        Ok(())
    }
}

impl<C: Chart> Mark<C> for PointMarker {
    fn draw_on<DB: DrawingBackend>(&self, chart: &C, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        point(pen, t, self, C::FREE, chart.level())
    }
}

impl<C: Chart> Mark<C> for LineMarker {
    fn draw_on<DB: DrawingBackend>(&self, chart: &C, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let ticks = chart.frame(pen.size().0, pen.theme).map(|frame| frame.x.ticks).unwrap_or_default();
        line(pen, t, self, &ticks)
    }
}

/// How a marker looks when two settings are shown at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MarkerLook {
    /// Today's setting: solid.
    #[default]
    Today,
    /// A setting pinned for comparison: hollow or dashed.
    Pinned,
}

/// A threshold's place on a curve.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PointMarker {
    /// Place on the horizontal axis; `None` where it is undefined.
    pub x: Option<f64>,
    /// Place on the vertical axis; `None` where it is undefined.
    pub y: Option<f64>,
    /// What stands beside the point, the first line in bold.
    pub lines: Vec<String>,
    /// Today's or a pinned setting.
    pub look: MarkerLook,
}

/// A threshold's line across curves over the threshold.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LineMarker {
    /// The threshold; a value beyond the axis stands at its end.
    pub x: f64,
    /// The threshold as text, on the axis.
    pub handle: String,
    /// Where the line meets the curves.
    pub points: Vec<Crossing>,
    /// Today's or a pinned setting (a pinned one shows only its line).
    pub look: MarkerLook,
}

/// Where a threshold's line meets a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// Value of the curve; `None` where it is undefined.
    pub y: Option<f64>,
    /// The value in words.
    pub text: String,
    /// Which curve it is on.
    pub tone: Tone,
}

/// The colour of a curve and of the words about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As the threshold and the main text.
    Ink,
    /// As the positive class; recall.
    Positive,
    /// As the negative class; a single curve.
    Negative,
    /// A third kind: precision, value.
    Third,
}

impl Tone {
    /// Colour of shapes.
    pub(super) fn shape(self, p: &Palette) -> RGBColor {
        match self {
            Self::Ink => p.ink,
            Self::Positive => p.positive,
            Self::Negative => p.negative,
            Self::Third => p.third,
        }
    }

    /// Colour of text.
    pub(super) fn text(self, p: &Palette) -> RGBColor {
        match self {
            Self::Ink => p.ink,
            Self::Positive => p.positive_text,
            Self::Negative => p.negative_text,
            Self::Third => p.third_text,
        }
    }
}

/// A point with hairlines to both axes and its words on the side that the
/// chart keeps free.
fn point<DB: DrawingBackend>(
    pen: &Pen<DB>,
    t: &Transform,
    marker: &PointMarker,
    free: Side,
    level: Option<f64>,
) -> Result<(), ChartError> {
    let palette = pen.theme.palette;
    let (Some(x), Some(y)) = (marker.x, marker.y) else {
        // No such point: only the words, at the foot of the plot, or above the words there.
        let (left, foot) = t.pixel(t.x.0, t.y.0);
        let near = |line: &f64| foot - t.pixel(t.x.0, *line).1 < round(pen.theme.em(3.5));
        let foot = level.filter(near).map_or(foot, |line| t.pixel(t.x.0, line).1 - round(pen.theme.em(1.2)));
        return pen.note(&marker.lines, (left, foot), &t.plot, Side::UpperRight, palette.ink);
    };
    let at = t.pixel(x, y);
    let (ink, hollow) = match marker.look {
        MarkerLook::Today => (palette.ink, false),
        MarkerLook::Pinned => (palette.muted, true),
    };
    if !hollow {
        pen.level(at.1, (t.plot.left, at.0), 1.0, palette.axis)?;
        pen.upright(at.0, (at.1, t.plot.bottom), 1.0, palette.axis)?;
    }
    pen.note(&marker.lines, at, &t.plot, free, ink)?;
    pen.point(at, ink, hollow)
}

/// A line with its handle on the axis and its crossings named beside it.
fn line<DB: DrawingBackend>(
    pen: &Pen<DB>,
    t: &Transform,
    marker: &LineMarker,
    ticks: &[(f64, String)],
) -> Result<(), ChartError> {
    let palette = pen.theme.palette;
    let at = t.pixel(if marker.x.is_nan() { t.x.1 } else { marker.x }, t.y.0).0;
    let span = (t.plot.top, t.plot.bottom);
    if marker.look == MarkerLook::Pinned {
        return pen.dashed_upright(at, span, 2.0, palette.muted);
    }
    pen.upright(at, span, 2.0, palette.ink)?;
    crossings(pen, t, at, &marker.points)?;
    handle(pen, t, at, &marker.handle, ticks)
}

/// A threshold as text on a dark patch, held between the edges of the plot.
/// Returns the left and the right edge of the patch.
pub(super) fn patch<DB: DrawingBackend>(
    pen: &Pen<DB>,
    t: &Transform,
    line: i32,
    text: &str,
    y: f64,
) -> Result<(f64, f64), ChartError> {
    let theme = pen.theme;
    let label = Label::new(text, theme.palette.surface, Center).bold();
    let half = label.width(theme) / 2.0 + theme.px(7.0);
    let (left, right) = (f64::from(t.plot.left) + half, f64::from(t.plot.right) - half);
    let middle = f64::from(line).clamp(left, right.max(left));
    let tall = theme.em(0.78);
    let (top, bottom) = (round(y - tall), round(y + tall));
    pen.rect((round(middle - half), top), (round(middle + half), bottom), theme.palette.ink)?;
    pen.text(&label, middle, y)?;
    Ok((middle - half, middle + half))
}

fn handle<DB: DrawingBackend>(
    pen: &Pen<DB>,
    t: &Transform,
    line: i32,
    text: &str,
    ticks: &[(f64, String)],
) -> Result<(), ChartError> {
    let y = f64::from(t.plot.bottom) + pen.theme.em(0.95);
    if text.is_empty() {
        return Ok(());
    }
    // Tick labels that the handle would cut give way.
    let tall = pen.theme.em(0.7);
    let near = Label::new(text, pen.theme.palette.ink, Center).bold().width(pen.theme) / 2.0 + pen.theme.px(10.0);
    for (value, tick) in ticks {
        let at = t.x_pixel(*value);
        let half = pen.theme.em(em_width(tick)) / 2.0;
        if (at - f64::from(line)).abs() < near + half {
            let (a, b) = ((round(at - half), round(y - tall)), (round(at + half), round(y + tall)));
            pen.rect(a, b, pen.theme.palette.surface)?;
        }
    }
    patch(pen, t, line, text, y).map(|_| ())
}

fn crossings<DB: DrawingBackend>(
    pen: &Pen<DB>,
    t: &Transform,
    line: i32,
    points: &[Crossing],
) -> Result<(), ChartError> {
    let theme = pen.theme;
    let widest =
        points.iter().map(|p| Label::new(&p.text, theme.palette.ink, Left).bold().width(theme)).fold(0.0, f64::max);
    let gap = theme.em(0.8);
    let on_right = f64::from(line) + gap + widest <= f64::from(t.plot.right);
    let (anchor, x) = if on_right { (Left, f64::from(line) + gap) } else { (Right, f64::from(line) - gap) };
    let defined: Vec<(&Crossing, (i32, i32))> =
        points.iter().filter_map(|p| Some((p, (line, t.pixel(t.x.0, p.y?).1)))).collect();
    let half = theme.em(0.75);
    // Off the curves, which go on beside the line: the uppermost label stands a
    // little above its point, the others a little below.
    let highest = defined.iter().map(|(_, at)| at.1).min();
    let away = |y: i32| f64::from(y) + if Some(y) == highest { -half } else { half };
    let wanted: Vec<f64> = defined.iter().map(|(_, at)| away(at.1)).collect();
    let rows = spread(&wanted, 2.0 * half, f64::from(t.plot.top) + half, f64::from(t.plot.bottom) - half);
    for ((crossing, at), y) in defined.into_iter().zip(rows) {
        let label = Label::new(&crossing.text, crossing.tone.text(&theme.palette), anchor).bold();
        pen.text_on_patch(&label, x, y)?;
        pen.point(at, crossing.tone.shape(&theme.palette), false)?;
    }
    Ok(())
}
