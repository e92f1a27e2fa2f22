//! Coverage: how often the model is right on the cases that it decides itself,
//! by the share that it decides; the rest goes to people.

use super::axis::Axis;
use super::decimate;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::note::Side;
use super::pen::Pen;
use super::{Cell, Chart, ChartError, Column, Place, PointMarker, Summary, Theme, Transform, Unit};
use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The curve and its words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Coverage {
    /// Operating points by falling confidence, so by rising coverage.
    pub points: Vec<Point>,
    /// The words.
    pub texts: Texts,
}

/// One operating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The model decides at this confidence or above.
    pub confidence: f64,
    /// Share of the cases that it decides.
    pub coverage: f64,
    /// Share of its decisions that are right.
    pub accuracy: f64,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub coverage: String,
    /// Title of the vertical axis.
    pub accuracy: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self { coverage: word("chart-coverage-x"), accuracy: word("chart-coverage-y") }
    }
}

impl Coverage {
    /// The curve of a sweep over confidence, where a case is positive when the
    /// top class is right
    /// ([`MultiSample::confidence`](crate::metrics::multiclass::MultiSample::confidence)).
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        let point = |index: usize| {
            let counts = sweep.confusion(index);
            let confidence = sweep.threshold(index).score()?;
            Some(Point { confidence, coverage: counts.figure(Figure::FlaggedShare)?, accuracy: counts.precision()? })
        };
        let indices = kept(sweep, |index| point(index).map(|p| (p.coverage, p.accuracy)));
        Self { points: indices.into_iter().filter_map(point).collect(), texts }
    }

    /// From a round share below the lowest accuracy, so that the difference
    /// between 97 % and 99 % can be seen, up to 1.
    fn lowest(&self) -> f64 {
        let lowest = self.points.iter().map(|p| p.accuracy).fold(1.0, f64::min);
        ((lowest * 10.0 - 0.2).floor() / 10.0).clamp(0.0, 0.9)
    }
}

impl Chart for Coverage {
    type Marker = PointMarker;

    const COLUMNS: &'static [Column] = &[
        Column::new("column-confidence", Unit::Score),
        Column::new("column-coverage", Unit::Share),
        Column::new("column-accuracy", Unit::Share),
    ];

    // The plot is empty below the curve.
    const FREE: Side = Side::LowerLeft;

    fn frame(&self, _: u32, theme: &Theme) -> Option<Frame> {
        let x = Axis::share(&self.texts.coverage, &theme.numbers);
        let y = Axis::percent(&self.texts.accuracy, (self.lowest(), 1.0), 6, &theme.numbers);
        Some(Frame { x, y, extra: Extra::default() })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        // Between two operating points nothing can be chosen: accuracy is that of the next.
        let curve = decimate::steps(t, 0.0, self.points.iter().map(|p| (p.coverage, p.accuracy)));
        pen.path(curve, pen.theme.curve_width, pen.theme.palette.negative)
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| [p.confidence, p.coverage, p.accuracy].map(Cell::from).to_vec())
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::at(p.coverage, p.accuracy))
    }

    fn summary(&self) -> Summary {
        match self.points.last() {
            Some(all) => Summary { id: "summary-coverage", args: vec![("accuracy", all.accuracy, Unit::Share)] },
            None => Summary { id: "summary-coverage-none", args: Vec::new() },
        }
    }
}
