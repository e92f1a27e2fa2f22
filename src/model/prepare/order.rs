//! The nodes that outputs need, in an order that can be run.

use std::collections::{HashMap, HashSet};

use super::super::error::ModelError;
use super::super::node::node_name;
use super::super::onnx::{GraphProto, NodeProto};
use super::super::tract::Build;

/// Names that a graph uses and neither makes nor takes in.
pub(crate) fn free_names(graph: &GraphProto) -> Vec<String> {
    let mut known: HashSet<&str> = graph.input.iter().map(|i| i.name.as_str()).collect();
    known.extend(graph.initializer.iter().map(|t| t.name.as_str()));
    known.extend(graph.node.iter().flat_map(|n| n.output.iter().map(String::as_str)));
    let mut seen: HashSet<&str> = HashSet::new();
    let mut free = Vec::new();
    let inside: Vec<Vec<String>> = graph.node.iter().map(reads).collect();
    let outputs = graph.output.iter().map(|o| o.name.as_str());
    for name in inside.iter().flatten().map(String::as_str).chain(outputs) {
        if !name.is_empty() && !known.contains(name) && seen.insert(name) {
            free.push(name.to_string());
        }
    }
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

/// The nodes that `outputs` need, each after those that make what it reads;
/// `known` names what is there from the start.
///
/// # Errors
/// Circles, values that two nodes make or nobody.
pub(crate) fn in_order(
    graph: &GraphProto,
    outputs: &[String],
    known: &HashSet<&str>,
    build: &Build,
) -> Result<Vec<NodeProto>, ModelError> {
    let mut maker: HashMap<&str, usize> = HashMap::new();
    for (i, node) in graph.node.iter().enumerate() {
        for out in node.output.iter().filter(|o| !o.is_empty()) {
            if maker.insert(out, i).is_some() {
                return Err(build.malformed(format!("two nodes make `{out}`")));
            }
        }
    }
    if let Some(name) = outputs.iter().find(|o| !maker.contains_key(o.as_str()) && !known.contains(o.as_str())) {
        return Err(build.malformed(format!("nothing makes the output `{name}`")));
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
    let missing =
        |name: &&String| !name.is_empty() && !maker.contains_key(name.as_str()) && !known.contains(name.as_str());
    // `order` holds positions within graph.node and reads.
    for &at in &order {
        if let Some(name) = reads[at].iter().find(missing) {
            let node = node_name(&graph.node[at]);
            return Err(build.malformed(format!("nothing makes `{name}`, which node `{node}` reads")));
        }
    }
    Ok(order.into_iter().map(|at| graph.node[at].clone()).collect())
}
