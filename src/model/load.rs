//! [`load`], and the loaded [`Model`].

use std::collections::{HashMap, HashSet};

use super::onnx::{GraphProto, ModelProto};

use super::answers::Unread;
use super::batch::{Batch, InputSpec};
use super::declared::inputs;
use super::describe::{Description, Tally, describe};
use super::error::ModelError;
use super::fuse::fuse_softmax;
use super::graph::{Build, Graph, StepError};
use super::half;
use super::inline::inline_functions;
use super::limits;
use super::output::{Plan, plan};
use super::proto::decode;
use super::schedule::{missing_operators, reads};
use super::scores::Scores;
use super::tensor::DType;
use super::value::Value;

/// Cases scored at once. Results do not depend on it: but for those below, no
/// operator lets one case see another.
const BLOCK: usize = 256;
/// Cases scored at once by a model that quantises by the range of what it is
/// given: there the other cases of a block do matter, so blocks are as large
/// as fits, and most batches are one, as they are in onnxruntime.
const WIDE_BLOCK: usize = 2048;

/// A model ready to score.
pub struct Model {
    description: Description,
    graph: Graph,
    plan: Plan,
    file: String,
    /// Rows of one run when the file fixes them.
    fixed_rows: Option<usize>,
    /// Rows of one run otherwise.
    block: usize,
}

/// Loads an ONNX file. `name` is the file's name, for messages.
///
/// # Errors
/// Everything that [`ModelError`] lists except what scoring adds: unreadable
/// bytes, files beyond the limits, malformed graphs, and all operators that
/// are not built in, at once.
pub fn load(bytes: &[u8], name: &str) -> Result<Model, ModelError> {
    load_part(bytes, name, true)
}

/// As [`load`], leaving out what only makes the file's own labels: scores alone
/// take less time.
///
/// # Errors
/// As [`load`].
pub fn load_for_scores(bytes: &[u8], name: &str) -> Result<Model, ModelError> {
    load_part(bytes, name, false)
}

fn load_part(bytes: &[u8], name: &str, labels: bool) -> Result<Model, ModelError> {
    limits::refuel();
    let mut proto = decode(bytes, name)?;
    inline_functions(&mut proto, name)?;
    let Some(mut graph) = proto.graph.take() else {
        return Err(ModelError::NotOnnx { file: name.into(), reason: "it holds no graph".into() });
    };
    let build = Build { file: name, opsets: opsets(&proto) };
    fuse_softmax(&mut graph, build.opset(""));
    let mut plan = plan(&graph, name)?;
    plan.label = plan.label.filter(|_| labels);
    let mut wanted = plan.scores.clone();
    wanted.extend(plan.label.clone());
    let names: Vec<String> = graph.output.iter().map(|o| o.name.clone()).collect();
    let tally = Tally::of(&graph);
    let needed = needed(graph, &wanted);
    let mut missing = Vec::new();
    missing_operators(&needed, &mut missing);
    if !missing.is_empty() {
        return Err(ModelError::Unsupported { file: name.into(), operators: missing });
    }
    let compiled = Graph::compile(&needed, &wanted, &build)?;
    if let Some(unknown) = compiled.captures.first() {
        return Err(ModelError::Malformed { file: name.into(), what: format!("nothing makes `{unknown}`") });
    }
    let inputs = inputs(&needed, name)?;
    let description = describe(&proto, names, tally, &inputs, &plan, name, bytes.len());
    let fixed_rows = inputs.iter().find_map(InputSpec::fixed_rows);
    let by_range = |operator: &str| operator.starts_with("DynamicQuantize");
    let block = if compiled.steps.iter().any(|s| by_range(&s.operator)) { WIDE_BLOCK } else { BLOCK };
    Ok(Model { description, graph: compiled, plan, file: name.into(), fixed_rows, block })
}

/// Versions of the imported operator sets.
fn opsets(proto: &ModelProto) -> HashMap<String, i64> {
    let name = |domain: &str| if domain == "ai.onnx" { String::new() } else { domain.to_string() };
    proto.opset_import.iter().map(|o| (name(&o.domain), o.version)).collect()
}

/// The graph without the nodes that the wanted outputs do not need.
fn needed(mut graph: GraphProto, wanted: &[String]) -> GraphProto {
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

impl Model {
    /// What the file holds.
    pub fn describe(&self) -> &Description {
        &self.description
    }

    /// Inputs that every batch must have.
    pub fn inputs(&self) -> &[InputSpec] {
        &self.description.inputs
    }

    /// Scores every case of a batch. The scores of a case do not depend on
    /// the other cases of its batch, unless the model quantises by their range.
    ///
    /// # Errors
    /// A missing or ill-fitting input, and the operator that failed.
    pub fn score(&self, batch: &Batch) -> Result<Scores, ModelError> {
        let rows = batch.rows();
        let mut out = Scores {
            classes: self.description.classes.clone(),
            width: 0,
            values: Vec::new(),
            labels: self.plan.label.as_ref().map(|_| Vec::new()),
            kind: self.plan.kind,
        };
        let mut block = self.fixed_rows.unwrap_or(self.block);
        let mut from = 0;
        while from < rows {
            let to = rows.min(from + block);
            let padded = self.fixed_rows.map_or(to - from, |_| block);
            match self.block(batch, from, to, padded) {
                Ok(scores) => out.extend(scores),
                // Traced for one case though it declares any number: go one by one.
                Err(error) if from == 0 && padded > 1 && self.fixed_rows.is_none() => {
                    out.extend(self.block(batch, 0, 1, 1).map_err(|_| error)?);
                    block = 1;
                    from = 1;
                    continue;
                }
                Err(error) => return Err(error),
            }
            from = to;
        }
        Ok(out)
    }

    fn block(&self, batch: &Batch, from: usize, to: usize, padded: usize) -> Result<Scores, ModelError> {
        limits::refuel();
        let mut inputs: Vec<Value> = Vec::with_capacity(self.inputs().len());
        for spec in self.inputs() {
            let t = batch.input(spec, from, to, padded).map_err(|e| self.named(e))?;
            inputs.push(t.into());
        }
        let values = self.graph.run(inputs, &[]).map_err(|e| self.failed(e))?;
        self.plan.read(values, to - from, padded).or_else(|unread| match unread {
            Unread::Ambiguous if self.fixed_rows.is_none() && padded == to - from => {
                self.block(batch, from, to, padded + 1)
            }
            Unread::Ambiguous => Err(self.no_scores("as many outputs as cases".into())),
            Unread::NoTable(what) => Err(self.no_scores(what)),
        })
    }

    fn no_scores(&self, what: String) -> ModelError {
        ModelError::NoScores { file: self.file.clone(), what }
    }

    fn named(&self, error: ModelError) -> ModelError {
        match error {
            ModelError::InputMissing { input, .. } => ModelError::InputMissing { file: self.file.clone(), input },
            ModelError::InputMismatch { input, expected, got, .. } => {
                ModelError::InputMismatch { file: self.file.clone(), input, expected, got }
            }
            other => other,
        }
    }

    fn failed(&self, e: StepError) -> ModelError {
        ModelError::Operator { file: self.file.clone(), operator: e.operator, node: e.node, what: e.error.to_string() }
    }
}

/// Runs every output of a file on tensors given as serialised `TensorProto`s,
/// as the ONNX standard's own node tests need it, and compares with expected
/// tensors: floats to `tolerance` (absolute plus relative), all else equal.
///
/// # Errors
/// What differs or failed, in words.
pub fn node_test(bytes: &[u8], inputs: &[Vec<u8>], expected: &[Vec<u8>], tolerance: f64) -> Result<(), String> {
    let mut proto = decode(bytes, "model.onnx").map_err(|e| e.to_string())?;
    inline_functions(&mut proto, "model.onnx").map_err(|e| e.to_string())?;
    let graph = proto.graph.take().ok_or("no graph")?;
    let wanted: Vec<String> = graph.output.iter().map(|o| o.name.clone()).filter(|n| !n.is_empty()).collect();
    let graph = needed(graph, &wanted);
    let mut missing = Vec::new();
    missing_operators(&graph, &mut missing);
    if let Some(m) = missing.first() {
        return Err(format!("unsupported: {m}"));
    }
    let build = Build { file: "model.onnx", opsets: opsets(&proto) };
    let compiled = Graph::compile(&graph, &wanted, &build).map_err(|e| e.to_string())?;
    let read =
        |bytes: &Vec<u8>| super::proto::read_tensor(bytes).map_err(|e| format!("a tensor that cannot be read: {e}"));
    let inputs: Vec<Value> = inputs.iter().map(|b| read(b).map(Value::Tensor)).collect::<Result<_, _>>()?;
    let got = compiled.run(inputs, &[]).map_err(|e| format!("{} at {}: {}", e.operator, e.node, e.error))?;
    for ((value, bytes), name) in got.iter().zip(expected).zip(&wanted) {
        let got = half::rounded(value.tensor().map_err(|e| e.to_string())?.clone());
        let want = read(bytes)?;
        if got.shape != want.shape || got.dtype != want.dtype {
            return Err(format!("{name}: {:?} {:?}, expected {:?} {:?}", got.dtype, got.shape, want.dtype, want.shape));
        }
        if !got.dtype.is_float() {
            if got.data != want.data {
                return Err(format!("{name}: {:?}, expected {:?}", got.data, want.data));
            }
            continue;
        }
        // 16 bits hold three decimals.
        let tolerance = if got.dtype == DType::F16 { 1e-3 } else { tolerance };
        let (a, b) = (got.to_f64().map_err(|e| e.to_string())?, want.to_f64().map_err(|e| e.to_string())?);
        let differ =
            |x: f64, y: f64| !(x == y || (x.is_nan() && y.is_nan()) || (x - y).abs() <= tolerance * (1.0 + y.abs()));
        if let Some((x, y)) = a.iter().zip(b.iter()).find(|(x, y)| differ(**x, **y)) {
            return Err(format!("{name}: {x}, expected {y}"));
        }
    }
    Ok(())
}
