//! Icon array: each case a symbol, grouped by outcome. The symbols differ in
//! shape as well as colour, and are filled where a case is flagged.

use super::pen::{Label, Left, Pen};
use super::text_width::em_width;
use super::transform::round;
use super::{Cell, Chart, ChartError, Column, PlotRect, Summary, Theme, Transform, outcomes};
use crate::metrics::frequency::{Frequencies, apportion};
use plotters::prelude::{DrawingBackend, RGBColor};

/// The counts and their words.
#[derive(Clone, Debug, PartialEq)]
pub struct IconArray {
    /// The four outcomes among a round number of cases. Above 1,000 cases, a
    /// symbol stands for several, and the page says so.
    pub counts: Frequencies,
    /// What stands beside each key, number included.
    pub texts: Texts,
}

/// The keys, each with its number ("47 tumours found").
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Positive and flagged: full circles.
    pub caught: String,
    /// Positive and not flagged: rings.
    pub missed: String,
    /// Negative and flagged: full squares.
    pub false_alarms: String,
    /// Negative and not flagged: small dots.
    pub left_alone: String,
}

/// More symbols than these cannot be told apart.
const MOST: u64 = 1_000;

#[derive(Clone, Copy)]
enum Symbol {
    Disc,
    Ring,
    Square,
    Dot,
}

const SYMBOLS: [Symbol; 4] = [Symbol::Disc, Symbol::Ring, Symbol::Square, Symbol::Dot];

impl IconArray {
    /// Symbols per group, in the order of [`SYMBOLS`].
    fn icons(&self) -> [u64; 4] {
        let c = &self.counts;
        let counts = [c.caught, c.missed, c.false_alarms, c.left_alone];
        if c.of <= MOST {
            return counts;
        }
        apportion(counts.map(|n| n as f64), MOST).unwrap_or_default()
    }

    /// Room for the keys beside the symbols.
    fn keys_width(&self, theme: &Theme) -> f64 {
        let texts = [&self.texts.caught, &self.texts.missed, &self.texts.false_alarms, &self.texts.left_alone];
        theme.em(texts.map(|text| em_width(text)).into_iter().fold(0.0, f64::max) + 3.0)
    }

    fn draw_keys<DB: DrawingBackend>(&self, pen: &Pen<DB>, x: f64, top: f64, room: f64) -> Result<(), ChartError> {
        let theme = pen.theme;
        let texts = [&self.texts.caught, &self.texts.missed, &self.texts.false_alarms, &self.texts.left_alone];
        for (i, (symbol, text)) in SYMBOLS.into_iter().zip(texts).enumerate() {
            let y = top + theme.em(1.6) * (i as f64 + 0.5);
            symbol.draw(pen, (x + theme.em(0.45), y), theme.em(0.9))?;
            let label = Label::new(text, theme.palette.ink, Left);
            pen.title(label, room - theme.em(1.4), x + theme.em(1.4), y)?;
        }
        Ok(())
    }
}

impl Symbol {
    fn color(self, theme: &Theme) -> RGBColor {
        match self {
            Self::Disc | Self::Ring => theme.palette.positive,
            Self::Square => theme.palette.negative,
            Self::Dot => theme.palette.axis,
        }
    }

    /// Draws the symbol in a square cell around a centre.
    fn draw<DB: DrawingBackend>(self, pen: &Pen<DB>, (x, y): (f64, f64), cell: f64) -> Result<(), ChartError> {
        let (at, color) = ((round(x), round(y)), self.color(pen.theme));
        // The pen takes radii in CSS pixels.
        let radius = cell * 0.4 / pen.theme.scale;
        let half = |share: f64| round(cell * share).max(1);
        let square = |h: i32| pen.rect((at.0 - h, at.1 - h), (at.0 + h, at.1 + h), color);
        match self {
            Self::Disc => pen.disc(at, radius, color),
            Self::Ring => {
                pen.disc(at, radius, color)?;
                pen.disc(at, radius * 0.6, pen.theme.palette.surface)
            }
            Self::Square => square(half(0.36)),
            Self::Dot => square(half(0.15)),
        }
    }
}

impl Chart for IconArray {
    /// All of it follows the threshold: redraw its base.
    type Marker = ();

    const COLUMNS: &'static [Column] = outcomes::COLUMNS;

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        let PlotRect { left, top, right, bottom } = t.plot;
        let (x, y) = (f64::from(left), f64::from(top));
        let (width, height) = (f64::from(right - left), f64::from(bottom - top));
        // Keys beside the symbols where it is wide, below them where it is not.
        let beside = width > theme.em(34.0);
        let keys = if beside { self.keys_width(theme).min(width * 0.45) } else { theme.em(6.6) };
        let (wide, tall) = if beside { (width - keys, height) } else { (width, height - keys) };
        let icons = self.icons();
        let total = icons.iter().sum::<u64>().max(1) as f64;
        // The largest square cell with which all fit: rows, then columns filled one by one.
        let rows = (1..=MOST)
            .map(|rows| rows as f64)
            .max_by(|a, b| cell(*a, total, wide, tall).total_cmp(&cell(*b, total, wide, tall)))
            .unwrap_or(1.0);
        let cell = cell(rows, total, wide, tall);
        let mut place = 0_u64;
        for (symbol, count) in SYMBOLS.into_iter().zip(icons) {
            for _ in 0..count {
                let (column, row) = (place / rows as u64, place % rows as u64);
                let at = |i: u64, start: f64| start + cell * (i as f64 + 0.5);
                symbol.draw(pen, (at(column, x), at(row, y)), cell)?;
                place += 1;
            }
        }
        if beside {
            self.draw_keys(pen, x + wide + theme.em(1.5), y, keys - theme.em(1.5))?;
        } else {
            self.draw_keys(pen, x, y + tall + theme.em(0.2), width)?;
        }
        Ok(())
    }

    fn row(&self, index: usize) -> Option<Vec<Cell>> {
        outcomes::row(&self.counts, index)
    }

    fn summary(&self) -> Summary {
        outcomes::summary(&self.counts)
    }
}

/// Side of a cell when `total` symbols stand in so many rows.
fn cell(rows: f64, total: f64, width: f64, height: f64) -> f64 {
    (height / rows).min(width / (total / rows).ceil())
}
