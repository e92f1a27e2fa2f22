//! Precision, flagged and missed along the share of positive cases: what the
//! same line gives where positives are rarer or more frequent.
//!
//! Two panels above each other share one axis of shares, which has log odds so
//! that rare shares are as readable as even ones. Precision stands above; the
//! counts of 1,000 cases below, each line of the grid ten times the one under
//! it, because at 1 in 1,000 there are a hundred times fewer missed than at 1
//! in 10.

mod marks;
mod panels;
mod share;

use super::axis::Axis;
use super::frame::{Extra, Frame};
use super::pen::{Label, Left, Pen};
use super::spread::spread;
use super::table::PRECISION;
use super::text_width::em_width;
use super::{
    Cell, Chart, ChartError, Column, Crossing, LineMarker, Place, ScoreAxis, Summary, Theme, Tone, Transform, Unit,
    decimate,
};
use crate::metrics::confusion::Confusion;
use crate::metrics::prevalence::Prevalence;
use panels::{Decades, RANGE};
use plotters::prelude::DrawingBackend;

pub use share::{STEPS, axis, percent_at, step_of};

/// The round number of cases that counts are of.
pub const CASES: f64 = 1_000.0;

/// The curves and their words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ByPrevalence {
    /// By rising share; without points where a class was never seen.
    pub points: Vec<Point>,
    /// Share of the cases themselves, with the precision there.
    pub here: Option<(f64, Option<f64>)>,
    /// The axis of shares.
    pub axis: ScoreAxis,
    /// The words.
    pub texts: Texts,
}

/// What the line gives at one share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Share of positive cases.
    pub share: f64,
    /// Share of flagged cases that are positive.
    pub precision: Option<f64>,
    /// Flagged of 1,000 cases.
    pub flagged: f64,
    /// Missed of 1,000 cases.
    pub missed: f64,
}

/// The words on the chart.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Texts {
    /// Title of the horizontal axis.
    pub share: String,
    /// Title of the upper panel.
    pub precision_title: String,
    /// Title of the lower panel.
    pub counts_title: String,
    /// Names of the curves.
    pub precision: String,
    /// See [`Texts::precision`].
    pub flagged: String,
    /// See [`Texts::precision`].
    pub missed: String,
    /// Label of the cases' own share ("here: 1.5%").
    pub here: String,
}

impl Texts {
    /// Words the chart by message id (`locales/*/charts.ftl`); the titles of
    /// the axis of shares and of the counts, and the label of the cases' own
    /// share come with the scenario's words and numbers.
    pub fn load(word: impl Fn(&str) -> String, share: String, counts_title: String, here: String) -> Self {
        Self {
            share,
            precision_title: word("chart-precision-recall-y"),
            counts_title,
            precision: word("column-precision"),
            flagged: word("chart-by-prevalence-flagged"),
            missed: word("chart-by-prevalence-missed"),
            here,
        }
    }
}

impl ByPrevalence {
    /// The curves of the counts at one line.
    #[must_use]
    pub fn of(counts: &Confusion, texts: Texts) -> Self {
        const POINTS: usize = 160;
        let own = counts.positives() / counts.total();
        let axis = axis(Some(own));
        let point = |share: f64| {
            let there = Prevalence::new(share)?.of_cases(counts, CASES).ok()?;
            Some(Point { share, precision: there.precision(), flagged: there.flagged(), missed: there.fn_ })
        };
        let points = axis.cuts(POINTS).into_iter().filter_map(point).collect();
        let here = (own > 0.0 && own < 1.0).then(|| (own, counts.precision()));
        Self { points, here, axis, texts }
    }

    /// Where a share's line meets the curves. `there` are the counts of
    /// [`CASES`] cases at that share; the texts are of precision, flagged and
    /// missed.
    #[must_use]
    pub fn crossings(&self, there: &Confusion, texts: [String; 3]) -> Vec<Crossing> {
        let decades = self.decades();
        let [precision, flagged, missed] = texts;
        vec![
            Crossing { y: there.precision(), text: precision, tone: Tone::Third },
            Crossing { y: decades.place(there.flagged()), text: flagged, tone: Tone::Negative },
            Crossing { y: decades.place(there.fn_), text: missed, tone: Tone::Positive },
        ]
    }

    fn decades(&self) -> Decades {
        Decades::of(self.points.iter().flat_map(|p| [p.flagged, p.missed]))
    }

    /// Names above for the cases' own share, right of the plot for the curves.
    fn extra(&self) -> Extra {
        let names = [&self.texts.precision, &self.texts.flagged, &self.texts.missed];
        let widest = names.into_iter().map(|name| em_width(name)).fold(0.0, f64::max);
        Extra { top: 1.2, ends: widest * 1.13 + 0.5, ..Extra::default() }
    }
}

impl Chart for ByPrevalence {
    type Marker = LineMarker;

    const COLUMNS: &'static [Column] = &[
        Column::new("column-share", Unit::SmallShare),
        PRECISION,
        Column::new("column-flagged-of-thousand", Unit::Count),
        Column::new("column-missed-of-thousand", Unit::Count),
    ];

    fn frame(&self, _: u32, theme: &Theme) -> Option<Frame> {
        let shares = [0.0, 0.5, 1.0].map(|share| (share, theme.numbers.percent(share, 0)));
        let ticks = shares.into_iter().chain(self.decades().ticks(&theme.numbers)).collect();
        let linear = super::ScoreScale::Linear;
        Some(Frame {
            x: share::ticks(&self.texts.share, self.axis, &theme.numbers),
            y: Axis { range: RANGE, scale: linear, ticks, title: self.texts.precision_title.clone() },
            extra: self.extra(),
        })
    }

    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let theme = pen.theme;
        self.draw_here(pen, t)?;
        self.draw_gap(pen, t)?;
        let decades = self.decades();
        let path = |y: &dyn Fn(&Point) -> Option<f64>| {
            let defined = self.points.iter().filter_map(|p| Some(t.pixel(p.share, y(p)?)));
            decimate::columns(defined)
        };
        let curves = [
            (path(&|p| p.precision), &self.texts.precision, Tone::Third),
            (path(&|p| decades.place(p.flagged)), &self.texts.flagged, Tone::Negative),
            (path(&|p| decades.place(p.missed)), &self.texts.missed, Tone::Positive),
        ];
        let drawn: Vec<_> = curves.into_iter().filter(|(path, ..)| path.len() > 1).collect();
        let ends: Vec<f64> = drawn.iter().map(|c| c.0.last().map_or(0.0, |p| f64::from(p.1))).collect();
        let rows = spread(&ends, theme.em(1.3), f64::from(t.plot.top), f64::from(t.plot.bottom));
        for ((path, name, tone), row) in drawn.into_iter().zip(rows) {
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
        let row = |p: &Point| vec![p.share.into(), p.precision.into(), p.flagged.into(), p.missed.into()];
        self.points.get(index).map(row)
    }

    fn place(&self, index: usize) -> Option<Place> {
        self.points.get(index).map(|p| Place::across(p.share))
    }

    fn summary(&self) -> Summary {
        let ends = self.points.first().zip(self.points.last());
        let none = |id| Summary { id, args: Vec::new() };
        let Some((rare, frequent)) = ends else { return none("summary-by-prevalence-none") };
        let Some((here, Some(precision))) = self.here else { return none("summary-by-prevalence-nobody") };
        let there = |point: &Point| point.precision.unwrap_or(0.0);
        Summary {
            id: "summary-by-prevalence",
            args: vec![
                ("here", here, Unit::SmallShare),
                ("precision", precision, Unit::Share),
                ("rare", rare.share, Unit::SmallShare),
                ("precision-rare", there(rare), Unit::Share),
                ("frequent", frequent.share, Unit::SmallShare),
                ("precision-frequent", there(frequent), Unit::Share),
            ],
        }
    }
}
