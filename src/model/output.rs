//! Which outputs of a file are the scores and the labels, and what classes
//! they stand for.

use std::collections::HashMap;

use super::onnx::{GraphProto, NodeProto};

use super::error::ModelError;
use super::proto;
use super::tensor::{DType, Data, Tensor};
use super::value::Key;

use super::scores::ScoreKind;

/// The outputs to compute, and how to read them.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Outputs whose columns are the scores, in order.
    pub scores: Vec<String>,
    pub label: Option<String>,
    /// Classes found in the file; may be empty.
    pub classes: Vec<Key>,
    pub kind: ScoreKind,
}

/// Element type that an output declares; `None` for sequences and maps.
fn declared(graph: &GraphProto, name: &str) -> Option<DType> {
    let output = graph.output.iter().find(|o| o.name == name)?;
    DType::from_onnx(output.r#type.as_ref()?.tensor_type.as_ref()?.elem_type)
}

fn makers(graph: &GraphProto) -> HashMap<&str, &NodeProto> {
    graph.node.iter().flat_map(|n| n.output.iter().map(move |o| (o.as_str(), n))).collect()
}

/// Type of a value: what it declares as an output, else what its maker says.
fn type_of(graph: &GraphProto, makers: &HashMap<&str, &NodeProto>, name: &str, depth: usize) -> Option<DType> {
    if let Some(t) = declared(graph, name).filter(|_| depth == 0) {
        return Some(t);
    }
    if depth > 20 {
        return None;
    }
    let node = makers.get(name)?;
    match node.op_type.as_str() {
        "ArgMax" | "ArgMin" | "Shape" | "NonZero" => Some(DType::I64),
        "Cast" => DType::from_onnx(i32::try_from(node.attribute.iter().find(|a| a.name == "to")?.i).ok()?),
        _ => node.input.first().and_then(|i| type_of(graph, makers, i, depth + 1)),
    }
}

/// Chooses the outputs.
///
/// # Errors
/// [`ModelError::NoScores`] when no output holds numbers.
pub(crate) fn plan(graph: &GraphProto, file: &str) -> Result<Plan, ModelError> {
    let makers = makers(graph);
    let mut label = None;
    let (mut maps, mut floats) = (Vec::new(), Vec::new());
    for output in &graph.output {
        let name = output.name.as_str();
        let maker = makers.get(name).map_or("", |n| n.op_type.as_str());
        let kind = type_of(graph, &makers, name, 0);
        if maker == "ZipMap" {
            maps.push(name);
        } else if kind.is_some_and(DType::is_float) || (kind.is_none() && maker != "ArgMax") {
            floats.push(name);
        } else if label.is_none() {
            label = Some(name.to_string());
        }
    }
    let named = |n: &str| {
        let n = n.to_ascii_lowercase();
        n.contains("prob") || n.contains("score")
    };
    let scores: Vec<&str> = if !maps.is_empty() {
        maps.into_iter().take(1).collect()
    } else if let Some(best) = floats.iter().find(|n| named(n)) {
        vec![best]
    } else if floats.len() > 2 && columns_of_one(&floats, &makers) {
        floats
    } else {
        floats.into_iter().take(1).collect()
    };
    if scores.is_empty() {
        let what = graph.output.iter().map(|o| o.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(ModelError::NoScores { file: file.into(), what: format!("outputs: {what}") });
    }
    let classes = scores
        .first()
        .map(|s| classes(&makers, s))
        .filter(|c| !c.is_empty())
        .or_else(|| label.as_deref().map(|l| classes_of_label(graph, &makers, l)))
        .unwrap_or_default();
    let kind = scores.first().map_or(ScoreKind::RawScore, |s| kind(&makers, s, 0));
    Ok(Plan { scores: scores.into_iter().map(Into::into).collect(), label, classes, kind })
}

/// skl2onnx's `zipmap: "columns"`: each output one class's column.
fn columns_of_one(outputs: &[&str], makers: &HashMap<&str, &NodeProto>) -> bool {
    let node = |n: &&str| makers.get(*n).map(|n| n.op_type.as_str());
    outputs.iter().all(|o| matches!(node(o), Some("ArrayFeatureExtractor" | "Split" | "Gather" | "Reshape" | "Slice")))
}

fn attribute_keys(node: &NodeProto) -> Vec<Key> {
    for a in &node.attribute {
        match a.name.as_str() {
            "classlabels_strings" if !a.strings.is_empty() => {
                return a.strings.iter().map(|s| Key::Text(String::from_utf8_lossy(s).into())).collect();
            }
            "classlabels_ints" | "classlabels_int64s" if !a.ints.is_empty() => {
                return a.ints.iter().map(|&i| Key::Int(i)).collect();
            }
            _ => {}
        }
    }
    Vec::new()
}

/// Operators that hand columns on as they are.
fn keeps_columns(op: &str) -> bool {
    matches!(
        op,
        "Identity"
            | "Cast"
            | "Normalizer"
            | "Softmax"
            | "Sigmoid"
            | "Clip"
            | "Reshape"
            | "Where"
            | "Div"
            | "Mul"
            | "Add"
            | "Exp"
    )
}

/// Classes named by the node that makes the scores, or by one before it.
fn classes(makers: &HashMap<&str, &NodeProto>, output: &str) -> Vec<Key> {
    first_keys(makers, output, attribute_keys, keeps_columns)
}

/// Classes that the label output chooses from.
fn classes_of_label(graph: &GraphProto, makers: &HashMap<&str, &NodeProto>, output: &str) -> Vec<Key> {
    let listed = |node: &NodeProto| {
        let keys = attribute_keys(node);
        match (keys.is_empty(), node.op_type.as_str(), node.input.first()) {
            (true, "ArrayFeatureExtractor" | "Gather", Some(list)) => {
                constant(graph, makers, list).map_or(keys, |list| keys_of(&list))
            }
            _ => keys,
        }
    };
    first_keys(makers, output, listed, |_| true)
}

/// The first keys that `keys_at` finds on the way from an output back through
/// first inputs, as far as `through` lets an operator pass.
fn first_keys(
    makers: &HashMap<&str, &NodeProto>,
    output: &str,
    keys_at: impl Fn(&NodeProto) -> Vec<Key>,
    through: impl Fn(&str) -> bool,
) -> Vec<Key> {
    const FARTHEST: usize = 20;
    let mut at = output;
    for _ in 0..FARTHEST {
        let Some(node) = makers.get(at) else { break };
        let keys = keys_at(node);
        if !keys.is_empty() {
            return keys;
        }
        match node.input.first() {
            Some(next) if through(&node.op_type) => at = next,
            _ => break,
        }
    }
    Vec::new()
}

fn constant(graph: &GraphProto, makers: &HashMap<&str, &NodeProto>, name: &str) -> Option<Tensor> {
    if let Some(t) = graph.initializer.iter().find(|t| t.name == name) {
        return proto::tensor(t).ok();
    }
    let node = makers.get(name)?;
    match node.op_type.as_str() {
        "Constant" => proto::tensor(node.attribute.iter().find_map(|a| a.t.as_ref())?).ok(),
        "Cast" | "Identity" | "Reshape" => constant(graph, makers, node.input.first()?),
        _ => None,
    }
}

fn keys_of(t: &Tensor) -> Vec<Key> {
    match &t.data {
        Data::Int(v) => v.iter().map(|&i| Key::Int(i)).collect(),
        Data::Text(v) => v.iter().map(|s| Key::Text(s.clone())).collect(),
        Data::Bool(v) => v.iter().map(|&b| Key::Int(i64::from(b))).collect(),
        _ => Vec::new(),
    }
}

/// Whether the node behind an output makes probabilities.
fn kind(makers: &HashMap<&str, &NodeProto>, output: &str, depth: usize) -> ScoreKind {
    let Some(node) = makers.get(output).filter(|_| depth < 20) else { return ScoreKind::RawScore };
    let transform = node.attribute.iter().find(|a| a.name == "post_transform").map(|a| a.s.as_slice());
    match (node.op_type.as_str(), transform) {
        ("Softmax" | "Sigmoid", _) | (_, Some(b"SOFTMAX" | b"LOGISTIC")) => ScoreKind::Probability,
        ("SVMClassifier", _) if node.attribute.iter().any(|a| a.name == "prob_a" && !a.floats.is_empty()) => {
            ScoreKind::Probability
        }
        // Values between 0 and 1 decide for these (see `Plan::read`).
        _ => match node.input.first() {
            Some(next) => kind(makers, next, depth + 1),
            None => ScoreKind::RawScore,
        },
    }
}
