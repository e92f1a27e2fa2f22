//! Operators on sequences of tensors.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::Tensor;
use super::super::value::Value;
use super::arrange::{concatenate, stretch};
use super::shape::axis;

fn sequence(v: Value) -> Result<Vec<Value>, OpError> {
    match v {
        Value::Sequence(items) => Ok(items),
        _ => Err(OpError::Type("a sequence expected".into())),
    }
}

fn position(args: &Args, input: usize, len: usize) -> Result<Option<usize>, OpError> {
    let Some(t) = args.optional(input)? else { return Ok(None) };
    let at = t.to_i64()?.first().copied().unwrap_or(0);
    let i = if at < 0 { at + len as i64 } else { at };
    usize::try_from(i)
        .ok()
        .filter(|&i| i <= len)
        .map(Some)
        .ok_or_else(|| OpError::Value(format!("place {at} of {len}")))
}

/// SequenceConstruct.
pub(crate) fn construct(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| Ok(vec![Value::Sequence(args.0.into_iter().flatten().collect())])))
}

/// SequenceEmpty.
pub(crate) fn empty(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|_| Ok(vec![Value::Sequence(vec![])])))
}

/// SequenceAt.
pub(crate) fn at(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let items = sequence(args.take_value(0)?)?;
        let i = position(&args, 1, items.len())?.unwrap_or(0);
        Ok(vec![items.into_iter().nth(i).ok_or_else(|| OpError::Value(format!("no element {i}")))?])
    }))
}

/// SequenceInsert: at the end, or before a place.
pub(crate) fn insert(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let mut items = sequence(args.take_value(0)?)?;
        let item = args.take_value(1)?;
        let i = position(&args, 2, items.len())?.unwrap_or(items.len());
        items.insert(i, item);
        Ok(vec![Value::Sequence(items)])
    }))
}

/// SequenceErase: the last, or the one at a place.
pub(crate) fn erase(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let mut items = sequence(args.take_value(0)?)?;
        let i = position(&args, 1, items.len())?.unwrap_or(items.len().saturating_sub(1));
        if i >= items.len() {
            return Err(OpError::Value(format!("no element {i}")));
        }
        items.remove(i);
        Ok(vec![Value::Sequence(items)])
    }))
}

/// SequenceLength.
pub(crate) fn length(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let items = sequence(args.take_value(0)?)?;
        one(Tensor::i64(vec![], vec![items.len() as i64])?)
    }))
}

/// ConcatFromSequence.
pub(crate) fn concat(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", 0);
    let new_axis = def.int("new_axis", 0) != 0;
    Ok(Box::new(move |mut args: Args| {
        let mut parts = Vec::new();
        for v in sequence(args.take_value(0)?)? {
            let t = v.into_tensor()?;
            if new_axis {
                let mut shape = t.shape.clone();
                shape.insert(axis(along, t.rank() + 1)?, 1);
                parts.push(t.reshaped(shape)?);
            } else {
                parts.push(t);
            }
        }
        one(concatenate(&parts.iter().collect::<Vec<_>>(), along)?)
    }))
}

/// SplitToSequence.
pub(crate) fn split(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", 0);
    let keep = def.int("keepdims", 1) != 0;
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let at = axis(along, t.rank())?;
        let total = t.shape[at] as i64; // at is below the rank
        let given = args.optional(1)?;
        let lengths: Vec<i64> = match given {
            Some(s) if s.rank() == 0 => {
                let each = s.to_i64()?.first().copied().unwrap_or(1).max(1);
                (0..total).step_by(each as usize).map(|i| each.min(total - i)).collect()
            }
            Some(s) => s.to_i64()?.to_vec(),
            None => vec![1; total as usize],
        };
        let (mut from, mut out) = (0i64, Vec::new());
        for len in lengths {
            if len < 0 || len > total - from {
                return Err(OpError::Shape("parts longer than the axis".into()));
            }
            let mut part = stretch(t, at, from as usize, len as usize)?;
            if given.is_none() && !keep {
                let mut shape = part.shape.clone();
                shape.remove(at);
                part = part.reshaped(shape)?;
            }
            out.push(Value::Tensor(part));
            from += len;
        }
        Ok(vec![Value::Sequence(out)])
    }))
}
