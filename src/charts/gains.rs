//! Gains: how many positives are found by looking at the first so many cases.

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::pen::{Label, Left, Pen};
use super::roc::draw_diagonal;
use super::table::{RECALL, THRESHOLD};
use super::{Cell, Chart, ChartError, Column, Place, PointMarker, Summary, Theme, Transform, Unit, decimate};
use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The curve and its words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Gains {
    /// Operating points by falling threshold, from (0, 0) to (1, 1).
    pub points: Vec<Point>,
    /// Share of positive cases: where a perfect ranking has found them all.
    pub prevalence: Option<f64>,
    /// The words.
    pub texts: Texts,
}

/// One operating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The threshold; `None` for flagging nobody.
    pub threshold: Option<f64>,
    /// Share of all cases that are flagged.
    pub flagged: f64,
    /// Share of positive cases that are flagged.
    pub recall: f64,
    /// Precision over prevalence; `None` where nobody is flagged.
    pub lift: Option<f64>,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub flagged: String,
    /// Title of the vertical axis.
    pub recall: String,
    /// Label of the diagonal.
    pub random: String,
    /// Label of the best possible curve.
    pub perfect: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self {
            flagged: word("chart-gains-x"),
            recall: word("chart-gains-y"),
            random: word("chart-random"),
            perfect: word("chart-gains-perfect"),
        }
    }
}

impl Gains {
    /// The curve of a sweep.
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        let point = |index: usize| {
            let counts = sweep.confusion(index);
            Some(Point {
                threshold: sweep.threshold(index).score(),
                flagged: counts.figure(Figure::FlaggedShare)?,
                recall: counts.recall()?,
                lift: counts.figure(Figure::Lift),
            })
        };
        let indices = kept(sweep, |index| point(index).map(|p| (p.flagged, p.recall)));
        let points = indices.into_iter().filter_map(point);
        Self { points: points.collect(), prevalence: sweep.prevalence(), texts }
    }

    /// The curve of a ranking without a mistake.
    fn draw_perfect<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some(share) = self.prevalence.filter(|share| *share > 0.0) else {
            return Ok(());
        };
        let theme = pen.theme;
        let (start, kink) = (t.pixel(0.0, 0.0), t.pixel(share, 1.0));
        pen.path(vec![start, kink, (t.plot.right, kink.1)], 1.0, theme.palette.axis)?;
        let label = Label::new(&self.texts.perfect, theme.palette.muted, Left).size(0.92);
        // Above the curve there is only this line, so its name stands on it.
        let x = (f64::from(kink.0) + theme.px(4.0)).min(f64::from(t.plot.right) - label.width(theme));
        pen.text(&label, x, f64::from(t.plot.top) - theme.em(0.65))
    }
}

/// Room above the plot for the name of the best possible curve.
const EXTRA: Extra = Extra { top: 1.1, ends: 0.0, head: 0.0 };

impl Chart for Gains {
    type Marker = PointMarker;

    const COLUMNS: &'static [Column] =
        &[THRESHOLD, Column::new("column-flagged", Unit::Share), RECALL, Column::new("column-lift", Unit::Number)];

    fn frame(&self, _: u32, theme: &Theme) -> Option<Frame> {
        Some(Frame {
            x: Axis::share(&self.texts.flagged, &theme.numbers),
            y: Axis::share(&self.texts.recall, &theme.numbers),
            extra: EXTRA,
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        draw_diagonal(pen, t, &self.texts.random)?;
        self.draw_perfect(pen, t)?;
        let curve = self.points.iter().map(|p| t.pixel(p.flagged, p.recall));
        pen.path(decimate::columns(curve), theme.curve_width, theme.palette.negative)?;
        Ok(())
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| vec![p.threshold.into(), p.flagged.into(), p.recall.into(), p.lift.into()])
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::at(p.flagged, p.recall))
    }

    fn summary(&self) -> Summary {
        // What the tenth of the cases with the highest scores holds.
        let tenth = self.points.iter().rev().find(|p| p.flagged <= 0.1);
        match tenth {
            Some(point) if self.prevalence.is_some() => Summary {
                id: "summary-gains",
                args: vec![("flagged", point.flagged, Unit::Share), ("recall", point.recall, Unit::Share)],
            },
            _ => Summary { id: "summary-gains-none", args: Vec::new() },
        }
    }
}
