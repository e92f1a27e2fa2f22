//! Constant, ConstantOfShape, Range, OneHot. tract's Constant trusts the file's shape, its
//! ConstantOfShape makes doubles where no value is given
//! (`test_linear_attention_*_expanded`), its Range
//! cannot follow lengths that are computed (`test_affine_grid_*_expanded`), and
//! its OneHot panics on a category out of range (`test_onehot_out_of_range_indices`).

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, MAX_ELEMENTS, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::facts::Stated;
use super::shape::axis;

fn value(def: &NodeDef) -> Result<Tensor, OpError> {
    Ok(if let Some(t) = def.tensor("value")? {
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
    })
}

/// Constant.
pub(crate) fn constant(def: &NodeDef) -> Result<Kernel, OpError> {
    let t = value(def)?;
    Ok(Box::new(move |_| one(t.clone())))
}

/// What Constant makes.
pub(crate) fn constant_facts(def: &NodeDef, _: &Given) -> Stated {
    let t = value(def)?;
    Ok(vec![Fact::of(t.dtype, &t.shape)])
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

/// What ConstantOfShape makes.
pub(crate) fn constant_of_shape_facts(def: &NodeDef, given: &Given) -> Stated {
    let dtype = def.tensor("value")?.map_or(DType::F32, |v| v.dtype);
    let shape = match given.numbers(0) {
        Some(lengths) => lengths.iter().map(|&d| usize::try_from(d).ok()).collect(),
        None => {
            let rank = given.at(0)?.shape.first().copied().flatten();
            vec![None; rank.ok_or_else(|| OpError::Shape("a shape of some length".into()))?.min(64)]
        }
    };
    Ok(vec![Fact::new(dtype, shape)])
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

/// What Range makes.
pub(crate) fn range_facts(_: &NodeDef, given: &Given) -> Stated {
    let number = |at: usize| given.optional(at)?.value.as_ref()?.to_f64().ok()?.first().copied();
    let length = (|| {
        let count = ((number(1)? - number(0)?) / number(2)?).ceil().max(0.0);
        (count <= MAX_ELEMENTS as f64).then_some(count as usize)
    })();
    Ok(vec![given.at(0)?.shaped(vec![length])])
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

/// What OneHot makes: one more axis, of the type of its values.
pub(crate) fn one_hot_facts(def: &NodeDef, given: &Given) -> Stated {
    let depth = given.at(1)?.value.as_ref().and_then(|d| d.to_f64().ok()?.first().map(|&d| d.max(0.0) as usize));
    let mut shape = given.at(0)?.shape.clone();
    shape.insert(axis(def.int("axis", -1), shape.len() + 1)?, depth);
    Ok(vec![given.at(2)?.shaped(shape)])
}
