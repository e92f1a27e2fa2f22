//! Inputs that are dictionaries, `map(string, float)` and the like.
//!
//! Such a file takes one dictionary a run, that is, one case. The operator
//! that reads the dictionary says which keys it looks for, so the input is
//! offered as a table with a column a key, and that operator hands the table
//! on; cases then go through in blocks as they do everywhere else.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::OpError;
use super::onnx::{GraphProto, MapTypeProto, NodeProto};
use super::tensor::{DType, Tensor, volume};

/// A dictionary's entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A number.
    Number(f64),
    /// A text.
    Text(Arc<str>),
}

/// One case as a dictionary; whole-number keys are written as decimals.
pub type Dictionary = Vec<(String, Entry)>;

/// Element type of a dictionary's values.
pub(super) fn kind(map: &MapTypeProto) -> DType {
    let values = map.value_type.as_ref().and_then(|v| v.tensor_type.as_ref());
    values.and_then(|t| DType::from_onnx(t.elem_type)).unwrap_or(DType::F32)
}

/// The keys that the reader of an input looks for, in column order; empty when
/// it takes whatever keys there are (a dense CastMap).
pub(super) fn keys(graph: &GraphProto, input: &str) -> Vec<String> {
    let reader = graph.node.iter().find(|n| n.input.iter().any(|i| i == input));
    reader.map(keys_of).unwrap_or_default()
}

fn keys_of(node: &NodeProto) -> Vec<String> {
    let find = |name: &str| node.attribute.iter().find(|a| a.name == name);
    if let Some(words) = find("string_vocabulary").filter(|a| !a.strings.is_empty()) {
        return words.strings.iter().map(|s| String::from_utf8_lossy(s).into_owned()).collect();
    }
    if let Some(numbers) = find("int64_vocabulary") {
        return numbers.ints.iter().map(ToString::to_string).collect();
    }
    let sparse = find("map_form").is_some_and(|a| a.s == b"SPARSE");
    let length = if sparse { find("max_map").map_or(1, |a| a.i) } else { 0 };
    // As wide as a table may be; anything above is refused where a case is read.
    (0..length.min(1 << 20)).map(|k| k.to_string()).collect()
}

/// Dictionaries as rows of a table: a column for each of `keys`, 0 or empty
/// text where a dictionary lacks one; without `keys`, the values in the order
/// of their keys, of which each dictionary must have as many.
pub(super) fn rows(cases: &[Dictionary], keys: &[String], kind: DType) -> Result<Tensor, OpError> {
    let width = if keys.is_empty() { cases.first().map_or(0, Vec::len) } else { keys.len() };
    let shape = vec![cases.len(), width];
    let mut numbers = vec![0f64; if kind == DType::Text { 0 } else { volume(&shape)? }];
    let mut texts: Vec<Arc<str>> = vec!["".into(); if kind == DType::Text { volume(&shape)? } else { 0 }];
    let column: HashMap<&str, usize> = keys.iter().enumerate().map(|(j, k)| (k.as_str(), j)).collect();
    for (i, case) in cases.iter().enumerate() {
        let mut case: Vec<&(String, Entry)> = case.iter().collect();
        if keys.is_empty() {
            if case.len() != width {
                return Err(OpError::Shape(format!("{} entries beside {width}", case.len())));
            }
            case.sort_by_key(|(key, _)| key.parse::<i64>().unwrap_or(0));
        }
        for (at, (key, entry)) in case.into_iter().enumerate() {
            let Some(j) = (if keys.is_empty() { Some(at) } else { column.get(key.as_str()).copied() }) else {
                continue;
            };
            // i * width + j is below the product of the shape
            match (entry, kind) {
                (Entry::Text(text), DType::Text) => texts[i * width + j] = text.clone(),
                (Entry::Number(number), DType::Text) => texts[i * width + j] = number.to_string().into(),
                (Entry::Number(number), _) => numbers[i * width + j] = *number,
                (Entry::Text(_), _) => return Err(OpError::Type(format!("text under `{key}` where numbers belong"))),
            }
        }
    }
    if kind == DType::Text { Tensor::text(shape, texts) } else { Tensor::f64(shape, numbers) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(key: &str, v: f64) -> (String, Entry) {
        (key.into(), Entry::Number(v))
    }

    #[test]
    fn keys_that_a_case_lacks_are_zero_and_keys_that_nobody_asks_for_are_left_out() {
        let cases = [vec![number("b", 2.0), number("z", 9.0)], vec![number("a", 1.0)]];
        let made = rows(&cases, &["a".into(), "b".into()], DType::F32).unwrap();
        assert_eq!(made, Tensor::f64(vec![2, 2], vec![0.0, 2.0, 1.0, 0.0]).unwrap());
    }

    #[test]
    fn without_a_vocabulary_values_stand_in_the_order_of_their_keys() {
        let cases = [vec![number("10", 2.0), number("-3", 1.0)]];
        assert_eq!(rows(&cases, &[], DType::F32).unwrap(), Tensor::f64(vec![1, 2], vec![1.0, 2.0]).unwrap());
    }
}
