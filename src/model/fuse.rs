//! Where onnxruntime computes something else than a quantised graph says.
//!
//! A softmax between DequantizeLinear and QuantizeLinear of 8 bits runs there
//! as QLinearSoftmax, whose steps are `1 / floor(1 / scale)`: with the usual
//! scale of 1/255, which 32 bits round up, that is 254 steps to 1 and not 255.
//! The same is done here, so that scores are the ones that people get
//! elsewhere; every other such triple gives the same either way.

use std::collections::{HashMap, HashSet};

use super::onnx::{AttributeProto, GraphProto, NodeProto, TensorProto};
use super::ops::MICROSOFT;

/// Puts QLinearSoftmax in the place of the three.
pub(crate) fn fuse_softmax(graph: &mut GraphProto, opset: i64) {
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
    let outputs: HashSet<&str> = graph.output.iter().map(|o| o.name.as_str()).collect();
    let small = |node: &NodeProto| node.input.get(2).is_some_and(|zero| zeros.contains(zero.as_str()));
    let fused = |softmax: &NodeProto| {
        let before = graph.node.get(*makers.get(softmax.input.first()?.as_str())?)?;
        let output = softmax.output.first()?;
        let &[after] = readers.get(output.as_str())?.as_slice() else { return None };
        let node = graph.node.get(after)?;
        let pair = before.op_type == "DequantizeLinear" && node.op_type == "QuantizeLinear";
        if !pair || !small(before) || !small(node) || outputs.contains(output.as_str()) {
            return None;
        }
        let number = |name: &str, i| AttributeProto { name: name.into(), i, kind: 2, ..Default::default() };
        let mut input: Vec<String> = before.input.iter().take(3).cloned().collect();
        input.extend(node.input.iter().skip(1).take(2).cloned());
        let mut attribute: Vec<AttributeProto> = softmax.attribute.clone();
        attribute.push(number("opset", opset));
        let op_type = "QLinearSoftmax".to_string();
        let name = softmax.name.clone();
        Some((
            after,
            NodeProto { input, output: node.output.clone(), name, op_type, attribute, domain: MICROSOFT.into() },
        ))
    };
    let made: Vec<(usize, NodeProto)> =
        graph.node.iter().filter(|n| n.op_type == "Softmax" && n.domain.is_empty()).filter_map(fused).collect();
    for (at, node) in made {
        // `at` is the position of the QuantizeLinear; what fed it is left unread
        graph.node[at] = node;
    }
}
