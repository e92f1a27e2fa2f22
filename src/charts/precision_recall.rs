//! Precision-recall curve: steps, never interpolated lines, with today's point.

use super::axis::Axis;
use super::band::draw_band;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::note::Side;
use super::pen::{Label, Left, Pen};
use super::table::{PRECISION, RECALL, THRESHOLD};
use super::text_width::em_width;
use super::{Cell, Chart, ChartError, Column, Place, PointMarker, Summary, Theme, Transform, Unit, decimate};
use crate::metrics::bootstrap::{Band, BandPoint};
use crate::metrics::curve;
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The curve and its words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PrecisionRecall {
    /// Operating points by falling threshold, so by rising recall. "Flag
    /// nobody" has no precision and is not among them.
    pub points: Vec<Point>,
    /// Share of positive cases: the precision of flagging at random.
    pub prevalence: Option<f64>,
    /// Average precision, for the summary.
    pub average_precision: Option<f64>,
    /// Interval of precision along recall, by rising recall, as
    /// [`pr_band`](crate::metrics::bootstrap::pr_band) draws it; empty for none.
    pub band: Vec<BandPoint>,
    /// Values of F1 to draw level lines for; empty for none.
    pub iso_f1: Vec<f64>,
    /// The words.
    pub texts: Texts,
}

/// One operating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Cases that score at or above it are flagged.
    pub threshold: f64,
    /// Share of positive cases that are flagged.
    pub recall: f64,
    /// Share of flagged cases that are positive.
    pub precision: f64,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub recall: String,
    /// Title of the vertical axis.
    pub precision: String,
    /// Label of the prevalence line.
    pub prevalence: String,
    /// What stands before the value on a level line of F1.
    pub iso_f1: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self {
            recall: word("chart-precision-recall-x"),
            precision: word("chart-precision-recall-y"),
            prevalence: word("chart-precision-recall-prevalence"),
            iso_f1: word("chart-precision-recall-iso"),
        }
    }
}

impl PrecisionRecall {
    /// The curve of a sweep, without band and level lines.
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        let point = |index: usize| {
            let counts = sweep.confusion(index);
            let threshold = sweep.threshold(index).score()?;
            Some(Point { threshold, recall: counts.recall()?, precision: counts.precision()? })
        };
        let indices = kept(sweep, |index| point(index).map(|p| (p.recall, p.precision)));
        let points = indices.into_iter().filter_map(point);
        Self {
            points: points.collect(),
            prevalence: sweep.prevalence(),
            average_precision: curve::average_precision(sweep),
            texts,
            ..Self::default()
        }
    }

    /// The same curve with its interval: `band` as
    /// [`pr_band`](crate::metrics::bootstrap::pr_band) draws it.
    #[must_use]
    pub fn with_band(mut self, band: Option<Band>) -> Self {
        self.band = band.map_or_else(Vec::new, |band| band.points);
        self
    }

    /// The same curve with a level line for each of these values of F1: along
    /// a line, precision and recall trade without changing it.
    #[must_use]
    pub fn with_iso_f1(mut self, levels: &[f64]) -> Self {
        self.iso_f1 = levels.to_vec();
        self
    }

    /// Room for the names of the level lines.
    fn extra(&self) -> Extra {
        let named = if self.iso_f1.is_empty() { 0.0 } else { em_width(&self.texts.iso_f1) + em_width(" 0.0") };
        Extra { ends: named * ISO_SIZE, ..Extra::default() }
    }

    fn draw_iso<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        for f1 in self.iso_f1.iter().copied().filter(|f| *f > 0.0 && *f < 1.0) {
            // precision = f1 * recall / (2 * recall - f1), from where it is 1.
            let first = f1 / (2.0 - f1);
            let line = (0..=60).map(|i| {
                let recall = first + (1.0 - first) * f64::from(i) / 60.0;
                t.pixel(recall, f1 * recall / (2.0 * recall - f1))
            });
            pen.path(decimate::columns(line), 1.0, pen.theme.palette.axis)?;
            let text = format!("{} {}", self.texts.iso_f1, pen.theme.numbers.plain(f1, 1));
            // Right of the plot, where the line ends, nothing else is written.
            let label = Label::new(text.trim(), pen.theme.palette.muted, Left).size(ISO_SIZE);
            let (x, y) = t.to_pixel(1.0, first);
            pen.text(&label, x + pen.theme.em(0.4), y)?;
        }
        Ok(())
    }

    fn draw_prevalence<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some(share) = self.prevalence else {
            return Ok(());
        };
        let theme = pen.theme;
        let (_, y) = t.pixel(0.0, share);
        pen.dashed_level(y, (t.plot.left, t.plot.right), 1.0, theme.palette.axis)?;
        // Above the line, unless that would leave the plot.
        let gap = theme.em(0.75);
        let above = f64::from(y) - gap;
        let at = if above - gap < f64::from(t.plot.top) { f64::from(y) + gap } else { above };
        let percent = theme.numbers.percent(share, usize::from(share < 0.1));
        let text = format!("{} {percent}", self.texts.prevalence);
        let label = Label::new(&text, theme.palette.muted, Left).size(0.92);
        pen.text(&label, f64::from(t.plot.left) + theme.px(8.0), at)
    }
}

/// Size of the names of level lines, as a multiple of the label size.
const ISO_SIZE: f64 = 0.88;

impl Chart for PrecisionRecall {
    type Marker = PointMarker;

    const COLUMNS: &'static [Column] = &[THRESHOLD, RECALL, PRECISION];

    // The plot is empty below the curve.
    const FREE: Side = Side::LowerLeft;

    fn frame(&self, _: u32, theme: &Theme) -> Option<Frame> {
        Some(Frame {
            x: Axis::share(&self.texts.recall, &theme.numbers),
            y: Axis::share(&self.texts.precision, &theme.numbers),
            extra: self.extra(),
        })
    }

    fn level(&self) -> Option<f64> {
        self.prevalence
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        self.draw_iso(pen, t)?;
        draw_band(pen, t, &self.band)?;
        self.draw_prevalence(pen, t)?;
        // Precision holds from the previous recall up to its own, as the step
        // sum of average precision counts it.
        let curve = decimate::steps(t, 0.0, self.points.iter().map(|p| (p.recall, p.precision)));
        pen.path(curve, theme.curve_width, theme.palette.negative)?;
        Ok(())
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| [p.threshold, p.recall, p.precision].map(Cell::from).to_vec())
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::at(p.recall, p.precision))
    }

    fn summary(&self) -> Summary {
        match (self.average_precision, self.prevalence) {
            (Some(average), Some(prevalence)) => Summary {
                id: "summary-precision-recall",
                args: vec![("average", average, Unit::Number), ("prevalence", prevalence, Unit::Share)],
            },
            _ => Summary { id: "summary-precision-recall-none", args: Vec::new() },
        }
    }
}
