//! Leaves out what the wanted outputs do not need.

use std::collections::{HashMap, HashSet};

use super::super::onnx::GraphProto;
use super::order::reads;

/// The graph without the nodes that the wanted outputs do not need.
pub(crate) fn prune(mut graph: GraphProto, wanted: &[String]) -> GraphProto {
    let makers: HashMap<&str, usize> =
        graph.node.iter().enumerate().flat_map(|(i, n)| n.output.iter().map(move |o| (o.as_str(), i))).collect();
    let mut keep = vec![false; graph.node.len()];
    let mut seen: HashSet<String> = HashSet::new();
    let mut todo: Vec<String> = wanted.to_vec();
    while let Some(name) = todo.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let Some(&i) = makers.get(name.as_str()) else { continue };
        // `makers` holds positions within graph.node.
        if !std::mem::replace(&mut keep[i], true) {
            todo.extend(reads(&graph.node[i]));
        }
    }
    let mut keep = keep.iter();
    graph.node.retain(|_| keep.next() == Some(&true));
    graph.initializer.retain(|t| seen.contains(&t.name));
    graph.output.retain(|o| wanted.contains(&o.name));
    graph
}
