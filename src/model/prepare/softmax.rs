//! Where onnxruntime computes something else than a quantised graph says.
//!
//! A softmax between DequantizeLinear and QuantizeLinear of 8 bits runs there
//! as QLinearSoftmax, whose steps are `1 / floor(1 / scale)`: with the usual
//! scale of 1/255, which 32 bits round up, that is 254 steps to 1 and not 255.
//! The same scale is written here, so that scores are the ones that people get
//! elsewhere; every other such triple gives the same either way.

use std::collections::{HashMap, HashSet};

use super::super::onnx::{GraphProto, NodeProto, TensorProto};
use super::super::proto;

/// Gives the quantisers behind a softmax whole steps to 1.
pub(crate) fn whole_softmax_steps(graph: &mut GraphProto) {
    let mut makers: HashMap<&str, usize> = HashMap::new();
    let mut readers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, node) in graph.node.iter().enumerate() {
        makers.extend(node.output.iter().map(|o| (o.as_str(), i)));
        for input in &node.input {
            readers.entry(input).or_default().push(i);
        }
    }
    // Looked up, not searched for: a hostile file may have many of each.
    let one = |t: &&TensorProto| t.dims.iter().try_fold(1i64, |n, d| n.checked_mul(*d)) == Some(1);
    // unsigned and signed, 8 bits
    let of_8_bits = graph.initializer.iter().filter(|t| matches!(t.data_type, 2 | 3)).filter(one);
    let zeros: HashSet<&str> = of_8_bits.map(|t| t.name.as_str()).collect();
    let scales: HashMap<&str, &TensorProto> = graph.initializer.iter().map(|t| (t.name.as_str(), t)).collect();
    let outputs: HashSet<&str> = graph.output.iter().map(|o| o.name.as_str()).collect();
    let small = |node: &NodeProto| node.input.get(2).is_some_and(|zero| zeros.contains(zero.as_str()));
    let quantiser = |softmax: &NodeProto| {
        let before = graph.node.get(*makers.get(softmax.input.first()?.as_str())?)?;
        let output = softmax.output.first()?;
        let &[after] = readers.get(output.as_str())?.as_slice() else { return None };
        let node = graph.node.get(after)?;
        let pair = before.op_type == "DequantizeLinear" && node.op_type == "QuantizeLinear";
        if !pair || !small(before) || !small(node) || outputs.contains(output.as_str()) {
            return None;
        }
        Some((after, whole_steps(scales.get(node.input.get(1)?.as_str())?)?))
    };
    let found: Vec<(usize, TensorProto)> =
        graph.node.iter().filter(|n| n.op_type == "Softmax" && n.domain.is_empty()).filter_map(quantiser).collect();
    for (at, scale) in found {
        // `at` is the position of the QuantizeLinear, which has a scale
        graph.node[at].input[1] = scale.name.clone();
        if !graph.initializer.iter().any(|t| t.name == scale.name) {
            graph.initializer.push(scale);
        }
    }
}

/// A scale of which a whole number makes 1, under a name of its own.
pub(super) fn whole_steps(scale: &TensorProto) -> Option<TensorProto> {
    let values = proto::tensor(scale).ok()?;
    let raw_data = values.to_f32().ok()?.iter().flat_map(|s| (1.0 / (1.0 / s).floor()).to_le_bytes()).collect();
    let name = format!("{}/whole steps", scale.name);
    Some(TensorProto { name, dims: scale.dims.clone(), data_type: 1, raw_data, ..Default::default() })
}
