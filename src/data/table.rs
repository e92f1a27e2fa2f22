//! A table in memory: named columns of numbers or of coded text.

use super::dictionary::Dictionary;
use super::error::DataError;

/// The code of a missing text.
pub const MISSING: u32 = u32::MAX;

/// A table as a file gave it, before anyone says which column is what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Name of the file, for errors.
    pub name: String,
    /// The columns, in the order of the file; all have [`Table::rows`] values.
    pub columns: Vec<Column>,
    /// How many data rows there are.
    pub rows: usize,
    /// Where in the file the rows stand.
    pub lines: Lines,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// The values of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers; `NaN` is a missing one.
    Number(Vec<f64>),
    /// Texts: a code for each row, [`MISSING`] or an index into the dictionary.
    Text {
        /// One code a row.
        codes: Vec<u32>,
        /// The distinct texts, in the order in which they first appear; only
        /// names of cases [may repeat](Dictionary::may_repeat).
        dictionary: Dictionary,
    },
}

/// Line of the file on which each row begins, kept as the few places where
/// the distance between the two changes (blank lines, quoted line breaks).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// (first row, from 0; what to add to the row to get its line).
    steps: Vec<(usize, u64)>,
}

impl Lines {
    /// Most places that are kept; further rows count on from the last one.
    const MOST: usize = 100_000;

    /// Notes that a row (from 0) begins on a line (from 1).
    pub fn note(&mut self, row: usize, line: u64) {
        let shift = line.saturating_sub(row as u64);
        if self.steps.last().map(|s| s.1) != Some(shift) && self.steps.len() < Self::MOST {
            self.steps.push((row, shift));
        }
    }

    /// The line (from 1) on which a row (from 0) begins.
    pub fn line(&self, row: usize) -> u64 {
        let after = self.steps.partition_point(|s| s.0 <= row);
        let shift = after.checked_sub(1).and_then(|i| self.steps.get(i)).map_or(1, |s| s.1);
        row as u64 + shift
    }
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// Takes the column of that name out of the table.
    pub fn take(&mut self, name: &str) -> Option<Column> {
        let at = self.columns.iter().position(|c| c.name == name)?;
        Some(self.columns.remove(at))
    }

    /// The names of all columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|c| c.name.as_str())
    }

    /// Keeps the rows for which `keep` holds.
    pub fn retain(&mut self, keep: &[bool]) {
        for column in &mut self.columns {
            column.values.retain(keep);
        }
        self.rows = keep.iter().take(self.rows).filter(|k| **k).count();
    }

    /// Gives columns without a name one, and drops those that have no value
    /// either (a delimiter at the end of each line).
    pub(super) fn name_columns(&mut self) {
        let rows = self.rows;
        let named = self.columns.len();
        self.columns.retain(|c| !c.name.is_empty() || named == 1 || (0..rows).any(|row| !c.values.is_missing(row)));
        for (i, column) in self.columns.iter_mut().enumerate() {
            if column.name.is_empty() {
                column.name = format!("column {}", i + 1);
            }
        }
    }

    /// Checks that no two columns share a name.
    pub(super) fn distinct_names(self) -> Result<Table, DataError> {
        let mut seen = std::collections::HashSet::new();
        let twice = self.names().find(|name| !seen.insert(*name)).map(super::message::shown);
        match twice {
            Some(column) => Err(DataError::DuplicateColumn { file: self.name, column }),
            None => Ok(self),
        }
    }
}

impl Values {
    /// How many values there are.
    pub fn len(&self) -> usize {
        match self {
            Values::Number(numbers) => numbers.len(),
            Values::Text { codes, .. } => codes.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the value of a row (from 0) is missing; true beyond the end.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Values::Number(numbers) => numbers.get(row).is_none_or(|v| v.is_nan()),
            Values::Text { codes, dictionary } => codes.get(row).is_none_or(|c| dictionary.get(*c).is_none()),
        }
    }

    /// The value of a row as text; `None` when missing. A whole number has no
    /// decimal point, so that class `1` is `1` in whatever way it was stored.
    pub fn text(&self, row: usize) -> Option<std::borrow::Cow<'_, str>> {
        match self {
            Values::Number(numbers) => numbers.get(row).filter(|v| !v.is_nan()).map(|v| v.to_string().into()),
            Values::Text { codes, dictionary } => codes.get(row).and_then(|c| dictionary.get(*c)).map(Into::into),
        }
    }

    /// Keeps the rows for which `keep` holds.
    pub fn retain(&mut self, keep: &[bool]) {
        let mut kept = keep.iter().copied();
        match self {
            Values::Number(numbers) => numbers.retain(|_| kept.next().unwrap_or(false)),
            Values::Text { codes, .. } => codes.retain(|_| kept.next().unwrap_or(false)),
        }
    }
}
