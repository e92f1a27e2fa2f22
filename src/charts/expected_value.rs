//! Expected value by threshold: what each position of the line is worth, the
//! best position, and how wide the stretch is that is as good.

mod cut;
mod labels;

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::pen::Pen;
use super::table::THRESHOLD;
use super::{Cell, Chart, ChartError, Column, LineMarker, Place, ScoreAxis, Summary, Theme, Tone, Transform, Unit};
use crate::metrics::choice::Choice;
use crate::metrics::figure::Figure;
use crate::metrics::prevalence::Prevalence;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::metrics::value::Values;
use plotters::prelude::DrawingBackend;

/// The curve and its words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ExpectedValue {
    /// Value at each operating point, by falling threshold, without "flag nobody".
    pub points: Vec<Point>,
    /// Value of flagging nobody.
    pub nobody: Option<f64>,
    /// The best threshold and what is as good; `None` for no best.
    pub best: Option<Best>,
    /// The axis of thresholds.
    pub axis: ScoreAxis,
    /// The words.
    pub texts: Texts,
}

/// Value at one operating point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Cases that score at or above it are flagged.
    pub threshold: f64,
    /// Value, in the unit that the vertical axis names.
    pub value: Option<f64>,
}

/// The best threshold and the flat stretch around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// The best threshold.
    pub threshold: f64,
    /// Its value.
    pub value: f64,
    /// Lowest threshold that is as good, within the tolerance of the choice.
    pub from: f64,
    /// Highest threshold that is as good.
    pub to: f64,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub threshold: String,
    /// Says that the axis has log odds, where it has.
    pub stretched: String,
    /// Title of the vertical axis, with unit and base ("USD per 1,000 lumps").
    pub value: String,
    /// Label of the best point ("best: 0.31").
    pub best: String,
    /// Says how far down the curve goes where the picture ends above that.
    pub cut: String,
}

impl Texts {
    /// Words the chart; unit and best point come with their numbers.
    pub fn load(word: impl Fn(&str) -> String, value: String, best: String) -> Self {
        let (threshold, stretched) = (word("chart-threshold-x"), word("chart-score-stretched"));
        Self { threshold, stretched, value, best, cut: String::new() }
    }
}

impl ExpectedValue {
    /// The tone of this chart's curve, for the crossing of a marker.
    pub const TONE: Tone = Tone::Third;

    /// The value of `cases` cases like those of the sweep, at every threshold;
    /// `choice` marks the best one, as a rule of [`crate::metrics::choice`]
    /// found it.
    #[must_use]
    pub fn of(
        sweep: &Sweep,
        figure: (Values, Option<Prevalence>),
        cases: f64,
        choice: Option<&Choice>,
        texts: Texts,
    ) -> Self {
        let value = |index: usize| {
            let value = sweep.confusion(index).figure(Figure::ExpectedValue(figure.0, figure.1))? * cases;
            value.is_finite().then_some(value)
        };
        let axis = ScoreAxis::of(sweep);
        let score = |index: usize| sweep.threshold(index).score();
        let indices = kept(sweep, |index| Some((axis.share(score(index)?), value(index)?)));
        let points = indices.into_iter();
        let points = points.filter_map(|index| Some(Point { threshold: score(index)?, value: value(index) }));
        // "Flag nobody" has no score; it holds everywhere above the highest one.
        let place = |threshold: Threshold| threshold.score().unwrap_or(axis.range.1);
        let best = choice.and_then(|choice| {
            Some(Best {
                threshold: place(choice.threshold),
                value: value(choice.index)?,
                from: place(choice.stretch.lowest),
                to: place(choice.stretch.highest),
            })
        });
        Self { points: points.collect(), nobody: value(0), best, axis, texts }
    }

    /// The lowest value of the curve, where the picture ends above it.
    #[must_use]
    pub fn cut(&self) -> Option<f64> {
        self.shown().cut
    }

    fn shown(&self) -> cut::Shown {
        let everybody = self.points.last().and_then(|p| p.value);
        let idle = self.nobody.into_iter().chain(everybody).reduce(f64::max);
        cut::shown(self.points.iter().filter_map(|p| p.value).chain(self.nobody), idle)
    }
}

impl Chart for ExpectedValue {
    type Marker = LineMarker;

    const COLUMNS: &'static [Column] = &[THRESHOLD, Column::new("column-value", Unit::Money)];

    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        Some(Frame {
            x: Axis::score(&self.axis.title(&self.texts.threshold, &self.texts.stretched), self.axis, width, theme),
            y: Axis::number(&self.texts.value, self.shown().range, 6, &theme.numbers),
            extra: Extra::default(),
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        self.draw_stretch(pen, t)?;
        if t.y.0 < 0.0 && t.y.1 > 0.0 {
            pen.level(t.pixel(t.x.0, 0.0).1, (t.plot.left, t.plot.right), 1.0, theme.palette.axis)?;
        }
        let points = self.points.iter().rev();
        let defined = points.filter_map(|p| Some((p.threshold, p.value?)));
        let nobody = self.nobody.map(|value| (t.x.1, value));
        let pieces = cut::pieces(t, t.x.0, defined.chain(nobody));
        self.draw_cut(pen, t, &pieces)?;
        for piece in pieces {
            pen.path(piece, theme.curve_width, theme.palette.third)?;
        }
        self.draw_best(pen, t)?;
        Ok(())
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| vec![p.threshold.into(), p.value.into()])
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::across(p.threshold))
    }

    fn summary(&self) -> Summary {
        match self.best {
            Some(best) => {
                let mut args = vec![
                    ("threshold", best.threshold, Unit::Score),
                    ("value", best.value, Unit::Money),
                    ("from", best.from, Unit::Score),
                    ("to", best.to, Unit::Score),
                ];
                args.extend(self.cut().map(|lowest| ("lowest", lowest, Unit::Money)));
                let id = if args.len() > 4 { "summary-expected-value-cut" } else { "summary-expected-value" };
                Summary { id, args }
            }
            None => Summary { id: "summary-expected-value-none", args: Vec::new() },
        }
    }
}
