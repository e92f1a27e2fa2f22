//! Operators that make tensors: constants, ranges, one-hot rows, random.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, MAX_ELEMENTS, Tensor, volume};
use super::shape::axis;

/// Constant.
pub(crate) fn constant(def: &NodeDef) -> Result<Kernel, OpError> {
    let t = if let Some(t) = def.tensor("value")? {
        t
    } else if def.has("value_float") {
        Tensor::f32(vec![], vec![def.float("value_float", 0.0)])?
    } else if def.has("value_int") {
        Tensor::i64(vec![], vec![def.int("value_int", 0)])?
    } else if def.has("value_string") {
        Tensor::text(vec![], vec![def.text("value_string", "").into()])?
    } else if def.has("value_floats") {
        let v = def.floats("value_floats").to_vec();
        Tensor::f32(vec![v.len()], v)?
    } else if def.has("value_ints") {
        let v = def.ints("value_ints").to_vec();
        Tensor::i64(vec![v.len()], v)?
    } else if def.has("value_strings") {
        let v = def.texts("value_strings");
        Tensor::text(vec![v.len()], v)?
    } else {
        return Err(OpError::Attribute("value", "a constant without a value".into()));
    };
    Ok(Box::new(move |_| one(t.clone())))
}

fn filled(value: &Tensor, shape: Vec<usize>) -> Result<Tensor, OpError> {
    let n = volume(&shape)?;
    let empty = || OpError::Value("no value to fill with".into());
    let data = match &value.data {
        Data::F32(v) => Data::F32(Arc::new(vec![*v.first().ok_or_else(empty)?; n])),
        Data::F64(v) => Data::F64(Arc::new(vec![*v.first().ok_or_else(empty)?; n])),
        Data::Int(v) => Data::Int(Arc::new(vec![*v.first().ok_or_else(empty)?; n])),
        Data::Bool(v) => Data::Bool(Arc::new(vec![*v.first().ok_or_else(empty)?; n])),
        Data::Text(v) => Data::Text(Arc::new(vec![v.first().ok_or_else(empty)?.clone(); n])),
    };
    Ok(Tensor { dtype: value.dtype, shape, data })
}

/// ConstantOfShape.
pub(crate) fn constant_of_shape(def: &NodeDef) -> Result<Kernel, OpError> {
    let value = match def.tensor("value")? {
        Some(t) => t,
        None => Tensor::f32(vec![1], vec![0.0])?,
    };
    Ok(Box::new(move |args: Args| {
        let shape: Result<Vec<usize>, _> = args.tensor(0)?.to_i64()?.iter().map(|&d| usize::try_from(d)).collect();
        one(filled(&value, shape.map_err(|_| OpError::Shape("a negative length".into()))?)?)
    }))
}

/// Range: start, limit, step.
pub(crate) fn range(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let (a, b, s) = (args.tensor(0)?, args.tensor(1)?, args.tensor(2)?);
        let first = |t: &Tensor| -> Result<f64, OpError> {
            t.to_f64()?.first().copied().ok_or_else(|| OpError::Value("an empty bound".into()))
        };
        let (from, to, step) = (first(a)?, first(b)?, first(s)?);
        let count = ((to - from) / step).ceil().max(0.0);
        if !count.is_finite() || count > MAX_ELEMENTS as f64 {
            return Err(OpError::Limit(format!("a range of {count} numbers")));
        }
        let n = count as usize;
        one(if a.dtype.is_float() {
            Tensor {
                dtype: a.dtype,
                ..Tensor::float(a.dtype, vec![n], (0..n).map(|i| from + i as f64 * step).collect())?
            }
        } else {
            let (from, step) = (from as i64, step as i64);
            Tensor::ints(a.dtype, vec![n], (0..n as i64).map(|i| from.wrapping_add(i.wrapping_mul(step))).collect())?
        })
    }))
}

/// EyeLike.
pub(crate) fn eye_like(def: &NodeDef) -> Result<Kernel, OpError> {
    let k = def.int("k", 0);
    let dtype = def.has("dtype").then(|| def.int("dtype", 1) as i32).and_then(DType::from_onnx);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let &[rows, columns] = t.shape.as_slice() else {
            return Err(OpError::Shape(format!("a matrix expected, {:?} given", t.shape)));
        };
        let out = (0..rows * columns)
            .map(|i| if (i % columns) as i64 - (i / columns) as i64 == k { 1.0 } else { 0.0 })
            .collect();
        let eye = Tensor::f64(t.shape.clone(), out)?;
        one(super::cast::convert(eye, dtype.unwrap_or(t.dtype))?)
    }))
}

/// OneHot: indices, depth, `[off, on]`.
pub(crate) fn one_hot(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", -1);
    Ok(Box::new(move |args: Args| {
        let (index, depth, values) = (args.tensor(0)?, args.tensor(1)?, args.tensor(2)?);
        let depth = depth.to_f64()?.first().copied().unwrap_or(0.0);
        if !(0.0..=MAX_ELEMENTS as f64).contains(&depth) {
            return Err(OpError::Limit(format!("a depth of {depth}")));
        }
        let depth = depth as usize;
        let at = axis(along, index.rank() + 1)?;
        let mut shape = index.shape.clone();
        shape.insert(at, depth);
        let n = volume(&shape)?;
        let inner: usize = index.shape[at..].iter().product();
        let mut pick = vec![0usize; n];
        for (i, &v) in index.to_f64()?.iter().enumerate() {
            let v = v as i64;
            let v = if v < 0 { v + depth as i64 } else { v };
            if let Some(v) = usize::try_from(v).ok().filter(|&v| v < depth) {
                let (outer, rest) = (i / inner, i % inner);
                pick[(outer * depth + v) * inner + rest] = 1;
            }
        }
        one(values.take(shape, &pick)?)
    }))
}

/// Trilu: keeps the upper or lower triangle.
pub(crate) fn trilu(def: &NodeDef) -> Result<Kernel, OpError> {
    let upper = def.int("upper", 1) != 0;
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let k = match args.optional(1)? {
            Some(k) => k.to_i64()?.first().copied().unwrap_or(0),
            None => 0,
        };
        let &[.., rows, columns] = t.shape.as_slice() else {
            return Err(OpError::Shape(format!("a matrix expected, {:?} given", t.shape)));
        };
        let zero = super::cast::convert(Tensor::f32(vec![1], vec![0.0])?, t.dtype)?;
        let flat = t.clone().reshaped(vec![t.len()])?;
        let both = super::arrange::concatenate(&[&flat, &zero], 0)?;
        let at: Vec<usize> = (0..t.len())
            .map(|i| {
                let (row, column) = ((i / columns % rows) as i64, (i % columns) as i64);
                let kept = if upper { column - row >= k } else { column - row <= k };
                if kept { i } else { t.len() }
            })
            .collect();
        one(both.take(t.shape.clone(), &at)?)
    }))
}
