//! [`load`], and the loaded [`Model`].

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::onnx::{GraphProto, ModelProto};

use super::answers::Unread;
use super::batch::{Batch, InputSpec};
use super::declared::inputs;
use super::describe::{Description, Tally, describe};
use super::error::ModelError;
use super::limits;
use super::missing::missing_operators;
use super::output::{Plan, plan};
use super::prepare::{fuse, inline_functions, prune, rounded, unfuse_quantised, whole_softmax_steps, widen};
use super::proto::decode;
use super::scores::Scores;
use super::tensor::DType;
use super::tract::{Build, Fact, Failure, Program};
use super::value::Value;

/// Cases scored at once: a plan is made for so many, and the last cases of a
/// batch are filled up to them.
const BLOCK: usize = 1024;
/// Cases of text scored at once: vectorizers make wide rows of them.
const TEXT_BLOCK: usize = 256;
/// Numbers of one input in a block: cases as wide as pictures go in smaller
/// blocks, which stay in the processor's cache between operators.
const NUMBERS: usize = 1 << 15;
/// Most cases scored at once by a model that quantises by the range of what it is
/// given: there the other cases of a block do matter, so most batches are one
/// block, as they are in onnxruntime, and are not filled up.
const WIDE_BLOCK: usize = 2048;

/// A model ready to score.
pub struct Model {
    description: Description,
    program: Program,
    plan: Plan,
    file: String,
    /// Which outputs the file keeps in 16-bit floats.
    halves: Vec<bool>,
    /// Rows of one run when the file fixes them.
    fixed_rows: Option<usize>,
    /// Rows of one run otherwise; 1 once more have been refused.
    block: AtomicUsize,
    /// Whether cases are quantised by the range of all of them.
    by_range: bool,
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
    let build = Build { file: name, opsets: Arc::new(opsets(&proto)) };
    let names: Vec<String> = graph.output.iter().map(|o| o.name.clone()).collect();
    let tally = Tally::of(&graph);
    let mut plan = plan(&graph, name)?;
    plan.label = plan.label.filter(|_| labels);
    let mut wanted = plan.scores.clone();
    wanted.extend(plan.label.clone());
    unfuse_quantised(&mut graph, build.opset(""));
    whole_softmax_steps(&mut graph);
    let mut needed = prune(graph, &wanted);
    let mut missing = Vec::new();
    missing_operators(&needed, &mut missing);
    if !missing.is_empty() {
        return Err(ModelError::Unsupported { file: name.into(), operators: missing });
    }
    let inputs = inputs(&needed, name)?;
    let halves = wanted.iter().map(|name| is_half(&needed, name)).collect();
    widen(&mut needed);
    fuse(&mut needed);
    let program = Program::new(&needed, &wanted, vec![], &build)?;
    let description = describe(&proto, names, tally, &inputs, &plan, name, bytes.len());
    let fixed_rows = inputs.iter().find_map(InputSpec::fixed_rows);
    let by_range = program.uses(|operator| operator.starts_with("DynamicQuantize"));
    let widest = inputs.iter().filter_map(|i| i.width).max().unwrap_or(1).max(1);
    let most = if inputs.iter().any(InputSpec::is_text) { TEXT_BLOCK } else { BLOCK };
    let block = AtomicUsize::new((NUMBERS / widest).clamp(1, most));
    let model = Model { description, program, plan, file: name.into(), halves, fixed_rows, block, by_range };
    model.try_out()?;
    Ok(model)
}

/// Versions of the imported operator sets.
pub(super) fn opsets(proto: &ModelProto) -> HashMap<String, i64> {
    let name = |domain: &str| if domain == "ai.onnx" { String::new() } else { domain.to_string() };
    proto.opset_import.iter().map(|o| (name(&o.domain), o.version)).collect()
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

    /// Makes the plan that will be used, where the file says how wide its
    /// inputs are: what does not fit is refused while loading.
    fn try_out(&self) -> Result<(), ModelError> {
        let given = |rows: usize| -> Option<Vec<Fact>> {
            let one = |spec: &InputSpec| {
                let inner: Option<Vec<usize>> = spec.shape.iter().skip(1).copied().collect();
                let shape = [vec![rows], inner.filter(|_| !spec.shape.is_empty())?].concat();
                Some(Fact::of(fed(spec.kind), &shape))
            };
            self.inputs().iter().map(one).collect()
        };
        let rows = self.fixed_rows.unwrap_or(self.block.load(Ordering::Relaxed));
        let Some(facts) = given(rows) else { return Ok(()) };
        let Err(refused) = self.program.prepare(&facts) else { return Ok(()) };
        // Traced for one case though it declares any number: go one by one.
        match given(1).filter(|_| self.fixed_rows.is_none()).map(|facts| self.program.prepare(&facts)) {
            Some(Ok(())) => {
                self.block.store(1, Ordering::Relaxed);
                Ok(())
            }
            _ => Err(self.failed(refused)),
        }
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
        let mut block = self.block.load(Ordering::Relaxed);
        if self.by_range && block > 1 {
            block = rows.min(WIDE_BLOCK);
        } else if rows == 1 {
            block = 1;
        }
        block = self.fixed_rows.unwrap_or(block);
        let mut from = 0;
        while from < rows {
            let to = rows.min(from + block);
            let padded = if self.by_range && self.fixed_rows.is_none() { to - from } else { block };
            match self.block(batch, from, to, padded) {
                Ok(scores) => out.extend(scores),
                // Traced for one case though it declares any number: go one by one.
                Err(error) if from == 0 && block > 1 && self.fixed_rows.is_none() => {
                    out.extend(self.block(batch, 0, 1, 1).map_err(|_| error)?);
                    block = 1;
                    self.block.store(1, Ordering::Relaxed);
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
            let mut t = batch.input(spec, from, to, padded).map_err(|e| self.named(e))?;
            t.dtype = fed(t.dtype);
            inputs.push(t.into());
        }
        let mut values = self.program.run(inputs).map_err(|e| self.failed(e))?;
        for (value, _) in values.iter_mut().zip(&self.halves).filter(|(_, half)| **half) {
            if let Value::Tensor(t) = value {
                *t = rounded(t.clone());
            }
        }
        self.plan.read(values, to - from, padded).map_err(|unread| match unread {
            Unread::Ambiguous => self.no_scores("as many outputs as cases".into()),
            Unread::NoTable(what) => self.no_scores(what),
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

    fn failed(&self, e: Failure) -> ModelError {
        e.named(&self.file)
    }
}

/// Whether a graph declares an output as 16-bit floats.
pub(super) fn is_half(graph: &GraphProto, output: &str) -> bool {
    let declared = graph.output.iter().find(|o| o.name == output).and_then(|o| o.r#type.as_ref()?.tensor_type.as_ref());
    declared.is_some_and(|t| DType::from_onnx(t.elem_type) == Some(DType::F16))
}

/// The type in which an input enters the graph: 16-bit floats are widened.
fn fed(kind: DType) -> DType {
    if kind == DType::F16 { DType::F32 } else { kind }
}
