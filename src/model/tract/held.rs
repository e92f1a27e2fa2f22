//! Values of ours on their way between two kernels of ours: tract passes them on
//! and does not look into them, so nothing is copied.

use tract_onnx::prelude::{DatumType, Tensor as Theirs, TractResult};
use tract_onnx::tract_hir::internal::{ExoticFact, PlainStorage, TDim, TVec, TensorStorage};

use super::super::tensor::Tensor;
use super::super::value::Value;
use super::convert::{datum_type, from_tract, to_tract};

/// A value of ours inside a tensor of tract's.
#[derive(Debug, Clone)]
struct Held(Value);

impl PartialEq for Held {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Eq for Held {}

impl std::fmt::Display for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a value between two kernels")
    }
}

impl TensorStorage for Held {
    fn byte_len(&self) -> usize {
        self.0.bytes()
    }

    fn is_empty(&self) -> bool {
        false
    }

    fn deep_clone(&self) -> Box<dyn TensorStorage> {
        Box::new(self.clone())
    }

    fn as_plain_ram(&self) -> Option<&PlainStorage> {
        None
    }

    fn as_plain_ram_mut(&mut self) -> Option<&mut PlainStorage> {
        None
    }

    fn into_plain_ram(self: Box<Self>) -> Option<PlainStorage> {
        None
    }

    fn dyn_hash(&self, _: &mut dyn std::hash::Hasher) {}

    fn exotic_fact(&self, _: &[usize]) -> TractResult<Option<Box<dyn ExoticFact>>> {
        Ok(Some(Box::new(HeldFact)))
    }
}

/// All that tract may know of a sequence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct HeldFact;

impl ExoticFact for HeldFact {
    fn buffer_sizes(&self) -> TVec<TDim> {
        TVec::new()
    }
}

/// A value that operators of tract's may read.
pub(super) fn readable(value: &Value) -> TractResult<Theirs> {
    match value {
        Value::Tensor(t) => to_tract(t),
        other => Ok(held(other)),
    }
}

/// A value for kernels of ours only.
pub(super) fn held(value: &Value) -> Theirs {
    match value {
        Value::Tensor(Tensor { dtype, shape, .. }) => {
            Theirs::from_storage(datum_type(*dtype), shape, Held(value.clone()))
        }
        other => Theirs::from_storage(DatumType::Blob, &[], Held(other.clone())),
    }
}

/// A value of tract's as ours.
pub(super) fn ours(t: &Theirs) -> TractResult<Value> {
    match t.storage_as::<Held>() {
        Some(held) => Ok(held.0.clone()),
        None => Ok(Value::Tensor(from_tract(t)?)),
    }
}
