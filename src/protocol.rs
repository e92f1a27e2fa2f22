//! What page and engine say to each other.
//!
//! The page sends a [`ToEngine`] with payloads beside it; the engine answers
//! with any number of [`FromEngine::Progress`] and exactly one
//! [`FromEngine::Done`] or [`FromEngine::Failed`] that carries the request's
//! id. A new engine says [`FromEngine::Ready`] once, before anything else.
//! Control messages travel as bytes (see [`encode`]); bulk columns travel
//! beside them as transferred buffers, in the order that each variant states.

mod cases;
mod codec;
mod import;
mod payload;
mod problem;
mod rule;

use crate::data::sanity::Scale;
use crate::data::scenario::{ModelInput, Scenario};
use crate::data::split::Part;
use crate::metrics::figure::Figure;
use serde::{Deserialize, Serialize};

pub use cases::{CasesHead, ColumnHead};
pub use codec::{decode, encode};
pub use import::{Checked, Feed, Found, FoundColumn, FoundModel, FoundQuestion, FoundRole};
pub use payload::{FileBytes, FileSource, Payload, part_code};
pub use problem::{Problem, ProblemArg};
pub use rule::{rule_numbers, rule_of_numbers};

/// Tells requests apart; unique for the life of the page.
pub type RequestId = u32;

/// A request with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToEngine {
    /// Comes back with every answer.
    pub id: RequestId,
    /// What to do.
    pub request: Request,
}

/// What the page can ask of an engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read a scenario. Payload: the bytes of its file.
    ReadScenario,
    /// Make cases of a table. Payload: the file, or its bytes.
    ReadCases {
        /// Name of the file, for errors.
        file: String,
        /// Says which column is what; guessed without it.
        scenario: Option<Box<Scenario>>,
    },
    /// Load a model and keep it for scoring. Payload: the ONNX bytes.
    LoadModel {
        /// Name of the file, for errors.
        file: String,
    },
    /// Score some rows with the model that was loaded. Payloads: one for each column.
    Score {
        /// How many rows the payloads hold.
        rows: usize,
        /// The feature columns, in order.
        columns: Vec<ColumnHead>,
        /// Which columns feed which input; guessed when empty.
        inputs: Vec<ModelInput>,
        /// The class whose score is wanted, as the labels write it.
        positive: String,
        /// All classes, in the order of the labels.
        classes: Vec<String>,
        /// What the scores are, when they are to become numbers from 0 to 1.
        scale: Option<Scale>,
    },
    /// Look at files that someone brings, and keep them open. Payloads: the
    /// files ([`Payload::File`]).
    OpenFiles {
        /// Their names, with folders.
        names: Vec<String>,
    },
    /// Say how the open files would look with a scenario.
    Check {
        /// The scenario; its shown model is asked.
        scenario: Box<Scenario>,
    },
    /// Make cases of the open files, and close them.
    TakeCases {
        /// The scenario, as it was checked.
        scenario: Box<Scenario>,
    },
    /// Write a scenario pack. Payloads: its files, or their bytes.
    WritePack {
        /// The scenario.
        scenario: Box<Scenario>,
        /// The names of the files, as the scenario has them.
        names: Vec<String>,
    },
    /// Sort and count. Payloads: scores ([`Payload::F64`]), class codes
    /// ([`Payload::U32`]), parts ([`Payload::U8`], see [`part_code`]) and, if
    /// weighted, weights ([`Payload::F64`]).
    Sweep {
        /// Name of the file, for errors.
        file: String,
        /// Code of the positive class.
        positive: u32,
        /// The set that is counted.
        part: Part,
        /// Whether weights come along.
        weighted: bool,
    },
    /// Count how sure the model of several classes is. Payloads: the scores of
    /// all classes, row after row ([`Payload::F64`]), class codes
    /// ([`Payload::U32`]), parts ([`Payload::U8`]) and, if weighted, weights.
    Confidence {
        /// Name of the file, for errors.
        file: String,
        /// How many classes there are.
        classes: usize,
        /// The set that is counted.
        part: Part,
        /// Whether weights come along.
        weighted: bool,
    },
    /// Find the best rule on one feature. Payloads: one for each column, class
    /// codes, parts and, if weighted, weights.
    SimpleRule {
        /// The feature columns, in order.
        columns: Vec<ColumnHead>,
        /// Code of the positive class.
        positive: u32,
        /// The set that is looked at.
        part: Part,
        /// Whether weights come along.
        weighted: bool,
    },
    /// Draw the cases of a sweep anew, for the interval of its
    /// precision-recall curve. Payloads as for [`Answer::Sweep`].
    Band {
        /// Weight of all positive cases.
        positives: f64,
        /// Weight of all negative cases.
        negatives: f64,
    },
    /// Draw the cases of a sweep anew and repeat the choice of the threshold
    /// in every draw. Payloads as for [`Answer::Sweep`], then the rule
    /// ([`Payload::F64`], see [`rule_numbers`]).
    Chosen {
        /// Weight of all positive cases.
        positives: f64,
        /// Weight of all negative cases.
        negatives: f64,
    },
}

/// Which end of a column a simple rule flags.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SimpleKind {
    /// Values at or above the line.
    AtLeast,
    /// Values at or below the line; scores are values with the other sign.
    AtMost,
    /// This one text; its score is 1, any other's 0.
    Is(String),
}

/// What an engine says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromEngine {
    /// It can take requests.
    Ready,
    /// How far a request is, from 0 to 1.
    Progress {
        /// The request.
        id: RequestId,
        /// The share that is done.
        done: f32,
    },
    /// The request is done.
    Done {
        /// The request.
        id: RequestId,
        /// The result.
        answer: Answer,
    },
    /// The request cannot be done; the engine goes on.
    Failed {
        /// The request.
        id: RequestId,
        /// Why, and what to do.
        problem: Problem,
    },
    /// The engine is broken and must be replaced.
    Died {
        /// What the program says about it, in English.
        detail: String,
    },
}

/// Results of the requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Payloads: the feature columns as `columns` says, then class codes
    /// ([`Payload::U32`]), parts ([`Payload::U8`]) and, if weighted, weights,
    /// and, if scored, scores, and, if class-scored, the scores of all classes
    /// row after row ([`Payload::F64`] each).
    Cases(CasesHead),
    /// The model is loaded.
    Model(ModelHead),
    /// Payload: one score a row ([`Payload::F64`]); with more than two classes
    /// that the model tells apart, a second one with the scores of all classes
    /// in the order of the labels, row after row. Then, from a worker, the
    /// columns of numbers that came with the request, to be used again.
    Scores {
        /// Whether the scores of all classes are there.
        several: bool,
    },
    /// Payloads: thresholds, flagged positives, flagged negatives ([`Payload::F64`] each).
    Sweep {
        /// Weight of all positive cases.
        positives: f64,
        /// Weight of all negative cases.
        negatives: f64,
    },
    /// The scenario, checked.
    Scenario(Box<Scenario>),
    /// Payloads: an encoded [`Found`] ([`Payload::U8`]), then what it says.
    Found,
    /// How the open files would look. Payload: an encoded [`Checked`].
    Checked,
    /// Payload: the zip archive ([`Payload::U8`]).
    Pack {
        /// Files that carry paths of the machine on which they were made, with
        /// an example each.
        traces: Vec<(String, String)>,
    },
    /// Payloads as for [`Answer::Sweep`], of "is the top class right?" by its
    /// score; then the confusion matrix, row after row ([`Payload::F64`]).
    Confidence {
        /// Weight of the cases whose top class is right.
        positives: f64,
        /// Weight of the others.
        negatives: f64,
    },
    /// Payloads as for [`Answer::Sweep`]; none when no feature tells anything.
    SimpleRule {
        /// The column and which end of it is flagged.
        rule: Option<(String, SimpleKind)>,
        /// Weight of all positive cases.
        positives: f64,
        /// Weight of all negative cases.
        negatives: f64,
    },
    /// Payloads: recall, precision there, lower and upper end of its interval
    /// ([`Payload::F64`] each); empty where there is no curve.
    Band,
    /// Payload: for each of [`CHOSEN`], eight numbers ([`Payload::F64`]): the
    /// figure, its interval's two ends, the optimism, the corrected figure, its
    /// interval's two ends, and the draws without the figure; all NaN where it
    /// is undefined.
    Chosen,
}

/// The figures that [`Request::Chosen`] is about, in this order.
pub const CHOSEN: [Figure; 3] = [Figure::Recall, Figure::Precision, Figure::Specificity];

/// What the page keeps in mind about a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelHead {
    /// Name of the file.
    pub file: String,
    /// Its classes, if it names them.
    pub classes: Vec<String>,
}
