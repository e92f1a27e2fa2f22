//! Operators that pick elements by position: gather, slice, scatter.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor, volume};
use super::super::tract::Given;
use super::facts::Stated;
use super::shape::axis;

/// A position counted from the end when negative.
fn within(at: i64, len: usize) -> Result<usize, OpError> {
    let i = if at < 0 { at + len as i64 } else { at };
    usize::try_from(i).ok().filter(|&i| i < len).ok_or_else(|| OpError::Value(format!("index {at} of {len} elements")))
}

fn pick(t: &Tensor, index: &Tensor, at: usize) -> Result<Tensor, OpError> {
    // `at` comes from axis() and is below the rank.
    let len = t.shape[at];
    let picked: Vec<usize> = index.to_i64()?.iter().map(|&i| within(i, len)).collect::<Result<_, _>>()?;
    let outer: usize = t.shape[..at].iter().product();
    let inner: usize = t.shape[at + 1..].iter().product();
    let shape = [&t.shape[..at], &index.shape, &t.shape[at + 1..]].concat();
    let mut positions = Vec::with_capacity(volume(&shape)?);
    for o in 0..outer {
        for &p in &picked {
            let start = (o * len + p) * inner;
            positions.extend(start..start + inner);
        }
    }
    t.take(shape, &positions)
}

/// ArrayFeatureExtractor: columns of the last axis.
pub(crate) fn array_feature_extractor(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let (t, index) = (args.tensor(0)?, args.tensor(1)?);
        // Exporters leave the index as float now and then (after a Cast).
        let index: Vec<i64> = match &index.data {
            Data::F32(_) | Data::F64(_) => index.to_f64()?.iter().map(|&v| v as i64).collect(),
            _ => index.to_i64()?.to_vec(),
        };
        let width = t.shape.last().copied().unwrap_or(1);
        let picked: Vec<usize> = index
            .iter()
            .map(|&i| usize::try_from(i).ok().filter(|&i| i < width))
            .collect::<Option<_>>()
            .ok_or_else(|| OpError::Value(format!("a column beyond {width}")))?;
        let rows = t.len().checked_div(width).unwrap_or(0);
        let mut shape = t.shape.clone();
        match shape.last_mut() {
            // onnxruntime answers [1, n] for one axis.
            Some(_) if t.rank() == 1 => shape = vec![1, picked.len()],
            Some(last) => *last = picked.len(),
            None => shape.push(picked.len()),
        }
        let mut positions = Vec::with_capacity(volume(&shape)?);
        for r in 0..rows {
            positions.extend(picked.iter().map(|&p| r * width + p));
        }
        one(t.take(shape, &positions)?)
    }))
}

/// Compress: keeps the positions marked true.
pub(crate) fn compress(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.has("axis").then(|| def.int("axis", 0));
    Ok(Box::new(move |mut args: Args| {
        let mut t = args.take(0)?;
        let at = match along {
            Some(a) => axis(a, t.rank())?,
            None => {
                let len = t.len();
                t = t.reshaped(vec![len])?;
                0
            }
        };
        let kept = args.tensor(1)?.to_bool()?;
        let index: Vec<i64> = kept.iter().enumerate().filter(|(_, k)| **k).map(|(i, _)| i as i64).collect();
        one(pick(&t, &Tensor::i64(vec![index.len()], index)?, at)?)
    }))
}

/// What ArrayFeatureExtractor makes: a column for each index.
pub(crate) fn array_feature_facts(_: &NodeDef, given: &Given) -> Stated {
    let (x, picked) = (given.at(0)?, given.at(1)?.len());
    let shape = match x.shape.split_last() {
        None => vec![picked],
        Some((_, [])) => vec![Some(1), picked],
        Some((_, before)) => before.iter().copied().chain([picked]).collect(),
    };
    Ok(vec![x.shaped(shape)])
}

/// What Compress makes: as many places as are marked.
pub(crate) fn compress_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let marked = given.at(1)?.value.as_ref().and_then(|v| Some(v.to_bool().ok()?.iter().filter(|k| **k).count()));
    let mut shape = x.shape.clone();
    if def.has("axis") {
        let at = axis(def.int("axis", 0), x.rank())?;
        shape[at] = marked; // axis() is below the rank
    } else {
        shape = vec![marked];
    }
    Ok(vec![x.shaped(shape)])
}
