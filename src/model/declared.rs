//! What a file declares of its inputs.

use std::collections::HashSet;

use super::batch::InputSpec;
use super::dictionary;
use super::error::ModelError;
use super::onnx::{GraphProto, ValueInfoProto};
use super::tensor::DType;

/// Declared type and shape of a graph input.
fn spec(input: &ValueInfoProto, graph: &GraphProto) -> InputSpec {
    let name = input.name.clone();
    if let Some(map) = input.r#type.as_ref().and_then(|t| t.map_type.as_ref()) {
        let keys = dictionary::keys(graph, &input.name);
        let width = Some(keys.len()).filter(|&n| n > 0);
        return InputSpec { name, kind: dictionary::kind(map), width, shape: vec![None, width], keys };
    }
    let declared = input.r#type.as_ref().and_then(|t| t.tensor_type.as_ref());
    let kind = declared.and_then(|t| DType::from_onnx(t.elem_type)).unwrap_or(DType::F32);
    let shape: Vec<Option<usize>> = declared
        .and_then(|t| t.shape.as_ref())
        .map(|s| {
            let length = |d: i64| usize::try_from(d).ok().filter(|&d| d > 0);
            s.dim.iter().map(|d| d.dim_value.and_then(length)).collect()
        })
        .unwrap_or_default();
    let width =
        if shape.is_empty() { None } else { shape.iter().skip(1).try_fold(1usize, |n, d| n.checked_mul((*d)?)) };
    InputSpec { name, kind, width, shape, keys: Vec::new() }
}

/// Most inputs that take dictionaries, and most keys of all of them.
const MAX_DICTIONARIES: (usize, usize) = (16, 1 << 20);

/// The inputs that a batch must have: all but those with a value of their own.
///
/// # Errors
/// [`ModelError::TooLarge`] for dictionaries without measure.
pub(super) fn inputs(graph: &GraphProto, file: &str) -> Result<Vec<InputSpec>, ModelError> {
    let initialised: HashSet<&str> = graph.initializer.iter().map(|t| t.name.as_str()).collect();
    let given = graph.input.iter().filter(|i| !initialised.contains(i.name.as_str()));
    let (mut dictionaries, mut keys) = MAX_DICTIONARIES;
    given
        .map(|input| {
            let declared = input.r#type.as_ref();
            let left = if declared.is_some_and(|t| t.map_type.is_some()) {
                dictionaries.checked_sub(1)
            } else {
                Some(dictionaries)
            };
            let refused = || ModelError::TooLarge { file: file.into(), what: "dictionaries as inputs".into() };
            dictionaries = left.ok_or_else(refused)?;
            let spec = spec(input, graph);
            keys = keys.checked_sub(spec.keys.len()).ok_or_else(refused)?;
            Ok(spec)
        })
        .collect()
}
