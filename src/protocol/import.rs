//! What is said about files that someone brings.

use super::Problem;
use crate::data::recognise::{Confidence, Role};
use crate::data::sanity::Scale;
use crate::data::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// What was found in the files. Of interest to the import alone, so it travels
/// as a payload: the page reads it where the import is loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Name of the file with the cases.
    pub file: String,
    /// Which of the files it is; `None` when it came out of a pack, and then
    /// its bytes are the last payload.
    pub file_at: Option<u32>,
    /// Rows in it.
    pub rows: usize,
    /// Its columns, in order.
    pub columns: Vec<FoundColumn>,
    /// The first rows as texts; `None` where a value is missing.
    pub preview: Vec<Vec<Option<String>>>,
    /// The role of each column that has one, and why.
    pub roles: Vec<FoundRole>,
    /// What only a person can tell.
    pub questions: Vec<FoundQuestion>,
    /// The models; the bytes of each are a payload ([`super::Payload::U8`], empty
    /// where it cannot be loaded).
    pub models: Vec<FoundModel>,
    /// Whether a `scenario.json` came along.
    pub is_pack: bool,
    /// What follows from it.
    pub checked: Checked,
}

/// A column at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundColumn {
    /// Its name.
    pub name: String,
    /// Whether all its values are numbers.
    pub is_number: bool,
    /// Distinct values; `None` when there are many.
    pub distinct: Option<u64>,
}

/// A guess and its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundRole {
    /// What the column is.
    pub role: Role,
    /// Its name.
    pub column: String,
    /// Why: a message of the locale files.
    pub why: Problem,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A question about a role that no column has before it is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundQuestion {
    /// The role.
    pub role: Role,
    /// The question: a message of the locale files.
    pub why: Problem,
    /// The answers, the likeliest first.
    pub choices: Vec<FoundRole>,
}

/// A model among the files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundModel {
    /// Name of its file.
    pub file: String,
    /// The program that wrote it.
    pub producer: String,
    /// What it is, a sentence a line.
    pub about: Vec<Problem>,
    /// Its inputs: name, values a case, whether they are texts.
    pub inputs: Vec<(String, Option<usize>, bool)>,
    /// Its classes, if it names them.
    pub classes: Vec<String>,
    /// Why it cannot be used.
    pub problem: Option<Problem>,
}

/// How the cases would look with a scenario.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Checked {
    /// The scenario, completed: columns matched to inputs, the score column
    /// that belongs to the positive class.
    pub scenario: Scenario,
    /// The classes of the label with their rows.
    pub classes: Vec<(String, u64)>,
    /// The class that is likely the positive one, and why.
    pub likely: Option<(String, Problem)>,
    /// Whether the positive class is certain or was named.
    pub positive_is_certain: bool,
    /// The columns that feed each input of the model.
    pub feeds: Vec<Feed>,
    /// What the model expects and the table has, when they do not fit.
    pub mismatch: Option<Problem>,
    /// What to know before a chart is drawn.
    pub findings: Vec<Problem>,
    /// Whether the file leaves open what is sealed for a final check.
    pub asks_what_to_seal: bool,
    /// What the scores seem to be, when they could become numbers from 0 to 1.
    pub scale: Option<Scale>,
    /// Why it cannot start like this.
    pub problem: Option<Problem>,
}

/// The columns that feed one input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// Name of the input.
    pub input: String,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// Whether they were found by their names; else by order, or by hand.
    pub by_name: bool,
}
