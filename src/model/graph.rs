//! A graph compiled to steps: sorted, pruned, constants folded, each operator
//! built once.

use std::collections::{HashMap, HashSet};

use super::onnx::{GraphProto, NodeProto};

use super::error::{ModelError, OpError};
use super::half;
use super::limits;
use super::node::{Args, Kernel, NodeDef};
use super::ops;
use super::proto::{self, TensorFault};
use super::schedule::{free_names, node_name, reads, schedule};
use super::value::Value;

/// Most bytes alive at once while a block is scored.
const MAX_LIVE_BYTES: usize = 800 << 20;
/// Constants above this many bytes are not made by folding.
const MAX_FOLDED_BYTES: usize = 64 << 20;

/// What every graph of one file shares while it is compiled.
pub(crate) struct Build<'a> {
    pub file: &'a str,
    /// Operator set version by domain (`""` is the standard's own).
    pub opsets: HashMap<String, i64>,
}

impl Build<'_> {
    pub fn opset(&self, domain: &str) -> i64 {
        let domain = if domain == "ai.onnx" { "" } else { domain };
        self.opsets.get(domain).copied().unwrap_or(1)
    }

    pub fn malformed(&self, what: String) -> ModelError {
        ModelError::Malformed { file: self.file.into(), what }
    }
}

/// One operator with the places of its inputs and outputs.
pub(crate) struct Step {
    pub operator: String,
    pub node: String,
    kernel: Kernel,
    inputs: Vec<Option<usize>>,
    outputs: Vec<Option<usize>>,
    /// For each input, whether nothing reads its place afterwards.
    last_use: Vec<bool>,
}

/// A compiled graph.
pub(crate) struct Graph {
    slots: usize,
    constants: Vec<(usize, Value)>,
    inputs: Vec<usize>,
    /// Names that a subgraph takes from the graphs around it.
    pub captures: Vec<String>,
    captured: Vec<usize>,
    outputs: Vec<usize>,
    pub steps: Vec<Step>,
}

impl Graph {
    /// Compiles the part of `graph` that makes `outputs`.
    ///
    /// # Errors
    /// Malformed graphs, tensors kept elsewhere, and operators whose
    /// attributes are refused.
    pub fn compile(graph: &GraphProto, outputs: &[String], build: &Build) -> Result<Self, ModelError> {
        let order = schedule(graph, outputs, build)?;
        let mut places = Places::default();
        let mut constants: HashMap<usize, Value> = HashMap::new();
        for t in &graph.initializer {
            let value = proto::tensor(t).map_err(|fault| match fault {
                TensorFault::External => ModelError::ExternalData { file: build.file.into(), tensor: t.name.clone() },
                TensorFault::Bad(e) => build.malformed(format!("tensor `{}`: {e}", t.name)),
            })?;
            constants.insert(places.of(&t.name), value.into());
        }
        let initialised: HashSet<&str> = graph.initializer.iter().map(|t| t.name.as_str()).collect();
        let inputs: Vec<usize> =
            graph.input.iter().filter(|i| !initialised.contains(i.name.as_str())).map(|i| places.of(&i.name)).collect();
        let captures = free_names(graph);
        let captured: Vec<usize> = captures.iter().map(|c| places.of(c)).collect();

        let mut made: HashSet<usize> = inputs.iter().chain(&captured).copied().collect();
        let mut steps = Vec::new();
        // `order` holds positions within graph.node.
        for node in order.iter().filter_map(|&i| graph.node.get(i)) {
            let step = build_step(node, &mut places, &constants, build)?;
            for (at, name) in step.inputs.iter().zip(reads(node)) {
                let known = at.is_none_or(|at| made.contains(&at) || constants.contains_key(&at));
                if !known {
                    return Err(build.malformed(format!("nothing makes `{name}`, which node `{}` reads", step.node)));
                }
            }
            if let Some(values) = fold(&step, &constants) {
                for (at, value) in step.outputs.iter().zip(values) {
                    if let Some(at) = at {
                        constants.insert(*at, value);
                    }
                }
            } else {
                made.extend(step.outputs.iter().flatten());
                steps.push(step);
            }
        }
        let mut out = Vec::new();
        for name in outputs {
            let at = places.of(name);
            if !made.contains(&at) && !constants.contains_key(&at) {
                return Err(build.malformed(format!("nothing makes the output `{name}`")));
            }
            out.push(at);
        }
        mark_last_uses(&mut steps, &out);
        let used: HashSet<usize> =
            steps.iter().flat_map(|s| s.inputs.iter().flatten().copied()).chain(out.iter().copied()).collect();
        Ok(Self {
            slots: places.count,
            constants: constants.into_iter().filter(|(at, _)| used.contains(at)).collect(),
            inputs,
            captures,
            captured,
            outputs: out,
            steps,
        })
    }

    /// Runs the graph.
    ///
    /// # Errors
    /// The operator that failed, with its node.
    pub fn run(&self, inputs: Vec<Value>, captured: &[Option<Value>]) -> Result<Vec<Value>, StepError> {
        let mut slots: Vec<Option<Value>> = vec![None; self.slots];
        let mut put = |at: usize, value: Option<Value>| {
            if let Some(slot) = slots.get_mut(at) {
                *slot = value;
            }
        };
        for (at, value) in &self.constants {
            put(*at, Some(value.clone()));
        }
        for (at, value) in self.inputs.iter().zip(inputs) {
            put(*at, Some(value));
        }
        for (at, value) in self.captured.iter().zip(captured) {
            put(*at, value.clone());
        }
        let mut live = 0usize;
        for step in &self.steps {
            let mut args = Args(
                step.inputs
                    .iter()
                    .zip(&step.last_use)
                    .map(|(at, &last)| {
                        let slot = slots.get_mut((*at)?)?;
                        if last {
                            let value = slot.take();
                            live = live.saturating_sub(value.as_ref().map_or(0, Value::bytes));
                            value
                        } else {
                            slot.clone()
                        }
                    })
                    .collect(),
            );
            limits::spend(1).map_err(|error| step.error(error))?;
            let half = half::widen(&step.operator, &mut args);
            let mut values = (step.kernel)(args).map_err(|error| step.error(error))?;
            if half {
                half::narrow(&mut values);
            }
            if values.len() < step.outputs.iter().rposition(Option::is_some).map_or(0, |p| p + 1) {
                return Err(step.error(OpError::Value("an output is not made".into())));
            }
            for (at, value) in step.outputs.iter().zip(values) {
                if let Some(slot) = at.and_then(|at| slots.get_mut(at)) {
                    live = live.saturating_add(value.bytes());
                    limits::spend(value.bytes() as u64 >> 12).map_err(|error| step.error(error))?;
                    *slot = Some(value);
                }
            }
            if live > MAX_LIVE_BYTES {
                return Err(step.error(OpError::Limit(format!("{} MB at once", live >> 20))));
            }
        }
        // compile() made sure that each output is a constant or is made.
        Ok(self.outputs.iter().map(|&at| slots.get(at).cloned().flatten().unwrap_or(Value::Nothing)).collect())
    }
}

/// An operator that failed while running.
#[derive(Debug, Clone)]
pub(crate) struct StepError {
    pub operator: String,
    pub node: String,
    pub error: OpError,
}

impl Step {
    fn error(&self, error: OpError) -> StepError {
        StepError { operator: self.operator.clone(), node: self.node.clone(), error }
    }
}

impl From<StepError> for OpError {
    fn from(e: StepError) -> Self {
        match e.error {
            OpError::Limit(what) => OpError::Limit(what),
            other => OpError::Value(format!("inside, {} at `{}`: {other}", e.operator, e.node)),
        }
    }
}

/// Names to places.
#[derive(Default)]
struct Places {
    by_name: HashMap<String, usize>,
    count: usize,
}

impl Places {
    fn of(&mut self, name: &str) -> usize {
        if let Some(&at) = self.by_name.get(name) {
            return at;
        }
        let at = self.count;
        self.count += 1;
        self.by_name.insert(name.to_string(), at);
        at
    }
}

fn build_step(
    node: &NodeProto,
    places: &mut Places,
    constants: &HashMap<usize, Value>,
    build: &Build,
) -> Result<Step, ModelError> {
    let name = node_name(node);
    let refused = |e: OpError| ModelError::Operator {
        file: build.file.into(),
        operator: node.op_type.clone(),
        node: name.clone(),
        what: e.to_string(),
    };
    let builder =
        ops::find(&node.domain, &node.op_type).ok_or_else(|| refused(OpError::Unsupported("this operator".into())))?;
    let mut place = |n: &String| (!n.is_empty()).then(|| places.of(n));
    let inputs: Vec<Option<usize>> = reads(node).iter().map(&mut place).collect();
    let outputs: Vec<Option<usize>> = node.output.iter().map(&mut place).collect();
    let known =
        inputs.iter().map(|at| at.and_then(|at| constants.get(&at)).and_then(|v| v.tensor().ok()).cloned()).collect();
    let compile = |g: &GraphProto| {
        let outputs: Vec<String> = g.output.iter().map(|o| o.name.clone()).collect();
        Graph::compile(g, &outputs, build).map_err(|e| OpError::Value(e.to_string()))
    };
    let def = NodeDef { proto: node, opset: build.opset(&node.domain), constants: known, compile: &compile };
    let kernel = builder(&def).map_err(refused)?;
    let last_use = vec![false; inputs.len()];
    Ok(Step { operator: node.op_type.clone(), node: name, kernel, inputs, outputs, last_use })
}

/// Runs a step whose inputs are all constants; `None` leaves it for later.
fn fold(step: &Step, constants: &HashMap<usize, Value>) -> Option<Vec<Value>> {
    if ops::is_random(&step.operator) {
        return None;
    }
    let mut args = Vec::with_capacity(step.inputs.len());
    for at in &step.inputs {
        match at {
            Some(at) => args.push(Some(constants.get(at)?.clone())),
            None => args.push(None),
        }
    }
    // A fold that fails is left to the run, which reports it with its node.
    let mut args = Args(args);
    let half = half::widen(&step.operator, &mut args);
    let mut values = (step.kernel)(args).ok()?;
    if half {
        half::narrow(&mut values);
    }
    let complete = values.len() >= step.outputs.len();
    (complete && values.iter().map(Value::bytes).sum::<usize>() <= MAX_FOLDED_BYTES).then_some(values)
}

/// Marks where each place is read for the last time.
fn mark_last_uses(steps: &mut [Step], outputs: &[usize]) {
    let mut read: HashSet<usize> = outputs.iter().copied().collect();
    for step in steps.iter_mut().rev() {
        for (at, last) in step.inputs.iter().zip(step.last_use.iter_mut()).rev() {
            if let Some(at) = at {
                *last = read.insert(*at);
            }
        }
    }
}
