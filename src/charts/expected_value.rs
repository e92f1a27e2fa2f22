//! Expected value by threshold: what each position of the line is worth, the
//! best position, and how wide the stretch is that is as good.

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::kept::kept;
use super::pen::{Label, Left, Pen, Right};
use super::table::THRESHOLD;
use super::{
    Cell, Chart, ChartError, Column, LineMarker, Place, ScoreAxis, Summary, Theme, Tone, Transform, Unit, decimate,
    text_width,
};
use crate::metrics::choice::Choice;
use crate::metrics::figure::Figure;
use crate::metrics::prevalence::Prevalence;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::metrics::value::Values;
use plotters::prelude::{Color, DrawingBackend};

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
}

impl Texts {
    /// Words the chart; unit and best point come with their numbers.
    pub fn load(word: impl Fn(&str) -> String, value: String, best: String) -> Self {
        Self { threshold: word("chart-threshold-x"), stretched: word("chart-score-stretched"), value, best }
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

    /// Lowest and highest value, with some air, and with zero where it is near.
    fn value_range(&self) -> (f64, f64) {
        let values = || self.points.iter().filter_map(|p| p.value).chain(self.nobody).filter(|v| v.is_finite());
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            return (0.0, 1.0);
        }
        let span = if high > low { high - low } else { high.abs().max(1.0) };
        let (mut low, mut high) = (low - span * 0.06, high + span * 0.14);
        if low > 0.0 && low < span * 0.4 {
            low = 0.0;
        }
        if high < 0.0 && high > -span * 0.4 {
            high = 0.0;
        }
        (low, high)
    }

    /// The thresholds that are as good as the best one: a shade over the whole
    /// height and a bar on the axis, wide enough to see when there is only one.
    fn draw_stretch<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some(best) = self.best else { return Ok(()) };
        let theme = pen.theme;
        let (from, to) = (t.pixel(best.from, t.y.0).0, t.pixel(best.to, t.y.0).0);
        let missing = (theme.stroke(4.0) - (to - from)).max(0);
        let (from, to) = (from - missing / 2, to + missing - missing / 2);
        pen.rect((from, t.plot.top), (to, t.plot.bottom), theme.palette.third.mix(0.16))?;
        pen.rect((from, t.plot.bottom - theme.stroke(4.0)), (to, t.plot.bottom), theme.palette.third)
    }

    fn draw_best<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some(best) = self.best else { return Ok(()) };
        let theme = pen.theme;
        let at = t.pixel(best.threshold, best.value);
        pen.disc(at, theme.font_size * 0.46 + 2.0, theme.palette.surface)?;
        pen.disc(at, theme.font_size * 0.46, theme.palette.third)?;
        pen.disc(at, theme.font_size * 0.46 - 2.5, theme.palette.surface)?;
        // Beside the point, not over it: today's line often stands right there.
        let label = Label::new(&self.texts.best, theme.palette.third_text, Left).bold();
        let (width, gap, x) = (label.width(theme), theme.em(0.6), f64::from(at.0));
        let (left, right) = (f64::from(t.plot.left), f64::from(t.plot.right));
        let cut = text_width::fitted(label.text, (right - left) / (width / text_width::em_width(label.text).max(1e-9)));
        let (label, x) = match () {
            () if x + gap + width <= right => (label, x + gap),
            () if x - gap - width >= left => (Label { anchor: Right, ..label }, x - gap),
            // Neither side has the room: over or under the point, up to the edge.
            () if width <= right - left => (label, right - width),
            () => (Label { text: &cut, ..label }, left),
        };
        let away = theme.em(1.3);
        let above = f64::from(at.1) - away;
        let y = if above - theme.em(0.7) < f64::from(t.plot.top) { f64::from(at.1) + away } else { above };
        pen.text_on_patch(&label, x, y)
    }
}

impl Chart for ExpectedValue {
    type Marker = LineMarker;

    const COLUMNS: &'static [Column] = &[THRESHOLD, Column::new("column-value", Unit::Money)];

    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        Some(Frame {
            x: Axis::score(&self.axis.title(&self.texts.threshold, &self.texts.stretched), self.axis, width, theme),
            y: Axis::number(&self.texts.value, self.value_range(), 6, &theme.numbers),
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
        let curve = decimate::steps(t, t.x.0, defined.chain(nobody));
        pen.path(curve, theme.curve_width, theme.palette.third)?;
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
            Some(best) => Summary {
                id: "summary-expected-value",
                args: vec![
                    ("threshold", best.threshold, Unit::Score),
                    ("value", best.value, Unit::Money),
                    ("from", best.from, Unit::Score),
                    ("to", best.to, Unit::Score),
                ],
            },
            None => Summary { id: "summary-expected-value-none", args: Vec::new() },
        }
    }
}
