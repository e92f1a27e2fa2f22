//! Frequency tree: what becomes of 1,000 cases. Every place is fixed; only
//! figures and the widths of the streams follow the threshold.

use super::pen::{Label, Left, Pen, Right};
use super::text_width::halves;
use super::transform::round;
use super::{Cell, Chart, ChartError, Column, PlotRect, Summary, Theme, Tone, Transform, outcomes};
use crate::metrics::frequency::Frequencies;
use plotters::prelude::{Color, DrawingBackend};

/// The counts and their words.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyTree {
    /// The four outcomes among a round number of cases.
    pub counts: Frequencies,
    /// The words.
    pub texts: Texts,
}

/// The words on the chart, without numbers, in the form that fits the number
/// before them ("lumps", "sent to biopsy", "tumour missed").
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// All cases.
    pub cases: String,
    /// Those flagged.
    pub flagged: String,
    /// Those not flagged.
    pub not_flagged: String,
    /// Positive and flagged.
    pub caught: String,
    /// Negative and flagged.
    pub false_alarms: String,
    /// Positive and not flagged.
    pub missed: String,
    /// Negative and not flagged.
    pub left_alone: String,
}

/// A node: where its bar stands and how thick it is, in pixels.
#[derive(Clone, Copy)]
struct Node {
    x: f64,
    y: f64,
    thick: f64,
}

impl FrequencyTree {
    /// Nodes as [all, flagged, not flagged, caught, false alarms, missed, left alone].
    fn nodes(&self, t: &Transform, theme: &Theme) -> [Node; 7] {
        let PlotRect { left, top, right, bottom } = t.plot;
        let (left, width) = (f64::from(left), f64::from(right - left));
        let top = f64::from(top) + theme.em(1.4); // below the heading
        let height = f64::from(bottom) - top;
        let c = &self.counts;
        let whole = (c.of as f64).max(1.0);
        let node = |column: f64, row: f64, count: u64| {
            let share = count as f64 / whole;
            let least = if count > 0 { theme.px(1.5) } else { 0.0 };
            Node { x: left + width * column, y: top + height * row, thick: (share * height * 0.225).max(least) }
        };
        [
            node(0.0, 0.5, c.of),
            node(0.31, 0.25, c.flagged()),
            node(0.31, 0.75, c.missed + c.left_alone),
            node(0.60, 0.125, c.caught),
            node(0.60, 0.375, c.false_alarms),
            node(0.60, 0.625, c.missed),
            node(0.60, 0.875, c.left_alone),
        ]
    }

    /// How many cases there are, in the corner above the first bar, which
    /// nothing crosses, and a line from there to the bar.
    fn draw_heading<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform, all: Node) -> Result<(), ChartError> {
        let theme = pen.theme;
        let text = format!("{} {}", theme.numbers.plain(self.counts.of as f64, 0), self.texts.cases);
        let y = f64::from(t.plot.top) + theme.em(0.6);
        let x = all.x + theme.px(BAR / 2.0);
        let (from, to) = (round(y + theme.em(0.9)), round(all.y - all.thick / 2.0));
        pen.upright(round(x), (from, to), 1.0, theme.palette.axis)?;
        pen.text(&Label::new(&text, theme.palette.ink, Left).bold(), all.x, y)
    }

    /// The words of a decision, ending at its bar: above it or below it.
    fn decision<DB: DrawingBackend>(
        pen: &Pen<DB>,
        t: &Transform,
        node: Node,
        above: bool,
        (count, text): (u64, &str),
    ) -> Result<(), ChartError> {
        let theme = pen.theme;
        let x = node.x + theme.px(BAR);
        let number = theme.numbers.plain(count as f64, 0);
        let edge = node.thick / 2.0 + theme.em(0.85);
        let (first, second) = if above {
            (node.y - edge - theme.em(1.25), node.y - edge)
        } else {
            (node.y + edge, node.y + edge + theme.em(1.25))
        };
        pen.text(&Label::new(&number, theme.palette.ink, Right).bold().size(1.2), x, first)?;
        let room = x - f64::from(t.plot.left);
        pen.title(Label::new(text, theme.palette.ink, Right), room, x, second)
    }

    /// The words of an outcome right of its bar: the number above, large.
    fn outcome<DB: DrawingBackend>(
        pen: &Pen<DB>,
        t: &Transform,
        node: Node,
        (count, text, tone): (u64, &str, Tone),
    ) -> Result<(), ChartError> {
        let theme = pen.theme;
        let x = node.x + theme.px(14.0);
        let number = theme.numbers.plain(count as f64, 0);
        let color = tone.text(&theme.palette);
        let room = f64::from(t.plot.right) - x;
        let line = |text: &str, y: f64| pen.title(Label::new(text, theme.palette.ink, Left), room, x, y);
        let (above, below) = halves(text, room / theme.em(0.85));
        let rise = if below.is_empty() { 0.55 } else { 1.0 };
        pen.text(&Label::new(&number, color, Left).bold().size(1.35), x, node.y - theme.em(rise))?;
        line(above, node.y + theme.em(1.25 - rise))?;
        line(below, node.y + theme.em(2.3 - rise))
    }
}

/// A stream between two bars, `from` and `to` being the upper edges of its ends.
fn stream<DB: DrawingBackend>(
    pen: &Pen<DB>,
    (x0, from): (f64, f64),
    to: Node,
    color: impl Color,
) -> Result<(), ChartError> {
    const PARTS: i32 = 24;
    let x0 = x0 + f64::from(pen.theme.stroke(BAR));
    let curve = |i: i32, offset: f64| {
        let s = f64::from(i) / f64::from(PARTS);
        let ease = s * s * (3.0 - 2.0 * s);
        let y = from + (to.y - to.thick / 2.0 - from) * ease + offset;
        (round(x0 + (to.x - x0) * s), round(y))
    };
    let upper = (0..=PARTS).map(|i| curve(i, 0.0));
    let lower = (0..=PARTS).rev().map(|i| curve(i, to.thick));
    if to.thick <= 0.0 { Ok(()) } else { pen.polygon(upper.chain(lower).collect(), color) }
}

/// Width of a node's bar in CSS pixels.
const BAR: f64 = 6.0;

impl Chart for FrequencyTree {
    /// The whole tree follows the threshold: redraw its base.
    type Marker = ();

    const COLUMNS: &'static [Column] = outcomes::COLUMNS;

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        let (p, c, texts) = (theme.palette, &self.counts, &self.texts);
        let nodes = self.nodes(t, theme);
        let [all, flagged, unflagged, caught, alarms, missed, alone] = nodes;
        for (parent, upper, lower, colors) in [
            (all, flagged, unflagged, [(p.ink, 0.22), (p.ink, 0.12)]),
            (flagged, caught, alarms, [(p.positive, 0.4), (p.negative, 0.4)]),
            (unflagged, missed, alone, [(p.positive, 0.32), (p.negative, 0.22)]),
        ] {
            let start = parent.y - parent.thick / 2.0;
            let [first, second] = colors;
            stream(pen, (parent.x, start), upper, first.0.mix(first.1))?;
            // The second ends where the parent's bar does, however thin it is.
            let start = (parent.y + parent.thick / 2.0 - lower.thick).max(start);
            stream(pen, (parent.x, start), lower, second.0.mix(second.1))?;
        }
        // Flagged: full bars. Not flagged: hollow ones.
        let bars = [
            (p.ink, false),
            (p.ink, false),
            (p.muted, true),
            (p.positive, false),
            (p.negative, false),
            (p.positive, true),
            (p.negative, true),
        ];
        for (node, (color, hollow)) in nodes.into_iter().zip(bars) {
            let (width, half) = (theme.stroke(BAR), node.thick.max(theme.px(3.0)) / 2.0);
            let (x, upper, lower) = (round(node.x), round(node.y - half), round(node.y + half));
            pen.rect((x, upper), (x + width, lower), color)?;
            let rim = theme.stroke(1.5);
            if hollow && lower - upper > 2 * rim {
                pen.rect((x + rim, upper + rim), (x + width - rim, lower - rim), p.surface)?;
            }
        }
        self.draw_heading(pen, t, all)?;
        // Above the upper and below the lower node nothing flows in.
        Self::decision(pen, t, flagged, true, (c.flagged(), &texts.flagged))?;
        Self::decision(pen, t, unflagged, false, (c.missed + c.left_alone, &texts.not_flagged))?;
        Self::outcome(pen, t, caught, (c.caught, &texts.caught, Tone::Positive))?;
        Self::outcome(pen, t, alarms, (c.false_alarms, &texts.false_alarms, Tone::Negative))?;
        Self::outcome(pen, t, missed, (c.missed, &texts.missed, Tone::Positive))?;
        Self::outcome(pen, t, alone, (c.left_alone, &texts.left_alone, Tone::Negative))?;
        Ok(())
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        outcomes::row(&self.counts, index)
    }

    fn summary(&self) -> Summary {
        outcomes::summary(&self.counts)
    }
}
