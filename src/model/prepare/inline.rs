//! Model-local functions: each call is replaced by the function's body.

use std::collections::HashMap;

use super::super::onnx::{AttributeProto, FunctionProto, GraphProto, ModelProto, NodeProto};

use super::super::error::ModelError;

/// Most nodes that calls may unfold to.
const MAX_NODES: usize = 200_000;
/// Deepest nesting of calls.
const MAX_DEPTH: usize = 30;

struct Inliner<'a> {
    functions: HashMap<(&'a str, &'a str), &'a FunctionProto>,
    made: usize,
    calls: usize,
    file: &'a str,
}

/// Replaces every call of a local function in the model's graph; operator set
/// versions that only functions import are added to the model's.
pub(crate) fn inline_functions(model: &mut ModelProto, file: &str) -> Result<(), ModelError> {
    let functions = std::mem::take(&mut model.functions);
    if functions.is_empty() {
        return Ok(());
    }
    for import in functions.iter().flat_map(|f| &f.opset_import) {
        if !model.opset_import.iter().any(|i| i.domain == import.domain) {
            model.opset_import.push(import.clone());
        }
    }
    let by_name = functions.iter().map(|f| ((f.domain.as_str(), f.name.as_str()), f)).collect();
    let mut inliner = Inliner { functions: by_name, made: 0, calls: 0, file };
    if let Some(graph) = &mut model.graph {
        inliner.graph(graph, 0)?;
    }
    Ok(())
}

impl Inliner<'_> {
    fn refuse(&self, what: &str) -> ModelError {
        ModelError::Malformed { file: self.file.into(), what: what.into() }
    }

    fn graph(&mut self, graph: &mut GraphProto, depth: usize) -> Result<(), ModelError> {
        let nodes = std::mem::take(&mut graph.node);
        graph.node = self.nodes(nodes, depth)?;
        Ok(())
    }

    fn nodes(&mut self, nodes: Vec<NodeProto>, depth: usize) -> Result<Vec<NodeProto>, ModelError> {
        if depth > MAX_DEPTH {
            return Err(self.refuse("functions call each other in a circle"));
        }
        let mut out = Vec::with_capacity(nodes.len());
        for mut node in nodes {
            for attribute in &mut node.attribute {
                if let Some(g) = &mut attribute.g {
                    self.graph(g, depth + 1)?;
                }
            }
            match self.functions.get(&(node.domain.as_str(), node.op_type.as_str())).copied() {
                Some(function) => {
                    let body = self.call(&node, function);
                    self.made += body.len();
                    if self.made > MAX_NODES {
                        return Err(self.refuse("its functions unfold to too many nodes"));
                    }
                    out.extend(self.nodes(body, depth + 1)?);
                }
                None => out.push(node),
            }
        }
        Ok(out)
    }

    /// The body of one call, with names of its own.
    fn call(&mut self, node: &NodeProto, function: &FunctionProto) -> Vec<NodeProto> {
        self.calls += 1;
        let prefix = format!("call{}/", self.calls);
        let mut names: HashMap<&str, String> = HashMap::new();
        for (i, formal) in function.input.iter().enumerate() {
            names.insert(formal, node.input.get(i).cloned().unwrap_or_default());
        }
        for (i, formal) in function.output.iter().enumerate() {
            if let Some(actual) = node.output.get(i).filter(|a| !a.is_empty()) {
                names.insert(formal, actual.clone());
            }
        }
        let given: HashMap<&str, &AttributeProto> =
            function.attribute_proto.iter().chain(&node.attribute).map(|a| (a.name.as_str(), a)).collect();
        let mut body = function.node.clone();
        body.iter_mut().for_each(|n| rename_node(n, &names, &prefix, &given));
        // An output that is one of the inputs is copied by nobody: copy it here.
        for (formal, actual) in function.output.iter().zip(&node.output) {
            if let Some(i) = function.input.iter().position(|f| f == formal) {
                body.push(NodeProto {
                    op_type: "Identity".into(),
                    input: vec![node.input.get(i).cloned().unwrap_or_default()],
                    output: vec![actual.clone()],
                    ..Default::default()
                });
            }
        }
        body
    }
}

fn rename(name: &mut String, names: &HashMap<&str, String>, prefix: &str) {
    if name.is_empty() {
        return;
    }
    *name = match names.get(name.as_str()) {
        Some(actual) => actual.clone(),
        None => format!("{prefix}{name}"),
    };
}

fn rename_node(
    node: &mut NodeProto,
    names: &HashMap<&str, String>,
    prefix: &str,
    given: &HashMap<&str, &AttributeProto>,
) {
    node.input.iter_mut().chain(&mut node.output).for_each(|n| rename(n, names, prefix));
    if !node.name.is_empty() {
        node.name = format!("{prefix}{}", node.name);
    }
    // References to the call's attributes become those attributes.
    node.attribute.retain_mut(|a| {
        if a.ref_attr_name.is_empty() {
            return true;
        }
        let Some(actual) = given.get(a.ref_attr_name.as_str()) else { return false };
        *a = AttributeProto { name: std::mem::take(&mut a.name), ..(*actual).clone() };
        true
    });
    for graph in node.attribute.iter_mut().filter_map(|a| a.g.as_mut()) {
        rename_graph(graph, names, prefix, given);
    }
}

fn rename_graph(
    graph: &mut GraphProto,
    names: &HashMap<&str, String>,
    prefix: &str,
    given: &HashMap<&str, &AttributeProto>,
) {
    graph.input.iter_mut().chain(&mut graph.output).for_each(|v| rename(&mut v.name, names, prefix));
    graph.initializer.iter_mut().for_each(|t| rename(&mut t.name, names, prefix));
    graph.node.iter_mut().for_each(|n| rename_node(n, names, prefix, given));
}
