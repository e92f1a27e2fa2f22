//! Graphs in which shapes follow from values (the cases that lack a number,
//! the branch that was taken) and whose operators ask for known lengths: they
//! are cut where such a value is made, and each part gets a plan for the
//! lengths that came out of the part before.

use std::collections::{HashMap, HashSet};

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef};
use super::super::onnx::GraphProto;
use super::super::ops;
use super::super::prepare::reads;
use super::super::tensor::Tensor;
use super::super::value::Value;
use super::body::Body;
use super::failure::{Failure, Label};
use super::program::Program;

/// Operators whose results are as long as what they are given says.
fn follows_values(operator: &str) -> bool {
    matches!(
        operator,
        "NonZero" | "Compress" | "Unique" | "If" | "Loop" | "StringSplit" | "Tokenizer" | "StringNormalizer"
    )
}

enum Stage {
    /// A part that tract runs.
    Part(Program),
    /// One operator of ours on its own: tract would have to know its results.
    Alone { kernel: Kernel, names: Vec<String>, outputs: Vec<String>, label: Label },
}

/// A graph in parts.
pub(super) struct Stages {
    stages: Vec<Stage>,
    /// Constants that are read by operators on their own, and that are results.
    constants: HashMap<String, Tensor>,
}

impl Stages {
    /// `None` for graphs in which no shape follows from values.
    pub fn of(program: &Program) -> Result<Option<Self>, Failure> {
        if !program.uses(follows_values) {
            return Ok(None);
        }
        let mut stages = Vec::new();
        let mut from = 0;
        for (at, node) in program.nodes.iter().enumerate() {
            if !follows_values(&node.op_type) {
                continue;
            }
            let label = program.labels[at].clone(); // one label a node
            match ops::find(&node.domain, &node.op_type) {
                Some(operator) => {
                    stages.extend(part(program, from, at));
                    let names = reads(node);
                    let constants: Vec<Option<Tensor>> =
                        names.iter().map(|n| program.constants.get(n).cloned()).collect();
                    let compile = |graph: &GraphProto| Body::new(graph, &program.opsets, &program.constants);
                    let opset = program.opset(&node.domain);
                    let def = NodeDef { proto: node, opset, constants, compile: &compile };
                    let kernel = (operator.build)(&def).map_err(|e| label.failed(e))?;
                    stages.push(Stage::Alone { kernel, names, outputs: node.output.clone(), label });
                }
                None => stages.extend(part(program, from, at + 1)),
            }
            from = at + 1;
        }
        stages.extend(part(program, from, program.nodes.len()));
        Ok(Some(Self { stages, constants: program.constants.clone() }))
    }

    /// Runs the parts one after another; `values` are the graph's inputs by name.
    pub fn run(&self, mut values: HashMap<String, Value>, outputs: &[String]) -> Result<Vec<Value>, Failure> {
        let known = |values: &HashMap<String, Value>, name: &str| {
            values.get(name).cloned().or_else(|| self.constants.get(name).cloned().map(Value::Tensor))
        };
        for stage in &self.stages {
            match stage {
                Stage::Part(program) => {
                    let inputs =
                        program.inputs.iter().map(|name| known(&values, name).unwrap_or(Value::Nothing)).collect();
                    let made = program.run_on(inputs)?;
                    values.extend(program.outputs.iter().cloned().zip(made));
                }
                Stage::Alone { kernel, names, outputs, label } => {
                    let args = names.iter().map(|name| known(&values, name)).collect();
                    let made = kernel(Args(args)).map_err(|e| label.failed(e))?;
                    values.extend(outputs.iter().filter(|o| !o.is_empty()).cloned().zip(made));
                }
            }
        }
        let missing = |name: &String| Failure {
            operator: "graph".into(),
            node: name.clone(),
            error: OpError::Value("an output is not made".into()),
        };
        outputs.iter().map(|name| known(&values, name).ok_or_else(|| missing(name))).collect()
    }
}

/// The nodes `from..to` as a program of their own, if there are any.
fn part(program: &Program, from: usize, to: usize) -> Option<Stage> {
    let nodes = program.nodes.get(from..to).filter(|nodes| !nodes.is_empty())?;
    let made: HashSet<&str> = nodes.iter().flat_map(|n| &n.output).map(String::as_str).collect();
    let later: HashSet<String> = program.nodes.iter().skip(to).flat_map(reads).collect();
    let wanted = |name: &&String| !name.is_empty() && (later.contains(*name) || program.outputs.contains(name));
    let outputs: Vec<String> = nodes.iter().flat_map(|n| &n.output).filter(wanted).cloned().collect();
    let mut inputs: Vec<String> = Vec::new();
    for name in nodes.iter().flat_map(reads) {
        let outside = !name.is_empty() && !made.contains(name.as_str()) && !program.constants.contains_key(&name);
        if outside && !inputs.contains(&name) {
            inputs.push(name);
        }
    }
    Some(Stage::Part(program.part(from..to, inputs, outputs)))
}
