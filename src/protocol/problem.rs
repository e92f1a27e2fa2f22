//! Why something could not be done.

use crate::data::error::Arg;
use serde::{Deserialize, Serialize};

/// Why something could not be done: a message of the locale files and, for the
/// console, the same in English.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Id of the Fluent message.
    pub id: String,
    /// Its arguments. Texts may come from a file and are never markup.
    pub args: Vec<(String, ProblemArg)>,
    /// The same in English, for developers.
    pub detail: String,
}

/// An argument of a [`Problem`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ProblemArg {
    /// For plural rules.
    Number(f64),
    /// Shown as it is.
    Text(String),
}

impl From<Arg> for ProblemArg {
    fn from(arg: Arg) -> Self {
        match arg {
            Arg::Number(number) => Self::Number(number),
            Arg::Text(text) => Self::Text(text),
        }
    }
}

impl Problem {
    /// A problem without arguments.
    pub fn new(id: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { id: id.into(), args: Vec::new(), detail: detail.into() }
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, name: &str, value: f64) -> Self {
        self.args.push((name.to_owned(), ProblemArg::Number(value)));
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), ProblemArg::Text(value.into())));
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}
