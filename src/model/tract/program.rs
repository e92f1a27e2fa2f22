//! A prepared graph, and the plans that tract makes of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use tract_onnx::prelude::*;

use super::super::error::{ModelError, OpError};
use super::super::node::node_name;
use super::super::onnx::{GraphProto, NodeProto};
use super::super::prepare::in_order;
use super::super::proto::{self, TensorFault};
use super::super::tensor::{DType, Tensor as Constant};
use super::super::value::Value;
use super::Fact;
use super::failure::{Failure, Label, failure};
use super::plan::{Plan, caught};
use super::stages::Stages;
use super::wiring::wired;

/// What every graph of one file shares.
pub(crate) struct Build<'a> {
    pub file: &'a str,
    /// Operator set version by domain (`""` is the standard's own).
    pub opsets: Arc<HashMap<String, i64>>,
}

impl Build<'_> {
    pub fn opset(&self, domain: &str) -> i64 {
        version(&self.opsets, domain)
    }

    pub fn malformed(&self, what: String) -> ModelError {
        ModelError::Malformed { file: self.file.into(), what }
    }
}

pub(super) fn version(opsets: &HashMap<String, i64>, domain: &str) -> i64 {
    let domain = if domain == "ai.onnx" { "" } else { domain };
    opsets.get(domain).copied().unwrap_or(1)
}

/// Most plans kept: one for each shape of the inputs.
const MAX_PLANS: usize = 8;
/// Most nodes of one graph.
const MAX_NODES: usize = 30_000;

/// Type and shape of each input, and its numbers where they are lengths.
type Shapes = Vec<(DType, Vec<usize>, Option<Vec<i64>>)>;

/// A graph whose nodes stand in an order that can be run.
pub(crate) struct Program {
    pub(super) nodes: Vec<NodeProto>,
    pub(super) labels: Arc<[Label]>,
    pub(super) constants: HashMap<String, Constant>,
    pub(super) inputs: Vec<String>,
    pub(super) outputs: Vec<String>,
    pub(super) opsets: Arc<HashMap<String, i64>>,
    /// The graph in parts, once a plan for the whole of it has been refused.
    stages: OnceLock<Stages>,
    plans: Mutex<HashMap<Shapes, Arc<Plan>>>,
}

impl Program {
    /// The part of `graph` that makes `outputs`; `taken` comes from the graphs
    /// around it, with a value or as more inputs.
    ///
    /// # Errors
    /// Malformed graphs and tensors kept elsewhere.
    pub fn new(
        graph: &GraphProto,
        outputs: &[String],
        taken: Vec<(String, Option<Constant>)>,
        build: &Build,
    ) -> Result<Self, ModelError> {
        let mut constants: HashMap<String, Constant> = HashMap::new();
        for t in &graph.initializer {
            let value = proto::tensor(t).map_err(|fault| match fault {
                TensorFault::External => ModelError::ExternalData { file: build.file.into(), tensor: t.name.clone() },
                TensorFault::Bad(e) => build.malformed(format!("tensor `{}`: {e}", t.name)),
            })?;
            constants.insert(t.name.clone(), value);
        }
        let mut inputs: Vec<String> =
            graph.input.iter().map(|i| i.name.clone()).filter(|name| !constants.contains_key(name)).collect();
        for (name, value) in taken {
            if let Some(value) = value {
                constants.insert(name.clone(), value);
            }
            // A value that is known is handed over all the same, and not looked at.
            inputs.push(name);
        }
        let known: HashSet<&str> = inputs.iter().chain(constants.keys()).map(String::as_str).collect();
        let nodes = in_order(graph, outputs, &known, build)?;
        if nodes.len() > MAX_NODES {
            let what = format!("{} operators, the limit is {MAX_NODES}", nodes.len());
            return Err(ModelError::TooLarge { file: build.file.into(), what });
        }
        let label = |n: &NodeProto| Label { operator: n.op_type.clone(), node: node_name(n) };
        Ok(Self {
            labels: nodes.iter().map(label).collect(),
            nodes,
            constants,
            inputs,
            outputs: outputs.to_vec(),
            opsets: build.opsets.clone(),
            stages: OnceLock::new(),
            plans: Mutex::default(),
        })
    }

    /// Whether a node of this kind is run.
    pub fn uses(&self, test: impl Fn(&str) -> bool) -> bool {
        self.labels.iter().any(|l| test(&l.operator))
    }

    /// Some of the nodes as a graph of their own.
    pub(super) fn part(&self, nodes: Range<usize>, inputs: Vec<String>, outputs: Vec<String>) -> Self {
        Self {
            // the range lies within the nodes, and there is a label for each
            nodes: self.nodes[nodes.clone()].to_vec(),
            labels: self.labels[nodes].into(),
            constants: self.constants.clone(),
            inputs,
            outputs,
            opsets: self.opsets.clone(),
            stages: OnceLock::new(),
            plans: Mutex::default(),
        }
    }

    /// Version of the operator set of a domain.
    pub(super) fn opset(&self, domain: &str) -> i64 {
        version(&self.opsets, domain)
    }

    /// Runs the graph on inputs in its order; the plan for their shapes is kept.
    ///
    /// # Errors
    /// The operator that failed, with its node.
    pub fn run(&self, inputs: Vec<Value>) -> Result<Vec<Value>, Failure> {
        if self.stages.get().is_none() {
            match self.plan(&inputs.iter().map(fact_of).collect::<Vec<_>>()) {
                Ok(plan) => return self.run_plan(&plan, inputs, &[]),
                Err(refused) => {
                    if !self.in_stages()? {
                        return Err(refused);
                    }
                }
            }
        }
        let Some(stages) = self.stages.get() else { return Ok(Vec::new()) };
        let named = self.inputs.iter().cloned().zip(inputs);
        stages.run(named.filter(|(name, _)| !self.constants.contains_key(name)).collect(), &self.outputs)
    }

    /// Cuts the graph into parts; says whether there is where to cut.
    fn in_stages(&self) -> Result<bool, Failure> {
        let Some(stages) = Stages::of(self)? else { return Ok(false) };
        Ok(self.stages.set(stages).is_ok() || self.stages.get().is_some())
    }

    /// Runs a part of a graph: lengths among its inputs are handed over as
    /// constants.
    pub(super) fn run_on(&self, inputs: Vec<Value>) -> Result<Vec<Value>, Failure> {
        let given: Vec<Fact> = inputs.iter().map(with_lengths).collect();
        let plan = self.plan(&given)?;
        self.run_plan(&plan, inputs, &given)
    }

    fn run_plan(&self, plan: &Plan, inputs: Vec<Value>, given: &[Fact]) -> Result<Vec<Value>, Failure> {
        let known = |at: usize| given.get(at).is_some_and(|f| f.value.is_some());
        let named = self.inputs.iter().zip(inputs).enumerate();
        let open = named.filter(|(at, (name, _))| !known(*at) && !self.constants.contains_key(*name));
        let open: Vec<Value> = open.map(|(_, (_, value))| value).collect();
        caught(|| plan.run(&open))
    }

    /// Makes the plan for inputs of these types and shapes, and keeps it.
    ///
    /// # Errors
    /// The operator that does not fit, with its node.
    pub fn prepare(&self, given: &[Fact]) -> Result<(), Failure> {
        match self.plan(given) {
            Ok(_) => Ok(()),
            // What follows from values shows while cases are scored.
            Err(refused) => {
                if self.in_stages()? {
                    Ok(())
                } else {
                    Err(refused)
                }
            }
        }
    }

    fn plan(&self, given: &[Fact]) -> Result<Arc<Plan>, Failure> {
        let lengths = |f: &Fact| f.value.as_ref().and_then(|v| Some(v.to_i64().ok()?.into_owned()));
        let shape = |f: &Fact| (f.dtype, f.known_shape().unwrap_or_default(), lengths(f));
        let shapes: Shapes = given.iter().map(shape).collect();
        if let Some(plan) = self.plans.lock().ok().and_then(|plans| plans.get(&shapes).cloned()) {
            return Ok(plan);
        }
        let plan = Arc::new(caught(|| Plan::new(self.inferred(given)?, self.labels.clone()))?);
        if let Ok(mut plans) = self.plans.lock() {
            if plans.len() >= MAX_PLANS {
                plans.clear();
            }
            plans.insert(shapes, plan.clone());
        }
        Ok(plan)
    }

    /// What is known of the outputs, when this is known of the inputs.
    pub fn facts(&self, given: &[Fact]) -> Result<Vec<Fact>, Failure> {
        let model = caught(|| self.inferred(given))?;
        let outlets = model.output_outlets().map_err(|e| failure(&e, &self.labels))?.to_vec();
        let fact = |(outlet, name): (OutletId, &String)| {
            model.outlet_fact(outlet).ok().and_then(Fact::read).ok_or_else(|| Failure {
                operator: "graph".into(),
                node: name.clone(),
                error: OpError::Shape("a result without type and shape".into()),
            })
        };
        outlets.into_iter().zip(&self.outputs).map(fact).collect()
    }

    /// tract's model with all that it can infer.
    fn inferred(&self, given: &[Fact]) -> Result<InferenceModel, Failure> {
        let built = wired(self, given).and_then(|mut model| {
            model.analyse(false)?;
            Ok(model)
        });
        built.map_err(|e| failure(&e, &self.labels))
    }
}

/// Most numbers that are taken for lengths.
const MAX_LENGTHS: usize = 16;

/// As [`fact_of`], with the value where it may be lengths.
fn with_lengths(value: &Value) -> Fact {
    match value {
        Value::Tensor(t) if t.dtype.is_int() && t.rank() <= 1 && t.len() <= MAX_LENGTHS => Fact::constant(t),
        other => fact_of(other),
    }
}

fn fact_of(value: &Value) -> Fact {
    match value {
        Value::Tensor(t) => Fact::of(t.dtype, &t.shape),
        Value::Sequence(items) => Fact::sequence(items.iter().map(fact_of).collect()),
        Value::Maps { .. } | Value::Nothing => Fact::sequence(vec![]),
    }
}
