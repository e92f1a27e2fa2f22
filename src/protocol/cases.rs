//! What the page keeps in mind about cases.

use serde::{Deserialize, Serialize};

/// Name and kind of a column that travels beside a message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ColumnHead {
    /// [`Payload::F64`]; NaN is missing.
    Number {
        /// Name of the column.
        name: String,
    },
    /// [`Payload::U32`] codes into the dictionary; any other code is missing.
    Text {
        /// Name of the column.
        name: String,
        /// The distinct texts.
        dictionary: Vec<String>,
    },
}

/// What the page keeps in mind about a table of cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CasesHead {
    /// How many rows there are.
    pub rows: usize,
    /// The feature columns.
    pub columns: Vec<ColumnHead>,
    /// The distinct classes.
    pub classes: Vec<String>,
    /// Code of the positive class.
    pub positive: u32,
    /// Whether the split was made here, because the file names none.
    pub split_made_here: bool,
    /// Whether any case is sealed for a final check.
    pub sealed: bool,
    /// Whether rows carry a count.
    pub weighted: bool,
    /// Rows left out because they have no label.
    pub unlabelled: u64,
    /// Whether the file holds the scores, so that no model is needed.
    pub scored: bool,
    /// Whether it holds the scores of all of several classes.
    pub class_scored: bool,
}
