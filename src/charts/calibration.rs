//! Calibration: whether a score of 0.7 means that 70 % are positive.

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::pen::{Label, Pen, Right};
use super::{
    Cell, Chart, ChartError, Column, LineMarker, Place, ScoreAxis, ScoreScale, Summary, Theme, Transform, Unit,
};
use crate::metrics::calibration::{Binning, CalibrationBin, calibration};
use crate::metrics::interval::Confidence;
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The groups of cases and their words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Calibration {
    /// Groups of cases with like scores, by rising score.
    pub bins: Vec<CalibrationBin>,
    /// The words.
    pub texts: Texts,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub mean_score: String,
    /// Title of the vertical axis.
    pub observed: String,
    /// Label of the diagonal, where score and share agree.
    pub perfect: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self {
            mean_score: word("chart-calibration-x"),
            observed: word("chart-calibration-y"),
            perfect: word("chart-calibration-perfect"),
        }
    }
}

impl Calibration {
    /// Ten equally wide groups of a sweep, with 95 % intervals. Without groups
    /// when the scores are not probabilities.
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        let bins = calibration(sweep, 10, Binning::EqualWidth, Confidence::default());
        Self { bins: bins.unwrap_or_default(), texts }
    }

    /// Where both axes end: at 1, or little above the highest group where all
    /// scores are low, as those of rare events are.
    fn end(&self) -> f64 {
        let highest = self.bins.iter().map(|b| b.mean_score.max(b.interval.high)).fold(0.0, f64::max);
        if highest > 0.6 || highest <= 0.0 { 1.0 } else { highest * 1.05 }
    }

    fn draw_bins<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        let (ink, most) = (theme.palette.negative, self.bins.iter().map(|b| b.cases).fold(1.0, f64::max));
        let path = self.bins.iter().map(|b| t.pixel(b.mean_score, b.observed)).collect();
        pen.path(path, 1.0, ink)?;
        let cap = theme.stroke(theme.font_size * 0.3);
        for bin in &self.bins {
            let at = t.pixel(bin.mean_score, bin.observed);
            let (low, high) = (t.pixel(bin.mean_score, bin.interval.low), t.pixel(bin.mean_score, bin.interval.high));
            pen.upright(at.0, (high.1, low.1), 1.5, ink)?;
            for end in [low, high] {
                pen.level(end.1, (at.0 - cap, at.0 + cap), 1.5, ink)?;
            }
            // The area of a point says how many cases it stands for.
            let radius = theme.font_size * (0.2 + 0.3 * (bin.cases / most).sqrt());
            pen.disc(at, radius + 1.5, theme.palette.surface)?;
            pen.disc(at, radius, ink)?;
        }
        Ok(())
    }
}

/// Room above the plot for the name of the diagonal.
const EXTRA: Extra = Extra { top: 1.1, ends: 0.0, head: 0.0 };

impl Chart for Calibration {
    type Marker = LineMarker;

    const COLUMNS: &'static [Column] = &[
        Column::new("column-mean-score", Unit::Score),
        Column::new("column-observed", Unit::Share),
        Column::new("column-low", Unit::Share),
        Column::new("column-high", Unit::Share),
        Column::new("column-positive", Unit::Count),
        Column::new("column-cases", Unit::Count),
    ];

    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        let end = self.end();
        let axis = ScoreAxis { range: (0.0, end), scale: ScoreScale::Linear };
        Some(Frame {
            x: Axis::score(&self.texts.mean_score, axis, width, theme),
            y: Axis::percent(&self.texts.observed, (0.0, end), 5, &theme.numbers),
            extra: EXTRA,
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        pen.path(vec![t.pixel(0.0, 0.0), t.pixel(t.x.1, t.x.1)], 1.0, theme.palette.axis)?;
        // Beside the points there is no room that is always free; its end is.
        let label = Label::new(&self.texts.perfect, theme.palette.muted, Right).size(0.92);
        pen.text(&label, f64::from(t.plot.right), f64::from(t.plot.top) - theme.em(0.65))?;
        self.draw_bins(pen, t)?;
        Ok(())
    }

    fn rows(&self) -> usize {
        self.bins.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        let b = self.bins.get(index)?;
        let figures = [b.mean_score, b.observed, b.interval.low, b.interval.high, b.positives, b.cases];
        Some(figures.map(Cell::from).to_vec())
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.bins.get(index).map(|b| Place::at(b.mean_score, b.observed))
    }

    fn summary(&self) -> Summary {
        if self.bins.is_empty() {
            return Summary { id: "summary-calibration-none", args: Vec::new() };
        }
        let inside = self.bins.iter().filter(|b| b.interval.contains(b.mean_score)).count();
        Summary {
            id: "summary-calibration",
            args: vec![("bins", self.bins.len() as f64, Unit::Count), ("inside", inside as f64, Unit::Count)],
        }
    }
}
