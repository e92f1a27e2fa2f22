//! Operators that read or change a shape without touching the elements.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor};
use super::super::tract::{Fact, Given};
use super::super::value::Value;
use super::facts::Stated;

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

/// What Optional and OptionalGetElement make.
pub(crate) fn optional_facts(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![given.optional(0).cloned().unwrap_or_else(|| Fact::sequence(vec![]))])
}

/// What OptionalHasElement makes.
pub(crate) fn optional_has_facts(_: &NodeDef, _: &Given) -> Stated {
    Ok(vec![Fact::of(DType::Bool, &[])])
}
