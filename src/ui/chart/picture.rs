//! Any chart behind one face, so that the figure around it is compiled once.

use crate::charts::{Cell, Chart, ChartError, Column, MarkerLook, Summary, Table, Theme, Transform};
use crate::ui::chart::canvas::Area;
use crate::ui::today::Today;
use std::sync::Arc;

/// What the page asks of a chart.
pub trait Picture: Send + Sync {
    /// Draws what stays while the threshold moves.
    fn base(&self, area: &Area, theme: &Theme) -> Result<Transform, ChartError>;
    /// Draws what moves with it.
    fn marker(
        &self,
        area: &Area,
        theme: &Theme,
        transform: &Transform,
        now: &Today,
        look: MarkerLook,
    ) -> Result<(), ChartError>;
    /// Marks one row, with words beside it.
    fn read_out(
        &self,
        area: &Area,
        theme: &Theme,
        transform: &Transform,
        row: usize,
        lines: &[String],
    ) -> Result<(), ChartError>;
    /// The row that a place means.
    fn nearest(&self, transform: &Transform, px: f64, py: f64) -> Option<usize>;
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// The figures of a row with their columns.
    fn row(&self, row: usize) -> Vec<(Column, Cell)>;
    /// The chart in one sentence.
    fn summary(&self) -> Summary;
    /// The table twin.
    fn table(&self, most: usize) -> Table;
}

/// A picture to show; cheap to copy about.
pub type Shown = Arc<dyn Picture>;

/// A chart with what moves on it.
struct Pictured<C: Chart, F> {
    chart: C,
    marker: F,
}

/// A chart to show. `marker` makes the moving part; `None` draws none.
pub fn pictured<C, F>(chart: C, marker: F) -> Shown
where
    C: Chart + Send + Sync + 'static,
    F: Fn(&Today, MarkerLook) -> Option<C::Marker> + Send + Sync + 'static,
{
    Arc::new(Pictured { chart, marker })
}

/// A chart whose point stands still until the chart is made anew.
pub fn still_at<C>(chart: C, marker: C::Marker) -> Shown
where
    C: Chart + Send + Sync + 'static,
    C::Marker: Clone + Send + Sync + 'static,
{
    pictured(chart, move |_, _| Some(marker.clone()))
}

/// A chart on which nothing moves alone.
pub fn still<C: Chart<Marker = ()> + Send + Sync + 'static>(chart: C) -> Shown {
    pictured(chart, |_, _| None)
}

impl<C, F> Picture for Pictured<C, F>
where
    C: Chart + Send + Sync,
    F: Fn(&Today, MarkerLook) -> Option<C::Marker> + Send + Sync,
{
    fn base(&self, area: &Area, theme: &Theme) -> Result<Transform, ChartError> {
        self.chart.draw_base(area, theme)
    }

    fn marker(
        &self,
        area: &Area,
        theme: &Theme,
        transform: &Transform,
        now: &Today,
        look: MarkerLook,
    ) -> Result<(), ChartError> {
        match (self.marker)(now, look) {
            Some(marker) => self.chart.draw_marker(area, theme, transform, &marker),
            None => Ok(()),
        }
    }

    fn read_out(
        &self,
        area: &Area,
        theme: &Theme,
        transform: &Transform,
        row: usize,
        lines: &[String],
    ) -> Result<(), ChartError> {
        self.chart.draw_read_out(area, theme, transform, row, lines)
    }

    fn nearest(&self, transform: &Transform, px: f64, py: f64) -> Option<usize> {
        self.chart.nearest(transform, px, py)
    }

    fn rows(&self) -> usize {
        self.chart.rows()
    }

    fn row(&self, row: usize) -> Vec<(Column, Cell)> {
        C::COLUMNS.iter().copied().zip(self.chart.row(row).unwrap_or_default()).collect()
    }

    fn summary(&self) -> Summary {
        self.chart.summary()
    }

    fn table(&self, most: usize) -> Table {
        self.chart.table(most)
    }
}
