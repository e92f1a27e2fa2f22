//! onnxruntime's quantised operators that are no products (QLinearAdd,
//! QLinearConcat, QLinearSigmoid and others) become what they stand for: the
//! operator of the same name between DequantizeLinear and QuantizeLinear.

use super::super::onnx::{AttributeProto, GraphProto, NodeProto, TensorProto};
use super::super::ops::MICROSOFT;
use super::softmax::whole_steps;

/// Writes them out.
pub(crate) fn unfuse_quantised(graph: &mut GraphProto, opset: i64) {
    let nodes = std::mem::take(&mut graph.node);
    for node in nodes {
        match written_out(&node, graph, opset) {
            Some(made) => graph.node.extend(made),
            None => graph.node.push(node),
        }
    }
}

/// Where a node keeps the parts that go in (tensor, scale, zero point each)
/// and the scale of the result, which its zero point follows.
fn parts(node: &NodeProto) -> Option<(Vec<usize>, usize)> {
    Some(match node.op_type.as_str() {
        "QLinearAdd" | "QLinearMul" => (vec![0, 3], 6),
        "QLinearConcat" => ((2..node.input.len()).step_by(3).collect(), 0),
        "QLinearAveragePool"
        | "QLinearGlobalAveragePool"
        | "QLinearLeakyRelu"
        | "QLinearReduceMean"
        | "QLinearSigmoid"
        | "QLinearSoftmax" => (vec![0], 3),
        _ => return None,
    })
}

fn written_out(node: &NodeProto, graph: &mut GraphProto, opset: i64) -> Option<Vec<NodeProto>> {
    let channels_last = node.attribute.iter().any(|a| a.name == "channels_last" && a.i != 0);
    if node.domain != MICROSOFT || channels_last {
        return None;
    }
    let (inputs, result) = parts(node)?;
    let output = node.output.first()?;
    let name = |kind: &str| format!("{}/{kind}", super::super::node::node_name(node));
    let take = |from: usize| -> Option<Vec<String>> {
        let own = node.input.get(from..(from + 3).min(node.input.len()))?;
        (!own.is_empty()).then(|| own.to_vec())
    };
    let mut made = Vec::new();
    for (k, from) in inputs.into_iter().enumerate() {
        let float = format!("{output}/float {k}");
        made.push(NodeProto {
            input: take(from)?,
            output: vec![float],
            name: name("dequantised"),
            op_type: "DequantizeLinear".into(),
            ..Default::default()
        });
    }
    let mut scale = node.input.get(result)?.clone();
    if node.op_type == "QLinearSoftmax"
        && let Some(whole) = graph.initializer.iter().find(|t| t.name == scale).and_then(whole_steps)
    {
        scale = whole.name.clone();
        graph.initializer.push(whole);
    }
    let plain = format!("{output}/float");
    let mut input: Vec<String> = made.iter().flat_map(|n| n.output.clone()).collect();
    // Reductions take their axes as an input from operator set 18 on.
    let axes = node.attribute.iter().find(|a| a.name == "axes").filter(|_| opset >= 18);
    if let Some(axes) = axes {
        let (name, dims) = (format!("{output}/axes"), vec![axes.ints.len() as i64]);
        input.push(name.clone());
        graph.initializer.push(TensorProto {
            name,
            dims,
            data_type: 7,
            int64_data: axes.ints.clone(),
            ..Default::default()
        });
    }
    let kept = |a: &&AttributeProto| {
        !matches!(a.name.as_str(), "channels_last" | "opset") && (axes.is_none() || a.name != "axes")
    };
    made.push(NodeProto {
        input,
        output: vec![plain.clone()],
        name: name("float"),
        op_type: node.op_type.trim_start_matches("QLinear").into(),
        attribute: node.attribute.iter().filter(kept).cloned().collect(),
        ..Default::default()
    });
    let mut input = vec![plain, scale];
    input.extend(node.input.get(result + 1).cloned());
    made.push(NodeProto {
        input,
        output: vec![output.clone()],
        name: name("quantised"),
        op_type: "QuantizeLinear".into(),
        ..Default::default()
    });
    Some(made)
}
