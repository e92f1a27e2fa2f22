//! Operators that move elements: transpose, join, split, repeat, pad.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor, volume};
use super::super::value::Value;
use super::broadcast;
use super::shape::axis;

/// Position in the source of each element of a shape with these strides.
pub(crate) fn walk(shape: &[usize], strides: &[isize], start: isize) -> Result<Vec<usize>, OpError> {
    let len = volume(shape)?;
    let mut at = Vec::with_capacity(len);
    let mut index = vec![0usize; shape.len()];
    let mut here = start;
    for _ in 0..len {
        at.push(usize::try_from(here).map_err(|_| OpError::Value("index before the start".into()))?);
        for (i, (&d, &s)) in index.iter_mut().zip(shape.iter().zip(strides)).rev() {
            *i += 1;
            here += s;
            if *i < d {
                break;
            }
            here -= s * d as isize;
            *i = 0;
        }
    }
    Ok(at)
}

/// Row-major strides.
pub(crate) fn strides(shape: &[usize]) -> Vec<isize> {
    let mut out = vec![0isize; shape.len()];
    let mut step = 1isize;
    for (s, &d) in out.iter_mut().rev().zip(shape.iter().rev()) {
        *s = step;
        step *= d.max(1) as isize;
    }
    out
}

/// Reorders axes.
pub(crate) fn permute(t: &Tensor, perm: &[usize]) -> Result<Tensor, OpError> {
    let from = strides(&t.shape);
    let pick = |p: usize| t.shape.get(p).copied().zip(from.get(p).copied());
    let dims: Option<Vec<(usize, isize)>> = perm.iter().map(|&p| pick(p)).collect();
    let dims = dims.filter(|d| d.len() == t.rank()).ok_or_else(|| OpError::Shape(format!("permutation {perm:?}")))?;
    let (shape, strides): (Vec<usize>, Vec<isize>) = dims.into_iter().unzip();
    let at = walk(&shape, &strides, 0)?;
    t.take(shape, &at)
}

/// Transpose.
pub(crate) fn transpose(def: &NodeDef) -> Result<Kernel, OpError> {
    let perm = def.ints("perm").to_vec();
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let order: Vec<usize> = if perm.is_empty() {
            (0..t.rank()).rev().collect()
        } else {
            perm.iter().map(|&p| axis(p, t.rank())).collect::<Result<_, _>>()?
        };
        // Moving an axis of length 1 moves no element.
        let moved: Vec<usize> = order.iter().copied().filter(|&p| t.shape.get(p) != Some(&1)).collect();
        if moved.is_sorted() {
            let shape = order.iter().filter_map(|&p| t.shape.get(p).copied()).collect();
            return one(t.reshaped(shape)?);
        }
        one(permute(&t, &order)?)
    }))
}

/// Joins tensors along an axis.
pub(crate) fn concatenate(parts: &[&Tensor], along: i64) -> Result<Tensor, OpError> {
    let first = parts.first().ok_or_else(|| OpError::Value("nothing to join".into()))?;
    let at = axis(along, first.rank())?;
    let mut shape = first.shape.clone();
    let mut total = 0usize;
    for p in parts {
        let fits = p.rank() == shape.len()
            && p.dtype == first.dtype
            && p.shape.iter().zip(&shape).enumerate().all(|(i, (a, b))| i == at || a == b);
        if !fits {
            return Err(OpError::Shape(format!(
                "{:?} {:?} and {:?} {:?} joined along axis {at}",
                first.dtype, first.shape, p.dtype, p.shape
            )));
        }
        total += p.shape.get(at).copied().unwrap_or(0);
    }
    if let Some(d) = shape.get_mut(at) {
        *d = total;
    }
    let len = volume(&shape)?;
    let outer: usize = shape.iter().take(at).product();
    let runs: Vec<usize> = parts.iter().map(|p| p.len().checked_div(outer).unwrap_or(0)).collect();
    fn weave<T: Clone>(slices: &[&[T]], runs: &[usize], outer: usize, len: usize) -> Arc<Vec<T>> {
        let mut out = Vec::with_capacity(len);
        if let ([a, b], [1, 1]) = (slices, runs) {
            // Two columns side by side: every two-class model ends like this.
            out.extend(a.iter().zip(*b).flat_map(|(a, b)| [a.clone(), b.clone()]));
            return Arc::new(out);
        }
        for o in 0..outer {
            for (s, &run) in slices.iter().zip(runs) {
                // run * outer is the slice's length.
                out.extend_from_slice(&s[o * run..(o + 1) * run]);
            }
        }
        Arc::new(out)
    }
    macro_rules! joined {
        ($kind:ident) => {{
            let slices: Option<Vec<&[_]>> =
                parts.iter().map(|p| if let Data::$kind(v) = &p.data { Some(v.as_slice()) } else { None }).collect();
            let slices = slices.ok_or_else(|| OpError::Type("parts of different types".into()))?;
            Data::$kind(weave(&slices, &runs, outer, len))
        }};
    }
    let data = match &first.data {
        Data::F32(_) => joined!(F32),
        Data::F64(_) => joined!(F64),
        Data::Int(_) => joined!(Int),
        Data::Bool(_) => joined!(Bool),
        Data::Text(_) => joined!(Text),
    };
    Ok(Tensor { dtype: first.dtype, shape, data })
}

/// Concat.
pub(crate) fn concat(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", 1);
    Ok(Box::new(move |mut args: Args| {
        if args.len() == 1 {
            return one(args.take(0)?);
        }
        let parts: Vec<&Tensor> = (0..args.len()).map(|i| args.tensor(i)).collect::<Result<_, _>>()?;
        one(concatenate(&parts, along)?)
    }))
}

/// A stretch of one axis.
pub(crate) fn stretch(t: &Tensor, at: usize, from: usize, len: usize) -> Result<Tensor, OpError> {
    let mut shape = t.shape.clone();
    if let Some(d) = shape.get_mut(at) {
        *d = len;
    }
    let strides = strides(&t.shape);
    let start = strides.get(at).copied().unwrap_or(0) * from as isize;
    let index = walk(&shape, &strides, start)?;
    t.take(shape, &index)
}

/// Split: equal parts, given lengths, or a number of parts.
pub(crate) fn split(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", 0);
    let fixed = def.ints("split").to_vec();
    let parts = def.outputs();
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let at = axis(along, t.rank())?;
        let total = t.shape.get(at).copied().unwrap_or(0);
        let mut lengths = super::shape::axes(&args, 1, &fixed)?;
        if lengths.is_empty() {
            let each = total.div_ceil(parts.max(1));
            lengths = (0..parts).map(|i| total.saturating_sub(i * each).min(each) as i64).collect();
        }
        let mut from = 0;
        let mut out = Vec::new();
        for len in lengths {
            let len = usize::try_from(len)
                .ok()
                .filter(|&len| len <= total - from)
                .ok_or_else(|| OpError::Shape("parts longer than the axis".into()))?;
            out.push(Value::Tensor(stretch(t, at, from, len)?));
            from += len;
        }
        Ok(out)
    }))
}

fn lengths(t: &Tensor) -> Result<Vec<usize>, OpError> {
    t.to_i64()?.iter().map(|&d| usize::try_from(d).map_err(|_| OpError::Shape(format!("a length of {d}")))).collect()
}

/// Expand: broadcasts to a shape.
pub(crate) fn expand(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let t = args.tensor(0)?;
        let shape = broadcast::shape_of(&t.shape, &lengths(args.tensor(1)?)?)?;
        one(t.take(shape.clone(), &broadcast::positions(&t.shape, &shape))?)
    }))
}

/// Tile: repeats along each axis.
pub(crate) fn tile(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let mut t = args.tensor(0)?.clone();
        for (at, times) in lengths(args.tensor(1)?)?.into_iter().enumerate() {
            if times == 1 {
                continue;
            }
            volume(&[t.len().max(16), times])?;
            if times == 0 {
                let mut shape = t.shape.clone();
                if let Some(d) = shape.get_mut(at) {
                    *d = 0;
                }
                t = t.take(shape, &[])?;
            } else {
                let copies = vec![&t; times];
                t = concatenate(&copies, at as i64)?;
            }
        }
        one(t)
    }))
}

/// DepthToSpace and SpaceToDepth: channels to pixels and back.
pub(crate) fn depth_and_space(def: &NodeDef) -> Result<Kernel, OpError> {
    let to_space = def.proto.op_type == "DepthToSpace";
    let rows_first = def.text("mode", "DCR") == "DCR";
    let block = usize::try_from(def.int("blocksize", 0)).ok().filter(|&b| b > 0);
    let b = block.ok_or_else(|| OpError::Attribute("blocksize", "not a positive number".into()))?;
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let &[n, c, h, w] = t.shape.as_slice() else {
            return Err(OpError::Shape(format!("four axes expected, {:?} given", t.shape)));
        };
        let squares = b.saturating_mul(b);
        let (split, order, shape): (Vec<usize>, [usize; 6], Vec<usize>) = match (to_space, rows_first) {
            (true, true) => (vec![n, b, b, c / squares, h, w], [0, 3, 4, 1, 5, 2], vec![n, c / squares, h * b, w * b]),
            (true, false) => (vec![n, c / squares, b, b, h, w], [0, 1, 4, 2, 5, 3], vec![n, c / squares, h * b, w * b]),
            (false, true) => (vec![n, c, h / b, b, w / b, b], [0, 3, 5, 1, 2, 4], vec![n, c * squares, h / b, w / b]),
            (false, false) => (vec![n, c, h / b, b, w / b, b], [0, 1, 3, 5, 2, 4], vec![n, c * squares, h / b, w / b]),
        };
        one(permute(&t.reshaped(split)?, &order)?.reshaped(shape)?)
    }))
}
