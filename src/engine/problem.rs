//! Errors of the rooms below as problems that the page can word.

use crate::data::{self, DataError};
use crate::model::ModelError;
use crate::protocol::Problem;

/// A problem with a table.
pub fn data_problem(error: &DataError) -> Problem {
    Problem { detail: error.to_string(), ..said((error.id(), error.args())) }
}

/// A reason or a finding, as it travels.
pub fn said((id, args): (String, Vec<(String, data::Arg)>)) -> Problem {
    Problem { id, args: args.into_iter().map(|(name, value)| (name, value.into())).collect(), detail: String::new() }
}

/// A problem with a model.
pub fn model_problem(error: &ModelError) -> Problem {
    let say = |id: &str, args: &[(&str, &str)]| {
        args.iter().fold(Problem::new(id, error.to_string()), |problem, (name, value)| problem.text(name, *value))
    };
    match error {
        ModelError::NotOnnx { file, reason } => say("model-not-onnx", &[("file", file), ("reason", reason)]),
        ModelError::TooLarge { file, what } => say("model-too-large", &[("file", file), ("what", what)]),
        ModelError::Malformed { file, what } => say("model-malformed", &[("file", file), ("what", what)]),
        ModelError::ExternalData { file, tensor } => say("model-external-data", &[("file", file), ("tensor", tensor)]),
        ModelError::Unsupported { file, operators } => {
            let list: Vec<String> = operators.iter().map(ToString::to_string).collect();
            say("model-unsupported", &[("file", file), ("operators", &list.join("; "))])
                .number("count", operators.len() as f64)
        }
        ModelError::Operator { file, operator, node, what } => {
            say("model-operator", &[("file", file), ("operator", operator), ("node", node), ("what", what)])
        }
        ModelError::NoScores { file, what } => say("model-no-scores", &[("file", file), ("what", what)]),
        ModelError::InputMissing { file, input } => say("model-input-missing", &[("file", file), ("input", input)]),
        ModelError::InputMismatch { file, input, expected, got } => {
            say("model-input-mismatch", &[("file", file), ("input", input), ("expected", expected), ("got", got)])
        }
    }
}
