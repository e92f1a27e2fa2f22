//! Operators that read or change a shape without touching the elements.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::Tensor;
use super::super::value::Value;

/// An axis counted from the end when negative.
pub(crate) fn axis(at: i64, rank: usize) -> Result<usize, OpError> {
    let rank_i = rank as i64;
    let i = if at < 0 { at + rank_i } else { at };
    usize::try_from(i)
        .ok()
        .filter(|&i| i < rank)
        .ok_or_else(|| OpError::Shape(format!("axis {at} of a tensor with {rank} axes")))
}

/// Axes from an attribute, or from an input in later operator sets.
pub(crate) fn axes(args: &Args, input: usize, fixed: &[i64]) -> Result<Vec<i64>, OpError> {
    match args.optional(input)? {
        Some(t) => Ok(t.to_i64()?.to_vec()),
        None => Ok(fixed.to_vec()),
    }
}

/// Identity, and Dropout outside training.
pub(crate) fn identity(def: &NodeDef) -> Result<Kernel, OpError> {
    let mask = def.outputs() > 1;
    Ok(Box::new(move |mut args: Args| {
        let v = args.take_value(0)?;
        if !mask {
            return Ok(vec![v]);
        }
        let t = v.tensor()?;
        let kept = Tensor::bool(t.shape.clone(), vec![true; t.len()])?;
        Ok(vec![v, kept.into()])
    }))
}

/// Shape, with `start` and `end` since operator set 15.
pub(crate) fn shape(def: &NodeDef) -> Result<Kernel, OpError> {
    let start = def.int("start", 0);
    let end = def.has("end").then(|| def.int("end", 0));
    Ok(Box::new(move |args: Args| {
        let shape = &args.tensor(0)?.shape;
        let rank = shape.len() as i64;
        let clamp = |v: i64| (if v < 0 { v + rank } else { v }).clamp(0, rank) as usize;
        let (from, to) = (clamp(start), end.map_or(shape.len(), clamp));
        let dims: Vec<i64> = shape.get(from..to).unwrap_or(&[]).iter().map(|&d| d as i64).collect();
        one(Tensor::i64(vec![dims.len()], dims)?)
    }))
}

/// Size.
pub(crate) fn size(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| one(Tensor::i64(vec![], vec![args.tensor(0)?.len() as i64])?)))
}

/// Reshape: 0 copies a dimension, -1 is worked out.
pub(crate) fn reshape(def: &NodeDef) -> Result<Kernel, OpError> {
    let zero_is_zero = def.int("allowzero", 0) != 0;
    let fixed = def.ints("shape").to_vec();
    Ok(Box::new(move |mut args: Args| {
        let wanted = axes(&args, 1, &fixed)?;
        let t = args.take(0)?;
        let bad = || OpError::Shape(format!("{:?} cannot become {wanted:?}", t.shape));
        let mut shape = Vec::with_capacity(wanted.len());
        let mut open = None;
        for (i, &d) in wanted.iter().enumerate() {
            shape.push(match d {
                0 if !zero_is_zero => *t.shape.get(i).ok_or_else(bad)?,
                -1 if open.is_none() => {
                    open = Some(i);
                    1
                }
                d => usize::try_from(d).map_err(|_| bad())?,
            });
        }
        let missing = t.len().checked_div(super::super::tensor::volume(&shape)?).unwrap_or(0);
        if let Some(slot) = open.and_then(|i| shape.get_mut(i)) {
            *slot = missing;
        }
        one(t.reshaped(shape)?)
    }))
}

/// Flatten into two axes.
pub(crate) fn flatten(def: &NodeDef) -> Result<Kernel, OpError> {
    let at = def.int("axis", 1);
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let rank = t.rank() as i64;
        let at = if at < 0 { at + rank } else { at };
        let split = usize::try_from(at)
            .ok()
            .filter(|&s| s <= t.rank())
            .ok_or_else(|| OpError::Shape(format!("axis {at} of a tensor with {rank} axes")))?;
        let (left, right) = t.shape.split_at(split);
        let shape = vec![left.iter().product(), right.iter().product()];
        one(t.reshaped(shape)?)
    }))
}

/// Squeeze: drops axes of length 1.
pub(crate) fn squeeze(def: &NodeDef) -> Result<Kernel, OpError> {
    let fixed = def.ints("axes").to_vec();
    Ok(Box::new(move |mut args: Args| {
        let wanted = axes(&args, 1, &fixed)?;
        let t = args.take(0)?;
        let mut drop = vec![false; t.rank()];
        for &a in &wanted {
            // axis() is below the rank.
            drop[axis(a, t.rank())?] = true;
        }
        let all = wanted.is_empty();
        let shape =
            t.shape.iter().zip(drop).filter(|&(&d, dropped)| !(dropped || (all && d == 1))).map(|(&d, _)| d).collect();
        one(t.reshaped(shape)?)
    }))
}

/// Unsqueeze: inserts axes of length 1.
pub(crate) fn unsqueeze(def: &NodeDef) -> Result<Kernel, OpError> {
    let fixed = def.ints("axes").to_vec();
    Ok(Box::new(move |mut args: Args| {
        let wanted = axes(&args, 1, &fixed)?;
        let t = args.take(0)?;
        let rank = t.rank() + wanted.len();
        let mut added = vec![false; rank];
        for &a in &wanted {
            added[axis(a, rank)?] = true;
        }
        let mut old = t.shape.iter().copied();
        let shape = added.iter().map(|&new| if new { 1 } else { old.next().unwrap_or(1) }).collect();
        one(t.reshaped(shape)?)
    }))
}

/// Optional, OptionalGetElement: hand the value on.
pub(crate) fn optional(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(
        |mut args: Args| {
            if args.len() == 0 { Ok(vec![Value::Nothing]) } else { Ok(vec![args.take_value(0)?]) }
        },
    ))
}

/// OptionalHasElement.
pub(crate) fn optional_has(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let has = matches!(args.0.first(), Some(Some(v)) if !matches!(v, Value::Nothing));
        one(Tensor::bool(vec![], vec![has])?)
    }))
}
