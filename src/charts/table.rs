//! The table twin of a chart, its CSV, and its one-sentence summary.

/// What a column counts, so that the page writes its numbers accordingly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A score or threshold, as the model gives it.
    Score,
    /// A share from 0 to 1, shown as a percentage.
    Share,
    /// A share from 0 to 1 that may be tiny, as a percentage of three digits.
    SmallShare,
    /// A number of cases (may be fractional where cases carry weights).
    Count,
    /// An amount in the scenario's currency.
    Money,
    /// A plain number.
    Number,
    /// A message id to be worded by the locale files.
    Word,
}

/// A column of a chart's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Message id of its heading in `locales/*/charts.ftl`; also the CSV heading.
    pub id: &'static str,
    /// What it counts.
    pub unit: Unit,
}

impl Column {
    /// A column by its heading and unit.
    #[must_use]
    pub const fn new(id: &'static str, unit: Unit) -> Self {
        Self { id, unit }
    }
}

/// The threshold of a row.
pub(super) const THRESHOLD: Column = Column::new("column-threshold", Unit::Score);
/// Its recall.
pub(super) const RECALL: Column = Column::new("column-recall", Unit::Share);
/// Its precision.
pub(super) const PRECISION: Column = Column::new("column-precision", Unit::Share);

/// One cell of a chart's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// A number in the unit of its column.
    Number(f64),
    /// Undefined, shown as a dash.
    Empty,
    /// A message id.
    Word(&'static str),
}

impl From<f64> for Cell {
    /// Anything that is not finite counts as undefined.
    fn from(value: f64) -> Self {
        if value.is_finite() { Self::Number(value) } else { Self::Empty }
    }
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::from)
    }
}

/// The figures of a chart, row by row.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

/// Which of `n` rows to show when at most `most` may be: evenly spread, with the
/// first and the last.
pub(super) fn thinned(n: usize, most: usize) -> impl Iterator<Item = usize> {
    let kept = most.min(n);
    // With fewer rows kept than there are, i * (n - 1) / (kept - 1) runs from
    // 0 to n - 1 without repeats; u128 because n * kept may pass usize on wasm32.
    (0..kept).map(move |i| match kept {
        0 | 1 => 0,
        _ => (i as u128 * (n - 1) as u128 / (kept - 1) as u128) as usize,
    })
}

impl Table {
    /// RFC 4180 text with full precision, "." as decimal sign, shares from 0
    /// to 1 and an empty field where a figure is undefined. Headings and words
    /// are message ids: stable for programs that read the file.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let heading: Vec<&str> = self.columns.iter().map(|c| c.id).collect();
        let mut out = heading.join(",");
        out.push_str("\r\n");
        for row in &self.rows {
            for (i, cell) in row.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                match cell {
                    Cell::Number(value) => out.push_str(&value.to_string()),
                    Cell::Word(id) => out.push_str(id),
                    Cell::Empty => {}
                }
            }
            out.push_str("\r\n");
        }
        out
    }
}

/// A chart in one sentence: the message id in `locales/*/charts.ftl` and its
/// numbers by name, each with its unit so that the page writes it accordingly
/// and passes it as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Message id.
    pub id: &'static str,
    /// Arguments.
    pub args: Vec<(&'static str, f64, Unit)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinned_rows_keep_first_and_last_and_repeat_none() {
        let kept: Vec<usize> = thinned(1000, 200).collect();
        assert_eq!((kept.len(), kept[0], kept[199]), (200, 0, 999));
        assert!(kept.windows(2).all(|w| w[0] < w[1]));
        assert!(thinned(1000, usize::MAX).eq(0..1000));
        assert_eq!(thinned(1000, 0).count(), 0);
        assert_eq!(thinned(0, 5).count(), 0);
    }

    #[test]
    fn an_undefined_figure_is_an_empty_csv_field_and_never_nan() {
        let t = Table {
            columns: vec![
                Column { id: "column-threshold", unit: Unit::Score },
                Column { id: "column-precision", unit: Unit::Share },
            ],
            rows: vec![vec![Cell::from(0.0), Cell::from(f64::NAN)]],
        };
        assert_eq!(t.to_csv(), "column-threshold,column-precision\r\n0,\r\n");
    }
}
