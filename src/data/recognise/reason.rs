//! Why a column was given its role, and what is asked where none is plain.

use serde::{Deserialize, Serialize};

use super::super::message::{Arg, tagged_message};

/// Why a column was given its role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// It is called so.
    Named,
    /// It is called like it, and its values fit.
    NamedLike,
    /// Scores or answers are named after it.
    Counterpart {
        /// One of these.
        told: String,
    },
    /// A model's answer has the same values.
    SameValues {
        /// The answer.
        answer: String,
    },
    /// Its values are the model's classes.
    ModelClasses {},
    /// Where one of these is yes, so is it.
    ImpliedBy {
        /// Its causes.
        columns: Vec<String>,
    },
    /// A score tells its values apart so well.
    ToldBy {
        /// The score.
        score: String,
        /// The ROC area, in either direction.
        area: f64,
    },
    /// It adds up to one with another column.
    AddUp {
        /// The other.
        other: String,
    },
    /// It never falls below one half: it is how sure the model is of its answer.
    Sureness {
        /// The answer.
        answer: String,
    },
    /// It has two values.
    TwoValues {
        /// The values.
        values: Vec<String>,
    },
    /// Its numbers are from 0 to 1.
    InUnit {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
    },
    /// Its values are words for the sets.
    SetWords {
        /// The values.
        values: Vec<String>,
    },
    /// No value comes twice.
    Unique,
    /// Its values are dates.
    Dates {
        /// The first.
        example: String,
    },
    /// It is called like the positive class, and others like the other classes.
    ClassScore {
        /// The positive class.
        class: String,
    },
    /// It has few values.
    FewValues {
        /// How many.
        count: u64,
    },
    /// An input of the model has its name.
    InputName,
    /// It is left over, in the order of the file.
    InOrder,
}

/// What is asked about a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Asked {
    /// Which of several columns holds the truth.
    WhichLabel {},
    /// Which model's scores are looked at.
    SeveralScores {},
    /// Only the model's own answers are there, and no truth.
    NoTruth {
        /// The answers.
        columns: Vec<String>,
    },
    /// Only decisions are there, and no score.
    OnlyDecisions {
        /// The decisions.
        columns: Vec<String>,
    },
}

impl Asked {
    /// The Fluent message id, as in `data-ask-which-label`, and its arguments.
    pub fn message(&self) -> (String, Vec<(String, Arg)>) {
        tagged_message("data-ask-", self)
    }
}

impl Reason {
    /// The Fluent message id, as in `data-reason-two-values`, and its
    /// arguments.
    pub fn message(&self) -> (String, Vec<(String, Arg)>) {
        tagged_message("data-reason-", self)
    }
}
