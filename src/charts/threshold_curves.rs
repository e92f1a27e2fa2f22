//! Precision and recall by threshold: what each position of the slider gives.

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::pen::{Label, Left, Pen};
use super::spread::spread;
use super::table::{PRECISION, RECALL, THRESHOLD};
use super::text_width::em_width;
use super::{Cell, Chart, ChartError, Column, LineMarker, Place, ScoreAxis, Summary, Theme, Tone, Transform, decimate};
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The two curves and their words.
#[derive(Clone, Debug, PartialEq)]
pub struct ThresholdCurves {
    /// Operating points by falling threshold, without "flag nobody".
    pub points: Vec<Point>,
    /// The axis of thresholds.
    pub axis: ScoreAxis,
    /// The words.
    pub texts: Texts,
}

/// One operating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Cases that score at or above it are flagged.
    pub threshold: f64,
    /// Share of flagged cases that are positive.
    pub precision: Option<f64>,
    /// Share of positive cases that are flagged.
    pub recall: Option<f64>,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub threshold: String,
    /// Says that the axis has log odds, where it has.
    pub stretched: String,
    /// Title of the vertical axis.
    pub share: String,
    /// Name of the precision curve.
    pub precision: String,
    /// Name of the recall curve.
    pub recall: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self {
            threshold: word("chart-threshold-x"),
            stretched: word("chart-score-stretched"),
            share: word("chart-threshold-curves-y"),
            precision: word("column-precision"),
            recall: word("column-recall"),
        }
    }
}

impl ThresholdCurves {
    /// The curves of a sweep.
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        let axis = ScoreAxis::of(sweep);
        let point = |index: usize| {
            let counts = sweep.confusion(index);
            let threshold = sweep.threshold(index).score()?;
            Some(Point { threshold, precision: counts.precision(), recall: counts.recall() })
        };
        let place = |p: Point| axis.share(p.threshold);
        // What shows of either curve; recall never turns, so precision decides
        // but for the places where it is undefined.
        let mut indices = kept(sweep, |i| point(i).and_then(|p| Some((place(p), p.precision?))));
        indices.extend(kept(sweep, |i| point(i).and_then(|p| Some((place(p), p.recall?)))));
        indices.sort_unstable();
        indices.dedup();
        Self { points: indices.into_iter().filter_map(point).collect(), axis, texts }
    }

    /// Room for the names of the curves, right of where they end.
    fn extra(&self) -> Extra {
        let widest = em_width(&self.texts.precision).max(em_width(&self.texts.recall));
        Extra { ends: widest * 1.06 + 0.5, ..Extra::default() }
    }

    /// A curve by rising threshold. A value holds from just above the score
    /// below it up to its own score, where the cases of that score drop out.
    fn curve(&self, t: &Transform, value: fn(&Point) -> Option<f64>) -> Vec<(i32, i32)> {
        let points = self.points.iter().rev();
        decimate::steps(t, t.x.0, points.filter_map(|p| Some((p.threshold, value(p)?))))
    }
}

impl Chart for ThresholdCurves {
    type Marker = LineMarker;

    const COLUMNS: &'static [Column] = &[THRESHOLD, PRECISION, RECALL];

    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        Some(Frame {
            x: Axis::score(&self.axis.title(&self.texts.threshold, &self.texts.stretched), self.axis, width, theme),
            y: Axis::share(&self.texts.share, &theme.numbers),
            extra: self.extra(),
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        let precision = self.curve(t, |p| p.precision);
        let mut recall = self.curve(t, |p| p.recall);
        if let Some(last) = recall.last().copied() {
            // Above the highest score nobody is flagged: recall 0, no precision.
            let (_, foot) = t.pixel(t.x.1, 0.0);
            recall.extend([(last.0, foot), (t.plot.right, foot)]);
        }
        let curves = [(precision, &self.texts.precision, Tone::Third), (recall, &self.texts.recall, Tone::Positive)];
        let ends: Vec<f64> = curves.iter().map(|c| c.0.last().map_or(0.0, |p| f64::from(p.1))).collect();
        let rows = spread(&ends, theme.em(1.3), f64::from(t.plot.top), f64::from(t.plot.bottom));
        for ((path, name, tone), row) in curves.into_iter().zip(rows) {
            pen.path(path, theme.curve_width, tone.shape(&theme.palette))?;
            let label = Label::new(name, tone.text(&theme.palette), Left).bold();
            pen.text(&label, f64::from(t.plot.right) + theme.em(0.4), row)?;
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| vec![p.threshold.into(), p.precision.into(), p.recall.into()])
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::across(p.threshold))
    }

    fn summary(&self) -> Summary {
        Summary { id: "summary-threshold-curves", args: Vec::new() }
    }
}
