//! TopK, CumSum, Unique.

use std::cmp::Ordering;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor};
use super::super::value::Value;
use super::arrange::permute;
use super::shape::axis;

/// TopK: values and positions; equal values keep their order.
pub(crate) fn top_k(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", -1);
    let largest = def.int("largest", 1) != 0;
    let fixed = def.int("k", 0);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let k = match args.optional(1)? {
            Some(k) => k.to_i64()?.first().copied().unwrap_or(0),
            None => fixed,
        };
        let at = axis(along, t.rank())?;
        let mut swap: Vec<usize> = (0..t.rank()).collect();
        swap.swap(at, t.rank() - 1);
        let turned = permute(t, &swap)?;
        let row = turned.shape.last().copied().unwrap_or(0);
        let k = usize::try_from(k).ok().filter(|&k| k <= row).ok_or_else(|| OpError::Value(format!("{k} of {row}")))?;
        let x = turned.to_f64()?;
        let ints = if let Data::Int(v) = &turned.data { Some(v) } else { None };
        let mut picked = Vec::new();
        for (i, r) in x.chunks_exact(row.max(1)).enumerate() {
            let base = i * row;
            let mut order: Vec<usize> = (0..row).collect();
            order.sort_by(|&p, &q| {
                let by = match ints {
                    Some(v) => v[base + p].cmp(&v[base + q]),
                    None => r[p].partial_cmp(&r[q]).unwrap_or_else(|| r[q].is_nan().cmp(&r[p].is_nan()).reverse()),
                };
                if largest { by.reverse() } else { by }
            });
            picked.extend(order.into_iter().take(k).map(|p| base + p));
        }
        let mut shape = turned.shape.clone();
        if let Some(last) = shape.last_mut() {
            *last = k;
        }
        let values = turned.take(shape.clone(), &picked)?;
        let index = Tensor::i64(shape, picked.iter().map(|&p| (p % row.max(1)) as i64).collect())?;
        Ok(vec![permute(&values, &swap)?.into(), permute(&index, &swap)?.into()])
    }))
}

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
