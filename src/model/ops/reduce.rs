//! Reductions along axes. tract's ReduceLogSumExp overflows, its ReduceMax and
//! ReduceMin take no truth values, and its sums run in 32 bits from one end to
//! the other: near ties of distances come out otherwise than in onnxruntime
//! (`impute_knn` in the zoo).

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor, volume};
use super::super::tract::{Dim, Given};
use super::arrange::permute;
use super::facts::Stated;
use super::shape::{axes, axis};

/// A tensor turned so that the reduced axes come last: rows to reduce.
struct Turned {
    tensor: Tensor,
    /// Shape of the result, with and without the reduced axes.
    kept: Vec<usize>,
    dropped: Vec<usize>,
    row: usize,
}

fn turn(t: Tensor, over: &[i64], nothing_means_nothing: bool) -> Result<Turned, OpError> {
    let rank = t.rank();
    let mut reduced = vec![over.is_empty() && !nothing_means_nothing; rank];
    for &a in over {
        reduced[axis(a, rank)?] = true; // axis() is below the rank
    }
    let kept = t.shape.iter().zip(&reduced).map(|(&d, &r)| if r { 1 } else { d }).collect();
    let dropped = t.shape.iter().zip(&reduced).filter(|(_, r)| !**r).map(|(&d, _)| d).collect();
    let row = t.shape.iter().zip(&reduced).filter(|(_, r)| **r).map(|(&d, _)| d).product();
    let mut order: Vec<usize> = (0..rank).filter(|&i| !reduced[i]).collect();
    order.extend((0..rank).filter(|&i| reduced[i]));
    let tensor = if order.is_sorted() { t } else { permute(&t, &order)? };
    Ok(Turned { tensor, kept, dropped, row })
}

/// Sum of exponentials in logarithms, shifted by the maximum.
pub(crate) fn log_sum_exp(row: &[f64]) -> f64 {
    let top = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !top.is_finite() {
        return if row.iter().any(|x| x.is_nan()) { f64::NAN } else { top };
    }
    top + row.iter().map(|x| (x - top).exp()).sum::<f64>().ln()
}

fn float_reduction(op: &str, row: &[f64]) -> f64 {
    match op {
        "ReduceSum" => row.iter().sum(),
        "ReduceMean" => row.iter().sum::<f64>() / row.len() as f64,
        "ReduceProd" => row.iter().product(),
        "ReduceMax" => row.iter().copied().fold(f64::NEG_INFINITY, |a, b| if a.is_nan() || a > b { a } else { b }),
        "ReduceMin" => row.iter().copied().fold(f64::INFINITY, |a, b| if a.is_nan() || a < b { a } else { b }),
        "ReduceL1" => row.iter().map(|x| x.abs()).sum(),
        "ReduceL2" => row.iter().map(|x| x * x).sum::<f64>().sqrt(),
        "ReduceSumSquare" => row.iter().map(|x| x * x).sum(),
        "ReduceLogSum" => row.iter().sum::<f64>().ln(),
        _ => log_sum_exp(row),
    }
}

fn int_reduction(op: &str, row: &[i64]) -> Option<i64> {
    let square = |x: &i64| x.wrapping_mul(*x);
    let sum = |it: &mut dyn Iterator<Item = i64>| it.fold(0i64, i64::wrapping_add);
    Some(match op {
        "ReduceSum" => sum(&mut row.iter().copied()),
        "ReduceMean" => sum(&mut row.iter().copied()).checked_div(row.len() as i64)?,
        "ReduceProd" => row.iter().fold(1i64, |a, b| a.wrapping_mul(*b)),
        "ReduceMax" => *row.iter().max()?,
        "ReduceMin" => *row.iter().min()?,
        "ReduceL1" => sum(&mut row.iter().map(|x| x.wrapping_abs())),
        "ReduceSumSquare" => sum(&mut row.iter().map(square)),
        _ => return None,
    })
}

/// All ten reductions. Sums run in 64 bits and are rounded once.
pub(crate) fn reduce(def: &NodeDef) -> Result<Kernel, OpError> {
    let op = def.proto.op_type.clone();
    let keep = def.int("keepdims", 1) != 0;
    let nothing = def.int("noop_with_empty_axes", 0) != 0;
    let fixed = def.ints("axes").to_vec();
    Ok(Box::new(move |mut args: Args| {
        let over = axes(&args, 1, &fixed)?;
        let t = args.take(0)?;
        let dtype = t.dtype;
        let Turned { tensor, kept, dropped, row } = turn(t, &over, nothing)?;
        let shape = if keep { kept } else { dropped };
        let rows = volume(&shape)?;
        let span = |i: usize| i * row..(i + 1) * row; // rows * row is the tensor's length
        let mut out = match &tensor.data {
            Data::F32(v) => {
                let mut wide = vec![0f64; row];
                let result = (0..rows).map(|i| {
                    wide.iter_mut().zip(&v[span(i)]).for_each(|(w, &x)| *w = f64::from(x));
                    float_reduction(&op, &wide) as f32
                });
                Tensor::f32(shape, result.collect())?
            }
            Data::F64(v) => Tensor::f64(shape, (0..rows).map(|i| float_reduction(&op, &v[span(i)])).collect())?,
            Data::Int(v) => {
                let result: Option<Vec<i64>> = (0..rows).map(|i| int_reduction(&op, &v[span(i)])).collect();
                let result = result.ok_or_else(|| OpError::Type(format!("{op} of whole numbers")))?;
                Tensor::ints(dtype, shape, result)?
            }
            Data::Bool(v) if op == "ReduceMax" => {
                Tensor::bool(shape, (0..rows).map(|i| v[span(i)].iter().any(|&x| x)).collect())?
            }
            Data::Bool(v) if op == "ReduceMin" => {
                Tensor::bool(shape, (0..rows).map(|i| v[span(i)].iter().all(|&x| x)).collect())?
            }
            _ => return Err(OpError::Type(format!("{op} of {dtype:?}"))),
        };
        out.dtype = dtype;
        one(out)
    }))
}

/// What a reduction makes.
pub(crate) fn reduce_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let over = match given.optional(1) {
        Some(_) => given.numbers(1).ok_or_else(|| OpError::Value("axes that differ from case to case".into()))?,
        None => def.ints("axes").to_vec(),
    };
    let all = over.is_empty() && def.int("noop_with_empty_axes", 0) == 0;
    let over: Vec<usize> = over.iter().map(|&a| axis(a, x.rank())).collect::<Result<_, _>>()?;
    let keep = def.int("keepdims", 1) != 0;
    let kept = |(i, d): (usize, &Dim)| match (all || over.contains(&i), keep) {
        (true, true) => Some(Some(1)),
        (true, false) => None,
        (false, _) => Some(*d),
    };
    Ok(vec![x.shaped(x.shape.iter().enumerate().filter_map(kept).collect())])
}
