//! Columns to scores: packs a chunk for the model and picks the positive class.

use crate::data::scenario::ModelInput;
use crate::model::{self, Batch, InputSpec, Model, ModelError, ScoreKind, Scores};
use crate::protocol::{ColumnHead, Payload, Problem, ProblemArg};

/// A column of one chunk.
pub(super) struct InputColumn {
    name: String,
    values: InputValues,
}

enum InputValues {
    Numbers(Vec<f64>),
    Text { codes: Vec<u32>, dictionary: Vec<String> },
}

/// Joins a column's head with its payload.
pub(super) fn column((head, payload): (ColumnHead, Payload)) -> Result<InputColumn, Problem> {
    match (head, payload) {
        (ColumnHead::Number { name }, Payload::F64(numbers)) => {
            Ok(InputColumn { name, values: InputValues::Numbers(numbers) })
        }
        (ColumnHead::Text { name, dictionary }, Payload::U32(codes)) => {
            Ok(InputColumn { name, values: InputValues::Text { codes, dictionary } })
        }
        _ => Err(super::misunderstood()),
    }
}

/// The score of the positive class for each row: higher means more likely.
///
/// # Errors
/// What the model refuses, and classes that do not include the positive one.
pub(super) fn score(
    model: &Model,
    rows: usize,
    columns: &[InputColumn],
    inputs: &[ModelInput],
    positive: &str,
    classes: &[String],
) -> Result<Vec<f64>, Problem> {
    let mut batch = Batch::new(rows);
    for spec in model.inputs() {
        let chosen = feeding(spec, model.inputs().len(), columns, inputs);
        if chosen.is_empty() {
            let file = model.describe().file.clone();
            return Err(model_problem(&ModelError::InputMissing { file, input: spec.name.clone() }));
        }
        pack(&mut batch, spec, &chosen).map_err(|e| model_problem(&e))?;
    }
    let scores = model.score(&batch).map_err(|e| model_problem(&e))?;
    of_positive(&scores, positive, classes).ok_or_else(|| {
        Problem::new("model-classes", format!("no column for the class {positive}"))
            .text("file", model.describe().file.clone())
            .text("classes", scores.classes.join(", "))
            .text("positive", positive)
    })
}

/// The columns that feed an input: as the scenario says, else by name, else all.
fn feeding<'a>(
    spec: &InputSpec,
    inputs_of_model: usize,
    columns: &'a [InputColumn],
    inputs: &[ModelInput],
) -> Vec<&'a InputColumn> {
    if let Some(input) = inputs.iter().find(|i| i.name == spec.name) {
        let find = |name: &String| columns.iter().find(|c| c.name == *name);
        return input.columns.iter().map(find).collect::<Option<_>>().unwrap_or_default();
    }
    match columns.iter().find(|c| c.name == spec.name) {
        Some(column) => vec![column],
        None if inputs_of_model == 1 => columns.iter().collect(),
        None => Vec::new(),
    }
}

fn pack(batch: &mut Batch, spec: &InputSpec, chosen: &[&InputColumn]) -> Result<(), ModelError> {
    if !spec.is_text() {
        let texts: Vec<Vec<&str>> = chosen.iter().map(|c| words(&c.values)).collect();
        let columns: Vec<model::Column<'_>> = chosen
            .iter()
            .zip(&texts)
            .map(|(c, texts)| match &c.values {
                InputValues::Numbers(v) => model::Column::Numbers(v),
                InputValues::Text { .. } => model::Column::Text(texts),
            })
            .collect();
        return batch.pack(&spec.name, &columns);
    }
    // Numbers for an input of texts are written as a table writes them.
    let written: Vec<Vec<String>> = chosen
        .iter()
        .map(|c| match &c.values {
            InputValues::Numbers(v) => {
                v.iter().map(|x| if x.is_nan() { String::new() } else { x.to_string() }).collect()
            }
            InputValues::Text { .. } => Vec::new(),
        })
        .collect();
    let texts: Vec<Vec<&str>> = chosen
        .iter()
        .zip(&written)
        .map(|(c, written)| match &c.values {
            InputValues::Numbers(_) => written.iter().map(String::as_str).collect(),
            text => words(text),
        })
        .collect();
    batch.pack(&spec.name, &texts.iter().map(|t| model::Column::Text(t)).collect::<Vec<_>>())
}

/// The texts of a column; a missing one is empty.
fn words(values: &InputValues) -> Vec<&str> {
    match values {
        InputValues::Numbers(_) => Vec::new(),
        InputValues::Text { codes, dictionary } => {
            codes.iter().map(|&c| dictionary.get(c as usize).map_or("", String::as_str)).collect()
        }
    }
}

/// Labels in one spelling: `1`, `1.0` and `true` are the same class.
fn spelled(label: &str) -> &str {
    match label.trim() {
        "true" | "True" | "TRUE" => "1",
        "false" | "False" | "FALSE" => "0",
        other => other.strip_suffix(".0").unwrap_or(other),
    }
}

/// The column of the positive class; a single column is the second class's.
fn of_positive(scores: &Scores, positive: &str, classes: &[String]) -> Option<Vec<f64>> {
    let width = scores.width.max(1);
    let by_name = scores.classes.iter().position(|c| spelled(c) == spelled(positive));
    let by_order = || classes.iter().position(|c| c == positive);
    if width == 1 {
        let first = by_name.or_else(by_order) == Some(0) && classes.len() == 2;
        let turn = |v: &f64| match (first, scores.kind) {
            (false, _) => *v,
            (true, ScoreKind::Probability) => 1.0 - v,
            (true, ScoreKind::RawScore) => -v,
        };
        return Some(scores.values.iter().map(turn).collect());
    }
    let at = by_name.or_else(|| by_order().filter(|_| classes.len() == width))?;
    Some(scores.values.iter().skip(at).step_by(width).copied().collect())
}

/// The page's message for a model's error.
pub(super) fn model_problem(error: &ModelError) -> Problem {
    let (id, texts): (&str, Vec<(&str, String)>) = match error {
        ModelError::NotOnnx { file, reason } => {
            ("model-not-onnx", vec![("file", file.clone()), ("reason", reason.clone())])
        }
        ModelError::TooLarge { file, what } => {
            ("model-too-large", vec![("file", file.clone()), ("what", what.clone())])
        }
        ModelError::Malformed { file, what } => {
            ("model-malformed", vec![("file", file.clone()), ("what", what.clone())])
        }
        ModelError::ExternalData { file, tensor } => {
            ("model-external-data", vec![("file", file.clone()), ("tensor", tensor.clone())])
        }
        ModelError::Unsupported { file, operators } => {
            let list = operators.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            let mut problem = Problem::new("model-unsupported", error.to_string());
            problem = problem.text("file", file.clone()).text("operators", list);
            problem.args.push(("count".to_owned(), ProblemArg::Number(operators.len() as f64)));
            return problem;
        }
        ModelError::Operator { file, operator, node, what } => (
            "model-operator",
            vec![
                ("file", file.clone()),
                ("operator", operator.clone()),
                ("node", node.clone()),
                ("what", what.clone()),
            ],
        ),
        ModelError::NoScores { file, what } => {
            ("model-no-scores", vec![("file", file.clone()), ("what", what.clone())])
        }
        ModelError::InputMissing { file, input } => {
            ("model-input-missing", vec![("file", file.clone()), ("input", input.clone())])
        }
        ModelError::InputMismatch { file, input, expected, got } => (
            "model-input-mismatch",
            vec![
                ("file", file.clone()),
                ("input", input.clone()),
                ("expected", expected.clone()),
                ("got", got.clone()),
            ],
        ),
    };
    texts.into_iter().fold(Problem::new(id, error.to_string()), |p, (name, value)| p.text(name, value))
}
