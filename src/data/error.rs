//! What can be wrong with a file, as data: where it is and what to do.
//!
//! Each variant is a Fluent message: [`DataError::id`] names it and
//! [`DataError::args`] are its arguments, so that the page says it in the
//! reader's language. `Display` is the same in plain English for the command
//! line. A test holds variants and `locales/en/data.ftl` together.

use serde::{Deserialize, Serialize};

pub use super::message::Arg;
pub use super::rule::{EntryRule, Rule};

/// Why bytes did not become cases.
///
/// Rows count data rows from 1 (the header is not one), lines count lines of
/// the file from 1, columns carry the name that the file gives them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DataError {
    /// The file has no bytes, or nothing but blank lines.
    #[error("{file} is empty; export it again")]
    Empty {
        /// Name of the file.
        file: String,
    },
    /// The bytes are of another kind of file.
    #[error("{file} is not a table but {found}; choose a CSV, Parquet or JSON lines file")]
    NotATable {
        /// Name of the file.
        file: String,
        /// What the bytes are: a word of [`Other::word`](super::kind::Other::word), `onnx`, `zip`.
        found: String,
    },
    /// A compressed file is cut or damaged.
    #[error("{file} is damaged ({format}); copy or export it again")]
    Damaged {
        /// Name of the file.
        file: String,
        /// What it should be (`gzip`, `zip`, `parquet`).
        format: String,
    },
    /// A model came without cases.
    #[error("{file} is a model; load it together with a file of cases")]
    NoCases {
        /// Name of the model's file.
        file: String,
    },
    /// Several files could be the cases.
    #[error("several files could be the cases: {}; load one of them", files.join(", "))]
    Choose {
        /// Their names.
        files: Vec<String>,
    },
    /// A part of a format that is not read here.
    #[error("{file}: {what} is not read here; write it with the default settings of pandas, Polars or DuckDB")]
    Unsupported {
        /// Name of the file.
        file: String,
        /// What it is, in English.
        what: String,
    },
    /// There is a header and no data row.
    #[error("{file} has a header and no rows; export it with its rows")]
    NoRows {
        /// Name of the file.
        file: String,
    },
    /// A row has more or fewer fields than the header.
    #[error(
        "{file}, row {row} (line {line}): {found} fields where the header has {expected}; check separators and quotes there"
    )]
    Ragged {
        /// Name of the file.
        file: String,
        /// Data row, from 1.
        row: u64,
        /// Line of the file, from 1.
        line: u64,
        /// Fields in the header.
        expected: u64,
        /// Fields in this row.
        found: u64,
    },
    /// A quoted field never ends.
    #[error("{file}, line {line}: a quote that opens here never closes; close it or remove it")]
    OpenQuote {
        /// Name of the file.
        file: String,
        /// Line of the file where the row begins, from 1.
        line: u64,
    },
    /// The bytes are not text in the encoding that they seem to have.
    #[error("{file}, row {row} (line {line}): bytes that are not {encoding}; save it as UTF-8")]
    Encoding {
        /// Name of the file.
        file: String,
        /// Data row, from 1; 0 is the header.
        row: u64,
        /// Line of the file, from 1.
        line: u64,
        /// The encoding that the rest of the file is in.
        encoding: String,
    },
    /// Two columns have the same name.
    #[error("{file}: two columns are called \"{column}\"; rename one")]
    DuplicateColumn {
        /// Name of the file.
        file: String,
        /// The name that comes twice.
        column: String,
    },
    /// Something is larger than this program takes.
    #[error("{file}: {what} is more than {limit}; make it smaller")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// What there is too much of (`columns`, `bytes of one row`).
        what: String,
        /// The most that is taken.
        limit: u64,
    },
    /// No column can be the label.
    #[error("{file} has no label column; call it label, y, target or class, or say which one it is. It has: {}", columns.join(", "))]
    NoLabel {
        /// Name of the file.
        file: String,
        /// The columns that were seen.
        columns: Vec<String>,
    },
    /// A column that the scenario names is not in the table.
    #[error("{file} has no column \"{column}\", which should be the {role}. It has: {}", columns.join(", "))]
    MissingColumn {
        /// Name of the file.
        file: String,
        /// The column asked for.
        column: String,
        /// What it is for (`label`, `score`, `feature`).
        role: String,
        /// The columns that were seen.
        columns: Vec<String>,
    },
    /// One column is asked to be two things at once.
    #[error("{file}: column \"{column}\" cannot be both {role} and {other}; choose one")]
    TwoRoles {
        /// Name of the file.
        file: String,
        /// The column.
        column: String,
        /// One role.
        role: String,
        /// The other role.
        other: String,
    },
    /// A cell that must be a number is none.
    #[error("{file}, row {row} (line {line}), column \"{column}\": \"{value}\" is not a number, as a {role} must be")]
    NotANumber {
        /// Name of the file.
        file: String,
        /// Data row, from 1.
        row: u64,
        /// Line of the file, from 1.
        line: u64,
        /// Name of the column.
        column: String,
        /// What stands there.
        value: String,
        /// What the column is for (`score`, `weight`).
        role: String,
    },
    /// A weight is negative, not finite or missing.
    #[error(
        "{file}, row {row} (line {line}), column \"{column}\": a weight must be a whole number of cases, 0 or more, not {value}"
    )]
    BadWeight {
        /// Name of the file.
        file: String,
        /// Data row, from 1.
        row: u64,
        /// Line of the file, from 1.
        line: u64,
        /// Name of the column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// No row has a label.
    #[error("{file}: column \"{column}\" has no label in any row; choose another column")]
    NoLabels {
        /// Name of the file.
        file: String,
        /// Name of the label column.
        column: String,
    },
    /// The label has so many values that it is no class.
    #[error(
        "{file}: column \"{column}\" has {found} different values, too many for classes; choose another column as the label"
    )]
    TooManyClasses {
        /// Name of the file.
        file: String,
        /// Name of the label column.
        column: String,
        /// How many different values it has.
        found: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// The positive class is not among the labels.
    #[error("{file}: no row of column \"{column}\" is \"{class}\". Its values: {}", values.join(", "))]
    NoSuchClass {
        /// Name of the file.
        file: String,
        /// Name of the label column.
        column: String,
        /// The class asked for.
        class: String,
        /// The classes that were seen.
        values: Vec<String>,
    },
    /// The split column puts every row into the test.
    #[error(
        "{file}: column \"{column}\" seals every row as a test, so none is left to choose the threshold on; bring those \
         too, or say that no column tells the sets"
    )]
    AllSealed {
        /// Name of the file.
        file: String,
        /// Name of the split column.
        column: String,
    },
    /// The split column leaves no row for choosing.
    #[error("{file}: column \"{column}\" leaves no row for choosing; it should say choose or test. Its values: {}", values.join(", "))]
    EmptySplit {
        /// Name of the file.
        file: String,
        /// Name of the split column.
        column: String,
        /// The values that were seen.
        values: Vec<String>,
    },
    /// A JSON file cannot be read at all, or has a field of the wrong type.
    #[error("{file}, line {line}, column {column}: {problem}")]
    Json {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// Character in the line, from 1.
        column: u64,
        /// What the JSON reader says, in English.
        problem: String,
    },
    /// A value is a list or an object.
    #[error(
        "{file}, row {row} (line {line}), column \"{column}\": a list or an object, where one value is wanted; flatten it"
    )]
    Nested {
        /// Name of the file.
        file: String,
        /// Data row, from 1; 0 when it is the whole column.
        row: u64,
        /// Line of the file, from 1; 0 when there are no lines.
        line: u64,
        /// Name of the column.
        column: String,
    },
    /// A file of a pack cannot be taken.
    #[error("{file}, entry {entry}: {rule}")]
    BadEntry {
        /// Name of the archive.
        file: String,
        /// Path in the archive.
        entry: String,
        /// Which rule it breaks.
        rule: EntryRule,
    },
    /// A file that is needed is not in the pack.
    #[error("{file} has no {wanted}; put it in. It has: {}", files.join(", "))]
    MissingFile {
        /// Name of the archive.
        file: String,
        /// The file that is needed.
        wanted: String,
        /// The files that were seen.
        files: Vec<String>,
    },
    /// A field of a scenario is of the right type and cannot be meant.
    #[error("{file}, field {field}: {value} is not possible ({rule})")]
    Field {
        /// Name of the file.
        file: String,
        /// Path of the field, as in `models[0].file`.
        field: String,
        /// What stands there.
        value: String,
        /// Which rule it breaks.
        rule: Rule,
    },
}
