//! Bytes to protobuf, and protobuf tensors to ours, with limits.

use std::sync::Arc;

use prost::Message;

use super::error::{ModelError, OpError};
use super::limits;
use super::onnx::{ModelProto, TensorProto};
use super::tensor::{DType, Data, Tensor, volume};

/// Decodes a model file.
///
/// # Errors
/// [`ModelError::NotOnnx`] when the bytes are no protobuf of a model, and
/// [`ModelError::TooLarge`] when the file or its number of parts is beyond
/// what a page may hold.
pub(crate) fn decode(bytes: &[u8], file: &str) -> Result<ModelProto, ModelError> {
    let not_onnx = |reason: String| ModelError::NotOnnx { file: file.into(), reason };
    if bytes.is_empty() {
        return Err(not_onnx("the file is empty".into()));
    }
    limits::check(bytes).map_err(|e| match e {
        limits::Refusal::TooLarge(what) => ModelError::TooLarge { file: file.into(), what },
        limits::Refusal::Broken(reason) => not_onnx(reason),
    })?;
    let model = ModelProto::decode(bytes).map_err(|e| not_onnx(e.to_string()))?;
    match &model.graph {
        Some(graph) if !graph.node.is_empty() => Ok(model),
        Some(_) => Err(not_onnx("the graph holds no operators".into())),
        None => Err(not_onnx("it holds no graph".into())),
    }
}

/// Reads a serialised `TensorProto`.
pub(crate) fn read_tensor(bytes: &[u8]) -> Result<Tensor, OpError> {
    let t = TensorProto::decode(bytes).map_err(|e| OpError::Value(e.to_string()))?;
    tensor(&t).map_err(|fault| match fault {
        TensorFault::External => OpError::Value("kept in another file".into()),
        TensorFault::Bad(e) => e,
    })
}

/// Why an initialiser could not be read.
#[derive(Debug)]
pub(crate) enum TensorFault {
    External,
    Bad(OpError),
}

/// Reads a tensor out of the protobuf.
pub(crate) fn tensor(t: &TensorProto) -> Result<Tensor, TensorFault> {
    if t.data_location == Some(1) {
        return Err(TensorFault::External);
    }
    read(t).map_err(TensorFault::Bad)
}

fn read(t: &TensorProto) -> Result<Tensor, OpError> {
    let dtype =
        DType::from_onnx(t.data_type).ok_or_else(|| OpError::Type(format!("tensor element type {}", t.data_type)))?;
    let mut shape = Vec::with_capacity(t.dims.len());
    for &d in &t.dims {
        shape.push(usize::try_from(d).map_err(|_| OpError::Shape(format!("{:?}", t.dims)))?);
    }
    let len = volume(&shape)?;
    let raw = t.raw_data.as_slice();
    let data = if raw.is_empty() && len > 0 { typed(t, dtype) } else { from_raw(raw, dtype)? };
    let out = Tensor { dtype, shape, data };
    if out.len() != len {
        return Err(OpError::Shape(format!("shape {:?} with {} elements", t.dims, out.len())));
    }
    Ok(out)
}

fn typed(t: &TensorProto, dtype: DType) -> Data {
    match dtype {
        DType::F32 => Data::F32(Arc::new(t.float_data.clone())),
        DType::F64 => Data::F64(Arc::new(t.double_data.clone())),
        DType::F16 => Data::F32(Arc::new(t.int32_data.iter().map(|&v| half_to_f32(v as u16)).collect())),
        DType::Text => Data::Text(Arc::new(t.string_data.iter().map(|s| String::from_utf8_lossy(s).into()).collect())),
        DType::Bool => Data::Bool(Arc::new(t.int32_data.iter().map(|&v| v != 0).collect())),
        DType::I64 => Data::Int(Arc::new(t.int64_data.clone())),
        DType::U32 | DType::U64 => Data::Int(Arc::new(t.uint64_data.iter().map(|&v| v as i64).collect())),
        _ => Data::Int(Arc::new(t.int32_data.iter().map(|&v| i64::from(v)).collect())),
    }
}

fn from_raw(raw: &[u8], dtype: DType) -> Result<Data, OpError> {
    fn each<const N: usize, T>(raw: &[u8], f: impl Fn([u8; N]) -> T) -> Result<Arc<Vec<T>>, OpError> {
        let (chunks, rest) = raw.as_chunks::<N>();
        if !rest.is_empty() {
            return Err(OpError::Shape(format!("{} bytes of {N}-byte elements", raw.len())));
        }
        Ok(Arc::new(chunks.iter().map(|&c| f(c)).collect()))
    }
    Ok(match dtype {
        DType::F32 => Data::F32(each(raw, f32::from_le_bytes)?),
        DType::F64 => Data::F64(each(raw, f64::from_le_bytes)?),
        DType::F16 => Data::F32(each(raw, |b| half_to_f32(u16::from_le_bytes(b)))?),
        DType::I64 => Data::Int(each(raw, i64::from_le_bytes)?),
        DType::U64 => Data::Int(each(raw, |b| u64::from_le_bytes(b) as i64)?),
        DType::I32 => Data::Int(each(raw, |b| i64::from(i32::from_le_bytes(b)))?),
        DType::U32 => Data::Int(each(raw, |b| i64::from(u32::from_le_bytes(b)))?),
        DType::I16 => Data::Int(each(raw, |b| i64::from(i16::from_le_bytes(b)))?),
        DType::U16 => Data::Int(each(raw, |b| i64::from(u16::from_le_bytes(b)))?),
        DType::I8 => Data::Int(each(raw, |b| i64::from(i8::from_le_bytes(b)))?),
        DType::U8 => Data::Int(each(raw, |b: [u8; 1]| i64::from(b[0]))?),
        DType::Bool => Data::Bool(each(raw, |b: [u8; 1]| b[0] != 0)?),
        DType::Text if raw.is_empty() => Data::Text(Arc::new(Vec::new())),
        DType::Text => return Err(OpError::Type("text cannot be raw bytes".into())),
    })
}

/// IEEE 754 half precision to single.
pub(crate) fn half_to_f32(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0f32 } else { -1.0 };
    let exponent = i32::from((bits >> 10) & 0x1f);
    let fraction = f32::from(bits & 0x3ff);
    sign * match exponent {
        0 => fraction * (-24f32).exp2(),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * ((exponent - 15) as f32).exp2(),
    }
}
