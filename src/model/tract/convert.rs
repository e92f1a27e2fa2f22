//! Tensors of ours to tract's and back.

use std::sync::Arc;

use tract_onnx::prelude::{Datum, DatumType, Tensor as Theirs, TractResult, tensor1};
use tract_onnx::tract_hir::internal::f16;

use super::super::error::OpError;
use super::super::tensor::{DType, Data, Tensor};

pub(super) fn datum_type(dtype: DType) -> DatumType {
    match dtype {
        DType::F32 => DatumType::F32,
        DType::F64 => DatumType::F64,
        DType::F16 => DatumType::F16,
        DType::I8 => DatumType::I8,
        DType::I16 => DatumType::I16,
        DType::I32 => DatumType::I32,
        DType::I64 => DatumType::I64,
        DType::U8 => DatumType::U8,
        DType::U16 => DatumType::U16,
        DType::U32 => DatumType::U32,
        DType::U64 => DatumType::U64,
        DType::Bool => DatumType::Bool,
        DType::Text => DatumType::String,
    }
}

/// tract computes shapes in a type of its own, which holds whole numbers.
pub(super) fn dtype(datum_type: DatumType) -> Option<DType> {
    Some(match datum_type {
        DatumType::F32 => DType::F32,
        DatumType::F64 => DType::F64,
        DatumType::F16 => DType::F16,
        DatumType::I8 => DType::I8,
        DatumType::I16 => DType::I16,
        DatumType::I32 => DType::I32,
        DatumType::I64 | DatumType::TDim => DType::I64,
        DatumType::U8 => DType::U8,
        DatumType::U16 => DType::U16,
        DatumType::U32 => DType::U32,
        DatumType::U64 => DType::U64,
        DatumType::Bool => DType::Bool,
        DatumType::String => DType::Text,
        _ => return None,
    })
}

fn whole<T: Datum + Copy>(shape: &[usize], values: &[i64], narrow: impl Fn(i64) -> T) -> TractResult<Theirs> {
    Theirs::from_shape(shape, &values.iter().map(|&v| narrow(v)).collect::<Vec<T>>())
}

/// A tensor for tract.
pub(super) fn to_tract(t: &Tensor) -> TractResult<Theirs> {
    let shape = &t.shape;
    match (&t.data, t.dtype) {
        (Data::F32(v), DType::F16) => Ok(Theirs::from_shape(shape, v)?.cast_to::<f16>()?.into_owned()),
        (Data::F32(v), _) => Theirs::from_shape(shape, v),
        (Data::F64(v), _) => Theirs::from_shape(shape, v),
        (Data::Bool(v), _) => Theirs::from_shape(shape, v),
        (Data::Text(v), _) => tensor1(&v.iter().map(ToString::to_string).collect::<Vec<_>>()).into_shape(shape),
        (Data::Int(v), DType::I8) => whole(shape, v, |x| x as i8),
        (Data::Int(v), DType::I16) => whole(shape, v, |x| x as i16),
        (Data::Int(v), DType::I32) => whole(shape, v, |x| x as i32),
        (Data::Int(v), DType::U8) => whole(shape, v, |x| x as u8),
        (Data::Int(v), DType::U16) => whole(shape, v, |x| x as u16),
        (Data::Int(v), DType::U32) => whole(shape, v, |x| x as u32),
        (Data::Int(v), DType::U64) => whole(shape, v, |x| x as u64),
        (Data::Int(v), _) => Theirs::from_shape(shape, v),
    }
}

fn elements<T: Datum + Copy>(t: &Theirs) -> TractResult<Vec<T>> {
    Ok(t.try_as_plain_ram()?.as_slice::<T>()?.to_vec())
}

fn wide<T: Datum + Copy>(t: &Theirs, widen: impl Fn(T) -> i64) -> TractResult<Data> {
    Ok(Data::Int(Arc::new(t.try_as_plain_ram()?.as_slice::<T>()?.iter().map(|&v| widen(v)).collect())))
}

/// A tensor of tract's as ours.
pub(super) fn from_tract(t: &Theirs) -> TractResult<Tensor> {
    let data = match t.datum_type() {
        DatumType::F32 => Data::F32(Arc::new(elements(t)?)),
        DatumType::F64 => Data::F64(Arc::new(elements(t)?)),
        DatumType::F16 => Data::F32(Arc::new(elements::<f32>(&*t.cast_to::<f32>()?)?)),
        DatumType::Bool => Data::Bool(Arc::new(elements(t)?)),
        DatumType::String => {
            let words = t.try_as_plain_ram()?;
            Data::Text(Arc::new(words.as_slice::<String>()?.iter().map(|s| s.as_str().into()).collect()))
        }
        DatumType::I64 => Data::Int(Arc::new(elements(t)?)),
        DatumType::I8 => wide(t, |x: i8| x.into())?,
        DatumType::I16 => wide(t, |x: i16| x.into())?,
        DatumType::I32 => wide(t, |x: i32| x.into())?,
        DatumType::U8 => wide(t, |x: u8| x.into())?,
        DatumType::U16 => wide(t, |x: u16| x.into())?,
        DatumType::U32 => wide(t, |x: u32| x.into())?,
        DatumType::U64 => wide(t, |x: u64| x as i64)?,
        _ => Data::Int(Arc::new(elements::<i64>(&*t.cast_to::<i64>()?)?)),
    };
    let other = || OpError::Type(format!("elements of type {:?}", t.datum_type()));
    Ok(Tensor { dtype: dtype(t.datum_type()).ok_or_else(other)?, shape: t.shape().to_vec(), data })
}
