//! A sweep as plain columns, checked when it comes back.

use std::fmt;

use super::Sweep;

/// A sweep as plain columns, to be moved between threads or workers.
/// The columns have one entry a distinct score: operating point i >= 1 of the
/// sweep is entry i - 1.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepColumns {
    /// Distinct scores, descending.
    pub thresholds: Vec<f64>,
    /// Weight of positives that score at least the threshold.
    pub tp: Vec<f64>,
    /// Weight of negatives that score at least the threshold.
    pub fp: Vec<f64>,
    /// Weight of all positives.
    pub positives: f64,
    /// Weight of all negatives.
    pub negatives: f64,
}

impl Sweep {
    /// The three columns of [`SweepColumns`], to be copied elsewhere.
    pub fn columns(&self) -> [&[f64]; 3] {
        [&self.thresholds, &self.tp, &self.fp]
    }

    /// The columns, to be sent elsewhere and put together again there.
    pub fn into_columns(self) -> SweepColumns {
        let Sweep { thresholds, tp, fp, positives, negatives } = self;
        SweepColumns { thresholds, tp, fp, positives, negatives }
    }

    /// A sweep from columns that another worker computed.
    ///
    /// # Errors
    /// [`ColumnsError`] when they are not the columns of any sweep.
    pub fn from_columns(
        thresholds: Vec<f64>,
        tp: Vec<f64>,
        fp: Vec<f64>,
        positives: f64,
        negatives: f64,
    ) -> Result<Sweep, ColumnsError> {
        if tp.len() != thresholds.len() || fp.len() != thresholds.len() {
            return Err(ColumnsError::Length);
        }
        if let Some(row) = thresholds.iter().position(|t| t.is_nan()) {
            return Err(ColumnsError::NotANumber { row: row + 1 });
        }
        if let Some(row) = thresholds.windows(2).position(|pair| pair[0] <= pair[1]) {
            return Err(ColumnsError::NotDescending { row: row + 2 });
        }
        for (column, total) in [(&tp, positives), (&fp, negatives)] {
            let mut before = 0.0;
            for (row, count) in column.iter().enumerate() {
                // Written so that NaN fails as well.
                if !(*count >= before && *count <= total) {
                    return Err(ColumnsError::CountsFall { row: row + 1 });
                }
                before = *count;
            }
            if before != total || !total.is_finite() {
                return Err(ColumnsError::TotalsDiffer);
            }
        }
        Ok(Sweep { thresholds, tp, fp, positives, negatives })
    }
}

/// Why columns are not those of a sweep. Rows count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnsError {
    /// The columns are not equally long.
    Length,
    /// A threshold is NaN.
    NotANumber {
        /// The row.
        row: usize,
    },
    /// A threshold is not below the one before it.
    NotDescending {
        /// The row.
        row: usize,
    },
    /// A count is lower than the one before it, above its total, or NaN.
    CountsFall {
        /// The row.
        row: usize,
    },
    /// The last counts are not the totals.
    TotalsDiffer,
}

impl fmt::Display for ColumnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ColumnsError::Length => write!(f, "the columns of the sweep differ in length"),
            ColumnsError::NotANumber { row } => write!(f, "sweep row {row}: threshold is NaN"),
            ColumnsError::NotDescending { row } => {
                write!(f, "sweep row {row}: threshold is not below the one before")
            }
            ColumnsError::CountsFall { row } => {
                write!(f, "sweep row {row}: counts must rise and stay within the total")
            }
            ColumnsError::TotalsDiffer => {
                write!(f, "the last counts of the sweep are not its totals")
            }
        }
    }
}

impl std::error::Error for ColumnsError {}
