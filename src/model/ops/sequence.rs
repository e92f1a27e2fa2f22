//! Operators on sequences of tensors.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor};
use super::super::tract::{Fact, Given};
use super::super::value::Value;
use super::arrange::{concatenate, stretch};
use super::facts::Stated;
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

fn items(given: &Given) -> Result<&[Fact], OpError> {
    given.at(0)?.items.as_deref().ok_or_else(|| OpError::Type("a sequence expected".into()))
}

/// The place that an input names, when it is known.
fn known_position(given: &Given, input: usize, len: usize) -> Option<usize> {
    let at = *given.numbers(input)?.first()?;
    usize::try_from(if at < 0 { at + len as i64 } else { at }).ok().filter(|&i| i <= len)
}

/// What SequenceConstruct makes.
pub(crate) fn construct_facts(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::sequence(given.0.iter().flatten().cloned().collect())])
}

/// What SequenceAt makes.
pub(crate) fn at_facts(_: &NodeDef, given: &Given) -> Stated {
    let items = items(given)?;
    let fact = match known_position(given, 1, items.len()) {
        Some(i) => items.get(i).cloned(),
        None => items.first().filter(|f| items.iter().all(|o| o.shape == f.shape && o.dtype == f.dtype)).cloned(),
    };
    let fact = fact.ok_or_else(|| OpError::Unsupported("an element of a sequence whose elements differ".into()))?;
    Ok(vec![Fact { value: None, ..fact }])
}

/// What SequenceInsert makes.
pub(crate) fn insert_facts(_: &NodeDef, given: &Given) -> Stated {
    let mut items = items(given)?.to_vec();
    let at = if given.optional(2).is_some() { known_position(given, 2, items.len()) } else { Some(items.len()) };
    match at {
        Some(i) => items.insert(i, given.at(1)?.clone()),
        None => items.clear(),
    }
    Ok(vec![Fact::sequence(items)])
}

/// What SequenceErase makes.
pub(crate) fn erase_facts(_: &NodeDef, given: &Given) -> Stated {
    let mut items = items(given)?.to_vec();
    let last = items.len().checked_sub(1);
    let at = if given.optional(1).is_some() { known_position(given, 1, items.len()) } else { last };
    match at.filter(|&i| i < items.len()) {
        Some(i) => drop(items.remove(i)),
        None => items.clear(),
    }
    Ok(vec![Fact::sequence(items)])
}

/// What SequenceLength makes.
pub(crate) fn length_facts(_: &NodeDef, _: &Given) -> Stated {
    Ok(vec![Fact::of(DType::I64, &[])])
}

/// What ConcatFromSequence makes.
pub(crate) fn concat_facts(def: &NodeDef, given: &Given) -> Stated {
    let items = items(given)?;
    let first = items.first().ok_or_else(|| OpError::Unsupported("a sequence whose elements are not known".into()))?;
    let mut shape = first.shape.clone();
    if def.int("new_axis", 0) != 0 {
        shape.insert(axis(def.int("axis", 0), shape.len() + 1)?, Some(items.len()));
    } else {
        let at = axis(def.int("axis", 0), shape.len())?;
        // axis() is below the rank
        shape[at] = items.iter().map(|f| f.shape.get(at).copied().flatten()).sum();
    }
    Ok(vec![first.shaped(shape)])
}

/// What SplitToSequence makes.
pub(crate) fn split_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let at = axis(def.int("axis", 0), x.rank())?;
    let lengths = given.optional(1);
    // at is below the rank
    let Some(total) = x.shape[at].filter(|_| lengths.is_none_or(|l| l.value.is_some())) else {
        return Ok(vec![Fact::sequence(vec![])]);
    };
    let parts: Vec<usize> = match (given.numbers(1), lengths.map(Fact::rank)) {
        (Some(each), Some(0)) => {
            let each = each.first().map_or(1, |&e| usize::try_from(e).unwrap_or(1).max(1));
            (0..total).step_by(each).map(|i| each.min(total - i)).collect()
        }
        (Some(lengths), _) => lengths.iter().map(|&l| usize::try_from(l).unwrap_or(0)).collect(),
        (None, _) => vec![1; total],
    };
    let dropped = lengths.is_none() && def.int("keepdims", 1) == 0;
    let part = |length: usize| {
        let mut shape = x.shape.clone();
        if dropped {
            shape.remove(at);
        } else {
            shape[at] = Some(length);
        }
        x.shaped(shape)
    };
    Ok(vec![Fact::sequence(parts.into_iter().map(part).collect())])
}
