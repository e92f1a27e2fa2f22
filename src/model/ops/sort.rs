//! CumSum (tract's refuses computed lengths), CumProd and Unique (tract has neither).

use std::cmp::Ordering;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, Tensor};
use super::super::tract::{Fact, Given};
use super::super::value::Value;
use super::arrange::permute;
use super::facts::Stated;
use super::shape::axis;

/// CumSum and CumProd along an axis.
pub(crate) fn cum_sum(def: &NodeDef) -> Result<Kernel, OpError> {
    let times = def.proto.op_type == "CumProd";
    let (exclusive, reverse) = (def.int("exclusive", 0) != 0, def.int("reverse", 0) != 0);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let along = args.tensor(1)?.to_f64()?.first().copied().unwrap_or(0.0) as i64;
        let at = axis(along, t.rank())?;
        let inner: usize = t.shape[at + 1..].iter().product();
        let d = t.shape[at];
        fn run<T: Copy>(
            x: &[T],
            d: usize,
            inner: usize,
            (exclusive, reverse): (bool, bool),
            zero: T,
            add: impl Fn(T, T) -> T,
        ) -> Vec<T> {
            let mut out = x.to_vec();
            let outer = x.len().checked_div(d * inner).unwrap_or(0);
            for o in 0..outer {
                for j in 0..inner {
                    let mut sum = zero;
                    for i in 0..d {
                        let i = if reverse { d - 1 - i } else { i };
                        let at = (o * d + i) * inner + j; // below outer * d * inner
                        let before = sum;
                        sum = add(sum, x[at]);
                        out[at] = if exclusive { before } else { sum };
                    }
                }
            }
            out
        }
        let how = (exclusive, reverse);
        let shape = t.shape.clone();
        one(match &t.data {
            Data::F32(v) if times => Tensor::f32(shape, run(v, d, inner, how, 1.0, |a, b| a * b))?,
            Data::F64(v) if times => Tensor::f64(shape, run(v, d, inner, how, 1.0, |a, b| a * b))?,
            Data::Int(v) if times => Tensor::ints(t.dtype, shape, run(v, d, inner, how, 1, i64::wrapping_mul))?,
            Data::F32(v) => Tensor::f32(shape, run(v, d, inner, how, 0.0, |a, b| a + b))?,
            Data::F64(v) => Tensor::f64(shape, run(v, d, inner, how, 0.0, |a, b| a + b))?,
            Data::Int(v) => Tensor::ints(t.dtype, shape, run(v, d, inner, how, 0, i64::wrapping_add))?,
            _ => return Err(OpError::Type(format!("numbers expected, {:?} given", t.dtype))),
        })
    }))
}

fn compare(t: &Tensor, a: usize, b: usize) -> Ordering {
    // Both positions are below the tensor's length.
    match &t.data {
        Data::F32(v) => v[a].total_cmp(&v[b]),
        Data::F64(v) => v[a].total_cmp(&v[b]),
        Data::Int(v) => v[a].cmp(&v[b]),
        Data::Bool(v) => v[a].cmp(&v[b]),
        Data::Text(v) => v[a].cmp(&v[b]),
    }
}

/// Unique rows along an axis, or unique elements of the flattened tensor.
pub(crate) fn unique(def: &NodeDef) -> Result<Kernel, OpError> {
    let sorted = def.int("sorted", 1) != 0;
    let along = def.has("axis").then(|| def.int("axis", 0));
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let (at, t) = match along {
            Some(a) => (axis(a, t.rank())?, t.clone()),
            None => (0, t.clone().reshaped(vec![t.len()])?),
        };
        let mut swap: Vec<usize> = (0..t.rank()).collect();
        swap.swap(0, at);
        let t = permute(&t, &swap)?;
        let n = t.shape.first().copied().unwrap_or(0);
        let width = t.len().checked_div(n).unwrap_or(0);
        let order_of = |a: usize, b: usize| {
            (0..width).map(|j| compare(&t, a * width + j, b * width + j)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        };
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| order_of(a, b).then(a.cmp(&b)));
        // Groups of equal rows, each led by its first occurrence.
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for i in order {
            match groups.last_mut() {
                Some(g) if g.first().is_some_and(|&f| order_of(f, i).is_eq()) => g.push(i),
                _ => groups.push(vec![i]),
            }
        }
        if !sorted {
            groups.sort_by_key(|g| g.first().copied());
        }
        let firsts: Vec<usize> = groups.iter().filter_map(|g| g.first().copied()).collect();
        let mut inverse = vec![0i64; n];
        for (id, g) in groups.iter().enumerate() {
            for &i in g {
                inverse[i] = id as i64;
            }
        }
        let mut shape = t.shape.clone();
        if let Some(d) = shape.first_mut() {
            *d = firsts.len();
        }
        let rows: Vec<usize> = firsts.iter().flat_map(|&f| f * width..(f + 1) * width).collect();
        let values = permute(&t.take(shape, &rows)?, &swap)?;
        let int = |v: Vec<i64>| Tensor::i64(vec![v.len()], v).map(Value::Tensor);
        Ok(vec![
            values.into(),
            int(firsts.iter().map(|&f| f as i64).collect())?,
            int(inverse)?,
            int(groups.iter().map(|g| g.len() as i64).collect())?,
        ])
    }))
}

/// What Unique makes: as many places as there are different ones.
pub(crate) fn unique_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let mut shape = vec![None];
    let mut count = x.len();
    if def.has("axis") {
        let at = axis(def.int("axis", 0), x.rank())?;
        shape = x.shape.clone();
        count = std::mem::take(&mut shape[at]); // axis() is below the rank
    }
    let places = |n| Fact::new(DType::I64, vec![n]);
    Ok(vec![x.shaped(shape), places(None), places(count), places(None)])
}
