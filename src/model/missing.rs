//! Operators that a file uses and that are not built in.

use super::error::MissingOperator;
use super::node::node_name;
use super::onnx::GraphProto;
use super::ops;
use super::tract::is_theirs;

/// Every operator of a graph and of its subgraphs that is not built in.
pub(crate) fn missing_operators(graph: &GraphProto, found: &mut Vec<MissingOperator>) {
    for node in &graph.node {
        if ops::find(&node.domain, &node.op_type).is_none() && !is_theirs(&node.domain, &node.op_type) {
            let same = found.iter_mut().find(|m| m.operator == node.op_type && m.domain == node.domain);
            match same {
                Some(m) => m.nodes.push(node_name(node)),
                None => found.push(MissingOperator {
                    operator: node.op_type.clone(),
                    domain: node.domain.clone(),
                    nodes: vec![node_name(node)],
                    advice: ops::advice(&node.domain, &node.op_type),
                }),
            }
        }
        for g in node.attribute.iter().filter_map(|a| a.g.as_ref()) {
            missing_operators(g, found);
        }
    }
}
