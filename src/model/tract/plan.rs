//! A plan of tract's for inputs of one shape, and how it is run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tract_onnx::prelude::*;

use super::super::error::OpError;
use super::super::limits;
use super::super::tensor::MAX_ELEMENTS;
use super::super::value::Value;
use super::failure::{Failure, Label, failure};
use super::held;
use super::run::{Run, hold_between_kernels, only_ours_read};

/// Most bytes alive at once while a block is scored.
const MAX_LIVE_BYTES: usize = 800 << 20;

/// Most bytes of one result of a graph.
const MAX_RESULT_BYTES: usize = 128 << 20;

/// A graph of tract's, optimised for inputs of one shape.
pub(super) struct Plan {
    runnable: Arc<TypedRunnableModel>,
    labels: Arc<[Label]>,
    /// Of each input, whether kernels of ours alone read it.
    held: Vec<bool>,
    /// Lengths that show while cases are scored; tract holds them weakly.
    _symbols: SymbolScope,
}

/// Runs `f`; a panic inside tract becomes an error. In a browser a panic ends
/// the worker, which is replaced.
pub(super) fn caught<T>(f: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(f)).unwrap_or_else(|_| {
        let error = OpError::Unsupported("tract ended in the middle of this graph".into());
        Err(Failure { operator: "graph".into(), node: "outputs".into(), error })
    })
}

impl Plan {
    pub fn new(model: InferenceModel, labels: Arc<[Label]>) -> Result<Self, Failure> {
        let symbols = model.symbols.clone();
        let typed = model.into_typed().map_err(|e| failure(&e, &labels))?;
        live(&typed).map_err(|e| e.renamed(&labels))?;
        let optimised = typed.into_decluttered().and_then(|m| m.into_optimized());
        let mut optimised = optimised.map_err(|e| failure(&e, &labels))?;
        hold_between_kernels(&mut optimised);
        let outlets = optimised.input_outlets().map_err(|e| failure(&e, &labels))?;
        let held = outlets.iter().map(|o| only_ours_read(&optimised, optimised.node(o.node)) == [true]).collect();
        let runnable = optimised.into_runnable().map_err(|e| failure(&e, &labels))?;
        Ok(Self { runnable, labels, held, _symbols: symbols })
    }

    /// Runs the plan on inputs in the graph's order.
    pub fn run(&self, inputs: &[Value]) -> Result<Vec<Value>, Failure> {
        let broken = |e: TractError| failure(&e, &self.labels);
        let one = |(value, held): (&Value, &bool)| {
            Ok(if *held { held::held(value) } else { held::readable(value)? }.into_tvalue())
        };
        let inputs = inputs.iter().zip(&self.held).map(one);
        let inputs = inputs.collect::<TractResult<_>>().map_err(broken)?;
        let mut state = self.runnable.spawn().map_err(broken)?;
        let made = state.run_plan_with_eval(inputs, |context, state, node, inputs| {
            if node.op_as::<Run>().is_none() {
                spend(node)?;
            }
            tract_onnx::tract_core::plan::eval(context, state, node, inputs)
        });
        let made = made.map_err(|e| broken(e).renamed(&self.labels))?;
        made.iter().map(|t| held::ours(t)).collect::<TractResult<_>>().map_err(broken)
    }
}

/// Takes the work of one of tract's operators off what is allowed.
fn spend(node: &TypedNode) -> TractResult<()> {
    let bytes: u64 = node.outputs.iter().map(|o| bytes(&o.fact) as u64).sum();
    let limited = |error| Failure { operator: node.op.name().to_string(), node: node.name.clone(), error };
    limits::spend(1 + (bytes >> 12)).map_err(|e| limited(e).into())
}

fn bytes(fact: &TypedFact) -> usize {
    let known = fact.shape.as_concrete().map(|shape| shape.iter().fold(1usize, |n, d| n.saturating_mul(*d)));
    known.unwrap_or(0).saturating_mul(fact.datum_type.size_of().max(1))
}

/// Refuses graphs whose values would not fit into memory.
fn live(model: &TypedModel) -> Result<(), Failure> {
    let (mut alive, mut most) = (0usize, 0usize);
    let mut readers: Vec<usize> =
        model.nodes().iter().map(|n| n.outputs.iter().map(|o| o.successors.len()).sum()).collect();
    let size = |id: usize| model.nodes()[id].outputs.iter().map(|o| bytes(&o.fact)).fold(0usize, usize::saturating_add);
    // ids of a model are positions in its list of nodes
    for node in model.nodes() {
        alive = alive.saturating_add(size(node.id));
        most = most.max(alive);
        for input in &node.inputs {
            readers[input.node] = readers[input.node].saturating_sub(1);
            if readers[input.node] == 0 {
                alive = alive.saturating_sub(size(input.node));
            }
        }
        let limited = |what| Failure {
            operator: node.op.name().to_string(),
            node: node.name.clone(),
            error: OpError::Limit(what),
        };
        if most > MAX_LIVE_BYTES {
            return Err(limited(format!("{} MB at once", most >> 20)));
        }
        if let Some(large) = node.outputs.iter().find(|o| bytes(&o.fact) / 8 > MAX_ELEMENTS) {
            return Err(limited(format!("a tensor of shape {:?}", large.fact.shape)));
        }
    }
    for outlet in model.output_outlets().into_iter().flatten() {
        let Ok(fact) = model.outlet_fact(*outlet) else { continue };
        if bytes(fact) > MAX_RESULT_BYTES {
            let error = OpError::Limit(format!("a result of shape {:?}", fact.shape));
            let node = model.node(outlet.node);
            return Err(Failure { operator: node.op.name().to_string(), node: node.name.clone(), error });
        }
    }
    Ok(())
}
