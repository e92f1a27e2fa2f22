//! ROC curve: positives caught against negatives flagged.

use super::axis::Axis;
use super::band::draw_band;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::pen::{Label, Left, Pen};
use super::table::{RECALL, THRESHOLD};
use super::{Cell, Chart, ChartError, Column, Place, PointMarker, Summary, Theme, Transform, Unit, decimate};
use crate::metrics::bootstrap::BandPoint;
use crate::metrics::curve;
use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The curve and its words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Roc {
    /// Operating points by falling threshold, from (0, 0) to (1, 1).
    pub points: Vec<Point>,
    /// Interval of recall along the false positive rate, as
    /// [`roc_band`](crate::metrics::bootstrap::roc_band) draws it; empty for none.
    pub band: Vec<BandPoint>,
    /// Area under the curve, for the summary.
    pub area: Option<f64>,
    /// The words.
    pub texts: Texts,
}

/// One operating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The threshold; `None` for flagging nobody.
    pub threshold: Option<f64>,
    /// Share of negative cases that are flagged.
    pub false_positive_rate: f64,
    /// Share of positive cases that are flagged.
    pub recall: f64,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub false_positive_rate: String,
    /// Title of the vertical axis.
    pub recall: String,
    /// Label of the diagonal.
    pub random: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self { false_positive_rate: word("chart-roc-x"), recall: word("chart-roc-y"), random: word("chart-random") }
    }
}

impl Roc {
    /// The curve of a sweep.
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        let point = |index: usize| {
            let counts = sweep.confusion(index);
            let false_positive_rate = counts.figure(Figure::FalsePositiveRate)?;
            Some(Point { threshold: sweep.threshold(index).score(), false_positive_rate, recall: counts.recall()? })
        };
        let indices = kept(sweep, |index| point(index).map(|p| (p.false_positive_rate, p.recall)));
        let points = indices.into_iter().filter_map(point);
        Self { points: points.collect(), band: Vec::new(), area: curve::roc_area(sweep), texts }
    }
}

/// The diagonal of a chart of two shares, which random flagging gives, named below it.
pub(super) fn draw_diagonal<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, name: &str) -> Result<(), ChartError> {
    let theme = pen.theme;
    pen.path(vec![t.pixel(0.0, 0.0), t.pixel(1.0, 1.0)], 1.0, theme.palette.axis)?;
    let (x, y) = t.to_pixel(0.5, 0.5);
    let label = Label::new(name, theme.palette.muted, Left).size(0.92);
    let room = f64::from(t.plot.right) - x - theme.em(2.2);
    pen.title(label, room, x + theme.em(1.4), y + theme.em(0.4))
}

impl Chart for Roc {
    type Marker = PointMarker;

    const COLUMNS: &'static [Column] = &[THRESHOLD, Column::new("column-false-positive-rate", Unit::Share), RECALL];

    fn frame(&self, _: u32, theme: &Theme) -> Option<Frame> {
        Some(Frame {
            x: Axis::share(&self.texts.false_positive_rate, &theme.numbers),
            y: Axis::share(&self.texts.recall, &theme.numbers),
            extra: Extra::default(),
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        draw_diagonal(pen, t, &self.texts.random)?;
        draw_band(pen, t, &self.band)?;
        let curve = self.points.iter().map(|p| t.pixel(p.false_positive_rate, p.recall));
        pen.path(decimate::columns(curve), theme.curve_width, theme.palette.negative)?;
        Ok(())
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| vec![p.threshold.into(), p.false_positive_rate.into(), p.recall.into()])
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::at(p.false_positive_rate, p.recall))
    }

    fn summary(&self) -> Summary {
        match self.area {
            Some(area) => Summary { id: "summary-roc", args: vec![("area", area, Unit::Number)] },
            None => Summary { id: "summary-roc-none", args: Vec::new() },
        }
    }
}
