//! Scores by outcome: a histogram of the positive class upwards and of the
//! negative class downwards, cut by the threshold into the four outcomes.

mod line;

pub use line::Marker;

use super::axis::{Axis, round_ticks};
use super::frame::{Extra, Frame};
use super::pen::{Label, Left, Pen};
use super::transform::round;
use super::{Cell, Chart, ChartError, Column, Place, ScoreAxis, ScoreScale, Summary, Theme, Transform, Unit};
use crate::metrics::histogram::{Bin, Histogram};
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use plotters::prelude::DrawingBackend;

/// The bars and their words.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoresByOutcome {
    /// One bar a bin.
    pub histogram: Histogram,
    /// The words.
    pub texts: Texts,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub score: String,
    /// Name of the positive class, in the scenario's words.
    pub positive: String,
    /// Name of the negative class.
    pub negative: String,
    /// Says that each half has its own scale, where it has.
    pub own_scales: String,
    /// Says that the axis has log odds, where it has.
    pub stretched: String,
    /// Stands left of the line.
    pub not_flagged: String,
    /// Stands right of the line.
    pub flagged: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`); the class names
    /// are the scenario's own.
    pub fn load(word: impl Fn(&str) -> String, positive: String, negative: String) -> Self {
        Self {
            score: word("chart-scores-by-outcome-x"),
            positive,
            negative,
            own_scales: word("chart-scores-by-outcome-own-scales"),
            stretched: word("chart-score-stretched"),
            not_flagged: word("chart-scores-by-outcome-not-flagged"),
            flagged: word("chart-scores-by-outcome-flagged"),
        }
    }
}

/// The classes share a scale as long as the smaller one stays visible on it;
/// beyond this ratio each half has its own, with its own labels.
const SHARED_UP_TO: f64 = 4.0;

impl ScoresByOutcome {
    /// The bars of a sweep on its score axis ([`ScoreAxis::of`]): equally wide
    /// as drawn. Scores beyond the axis count in the outermost bars.
    #[must_use]
    pub fn of(sweep: &Sweep, bars: usize, texts: Texts) -> Self {
        let cuts = ScoreAxis::of(sweep).cuts(bars.clamp(1, 1_000));
        let last = cuts.len() - 1; // there are at least two cuts
        // Positive and negative cases that score at or above a cut.
        let above = |k: usize, cut: f64| match k {
            0 => (sweep.positives(), sweep.negatives()),
            k if k == last => (0.0, 0.0),
            _ => {
                let at = Threshold::at(cut).map_or(0, |t| sweep.index_at(t));
                let counts = sweep.confusion(at);
                (counts.tp, counts.fp)
            }
        };
        let edges: Vec<(f64, (f64, f64))> = cuts.into_iter().enumerate().map(|(k, cut)| (cut, above(k, cut))).collect();
        let bars = edges.iter().zip(edges.iter().skip(1)).map(|((low, from), (high, to))| Bin {
            low: *low,
            high: *high,
            positives: from.0 - to.0,
            negatives: from.1 - to.1,
        });
        Self { histogram: Histogram { bins: bars.collect() }, texts }
    }

    /// The scale on which the bars are equally wide.
    fn scale(&self) -> ScoreScale {
        let widths = || self.bins().iter().map(|b| b.high - b.low);
        let (least, most) = (widths().fold(f64::INFINITY, f64::min), widths().fold(0.0, f64::max));
        if most > 1.5 * least { ScoreScale::LogOdds } else { ScoreScale::Linear }
    }

    fn bins(&self) -> &[Bin] {
        &self.histogram.bins
    }

    fn x_axis(&self, width: u32, theme: &Theme) -> Axis {
        let start = self.bins().first().map_or(0.0, |b| b.low);
        let end = self.bins().last().map_or(1.0, |b| b.high);
        let end = if end > start { end } else { start + 1.0 };
        let (up, down) = self.tallest();
        let (range, scale) = ((start, end), self.scale());
        let axis = ScoreAxis { range, scale };
        let mut title = axis.title(&self.texts.score, &self.texts.stretched);
        if up != down {
            title = format!("{title} · {}", self.texts.own_scales);
        }
        Axis::score(&title, axis, width, theme)
    }

    /// The tallest bar of each half, at least one case.
    fn tallest(&self) -> (f64, f64) {
        let most = |count: fn(&Bin) -> f64| self.bins().iter().map(count).fold(1.0, f64::max);
        let (positive, negative) = (most(|b| b.positives), most(|b| b.negatives));
        let (low, high) = (positive.min(negative), positive.max(negative));
        if high <= low * SHARED_UP_TO { (high, high) } else { (positive, negative) }
    }

    /// Counts in shares of a half's height: upwards positive.
    fn y_axis(&self, theme: &Theme) -> Axis {
        let (up, down) = self.tallest();
        let ticks_of = |most: f64, sign: f64| {
            let (ticks, decimals) = round_ticks((0.0, most), 4);
            let last = ticks.into_iter().next_back().filter(|t| *t > 0.0);
            last.map(|t| (sign * t / most, theme.numbers.plain(t, decimals)))
        };
        let zero = Some((0.0, theme.numbers.plain(0.0, 0)));
        let ticks = [ticks_of(down, -1.0), zero, ticks_of(up, 1.0)].into_iter().flatten().collect();
        Axis { range: (-1.0, 1.0), scale: ScoreScale::Linear, ticks, title: String::new() }
    }

    fn draw_bars<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let palette = pen.theme.palette;
        let (up, down) = self.tallest();
        let zero = t.pixel(t.x.0, 0.0).1;
        for bar in self.bins() {
            let (from, to) = (t.pixel(bar.low, 0.0).0, t.pixel(bar.high, 0.0).0);
            // A hairline between bars, where they are wide enough for one.
            let gap = if to - from > pen.theme.stroke(4.0) { pen.theme.stroke(1.0) } else { 0 };
            for (count, most, sign, color) in
                [(bar.positives, up, 1.0, palette.positive), (bar.negatives, down, -1.0, palette.negative)]
            {
                let mut tip = t.pixel(bar.low, sign * count / most).1;
                if count > 0.0 && tip == zero {
                    // A single case stays visible beside a thousand.
                    tip -= sign as i32 * pen.theme.stroke(1.0);
                }
                pen.rect((from, zero), (to - gap, tip), color)?;
            }
        }
        Ok(())
    }

    /// The class names in their colours, each with the direction of its bars,
    /// level in a row of their own: nobody turns the head, nothing collides.
    fn draw_names<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let (theme, palette) = (pen.theme, pen.theme.palette);
        let names = [
            (&self.texts.positive, palette.positive, palette.positive_text, -1.0),
            (&self.texts.negative, palette.negative, palette.negative_text, 1.0),
        ];
        let (arrow, gap) = (theme.em(1.1), theme.em(1.2));
        let start = theme.px(8.0);
        let room = f64::from(t.plot.right) - start - 2.0 * arrow - gap;
        let labels = names.map(|(name, _, color, _)| Label::new(name, color, Left).bold());
        let widths = labels.each_ref().map(|label| label.width(theme));
        let all: f64 = widths.iter().sum();
        let y = start + theme.em(0.6);
        let mut x = start;
        for ((label, width), (_, color, _, down)) in labels.into_iter().zip(widths).zip(names) {
            let (half, tall) = (theme.em(0.36), down * theme.em(0.3));
            let tip = [(x, y - tall), (x + 2.0 * half, y - tall), (x + half, y + tall)];
            pen.polygon(tip.map(|(x, y)| (round(x), round(y))).to_vec(), color)?;
            let share = if all > room { room * width / all } else { width };
            pen.title(label, share, x + arrow, y)?;
            x += arrow + share + gap;
        }
        Ok(())
    }
}

/// How the two outcomes of a half are set.
#[derive(Clone, Copy)]
struct Rows {
    /// Below each other, in a narrow chart.
    stacked: bool,
    /// Height of a row, in multiples of the label size.
    height: f64,
}

impl Rows {
    fn of(width: u32, theme: &Theme) -> Self {
        let stacked = f64::from(width) < theme.em(36.0);
        Self { stacked, height: if stacked { 1.25 } else { 1.5 } }
    }

    /// What they need at the head of a half, in multiples of the label size.
    fn head(self) -> f64 {
        self.height * if self.stacked { 2.0 } else { 1.0 } + 0.2
    }
}

impl Chart for ScoresByOutcome {
    type Marker = Marker;

    const COLUMNS: &'static [Column] = &[
        Column::new("column-score-from", Unit::Score),
        Column::new("column-score-to", Unit::Score),
        Column::new("column-positive", Unit::Count),
        Column::new("column-negative", Unit::Count),
    ];

    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        // Room for the class names and the handle above the plot, and in each half for its outcomes.
        let extra = Extra { top: 3.2, head: Rows::of(width, theme).head(), ..Extra::default() };
        Some(Frame { x: self.x_axis(width, theme), y: self.y_axis(theme), extra })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        self.draw_bars(pen, t)?;
        let zero = t.pixel(t.x.0, 0.0).1;
        pen.level(zero, (t.plot.left, t.plot.right), 1.0, theme.palette.axis)?;
        self.draw_names(pen, t)?;
        Ok(())
    }

    fn rows(&self) -> usize {
        self.bins().len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        self.bins().get(index).map(|b| [b.low, b.high, b.positives, b.negatives].map(Cell::from).to_vec())
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.bins().get(index).map(|b| Place::across(b.low + (b.high - b.low) / 2.0))
    }

    fn summary(&self) -> Summary {
        let total = |count: fn(&Bin) -> f64| self.bins().iter().map(count).sum::<f64>();
        Summary {
            id: "summary-scores-by-outcome",
            args: vec![
                ("positive", total(|b| b.positives), Unit::Count),
                ("negative", total(|b| b.negatives), Unit::Count),
            ],
        }
    }
}
