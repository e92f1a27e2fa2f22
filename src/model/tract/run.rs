//! A kernel of `ops` as an operator of a plan.

use std::fmt;
use std::sync::Arc;

use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::*;

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel};
use super::super::value::Value;
use super::held;
use super::ours::{Node, Source};

/// For each output of a node, whether kernels of ours alone read it, or the
/// graph's own reader.
pub(super) fn only_ours_read(model: &TypedModel, node: &TypedNode) -> Vec<bool> {
    let ours = |inlet: &InletId| model.node(inlet.node).op_is::<Run>();
    node.outputs.iter().map(|o| o.successors.iter().all(ours)).collect()
}

/// Has kernels hand their results to each other as they are.
pub(super) fn hold_between_kernels(model: &mut TypedModel) {
    for id in 0..model.nodes().len() {
        if model.node(id).op_is::<Run>() {
            let held = only_ours_read(model, model.node(id));
            if let Some(run) = model.node_mut(id).op_as_mut::<Run>() {
                run.held = held.into();
            }
        }
    }
}

/// A kernel in a plan.
#[derive(Clone)]
pub(super) struct Run {
    kernel: Arc<Kernel>,
    node: Arc<Node>,
    sources: Arc<[Source]>,
    outputs: Arc<[usize]>,
    facts: TVec<TypedFact>,
    /// Of each output, whether kernels of ours alone read it.
    held: Arc<[bool]>,
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.node.label.operator)
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.kernel, &other.kernel)
    }
}

impl Eq for Run {}

impl Run {
    pub fn new(
        kernel: Kernel,
        node: Arc<Node>,
        sources: Vec<Source>,
        outputs: Vec<usize>,
        facts: TVec<TypedFact>,
    ) -> Self {
        let held = vec![false; outputs.len()].into();
        Self { kernel: Arc::new(kernel), node, sources: sources.into(), outputs: outputs.into(), facts, held }
    }

    /// Runs the kernel on the inputs in tract's graph.
    pub fn call(&self, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        let failed = |e: OpError| self.node.label.failed(e);
        limits::spend(1).map_err(failed)?;
        let value = |source: &Source| {
            Ok(match source {
                Source::Absent => None,
                Source::Known(value) => Some(Value::Tensor(value.clone())),
                Source::Edge(k) => inputs.get(*k).map(|t| held::ours(t)).transpose()?,
            })
        };
        let args = self.sources.iter().map(value).collect::<TractResult<_>>()?;
        // What nothing else holds can be changed in place.
        drop(inputs);
        let made = (self.kernel)(Args(args)).map_err(failed)?;
        let missing = || failed(OpError::Value("an output is not made".into()));
        let one = |((at, fact), held): ((&usize, &TypedFact), &bool)| {
            let value = made.get(*at).ok_or_else(missing)?;
            if let (Value::Tensor(t), Some(stated)) = (value, fact.shape.as_concrete())
                && t.shape != stated
            {
                return Err(failed(OpError::Shape(format!("{:?} made, {stated:?} stated", t.shape))).into());
            }
            limits::spend(value.bytes() as u64 >> 12).map_err(failed)?;
            Ok(if *held { held::held(value) } else { held::readable(value)? }.into_tvalue())
        };
        self.outputs.iter().zip(&self.facts).zip(self.held.iter()).map(one).collect()
    }
}

impl Op for Run {
    fn name(&self) -> StaticName {
        self.node.label.operator.clone().into()
    }

    op_as_typed_op!();
}

impl EvalOp for Run {
    not_out_of_plan!();

    fn eval(&self, _: &EvalContext, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        self.call(inputs)
    }
}

impl TypedOp for Run {
    fn output_facts(&self, _: &[&TypedFact]) -> TractResult<TVec<TypedFact>> {
        Ok(self.facts.clone())
    }

    as_op!();
}
