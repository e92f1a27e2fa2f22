//! Charts drawn with plotters on any backend: the canvas on screen, SVG for
//! download, print and golden tests.
//!
//! Read [`Chart`] first; it explains every file here. A chart is a plain
//! struct of figures (from [`crate::metrics`]; nothing is counted here) and
//! of words (from the locale files; nothing is worded here). It draws in two
//! layers:
//!
//! * [`Chart::draw_base`]: all that stays while the threshold moves. The page
//!   keeps it on one canvas and redraws it only when data, size or theme change.
//! * [`Chart::draw_marker`]: the line or point of today's threshold, on a
//!   second, transparent canvas. This is the whole cost of a slider step.
//!
//! Both share one [`Transform`] between pixels and data, which the page also
//! uses for read-outs and for dragging.
//!
//! Nothing is measured through the browser (plotters would append an element
//! to the page for each label): widths are estimated in [`text_width`], so a
//! chart has the same layout on every machine and costs no reflow.

mod axis;
mod band;
pub mod by_prevalence;
pub mod calibration;
pub mod coverage;
mod decimate;
pub mod decision_curve;
pub mod expected_value;
mod frame;
pub mod frequency_tree;
pub mod gains;
pub mod icon_array;
mod kept;
mod marker;
mod note;
mod numbers;
mod outcomes;
mod pen;
pub mod precision_recall;
mod read_out;
pub mod roc;
mod score_axis;
mod score_track;
pub mod scores_by_outcome;
mod spread;
mod svg;
mod table;
mod text_width;
mod theme;
pub mod threshold_curves;
mod transform;
pub mod ways;

pub use marker::{Crossing, LineMarker, MarkerLook, PointMarker, Tone};
pub use numbers::Numbers;
pub use read_out::Place;
pub use score_axis::{ScoreAxis, ScoreScale};
pub use score_track::ScoreTrack;
pub use svg::{SvgPage, to_svg, write_svg};
pub use table::{Cell, Column, Summary, Table, Unit};
pub use theme::{Palette, Theme, ThemeName, contrast};
pub use transform::{PlotRect, Transform};

use frame::Frame;
use marker::Mark;
use note::Side;
use pen::Pen;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use thiserror::Error;

/// What every chart can do. Pixels are those of the drawing area, which is
/// `Theme::scale` times larger than the size in CSS pixels.
///
/// A chart file gives a [`Chart::frame`], a [`Chart::draw_content`], a table
/// and a summary; the rest follows.
pub trait Chart: Sized {
    /// What the moving layer needs to know about today's threshold.
    type Marker: Mark<Self>;

    /// The columns of the table twin.
    const COLUMNS: &'static [Column];

    /// Where the plot is empty, seen from a point on the curve.
    const FREE: Side = Side::LowerRight;

    /// The axes for an area so many pixels wide; `None` for a chart without.
    fn frame(&self, width: u32, theme: &Theme) -> Option<Frame> {
        let _ = (width, theme);
        None
    }

    /// Where a level line with words on it begins, which words at the foot of
    /// the plot must not cover.
    fn level(&self) -> Option<f64> {
        None
    }

    /// Draws what stays while the threshold moves, above the grid.
    ///
    /// # Errors
    /// [`ChartError::Backend`].
    fn draw_content<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError>;

    /// How many rows the table twin has: the points of the chart.
    fn rows(&self) -> usize {
        (0..).take_while(|index| self.row(*index).is_some()).count()
    }

    /// The figures of a row, one for each of [`Chart::COLUMNS`]; `None` beyond
    /// the last row.
    fn row(&self, index: usize) -> Option<Vec<Cell>>;

    /// Where a row stands in the picture; `None` in a chart without axes.
    fn place(&self, index: usize) -> Option<Place> {
        let _ = index;
        None
    }

    /// The chart in one sentence: a message id with its numbers.
    fn summary(&self) -> Summary;

    /// The same figures as a table of at most `most` rows, evenly spread: a
    /// few hundred for the page, `usize::MAX` for the download.
    fn table(&self, most: usize) -> Table {
        let rows = table::thinned(self.rows(), most).filter_map(|index| self.row(index));
        Table { columns: Self::COLUMNS.to_vec(), rows: rows.collect() }
    }

    /// The row that a pointer at this pixel means, for a read-out.
    fn nearest(&self, transform: &Transform, px: f64, py: f64) -> Option<usize> {
        read_out::nearest(self, transform, px, py)
    }

    /// Marks a row on the moving layer, with its figures in words beside it.
    ///
    /// # Errors
    /// [`ChartError::Backend`].
    fn draw_read_out<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
        transform: &Transform,
        row: usize,
        lines: &[String],
    ) -> Result<(), ChartError> {
        read_out::draw(self, &Pen::new(area, theme), transform, row, lines)
    }

    /// Where the plot lies in an area of `size` pixels, without drawing.
    ///
    /// # Errors
    /// [`ChartError::TooSmall`] or [`ChartError::NotFinite`].
    fn layout(&self, size: (u32, u32), theme: &Theme) -> Result<Transform, ChartError> {
        match self.frame(size.0, theme) {
            Some(frame) => frame.place(size, theme),
            None => frame::bare(size, theme),
        }
    }

    /// Draws everything that does not move with the threshold, on a filled
    /// background, and returns the map between pixels and data.
    ///
    /// # Errors
    /// As [`Chart::layout`], or [`ChartError::Backend`].
    fn draw_base<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
    ) -> Result<Transform, ChartError> {
        let pen = Pen::new(area, theme);
        let transform = self.layout(pen.size(), theme)?;
        pen.fill(theme.palette.surface)?;
        if let Some(frame) = self.frame(pen.size().0, theme) {
            frame.draw(&pen, &transform)?;
        }
        self.draw_content(&pen, &transform)?;
        Ok(transform)
    }

    /// Draws only what moves with the threshold, on an area that the caller
    /// has cleared. `transform` is what `draw_base` or `layout` returned.
    ///
    /// # Errors
    /// [`ChartError::Backend`].
    fn draw_marker<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
        transform: &Transform,
        marker: &Self::Marker,
    ) -> Result<(), ChartError> {
        marker.draw_on(self, &Pen::new(area, theme), transform)
    }

    /// Both layers on one area: for SVG, print and PNG.
    ///
    /// # Errors
    /// As [`Chart::draw_base`] and [`Chart::draw_marker`].
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
        markers: &[Self::Marker],
    ) -> Result<Transform, ChartError> {
        let transform = self.draw_base(area, theme)?;
        for marker in markers {
            self.draw_marker(area, theme, &transform, marker)?;
        }
        Ok(transform)
    }
}

/// Why a chart was not drawn.
#[derive(Debug, Error, PartialEq)]
pub enum ChartError {
    /// The area leaves no room for a plot.
    #[error(
        "{width} x {height} pixels leave no room for the plot: give the chart at least {need_width} x {need_height}"
    )]
    TooSmall {
        /// Width of the area in pixels.
        width: u32,
        /// Height of the area in pixels.
        height: u32,
        /// Least width in pixels.
        need_width: u32,
        /// Least height in pixels.
        need_height: u32,
    },
    /// An axis would start or end at a value that is not a finite number.
    #[error("the {axis} axis cannot run from {start} to {end}: both must be finite and different")]
    NotFinite {
        /// Which axis: "x" or "y".
        axis: &'static str,
        /// Where it would start.
        start: f64,
        /// Where it would end.
        end: f64,
    },
    /// The canvas or the SVG writer refused.
    #[error("drawing failed: {0}")]
    Backend(String),
}

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for ChartError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self::Backend(error.to_string())
    }
}
