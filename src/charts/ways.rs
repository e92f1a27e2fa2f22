//! Ways to decide: what each gets right in all, and what it finds. Side by
//! side, the two bars show why the first one misleads.

use super::frame::Frame;
use super::pen::{Label, Left, Pen};
use super::transform::round;
use super::{Cell, Chart, ChartError, Column, Place, PlotRect, Summary, Theme, Tone, Transform, Unit};
use crate::metrics::confusion::Confusion;
use plotters::prelude::DrawingBackend;

/// The ways and the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Ways {
    /// The ways, the model first.
    pub bars: Vec<WayBar>,
    /// The words.
    pub texts: Texts,
}

/// One way to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct WayBar {
    /// Its message id, for the table twin.
    pub id: &'static str,
    /// What it is called on the chart.
    pub name: String,
    /// Share of all cases treated rightly (accuracy).
    pub right: Option<f64>,
    /// Share of the positive cases that it finds (recall).
    pub found: Option<f64>,
    /// Both shares as shown.
    pub shown: [String; 2],
    /// The four counts.
    pub counts: Confusion,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Name of the first bar.
    pub right: String,
    /// Name of the second bar.
    pub found: String,
}

impl Ways {
    fn key<DB: DrawingBackend>(&self, pen: &Pen<DB>, (x, y): (f64, f64), room: f64) -> Result<(), ChartError> {
        let theme = pen.theme;
        for (i, (text, tone)) in
            [(&self.texts.right, Tone::Negative), (&self.texts.found, Tone::Positive)].into_iter().enumerate()
        {
            let y = y + theme.em(1.5) * (i as f64 + 0.5);
            let half = theme.em(0.4);
            let square = ((round(x), round(y - half)), (round(x + 2.0 * half), round(y + half)));
            pen.rect(square.0, square.1, tone.shape(&theme.palette))?;
            pen.title(Label::new(text, theme.palette.ink, Left), room - theme.em(1.4), x + theme.em(1.4), y)?;
        }
        Ok(())
    }
}

impl Chart for Ways {
    /// The model's bars follow the threshold: redraw the base.
    type Marker = ();

    const COLUMNS: &'static [Column] = &[
        Column::new("column-way", Unit::Word),
        Column::new("column-accuracy", Unit::Share),
        Column::new("column-recall", Unit::Share),
        Column::new("column-caught", Unit::Count),
        Column::new("column-missed", Unit::Count),
        Column::new("column-false-alarms", Unit::Count),
    ];

    fn frame(&self, _: u32, _: &Theme) -> Option<Frame> {
        None
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        let PlotRect { left, top, right, bottom } = t.plot;
        let (left, top) = (f64::from(left), f64::from(top));
        let (width, height) = (f64::from(right) - left, f64::from(bottom) - top);
        self.key(pen, (left, top), width)?;
        let top = top + theme.em(3.6);
        let block = (height - theme.em(3.6)) / self.bars.len().max(1) as f64;
        // Room for "100%" right of a full bar.
        let full = width - theme.em(4.0);
        for (i, bar) in self.bars.iter().enumerate() {
            let y = top + block * i as f64;
            let thick = ((block - theme.em(1.9)) / 2.0).clamp(theme.em(0.5), theme.em(1.2));
            let name = Label::new(&bar.name, theme.palette.ink, Left).bold();
            pen.title(name, width, left, y + theme.em(0.7))?;
            let shares = [(bar.right, Tone::Negative), (bar.found, Tone::Positive)];
            for (row, ((share, tone), text)) in shares.into_iter().zip(&bar.shown).enumerate() {
                let from = y + theme.em(1.5) + row as f64 * (thick + theme.px(2.0));
                let end = left + full * share.unwrap_or(0.0);
                // A bar without length still shows where it would begin.
                let end = end.max(left + theme.px(2.0));
                let corner = (round(end), round(from + thick));
                pen.rect((round(left), round(from)), corner, tone.shape(&theme.palette))?;
                let color = tone.text(&theme.palette);
                let label = Label::new(text, color, Left).bold();
                pen.text(&label, end + theme.em(0.4), from + thick / 2.0)?;
            }
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.bars.len()
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        let bar = self.bars.get(index)?;
        let c = &bar.counts;
        Some(vec![Cell::Word(bar.id), bar.right.into(), bar.found.into(), c.tp.into(), c.fn_.into(), c.fp.into()])
    }

    fn place(&self, _: usize) -> Option<Place> {
        None
    }

    fn summary(&self) -> Summary {
        let first = |index: usize, pick: fn(&WayBar) -> Option<f64>| self.bars.get(index).and_then(pick);
        match (first(0, |b| b.right), first(0, |b| b.found)) {
            (Some(right), Some(found)) => {
                Summary { id: "summary-ways", args: vec![("right", right, Unit::Share), ("found", found, Unit::Share)] }
            }
            _ => Summary { id: "summary-ways-none", args: Vec::new() },
        }
    }
}
