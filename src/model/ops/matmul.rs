//! MatMul and Gemm, with weights packed at load where they are known.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::prepare::RELU;
use super::super::tensor::{DType, Data, Tensor, volume};
use super::super::tract::{Dim, Fact, Given};
use super::arithmetic::wrap;
use super::arrange::permute;
use super::broadcast;
use super::facts::{self, Stated};
use super::gemm::Packed;

/// Packs a constant `[depth, columns]` matrix of 32-bit floats.
fn pack(t: &Tensor, transposed: bool, scale: f32) -> Option<Packed> {
    let (&[rows, columns], Data::F32(v)) = (t.shape.as_slice(), &t.data) else { return None };
    // Indices stay within rows * columns.
    Some(if transposed {
        Packed::new(columns, rows, |k, j| scale * v[j * columns + k])
    } else {
        Packed::new(rows, columns, |k, j| scale * v[k * columns + j])
    })
}

/// `a * weights`, where the last axis of `a` is the depth.
fn by_weights(a: &Tensor, weights: &Packed, bias: Option<&[f32]>) -> Result<Option<Tensor>, OpError> {
    let Data::F32(v) = &a.data else { return Ok(None) };
    let mut shape = a.shape.clone();
    match shape.last_mut() {
        Some(last) if *last == weights.depth => *last = weights.columns,
        _ => return Err(OpError::Shape(format!("{:?} times [{}, {}]", a.shape, weights.depth, weights.columns))),
    }
    let mut out = vec![0f32; volume(&shape)?];
    limits::spend((out.len() as u64).saturating_mul(weights.depth as u64) >> 16)?;
    weights.multiply(v, bias, &mut out);
    Ok(Some(Tensor::f32(shape, out)?))
}

/// MatMul, numpy's rules; a constant row to be added may follow (`prepare::fuse`).
pub(crate) fn matmul(def: &NodeDef) -> Result<Kernel, OpError> {
    let relu = def.has(RELU);
    let weights = def.constant(1).and_then(|t| pack(t, false, 1.0)).map(|w| w.with_relu(relu));
    let row = def.constant(2).map(|t| t.to_f32().map(|v| v.into_owned())).transpose()?;
    Ok(Box::new(move |args: Args| {
        let a = args.tensor(0)?;
        if let Some(w) = &weights
            && a.rank() >= 1
            && let Some(out) = by_weights(a, w, row.as_deref())?
        {
            return one(out);
        }
        if relu || row.is_some() {
            return Err(OpError::Type(format!("{:?} times 32-bit floats", a.dtype)));
        }
        one(product(a, args.tensor(1)?)?)
    }))
}

/// Product of any two tensors with broadcast leading axes.
pub(crate) fn product(a: &Tensor, b: &Tensor) -> Result<Tensor, OpError> {
    let bad = || OpError::Shape(format!("{:?} times {:?}", a.shape, b.shape));
    if a.dtype != b.dtype {
        return Err(OpError::Type(format!("{:?} times {:?}", a.dtype, b.dtype)));
    }
    if a.rank() == 0 || b.rank() == 0 {
        return Err(bad());
    }
    // A vector is a row on the left, a column on the right.
    let left: Vec<usize> = if a.rank() == 1 { vec![1, a.shape[0]] } else { a.shape.clone() };
    let right: Vec<usize> = if b.rank() == 1 { vec![b.shape[0], 1] } else { b.shape.clone() };
    let (&[ref batch_a @ .., m, k], &[ref batch_b @ .., k2, n]) = (left.as_slice(), right.as_slice()) else {
        return Err(bad());
    };
    if k != k2 {
        return Err(bad());
    }
    let batch = broadcast::shape_of(batch_a, batch_b)?;
    let (at_a, at_b) = (broadcast::positions(batch_a, &batch), broadcast::positions(batch_b, &batch));
    let mut shape = batch;
    if a.rank() > 1 {
        shape.push(m);
    }
    if b.rank() > 1 {
        shape.push(n);
    }
    let len = volume(&shape)?;
    limits::spend((len as u64).saturating_mul(k as u64) >> 16)?;
    let data = match (&a.data, &b.data) {
        (Data::F32(x), Data::F32(y)) => {
            let mut out = vec![0f32; len];
            for (i, (&p, &q)) in at_a.iter().zip(&at_b).enumerate() {
                let w = &y[q * k * n..(q + 1) * k * n];
                Packed::new(k, n, |d, j| w[d * n + j]).multiply(
                    &x[p * m * k..(p + 1) * m * k],
                    None,
                    &mut out[i * m * n..(i + 1) * m * n],
                );
            }
            Data::F32(Arc::new(out))
        }
        (Data::F64(x), Data::F64(y)) => {
            let mut out = vec![0f64; len];
            for (i, (&p, &q)) in at_a.iter().zip(&at_b).enumerate() {
                rows_by_rows(
                    &x[p * m * k..],
                    &y[q * k * n..],
                    &mut out[i * m * n..(i + 1) * m * n],
                    k,
                    n,
                    |s, x, y| *s += x * y,
                );
            }
            Data::F64(Arc::new(out))
        }
        (Data::Int(x), Data::Int(y)) => {
            let mut out = vec![0i64; len];
            for (i, (&p, &q)) in at_a.iter().zip(&at_b).enumerate() {
                rows_by_rows(
                    &x[p * m * k..],
                    &y[q * k * n..],
                    &mut out[i * m * n..(i + 1) * m * n],
                    k,
                    n,
                    |s, x, y| {
                        *s = s.wrapping_add(x.wrapping_mul(*y));
                    },
                );
            }
            out.iter_mut().for_each(|v| *v = wrap(a.dtype, *v));
            Data::Int(Arc::new(out))
        }
        _ => return Err(OpError::Type(format!("{:?} and {:?}", a.dtype, b.dtype))),
    };
    Ok(Tensor { dtype: a.dtype, shape, data })
}

fn rows_by_rows<T>(a: &[T], b: &[T], out: &mut [T], k: usize, n: usize, add: impl Fn(&mut T, &T, &T)) {
    if n == 0 || k == 0 {
        return;
    }
    for (row, x) in out.chunks_exact_mut(n).zip(a.chunks_exact(k)) {
        for (x, y) in x.iter().zip(b.chunks_exact(n)) {
            row.iter_mut().zip(y).for_each(|(s, y)| add(s, x, y));
        }
    }
}

pub(super) fn transposed(t: &Tensor) -> Result<Tensor, OpError> {
    if t.rank() != 2 {
        return Err(OpError::Shape(format!("a matrix expected, {:?} given", t.shape)));
    }
    permute(t, &[1, 0])
}

fn scaled(t: Tensor, by: f32) -> Result<Tensor, OpError> {
    if by == 1.0 {
        return Ok(t);
    }
    super::elementwise::map_floats(t, |x| x * by, |x| x * f64::from(by))
}

/// Gemm: `alpha * A' * B' + beta * C`.
pub(crate) fn gemm(def: &NodeDef) -> Result<Kernel, OpError> {
    let (alpha, beta) = (def.float("alpha", 1.0), def.float("beta", 1.0));
    let (flip_a, flip_b) = (def.int("transA", 0) != 0, def.int("transB", 0) != 0);
    let relu = def.has(RELU);
    let weights = def.constant(1).and_then(|t| pack(t, flip_b, alpha));
    // A constant row of the right width is added inside the product.
    let bias = def.constant(2).filter(|t| t.dtype == DType::F32 && t.rank() <= 2).and_then(|t| {
        let columns = weights.as_ref()?.columns;
        let is_row = t.len() == columns && t.shape.last().copied() == Some(columns);
        let values = t.to_f32().ok()?;
        is_row.then(|| values.iter().map(|&v| v * beta).collect::<Vec<f32>>())
    });
    // Where something else is added afterwards, so is the cut.
    let inside = relu && weights.is_some() && (bias.is_some() || def.proto.input.get(2).is_none_or(String::is_empty));
    let weights = weights.map(|w| w.with_relu(inside));
    let cut = move |t: Tensor| if relu && !inside { super::elementwise::positive(t) } else { Ok(t) };
    Ok(Box::new(move |args: Args| {
        let turned;
        let mut a = args.tensor(0)?;
        if flip_a {
            turned = transposed(a)?;
            a = &turned;
        }
        if a.rank() != 2 {
            return Err(OpError::Shape(format!("a matrix expected, {:?} given", a.shape)));
        }
        let product = match &weights {
            Some(w) => match by_weights(a, w, bias.as_deref())? {
                Some(out) if bias.is_some() => return one(out),
                other => other,
            },
            None => None,
        };
        let product = match product {
            Some(out) => out,
            None => {
                let b = args.tensor(1)?;
                let b = if flip_b { transposed(b)? } else { b.clone() };
                scaled(self::product(a, &b)?, alpha)?
            }
        };
        let Some(c) = args.optional(2)? else { return one(cut(product)?) };
        let c = scaled(c.clone(), beta)?;
        let shape = broadcast::shape_of(&product.shape, &c.shape)?;
        if shape != product.shape || c.dtype != product.dtype {
            return Err(OpError::Shape(format!("{:?} added to {:?}", c.shape, product.shape)));
        }
        let out = match (&product.data, &c.data) {
            (Data::F32(p), Data::F32(q)) => {
                Tensor::f32(shape.clone(), broadcast::zip((p, &product.shape), (q, &c.shape), &shape, |x, y| x + y))?
            }
            (Data::F64(p), Data::F64(q)) => {
                Tensor::f64(shape.clone(), broadcast::zip((p, &product.shape), (q, &c.shape), &shape, |x, y| x + y))?
            }
            _ => return Err(OpError::Type(format!("{:?}", c.dtype))),
        };
        one(cut(out)?)
    }))
}

fn products(a: &[Dim], b: &[Dim]) -> Result<Vec<Dim>, OpError> {
    let left = if a.len() == 1 { vec![Some(1), a[0]] } else { a.to_vec() };
    let right = if b.len() == 1 { vec![b[0], Some(1)] } else { b.to_vec() };
    let (&[ref batch_a @ .., m, k], &[ref batch_b @ .., k2, n]) = (left.as_slice(), right.as_slice()) else {
        return Err(OpError::Shape("a product of single numbers".into()));
    };
    if k.zip(k2).is_some_and(|(k, k2)| k != k2) {
        return Err(OpError::Shape(format!("{} columns times {} rows", k.unwrap_or(0), k2.unwrap_or(0))));
    }
    let mut shape = facts::broadcast(batch_a, batch_b);
    shape.extend((a.len() > 1).then_some(m));
    shape.extend((b.len() > 1).then_some(n));
    Ok(shape)
}

/// What MatMul makes.
pub(crate) fn matmul_facts(_: &NodeDef, given: &Given) -> Stated {
    let (a, b) = (given.at(0)?, given.at(1)?);
    Ok(vec![a.shaped(products(&a.shape, &b.shape)?)])
}

/// What Gemm makes.
pub(crate) fn gemm_facts(def: &NodeDef, given: &Given) -> Stated {
    let side = |at: usize, flip: &str| -> Result<Vec<Dim>, OpError> {
        let mut shape = given.at(at)?.shape.clone();
        if def.int(flip, 0) != 0 {
            shape.reverse();
        }
        Ok(shape)
    };
    Ok(vec![given.at(0)?.shaped(products(&side(0, "transA")?, &side(1, "transB")?)?)])
}

/// A product of quantised matrices, the second at place `b`, in this type.
pub(super) fn quantised_facts(given: &Given, b: usize, dtype: DType) -> Stated {
    Ok(vec![Fact::new(dtype, products(&given.at(0)?.shape, &given.at(b)?.shape)?)])
}
