//! 16-bit floats are computed and kept in 32 bits, as onnxruntime does on a
//! processor: it takes out the casts between an operator and the next, those
//! of the file too. An operator gets 32-bit floats, and what it makes of them
//! counts as 16-bit floats again; elements are kept as `f32` anyway, so only
//! the type of the tensor changes. They are rounded to 16 bits where a graph
//! hands them out and where they become whole numbers or text.

use super::node::Args;
use super::tensor::{DType, Tensor};
use super::value::Value;

/// Operators that look at the type itself, or run a graph that does.
fn sees_types(operator: &str) -> bool {
    matches!(operator, "Cast" | "CastLike" | "If" | "Loop" | "Scan")
}

fn relabel(value: &mut Value, from: DType, to: DType) -> bool {
    match value {
        Value::Tensor(t) if t.dtype == from => {
            t.dtype = to;
            true
        }
        Value::Sequence(items) => relabel_all(items.iter_mut(), from, to),
        _ => false,
    }
}

/// Relabels every value; says whether there was any to relabel.
fn relabel_all<'a>(values: impl Iterator<Item = &'a mut Value>, from: DType, to: DType) -> bool {
    let mut any = false;
    for value in values {
        any |= relabel(value, from, to);
    }
    any
}

/// Hands 16-bit floats to an operator as 32-bit ones; says whether there were any.
pub(crate) fn widen(operator: &str, args: &mut Args) -> bool {
    if sees_types(operator) {
        return false;
    }
    relabel_all(args.0.iter_mut().flatten(), DType::F16, DType::F32)
}

/// What such an operator made, as 16-bit floats.
pub(crate) fn narrow(values: &mut [Value]) {
    for value in values {
        relabel(value, DType::F32, DType::F16);
    }
}

/// A tensor with its 16-bit floats rounded to what 16 bits hold.
pub(crate) fn rounded(t: Tensor) -> Tensor {
    if t.dtype != DType::F16 {
        return t;
    }
    super::ops::cast_to(Tensor { dtype: DType::F32, ..t.clone() }, DType::F16).unwrap_or(t)
}
