//! 16-bit floats become 32-bit ones, as onnxruntime computes them on a
//! processor: it takes out the casts between an operator and the next, those
//! of the file too. They are rounded to 16 bits where a graph takes them in or
//! hands them out, and where they become whole numbers or text.

use std::collections::HashSet;

use super::super::onnx::{AttributeProto, GraphProto, NodeProto, TensorProto};
use super::super::proto;
use super::super::tensor::{DType, Data, Tensor};

/// Codes of `TensorProto.DataType`.
const HALF: i32 = 10;
const SINGLE: i32 = 1;

/// Attribute that widening gives to a Cast of what were 16-bit floats.
pub(crate) const ROUNDED: &str = "rounded";

/// Operators whose results are of another type than their inputs.
fn answers_otherwise(operator: &str) -> bool {
    matches!(
        operator,
        "Cast"
            | "CastLike"
            | "Shape"
            | "Size"
            | "ArgMax"
            | "ArgMin"
            | "NonZero"
            | "QuantizeLinear"
            | "Equal"
            | "Less"
            | "Greater"
            | "LessOrEqual"
            | "GreaterOrEqual"
            | "IsNaN"
            | "IsInf"
    )
}

/// Widens a graph and its subgraphs.
pub(crate) fn widen(graph: &mut GraphProto) {
    let mut halves = HashSet::new();
    if holds_halves(graph) {
        widen_graph(graph, &mut halves);
    }
}

fn holds_halves(graph: &GraphProto) -> bool {
    let declared = |v: &super::super::onnx::ValueInfoProto| {
        v.r#type.as_ref().and_then(|t| t.tensor_type.as_ref()).is_some_and(|t| t.elem_type == HALF)
    };
    graph.initializer.iter().any(|t| t.data_type == HALF)
        || graph.input.iter().chain(&graph.output).any(declared)
        || graph.node.iter().flat_map(|n| &n.attribute).any(|a| {
            a.t.as_ref().is_some_and(|t| t.data_type == HALF)
                || a.i == i64::from(HALF) && names_a_type(&a.name)
                || a.g.as_ref().is_some_and(holds_halves)
        })
}

fn names_a_type(attribute: &str) -> bool {
    matches!(attribute, "to" | "dtype" | "output_dtype" | "stash_type" | "softmax_precision")
}

fn widen_graph(graph: &mut GraphProto, halves: &mut HashSet<String>) {
    for input in &mut graph.input {
        if let Some(t) = input.r#type.as_mut().and_then(|t| t.tensor_type.as_mut()).filter(|t| t.elem_type == HALF) {
            t.elem_type = SINGLE;
            halves.insert(input.name.clone());
        }
    }
    for t in graph.initializer.iter_mut().filter(|t| t.data_type == HALF) {
        widen_tensor(t);
        halves.insert(t.name.clone());
    }
    for node in &mut graph.node {
        widen_node(node, halves);
    }
}

fn widen_node(node: &mut NodeProto, halves: &mut HashSet<String>) {
    let of_halves = node.input.iter().any(|i| halves.contains(i));
    let mut makes_halves = of_halves && !answers_otherwise(&node.op_type);
    for a in &mut node.attribute {
        if let Some(t) = a.t.as_mut().filter(|t| t.data_type == HALF) {
            widen_tensor(t);
            makes_halves = true;
        }
        if names_a_type(&a.name) && a.i == i64::from(HALF) {
            a.i = i64::from(SINGLE);
            makes_halves = true;
        }
        if let Some(g) = &mut a.g {
            widen_graph(g, halves);
        }
    }
    if of_halves && node.op_type == "Cast" {
        node.attribute.push(AttributeProto { name: ROUNDED.into(), i: 1, kind: 2, ..Default::default() });
    }
    if makes_halves {
        halves.extend(node.output.iter().cloned());
    }
}

/// One that cannot be read is left as it is, and refused where it is used.
fn widen_tensor(t: &mut TensorProto) {
    let Ok(Tensor { data: Data::F32(values), .. }) = proto::tensor(t) else { return };
    let raw_data = values.iter().flat_map(|v| v.to_le_bytes()).collect();
    let (name, dims) = (std::mem::take(&mut t.name), std::mem::take(&mut t.dims));
    *t = TensorProto { name, dims, data_type: SINGLE, raw_data, ..Default::default() };
}

/// A tensor with its numbers rounded to what 16 bits hold.
pub(crate) fn rounded(t: Tensor) -> Tensor {
    if t.dtype != DType::F32 {
        return t;
    }
    let half = super::super::ops::cast_to(t.clone(), DType::F16);
    half.map_or(t, |half| Tensor { dtype: DType::F32, ..half })
}
