//! The table twin of charts that show only the four outcomes.

use super::{Cell, Column, Summary, Unit};
use crate::metrics::frequency::Frequencies;

/// The columns of a table of the four outcomes.
pub(super) const COLUMNS: &[Column] =
    &[Column::new("column-outcome", Unit::Word), Column::new("column-cases", Unit::Count)];

/// A row of the table of the four outcomes.
pub(super) fn row(c: &Frequencies, index: usize) -> Option<Vec<Cell>> {
    let rows = [
        ("outcome-caught", c.caught),
        ("outcome-missed", c.missed),
        ("outcome-false-alarm", c.false_alarms),
        ("outcome-left-alone", c.left_alone),
    ];
    rows.get(index).map(|(id, count)| vec![Cell::Word(id), Cell::from(*count as f64)])
}

/// The four outcomes as a sentence.
pub(super) fn summary(c: &Frequencies) -> Summary {
    let args = [
        ("cases", c.of),
        ("caught", c.caught),
        ("missed", c.missed),
        ("false-alarms", c.false_alarms),
        ("left-alone", c.left_alone),
    ];
    Summary { id: "summary-frequencies", args: args.map(|(name, n)| (name, n as f64, Unit::Count)).to_vec() }
}
