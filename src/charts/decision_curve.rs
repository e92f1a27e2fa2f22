//! Decision curve: whether the model is worth using at all, for every
//! exchange rate between missed cases and false alarms.

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::pen::{Label, Left, Pen};
use super::spread::spread;
use super::text_width::em_width;
use super::{
    Cell, Chart, ChartError, Column, LineMarker, Place, ScoreAxis, ScoreScale, Summary, Theme, Tone, Transform, Unit,
    decimate,
};
use crate::metrics::decision::{DecisionPoint, decision_curve};
use crate::metrics::sweep::Sweep;
use plotters::prelude::DrawingBackend;

/// The three curves and their words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DecisionCurve {
    /// Net benefit by rising threshold probability.
    pub points: Vec<DecisionPoint>,
    /// The words.
    pub texts: Texts,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub probability: String,
    /// Title of the vertical axis.
    pub benefit: String,
    /// Name of the model's curve.
    pub model: String,
    /// Name of the curve of flagging everybody.
    pub all: String,
    /// Name of the level line of flagging nobody.
    pub none: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`).
    pub fn load(word: impl Fn(&str) -> String) -> Self {
        Self {
            probability: word("chart-decision-x"),
            benefit: word("chart-decision-y"),
            model: word("chart-decision-model"),
            all: word("chart-decision-all"),
            none: word("chart-decision-none"),
        }
    }
}

impl DecisionCurve {
    /// The tone of the model's curve, for the crossing of a marker.
    pub const TONE: Tone = Tone::Negative;

    /// The curve of a sweep over the probabilities that matter: up to six times
    /// the share of positive cases, but at least to 0.2. Without points when
    /// the scores are not probabilities.
    #[must_use]
    pub fn of(sweep: &Sweep, texts: Texts) -> Self {
        const STEPS: u32 = 200;
        let end = (6.0 * sweep.prevalence().unwrap_or(1.0)).clamp(0.2, 0.99);
        let at = (0..=STEPS).map(|i| end * f64::from(i) / f64::from(STEPS));
        Self { points: decision_curve(sweep, at).unwrap_or_default(), texts }
    }

    /// From a little below nobody's zero to the best that anything reaches:
    /// flagging everybody falls without limit, so it leaves the picture.
    fn benefit_range(&self) -> (f64, f64) {
        let best = self.points.iter().map(|p| p.model.max(p.flag_all)).fold(0.0, f64::max);
        let best = if best > 0.0 && best.is_finite() { best } else { 1.0 };
        (-0.22 * best, 1.08 * best)
    }

    /// Room right of the plot for the two names at the ends of curves.
    fn extra(&self) -> Extra {
        let widest = em_width(&self.texts.model).max(em_width(&self.texts.none));
        Extra { ends: widest * 1.06 + 0.5, ..Extra::default() }
    }

    /// A curve up to where it leaves the plot.
    fn curve(&self, t: &Transform, value: fn(&DecisionPoint) -> f64) -> Vec<(i32, i32)> {
        let mut path = Vec::new();
        let mut before: Option<(f64, f64)> = None;
        for (x, y) in self.points.iter().map(|p| (p.probability, value(p))) {
            if y < t.y.0 {
                // The model can dip below and come back; flagging everybody cannot.
                if let Some((x0, y0)) = before {
                    let cut = x0 + (x - x0) * (y0 - t.y.0) / (y0 - y);
                    path.push(t.pixel(cut, t.y.0));
                }
                break;
            }
            path.push(t.pixel(x, y));
            before = Some((x, y));
        }
        decimate::columns(path)
    }
}

impl Chart for DecisionCurve {
    type Marker = LineMarker;

    const COLUMNS: &'static [Column] = &[
        Column::new("column-probability", Unit::Score),
        Column::new("column-net-benefit", Unit::Number),
        Column::new("column-net-benefit-all", Unit::Number),
        Column::new("column-net-benefit-none", Unit::Number),
    ];

    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        let ends = |p: Option<&DecisionPoint>, other| p.map_or(other, |p| p.probability);
        let (start, end) = (ends(self.points.first(), 0.0), ends(self.points.last(), 1.0));
        // The curve ends just short of probability 1, where false alarms outweigh all.
        let end = if end > 0.95 { 1.0 } else { end };
        let range = if end > start { (start, end) } else { (0.0, 1.0) };
        Some(Frame {
            x: Axis::score(&self.texts.probability, ScoreAxis { range, scale: ScoreScale::Linear }, width, theme),
            y: Axis::number(&self.texts.benefit, self.benefit_range(), 5, &theme.numbers),
            extra: self.extra(),
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        let palette = theme.palette;
        let zero = t.pixel(t.x.0, 0.0).1;
        pen.level(zero, (t.plot.left, t.plot.right), 1.5, palette.axis)?;
        let all = self.curve(t, |p| p.flag_all);
        if let Some(last) = all.last().copied() {
            // Where it leaves the plot there is nothing else; to the right of it is room.
            let label = Label::new(&self.texts.all, palette.muted, Left).size(0.92);
            let room = f64::from(t.plot.right) - label.width(theme);
            let x = (f64::from(last.0) + theme.em(0.4)).min(room);
            pen.text_on_patch(&label, x, f64::from(t.plot.bottom) - theme.em(0.8))?;
        }
        pen.path(all, 1.5, palette.muted)?;
        let model = self.curve(t, |p| p.model);
        let ends = [model.last().map_or(0.0, |p| f64::from(p.1)), f64::from(zero)];
        let rows = spread(&ends, theme.em(1.3), f64::from(t.plot.top), f64::from(t.plot.bottom));
        pen.path(model, theme.curve_width, palette.negative)?;
        let names = [
            Label::new(&self.texts.model, palette.negative_text, Left).bold(),
            Label::new(&self.texts.none, palette.muted, Left).size(0.92),
        ];
        for (label, row) in names.into_iter().zip(rows) {
            pen.text(&label, f64::from(t.plot.right) + theme.em(0.4), row)?;
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.points.get(index).map(|p| [p.probability, p.model, p.flag_all, p.flag_none].map(Cell::from).to_vec())
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::across(p.probability))
    }

    fn summary(&self) -> Summary {
        if self.points.is_empty() {
            return Summary { id: "summary-decision-none", args: Vec::new() };
        }
        let better = self.points.iter().filter(|p| p.model > p.flag_all.max(p.flag_none)).count();
        Summary {
            id: "summary-decision",
            args: vec![("better", better as f64, Unit::Count), ("points", self.points.len() as f64, Unit::Count)],
        }
    }
}
