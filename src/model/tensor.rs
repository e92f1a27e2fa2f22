//! Tensors as the executor passes them: a shape and shared, typed elements.

use std::borrow::Cow;
use std::sync::Arc;

use super::error::OpError;

/// Largest number of elements in one tensor (512 MB of 8-byte elements).
pub(crate) const MAX_ELEMENTS: usize = 1 << 26;

/// Element type of a tensor, as ONNX names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DType {
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
    /// 16-bit float; computed in 32 bits.
    F16,
    /// Signed 8-bit integer.
    I8,
    /// Signed 16-bit integer.
    I16,
    /// Signed 32-bit integer.
    I32,
    /// Signed 64-bit integer.
    I64,
    /// Unsigned 8-bit integer.
    U8,
    /// Unsigned 16-bit integer.
    U16,
    /// Unsigned 32-bit integer.
    U32,
    /// Unsigned 64-bit integer.
    U64,
    /// Truth value.
    Bool,
    /// Text.
    Text,
}

impl DType {
    /// From the number in `TensorProto.DataType`.
    pub(crate) fn from_onnx(code: i32) -> Option<Self> {
        Some(match code {
            1 => Self::F32,
            2 => Self::U8,
            3 => Self::I8,
            4 => Self::U16,
            5 => Self::I16,
            6 => Self::I32,
            7 => Self::I64,
            8 => Self::Text,
            9 => Self::Bool,
            10 => Self::F16,
            11 => Self::F64,
            12 => Self::U32,
            13 => Self::U64,
            _ => return None,
        })
    }

    pub(crate) fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64 | Self::F16)
    }

    pub(crate) fn is_int(self) -> bool {
        !self.is_float() && !matches!(self, Self::Bool | Self::Text)
    }
}

/// Elements in row-major order. Integers of every width are kept as `i64`
/// (the tensor's `dtype` says which they are), 16-bit floats as `f32`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Data {
    F32(Arc<Vec<f32>>),
    F64(Arc<Vec<f64>>),
    Int(Arc<Vec<i64>>),
    Bool(Arc<Vec<bool>>),
    Text(Arc<Vec<Arc<str>>>),
}

/// A shape with its elements; cloning shares the elements.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tensor {
    pub dtype: DType,
    pub shape: Vec<usize>,
    pub data: Data,
}

/// Product of a shape, refused above [`MAX_ELEMENTS`].
pub(crate) fn volume(shape: &[usize]) -> Result<usize, OpError> {
    let mut total = 1usize;
    for &d in shape {
        total = match total.checked_mul(d) {
            // An axis is limited too: loops run over axes of empty tensors.
            Some(v) if v <= MAX_ELEMENTS && d <= MAX_ELEMENTS => v,
            _ => return Err(OpError::Limit(format!("a tensor of shape {shape:?}"))),
        };
    }
    Ok(total)
}

impl Tensor {
    fn checked(dtype: DType, shape: Vec<usize>, len: usize, data: Data) -> Result<Self, OpError> {
        if volume(&shape)? != len {
            return Err(OpError::Shape(format!("shape {shape:?} with {len} elements")));
        }
        Ok(Self { dtype, shape, data })
    }

    pub fn f32(shape: Vec<usize>, data: Vec<f32>) -> Result<Self, OpError> {
        Self::checked(DType::F32, shape, data.len(), Data::F32(Arc::new(data)))
    }

    pub fn f64(shape: Vec<usize>, data: Vec<f64>) -> Result<Self, OpError> {
        Self::checked(DType::F64, shape, data.len(), Data::F64(Arc::new(data)))
    }

    pub fn ints(dtype: DType, shape: Vec<usize>, data: Vec<i64>) -> Result<Self, OpError> {
        Self::checked(dtype, shape, data.len(), Data::Int(Arc::new(data)))
    }

    pub fn i64(shape: Vec<usize>, data: Vec<i64>) -> Result<Self, OpError> {
        Self::ints(DType::I64, shape, data)
    }

    pub fn bool(shape: Vec<usize>, data: Vec<bool>) -> Result<Self, OpError> {
        Self::checked(DType::Bool, shape, data.len(), Data::Bool(Arc::new(data)))
    }

    pub fn text(shape: Vec<usize>, data: Vec<Arc<str>>) -> Result<Self, OpError> {
        Self::checked(DType::Text, shape, data.len(), Data::Text(Arc::new(data)))
    }

    /// Float elements of the given float type, from `f64`.
    pub fn float(dtype: DType, shape: Vec<usize>, data: Vec<f64>) -> Result<Self, OpError> {
        if dtype == DType::F64 {
            Self::f64(shape, data)
        } else {
            Self::f32(shape, data.into_iter().map(|v| v as f32).collect())
        }
    }

    pub fn len(&self) -> usize {
        match &self.data {
            Data::F32(v) => v.len(),
            Data::F64(v) => v.len(),
            Data::Int(v) => v.len(),
            Data::Bool(v) => v.len(),
            Data::Text(v) => v.len(),
        }
    }

    pub fn rank(&self) -> usize {
        self.shape.len()
    }

    /// Bytes held, roughly (text counts 24 bytes an element).
    pub fn bytes(&self) -> usize {
        let width = match &self.data {
            Data::F32(_) => 4,
            Data::F64(_) | Data::Int(_) => 8,
            Data::Bool(_) => 1,
            Data::Text(_) => 24,
        };
        self.len() * width
    }

    /// The same elements under another shape.
    pub fn reshaped(self, shape: Vec<usize>) -> Result<Self, OpError> {
        if volume(&shape)? != self.len() {
            return Err(OpError::Shape(format!("{:?} cannot become {shape:?}", self.shape)));
        }
        Ok(Self { shape, ..self })
    }

    pub fn to_f32(&self) -> Result<Cow<'_, [f32]>, OpError> {
        Ok(match &self.data {
            Data::F32(v) => Cow::Borrowed(v.as_slice()),
            Data::F64(v) => Cow::Owned(v.iter().map(|&x| x as f32).collect()),
            Data::Int(v) => Cow::Owned(v.iter().map(|&x| x as f32).collect()),
            Data::Bool(v) => Cow::Owned(v.iter().map(|&x| f32::from(u8::from(x))).collect()),
            Data::Text(_) => return Err(OpError::Type("numbers expected, text given".into())),
        })
    }

    pub fn to_f64(&self) -> Result<Cow<'_, [f64]>, OpError> {
        Ok(match &self.data {
            Data::F32(v) => Cow::Owned(v.iter().map(|&x| f64::from(x)).collect()),
            Data::F64(v) => Cow::Borrowed(v.as_slice()),
            Data::Int(v) => Cow::Owned(v.iter().map(|&x| x as f64).collect()),
            Data::Bool(v) => Cow::Owned(v.iter().map(|&x| f64::from(u8::from(x))).collect()),
            Data::Text(_) => return Err(OpError::Type("numbers expected, text given".into())),
        })
    }

    /// Whole numbers; truth values count as 0 and 1.
    pub fn to_i64(&self) -> Result<Cow<'_, [i64]>, OpError> {
        Ok(match &self.data {
            Data::Int(v) => Cow::Borrowed(v.as_slice()),
            Data::Bool(v) => Cow::Owned(v.iter().map(|&x| i64::from(x)).collect()),
            _ => return Err(OpError::Type(format!("whole numbers expected, {:?} given", self.dtype))),
        })
    }

    pub fn to_bool(&self) -> Result<&[bool], OpError> {
        match &self.data {
            Data::Bool(v) => Ok(v),
            _ => Err(OpError::Type(format!("truth values expected, {:?} given", self.dtype))),
        }
    }

    pub fn to_text(&self) -> Result<&[Arc<str>], OpError> {
        match &self.data {
            Data::Text(v) => Ok(v),
            _ => Err(OpError::Type(format!("text expected, {:?} given", self.dtype))),
        }
    }

    /// Elements at the given positions, which must be in range.
    pub fn take(&self, shape: Vec<usize>, at: &[usize]) -> Result<Self, OpError> {
        fn pick<T: Clone>(from: &[T], at: &[usize]) -> Option<Vec<T>> {
            at.iter().map(|&i| from.get(i).cloned()).collect()
        }
        let beyond = || OpError::Value("index beyond the end of the tensor".into());
        let data = match &self.data {
            Data::F32(v) => Data::F32(Arc::new(pick(v, at).ok_or_else(beyond)?)),
            Data::F64(v) => Data::F64(Arc::new(pick(v, at).ok_or_else(beyond)?)),
            Data::Int(v) => Data::Int(Arc::new(pick(v, at).ok_or_else(beyond)?)),
            Data::Bool(v) => Data::Bool(Arc::new(pick(v, at).ok_or_else(beyond)?)),
            Data::Text(v) => Data::Text(Arc::new(pick(v, at).ok_or_else(beyond)?)),
        };
        Self::checked(self.dtype, shape, at.len(), data)
    }

    /// Rows `from..to` of the first axis.
    pub fn rows(&self, from: usize, to: usize) -> Result<Self, OpError> {
        let first = *self.shape.first().ok_or_else(|| OpError::Shape("a scalar has no rows".into()))?;
        if from > to || to > first {
            return Err(OpError::Shape(format!("rows {from}..{to} of {first}")));
        }
        if from == 0 && to == first {
            return Ok(self.clone());
        }
        let width = self.len().checked_div(first).unwrap_or(0);
        let (a, b) = (from * width, to * width);
        // a and b are within len: to <= first and len == first * width.
        let data = match &self.data {
            Data::F32(v) => Data::F32(Arc::new(v[a..b].to_vec())),
            Data::F64(v) => Data::F64(Arc::new(v[a..b].to_vec())),
            Data::Int(v) => Data::Int(Arc::new(v[a..b].to_vec())),
            Data::Bool(v) => Data::Bool(Arc::new(v[a..b].to_vec())),
            Data::Text(v) => Data::Text(Arc::new(v[a..b].to_vec())),
        };
        let mut shape = self.shape.clone();
        if let Some(d) = shape.first_mut() {
            *d = to - from;
        }
        Ok(Self { dtype: self.dtype, shape, data })
    }
}
