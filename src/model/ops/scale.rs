//! Scaler, Normalizer, Imputer, Binarizer: column-wise preparation.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor};

/// One value for all columns, or one each.
fn per_column<T: Copy>(values: &[T], width: usize, name: &'static str) -> Result<Vec<T>, OpError> {
    match values {
        [v] => Ok(vec![*v; width]),
        v if v.len() == width => Ok(v.to_vec()),
        v => Err(OpError::Attribute(name, format!("{} values for {width} columns", v.len()))),
    }
}

/// Scaler: `(x - offset) * scale`.
pub(crate) fn scaler(def: &NodeDef) -> Result<Kernel, OpError> {
    let or = |v: &[f32], default: f32| if v.is_empty() { vec![default] } else { v.to_vec() };
    let (offset, scale) = (or(def.floats("offset"), 0.0), or(def.floats("scale"), 1.0));
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let width = t.shape.last().copied().unwrap_or(1).max(1);
        let (offset, scale) = (per_column(&offset, width, "offset")?, per_column(&scale, width, "scale")?);
        let shape = t.shape.clone();
        if let Data::F64(v) = &t.data {
            // In 64 bits, rounded once, as onnxruntime does.
            let columns = offset.iter().zip(&scale).cycle();
            let out = v.iter().zip(columns).map(|(x, (o, s))| ((x - f64::from(*o)) * f64::from(*s)) as f32).collect();
            return one(Tensor::f32(shape, out)?);
        }
        let mut out = match t.data {
            Data::F32(v) => Arc::try_unwrap(v).unwrap_or_else(|shared| shared.to_vec()),
            _ => t.to_f32()?.into_owned(),
        };
        for row in out.chunks_exact_mut(width) {
            for ((x, o), s) in row.iter_mut().zip(&offset).zip(&scale) {
                *x = (*x - o) * s;
            }
        }
        one(Tensor::f32(shape, out)?)
    }))
}

/// Normalizer: each row divided by its largest value, L1 or L2 norm.
pub(crate) fn normalizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let norm = def.text("norm", "MAX");
    if !matches!(norm.as_str(), "MAX" | "L1" | "L2") {
        return Err(OpError::Attribute("norm", norm));
    }
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let (_, width) = super::labels::matrix(&t.shape)?;
        let mut out = t.to_f32()?.into_owned();
        for row in out.chunks_exact_mut(width.max(1)) {
            let by = match norm.as_str() {
                "MAX" => row.iter().copied().fold(f32::NEG_INFINITY, f32::max),
                "L1" => row.iter().map(|x| x.abs()).sum(),
                _ => row.iter().map(|x| x * x).sum::<f32>().sqrt(),
            };
            if by != 0.0 {
                row.iter_mut().for_each(|x| *x /= by);
            }
        }
        one(Tensor::f32(t.shape.clone(), out)?)
    }))
}

/// Imputer: replaces NaN, or one given value, column by column.
pub(crate) fn imputer(def: &NodeDef) -> Result<Kernel, OpError> {
    let floats = def.floats("imputed_value_floats").to_vec();
    let ints = def.ints("imputed_value_int64s").to_vec();
    let old_float = def.float("replaced_value_float", 0.0);
    let old_int = def.int("replaced_value_int64", 0);
    if floats.is_empty() && ints.is_empty() {
        return Err(OpError::Attribute("imputed_value_floats", "nothing to impute with".into()));
    }
    Ok(Box::new(move |mut args: Args| {
        let mut t = args.take(0)?;
        let width = t.shape.last().copied().unwrap_or(1).max(1);
        match &mut t.data {
            Data::Int(v) => {
                let new = per_column(&ints, width, "imputed_value_int64s")?;
                for (x, n) in Arc::make_mut(v).iter_mut().zip(new.iter().cycle()) {
                    if *x == old_int {
                        *x = *n;
                    }
                }
            }
            Data::F32(v) => {
                let new = per_column(&floats, width, "imputed_value_floats")?;
                for (x, n) in Arc::make_mut(v).iter_mut().zip(new.iter().cycle()) {
                    if *x == old_float || (old_float.is_nan() && x.is_nan()) {
                        *x = *n;
                    }
                }
            }
            Data::F64(v) => {
                let new = per_column(&floats, width, "imputed_value_floats")?;
                for (x, n) in Arc::make_mut(v).iter_mut().zip(new.iter().cycle()) {
                    if *x == f64::from(old_float) || (old_float.is_nan() && x.is_nan()) {
                        *x = f64::from(*n);
                    }
                }
            }
            _ => return Err(OpError::Type(format!("numbers expected, {:?} given", t.dtype))),
        }
        one(t)
    }))
}

/// Binarizer: 1 above the threshold, else 0.
pub(crate) fn binarizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let threshold = def.float("threshold", 0.0);
    Ok(Box::new(move |mut args: Args| {
        let mut t = args.take(0)?;
        match &mut t.data {
            Data::F32(v) => Arc::make_mut(v).iter_mut().for_each(|x| *x = f32::from(u8::from(*x > threshold))),
            Data::F64(v) => {
                let at = f64::from(threshold);
                Arc::make_mut(v).iter_mut().for_each(|x| *x = f64::from(u8::from(*x > at)));
            }
            Data::Int(v) => {
                Arc::make_mut(v).iter_mut().for_each(|x| *x = i64::from(*x as f32 > threshold));
            }
            _ => return Err(OpError::Type(format!("numbers expected, {:?} given", t.dtype))),
        }
        one(t)
    }))
}
