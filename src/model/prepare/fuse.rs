//! A constant row added to a product, and a Relu behind a product or a
//! convolution, become part of it: each would be a pass over memory of its own.

use std::collections::{HashMap, HashSet};

use super::super::onnx::{AttributeProto, GraphProto, NodeProto, TensorProto};
use super::order::reads;

/// Attribute of a node whose results are cut off at 0.
pub(crate) const RELU: &str = "cutpoint.relu";

/// Joins such nodes.
pub(crate) fn fuse(graph: &mut GraphProto) {
    let mut readers: HashMap<String, usize> = HashMap::new();
    for name in graph.node.iter().flat_map(reads).chain(graph.output.iter().map(|o| o.name.clone())) {
        *readers.entry(name).or_default() += 1;
    }
    let constants: HashMap<&str, &TensorProto> = graph.initializer.iter().map(|t| (t.name.as_str(), t)).collect();
    let mut makers: HashMap<String, usize> = HashMap::new();
    let mut joined: HashSet<usize> = HashSet::new();
    for at in 0..graph.node.len() {
        let node = &graph.node[at]; // at is a position in the list
        let found = join(
            node,
            &|name| {
                let maker = *makers.get(name).filter(|_| readers.get(name) == Some(&1))?;
                Some((maker, graph.node.get(maker)?))
            },
            &constants,
        );
        let output = node.output.first().cloned().unwrap_or_default();
        let at = match found {
            Some((maker, mut whole)) => {
                whole.output = vec![output.clone()];
                graph.node[maker] = whole; // a position in the list, as `makers` holds
                joined.insert(at);
                maker
            }
            None => at,
        };
        makers.insert(output, at);
    }
    let mut at = 0;
    graph.node.retain(|_| {
        at += 1;
        !joined.contains(&(at - 1))
    });
}

/// The node that makes what `node` reads, with `node` made part of it.
fn join<'a>(
    node: &NodeProto,
    maker: &dyn Fn(&str) -> Option<(usize, &'a NodeProto)>,
    constants: &HashMap<&str, &TensorProto>,
) -> Option<(usize, NodeProto)> {
    if !node.domain.is_empty() {
        return None;
    }
    let known = |node: &NodeProto, at: usize| node.input.get(at).and_then(|name| constants.get(name.as_str()).copied());
    match (node.op_type.as_str(), node.input.as_slice()) {
        ("Relu", [of]) => {
            let (at, made) = maker(of)?;
            let whole = matches!(made.op_type.as_str(), "Conv" | "Gemm" | "MatMul") && made.domain.is_empty();
            let floats = known(made, 1).is_some_and(is_single);
            (whole && floats && !has_relu(made)).then(|| {
                let mut made = made.clone();
                made.attribute.push(AttributeProto { name: RELU.into(), i: 1, kind: 2, ..Default::default() });
                (at, made)
            })
        }
        ("Add", [a, b]) => {
            let (of, row) = if constants.contains_key(b.as_str()) { (a, b) } else { (b, a) };
            let (at, made) = maker(of)?;
            let plain = made.op_type == "MatMul" && made.domain.is_empty() && made.input.len() == 2;
            let (weights, row_of) = (known(made, 1)?, constants.get(row.as_str())?);
            let &[_, columns] = weights.dims.as_slice() else { return None };
            let fits = is_single(weights) && is_single(row_of) && row_of.dims.as_slice() == [columns];
            (plain && fits && !has_relu(made)).then(|| {
                let mut made = made.clone();
                made.input.push(row.clone());
                (at, made)
            })
        }
        _ => None,
    }
}

fn has_relu(node: &NodeProto) -> bool {
    node.attribute.iter().any(|a| a.name == RELU)
}

/// Whether the elements are 32-bit floats.
fn is_single(t: &TensorProto) -> bool {
    t.data_type == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::onnx::ValueInfoProto;

    fn node(op: &str, input: &[&str], output: &str) -> NodeProto {
        NodeProto {
            op_type: op.into(),
            input: input.iter().map(|s| s.to_string()).collect(),
            output: vec![output.into()],
            ..Default::default()
        }
    }

    fn constant(name: &str, dims: &[i64]) -> TensorProto {
        TensorProto { name: name.into(), dims: dims.to_vec(), data_type: 1, ..Default::default() }
    }

    fn fused(nodes: Vec<NodeProto>, outputs: &[&str]) -> Vec<NodeProto> {
        let named = |name: &&str| ValueInfoProto { name: name.to_string(), ..Default::default() };
        let mut graph = GraphProto {
            node: nodes,
            initializer: vec![constant("w", &[3, 2]), constant("row", &[2]), constant("one", &[1])],
            output: outputs.iter().map(named).collect(),
            ..Default::default()
        };
        fuse(&mut graph);
        graph.node
    }

    #[test]
    fn a_layer_becomes_one_product() {
        let layer = vec![node("MatMul", &["x", "w"], "a"), node("Add", &["row", "a"], "b"), node("Relu", &["b"], "y")];
        let made = fused(layer, &["y"]);
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].input.join(" "), made[0].output.join(" ")), ("x w row".into(), "y".into()));
        assert!(has_relu(&made[0]));
    }

    #[test]
    fn what_something_else_reads_stays() {
        let product = || node("MatMul", &["x", "w"], "a");
        assert_eq!(fused(vec![product(), node("Add", &["a", "row"], "y")], &["y", "a"]).len(), 2);
        assert_eq!(fused(vec![product(), node("Add", &["a", "one"], "y")], &["y"]).len(), 2);
        assert_eq!(fused(vec![product(), node("Add", &["a", "a"], "y")], &["y"]).len(), 2);
        // A sum cut off at 0 takes no row after that.
        let late = vec![product(), node("Relu", &["a"], "b"), node("Add", &["b", "row"], "y")];
        assert_eq!(fused(late, &["y"]).len(), 2);
    }
}
