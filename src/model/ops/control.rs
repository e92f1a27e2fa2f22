//! If, Loop, Scan: operators that hold graphs of their own.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef};
use super::super::onnx::GraphProto;
use super::super::prepare::free_names;
use super::super::tensor::Tensor;
use super::super::tract::Body;
use super::super::value::Value;
use super::arrange::{concatenate, permute};
use super::shape::axis;

/// Most iterations of one loop.
const MAX_ITERATIONS: i64 = 1_000_000;

/// The values that a subgraph takes from outside.
fn captured<'a>(args: &'a Args, from: usize, graph: &Body) -> &'a [Option<Value>] {
    args.0.get(from..from + graph.captures.len()).unwrap_or(&[])
}

/// A branch of If, and where among the inputs its captured values begin: they
/// follow the node's own inputs, in the order of its graph attributes.
pub(super) fn branches<'a>(def: &'a NodeDef, flag: bool) -> Result<(&'a GraphProto, usize), OpError> {
    let wanted = if flag { "then_branch" } else { "else_branch" };
    let mut from = def.proto.input.len();
    for a in &def.proto.attribute {
        if let Some(graph) = &a.g {
            if a.name == wanted {
                return Ok((graph, from));
            }
            from += free_names(graph).len();
        }
    }
    Err(OpError::Attribute(if flag { "then_branch" } else { "else_branch" }, "the subgraph is missing".into()))
}

/// If. Where the condition is the same for all cases, the other branch is not
/// looked at.
pub(crate) fn choose(def: &NodeDef) -> Result<Kernel, OpError> {
    let known = def.constant(0).and_then(|t| t.to_bool().ok()?.first().copied());
    let branch = |flag: bool| -> Result<Option<(Body, usize)>, OpError> {
        if known.is_some_and(|k| k != flag) {
            return Ok(None);
        }
        let (graph, from) = branches(def, flag)?;
        Ok(Some(((def.compile)(graph)?, from)))
    };
    let (yes, no) = (branch(true)?, branch(false)?);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let flag = *t.to_bool()?.first().ok_or_else(|| OpError::Value("an empty condition".into()))?;
        let (graph, from) =
            (if flag { &yes } else { &no }).as_ref().ok_or_else(|| OpError::Value("another branch".into()))?;
        graph.run(vec![], captured(&args, *from, graph))
    }))
}

fn stacked(parts: Vec<Tensor>) -> Result<Tensor, OpError> {
    if parts.is_empty() {
        return Tensor::f32(vec![0], vec![]);
    }
    let lifted: Vec<Tensor> = parts
        .into_iter()
        .map(|t| {
            let mut shape = t.shape.clone();
            shape.insert(0, 1);
            t.reshaped(shape)
        })
        .collect::<Result<_, _>>()?;
    concatenate(&lifted.iter().collect::<Vec<_>>(), 0)
}

/// Loop: carried values, then one stacked output an iteration.
pub(crate) fn repeat(def: &NodeDef) -> Result<Kernel, OpError> {
    let body = (def.compile)(def.graph("body")?)?;
    let own = def.proto.input.len();
    Ok(Box::new(move |args: Args| {
        let limit = match args.optional(0)? {
            Some(t) => t.to_i64()?.first().copied().unwrap_or(0),
            None => i64::MAX,
        };
        let mut go = match args.optional(1)? {
            Some(t) => t.to_bool()?.first().copied().unwrap_or(true),
            None => true,
        };
        let mut carried: Vec<Value> = (2..own).map(|i| args.value(i).cloned()).collect::<Result<_, _>>()?;
        let outside = captured(&args, own, &body);
        let mut scans: Vec<Vec<Tensor>> = Vec::new();
        let mut i = 0;
        while go && i < limit {
            if i >= MAX_ITERATIONS {
                return Err(OpError::Limit(format!("a loop of more than {MAX_ITERATIONS} rounds")));
            }
            let mut inputs = vec![Tensor::i64(vec![], vec![i])?.into(), Tensor::bool(vec![], vec![go])?.into()];
            let count = carried.len();
            inputs.extend(std::mem::take(&mut carried));
            let mut out = body.run(inputs, outside)?.into_iter();
            let cond = out.next().ok_or_else(|| OpError::Value("the body has no condition".into()))?;
            go = cond.tensor()?.to_bool()?.first().copied().unwrap_or(false);
            carried = out.by_ref().take(count).collect();
            for (k, v) in out.enumerate() {
                if scans.len() <= k {
                    scans.push(Vec::new());
                }
                // scans was just made long enough
                scans[k].push(v.into_tensor()?);
            }
            i += 1;
        }
        for s in scans {
            carried.push(stacked(s)?.into());
        }
        Ok(carried)
    }))
}

/// Element `i` of an axis, without the axis.
fn slice_at(t: &Tensor, along: usize, i: usize) -> Result<Tensor, OpError> {
    let part = super::arrange::stretch(t, along, i, 1)?;
    let mut shape = part.shape.clone();
    shape.remove(along);
    part.reshaped(shape)
}

/// Scan (operator set 9 and later).
pub(crate) fn scan(def: &NodeDef) -> Result<Kernel, OpError> {
    if def.opset < 9 {
        return Err(OpError::Unsupported("Scan before operator set 9".into()));
    }
    let body = (def.compile)(def.graph("body")?)?;
    let own = def.proto.input.len();
    let scanned = usize::try_from(def.int("num_scan_inputs", 0)).unwrap_or(0);
    let states = own.checked_sub(scanned).ok_or_else(|| OpError::Attribute("num_scan_inputs", scanned.to_string()))?;
    let outputs = def.outputs();
    let list = |name: &str| def.ints(name).to_vec();
    let (in_axes, out_axes) = (list("scan_input_axes"), list("scan_output_axes"));
    let (in_back, out_back) = (list("scan_input_directions"), list("scan_output_directions"));
    Ok(Box::new(move |args: Args| {
        let mut carried: Vec<Value> = (0..states).map(|i| args.value(i).cloned()).collect::<Result<_, _>>()?;
        let outside = captured(&args, own, &body);
        let mut sources = Vec::new();
        let mut rounds = None;
        for k in 0..scanned {
            let t = args.tensor(states + k)?;
            let along = axis(in_axes.get(k).copied().unwrap_or(0), t.rank())?;
            let n = t.shape[along]; // along is below the rank
            if rounds.is_some_and(|r| r != n) {
                return Err(OpError::Shape("scanned inputs of different lengths".into()));
            }
            rounds = Some(n);
            sources.push((t, along, in_back.get(k) == Some(&1)));
        }
        let rounds = rounds.unwrap_or(0);
        let mut scans: Vec<Vec<Tensor>> = vec![Vec::new(); outputs.saturating_sub(states)];
        for i in 0..rounds {
            let mut inputs = std::mem::take(&mut carried);
            for &(t, along, back) in &sources {
                inputs.push(slice_at(t, along, if back { rounds - 1 - i } else { i })?.into());
            }
            let mut out = body.run(inputs, outside)?.into_iter();
            carried = out.by_ref().take(states).collect();
            for (list, v) in scans.iter_mut().zip(out) {
                list.push(v.into_tensor()?);
            }
        }
        for (k, mut list) in scans.into_iter().enumerate() {
            if out_back.get(k) == Some(&1) {
                list.reverse();
            }
            let t = stacked(list)?;
            let along = axis(out_axes.get(k).copied().unwrap_or(0), t.rank())?;
            let mut order: Vec<usize> = (1..t.rank()).collect();
            order.insert(along, 0);
            carried.push(if along == 0 { t } else { permute(&t, &order)? }.into());
        }
        Ok(carried)
    }))
}
