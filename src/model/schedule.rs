//! What a graph needs before it is compiled: names, order, missing operators.

use std::collections::{HashMap, HashSet};

use super::error::{MissingOperator, ModelError};
use super::graph::Build;
use super::onnx::{GraphProto, NodeProto};
use super::ops;

/// The name to show for a node.
pub(crate) fn node_name(node: &NodeProto) -> String {
    if !node.name.is_empty() {
        return node.name.clone();
    }
    node.output.iter().find(|o| !o.is_empty()).cloned().unwrap_or_else(|| node.op_type.clone())
}

/// Every operator of a graph and of its subgraphs that is not built in.
pub(crate) fn missing_operators(graph: &GraphProto, found: &mut Vec<MissingOperator>) {
    for node in &graph.node {
        if ops::find(&node.domain, &node.op_type).is_none() {
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

/// Names that a graph uses and neither makes nor takes in.
pub(crate) fn free_names(graph: &GraphProto) -> Vec<String> {
    let mut known: HashSet<&str> = graph.input.iter().map(|i| i.name.as_str()).collect();
    known.extend(graph.initializer.iter().map(|t| t.name.as_str()));
    known.extend(graph.node.iter().flat_map(|n| n.output.iter().map(String::as_str)));
    let mut free = Vec::new();
    let mut add = |name: &str| {
        if !name.is_empty() && !known.contains(name) && !free.iter().any(|f| f == name) {
            free.push(name.to_string());
        }
    };
    for node in &graph.node {
        node.input.iter().for_each(|i| add(i));
        for g in node.attribute.iter().filter_map(|a| a.g.as_ref()) {
            free_names(g).iter().for_each(|i| add(i));
        }
    }
    graph.output.iter().for_each(|o| add(&o.name));
    free
}

/// All names a node reads: its inputs, then what its subgraphs capture.
pub(crate) fn reads(node: &NodeProto) -> Vec<String> {
    let mut names = node.input.clone();
    for g in node.attribute.iter().filter_map(|a| a.g.as_ref()) {
        names.extend(free_names(g));
    }
    names
}

/// Positions of the nodes that the outputs need, in an order that can be run.
pub(crate) fn schedule(graph: &GraphProto, outputs: &[String], build: &Build) -> Result<Vec<usize>, ModelError> {
    let mut maker: HashMap<&str, usize> = HashMap::new();
    for (i, node) in graph.node.iter().enumerate() {
        for out in node.output.iter().filter(|o| !o.is_empty()) {
            if maker.insert(out, i).is_some() {
                return Err(build.malformed(format!("two nodes make `{out}`")));
            }
        }
    }
    let reads: Vec<Vec<String>> = graph.node.iter().map(reads).collect();
    let mut order = Vec::new();
    // 0 unseen, 1 being visited, 2 placed
    let mut state = vec![0u8; graph.node.len()];
    for out in outputs {
        let Some(&root) = maker.get(out.as_str()) else { continue };
        let mut stack = vec![(root, 0usize)];
        while let Some((node, next)) = stack.pop() {
            // state and reads have one entry a node; node comes from `maker`.
            if next == 0 {
                if state[node] == 2 {
                    continue;
                }
                state[node] = 1;
            }
            let waiting = reads[node]
                .iter()
                .enumerate()
                .skip(next)
                .find_map(|(at, name)| maker.get(name.as_str()).map(|&m| (at, m)).filter(|&(_, m)| state[m] != 2));
            match waiting {
                Some((_, m)) if state[m] == 1 => {
                    let name = graph.node.get(m).map(node_name).unwrap_or_default();
                    return Err(build.malformed(format!("node `{name}` depends on itself")));
                }
                Some((at, m)) => {
                    stack.push((node, at + 1));
                    stack.push((m, 0));
                }
                None => {
                    state[node] = 2;
                    order.push(node);
                }
            }
        }
    }
    Ok(order)
}
