//! Operators that pick elements by position: gather, slice, scatter.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor, volume};
use super::arrange::{strides, walk};
use super::shape::{axes, axis};

/// A position counted from the end when negative.
fn within(at: i64, len: usize) -> Result<usize, OpError> {
    let i = if at < 0 { at + len as i64 } else { at };
    usize::try_from(i).ok().filter(|&i| i < len).ok_or_else(|| OpError::Value(format!("index {at} of {len} elements")))
}

/// Gather along one axis.
pub(crate) fn gather(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", 0);
    Ok(Box::new(move |args: Args| {
        let (t, index) = (args.tensor(0)?, args.tensor(1)?);
        one(pick(t, index, axis(along, t.rank())?)?)
    }))
}

fn pick(t: &Tensor, index: &Tensor, at: usize) -> Result<Tensor, OpError> {
    // `at` comes from axis() and is below the rank.
    let len = t.shape[at];
    let picked: Vec<usize> = index.to_i64()?.iter().map(|&i| within(i, len)).collect::<Result<_, _>>()?;
    let outer: usize = t.shape[..at].iter().product();
    let inner: usize = t.shape[at + 1..].iter().product();
    let shape = [&t.shape[..at], &index.shape, &t.shape[at + 1..]].concat();
    let mut positions = Vec::with_capacity(volume(&shape)?);
    for o in 0..outer {
        for &p in &picked {
            let start = (o * len + p) * inner;
            positions.extend(start..start + inner);
        }
    }
    t.take(shape, &positions)
}

/// ArrayFeatureExtractor: columns of the last axis.
pub(crate) fn array_feature_extractor(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let (t, index) = (args.tensor(0)?, args.tensor(1)?);
        // Exporters leave the index as float now and then (after a Cast).
        let index: Vec<i64> = match &index.data {
            Data::F32(_) | Data::F64(_) => index.to_f64()?.iter().map(|&v| v as i64).collect(),
            _ => index.to_i64()?.to_vec(),
        };
        let width = t.shape.last().copied().unwrap_or(1);
        let picked: Vec<usize> = index
            .iter()
            .map(|&i| usize::try_from(i).ok().filter(|&i| i < width))
            .collect::<Option<_>>()
            .ok_or_else(|| OpError::Value(format!("a column beyond {width}")))?;
        let rows = t.len().checked_div(width).unwrap_or(0);
        let mut shape = t.shape.clone();
        match shape.last_mut() {
            // onnxruntime answers [1, n] for one axis.
            Some(_) if t.rank() == 1 => shape = vec![1, picked.len()],
            Some(last) => *last = picked.len(),
            None => shape.push(picked.len()),
        }
        let mut positions = Vec::with_capacity(volume(&shape)?);
        for r in 0..rows {
            positions.extend(picked.iter().map(|&p| r * width + p));
        }
        one(t.take(shape, &positions)?)
    }))
}

/// GatherElements: the index tensor has the result's shape.
pub(crate) fn gather_elements(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.int("axis", 0);
    Ok(Box::new(move |args: Args| {
        let (t, index) = (args.tensor(0)?, args.tensor(1)?);
        let at = element_positions(t, index, axis(along, t.rank())?)?;
        one(t.take(index.shape.clone(), &at)?)
    }))
}

fn element_positions(t: &Tensor, index: &Tensor, along: usize) -> Result<Vec<usize>, OpError> {
    let fits = index.rank() == t.rank()
        && index.shape.iter().zip(&t.shape).enumerate().all(|(i, (a, b))| i == along || a <= b);
    if !fits {
        return Err(OpError::Shape(format!("an index of {:?} into {:?}", index.shape, t.shape)));
    }
    let mut steps = strides(&t.shape);
    let step = steps[along]; // along is below the rank
    steps[along] = 0;
    let base = walk(&index.shape, &steps, 0)?;
    let len = t.shape[along];
    base.iter().zip(index.to_i64()?.iter()).map(|(&b, &i)| Ok(b + within(i, len)? * step as usize)).collect()
}

/// GatherND.
pub(crate) fn gather_nd(def: &NodeDef) -> Result<Kernel, OpError> {
    let batch = def.int("batch_dims", 0);
    Ok(Box::new(move |args: Args| {
        let (t, index) = (args.tensor(0)?, args.tensor(1)?);
        let batch = usize::try_from(batch).map_err(|_| OpError::Attribute("batch_dims", batch.to_string()))?;
        let (starts, inner) = nd_positions(t, index, batch)?;
        // nd_positions checked the ranks.
        let depth = index.shape.last().copied().unwrap_or(0);
        let shape = [&index.shape[..index.rank() - 1], &t.shape[batch + depth..]].concat();
        volume(&shape)?;
        let at: Vec<usize> = starts.iter().flat_map(|&s| s..s + inner).collect();
        one(t.take(shape, &at)?)
    }))
}

/// Start of each picked block, and the block's length.
fn nd_positions(t: &Tensor, index: &Tensor, batch: usize) -> Result<(Vec<usize>, usize), OpError> {
    let depth = index.shape.last().copied().unwrap_or(0);
    let bad = || OpError::Shape(format!("an index of {:?} into {:?}", index.shape, t.shape));
    if index.rank() <= batch
        || batch + depth > t.rank()
        || index.shape.iter().zip(&t.shape).take(batch).any(|(a, b)| a != b)
    {
        return Err(bad());
    }
    let inner: usize = t.shape[batch + depth..].iter().product();
    let dims = &t.shape[batch..batch + depth];
    let block: usize = t.shape[batch..].iter().product();
    let batches: usize = t.shape[..batch].iter().product();
    let values = index.to_i64()?;
    let picks = index.shape[..index.rank() - 1].iter().product();
    let count = values.len().checked_div(depth).unwrap_or(picks);
    let each = count.checked_div(batches).unwrap_or(0).max(1);
    let mut out = Vec::with_capacity(count);
    for i in 0..count {
        let mut at = 0;
        for (k, &d) in dims.iter().enumerate() {
            at = at * d + within(values[i * depth + k], d)?;
        }
        out.push((i / each) * block + at * inner);
    }
    Ok((out, inner))
}

/// Slice: attributes up to operator set 9, inputs from 10 on.
pub(crate) fn slice(def: &NodeDef) -> Result<Kernel, OpError> {
    let fixed: [Vec<i64>; 3] = [def.ints("starts").to_vec(), def.ints("ends").to_vec(), def.ints("axes").to_vec()];
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let starts = axes(&args, 1, &fixed[0])?;
        let ends = axes(&args, 2, &fixed[1])?;
        let on = axes(&args, 3, &fixed[2])?;
        let by = axes(&args, 4, &[])?;
        let mut shape = t.shape.clone();
        let mut steps = strides(&t.shape);
        let mut from = 0isize;
        for (i, &start) in starts.iter().enumerate() {
            let at = axis(on.get(i).copied().unwrap_or(i as i64), t.rank())?;
            let end = *ends.get(i).ok_or_else(|| OpError::Shape("fewer ends than starts".into()))?;
            let step = by.get(i).copied().unwrap_or(1);
            // `at` is below the rank, which all three share.
            let len = t.shape[at] as i64;
            let fix = |v: i64| if v < 0 { v.saturating_add(len) } else { v };
            let (first, count) = match step {
                0 => return Err(OpError::Value("a slice with step 0".into())),
                s if s > 0 => {
                    let (a, b) = (fix(start).clamp(0, len), fix(end).clamp(0, len));
                    (a, if b > a { (b - a - 1) / s + 1 } else { 0 })
                }
                s => {
                    let (a, b) = (fix(start).clamp(-1, len - 1), fix(end).clamp(-1, len - 1));
                    (a, if a > b { (a - b - 1) / s.saturating_neg() + 1 } else { 0 })
                }
            };
            shape[at] = count as usize;
            from += first.max(0) as isize * steps[at];
            steps[at] = steps[at].saturating_mul(step as isize);
        }
        one(t.take(shape.clone(), &walk(&shape, &steps, from)?)?)
    }))
}

fn write_at(target: Tensor, at: &[usize], from: &Tensor, how: &str) -> Result<Tensor, OpError> {
    fn put<T: Clone>(target: &mut [T], at: &[usize], from: &[T], f: impl Fn(&T, &T) -> T) -> Option<()> {
        for (&i, v) in at.iter().zip(from) {
            let slot = target.get_mut(i)?;
            *slot = f(slot, v);
        }
        Some(())
    }
    macro_rules! numbers {
        ($a:expr, $b:expr) => {{
            let (a, b) = (Arc::make_mut($a).as_mut_slice(), $b.as_slice());
            match how {
                "add" => put(a, at, b, |x, y| *x + *y),
                "mul" => put(a, at, b, |x, y| *x * *y),
                "max" => put(a, at, b, |x, y| if y > x { *y } else { *x }),
                "min" => put(a, at, b, |x, y| if y < x { *y } else { *x }),
                _ => put(a, at, b, |_, y| *y),
            }
        }};
    }
    let mut t = target;
    let done = match (&mut t.data, &from.data) {
        (Data::F32(a), Data::F32(b)) => numbers!(a, b),
        (Data::F64(a), Data::F64(b)) => numbers!(a, b),
        (Data::Int(a), Data::Int(b)) => numbers!(a, b),
        (Data::Bool(a), Data::Bool(b)) => put(Arc::make_mut(a).as_mut_slice(), at, b, |_, y| *y),
        (Data::Text(a), Data::Text(b)) => put(Arc::make_mut(a).as_mut_slice(), at, b, |_, y| y.clone()),
        _ => return Err(OpError::Type(format!("{:?} written into {:?}", from.dtype, t.dtype))),
    };
    done.ok_or_else(|| OpError::Value("a position beyond the end".into()))?;
    Ok(t)
}

/// ScatterElements (and the older Scatter).
pub(crate) fn scatter_elements(def: &NodeDef) -> Result<Kernel, OpError> {
    let (along, how) = (def.int("axis", 0), def.text("reduction", "none"));
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let (index, from) = (args.tensor(1)?, args.tensor(2)?);
        if index.shape != from.shape {
            return Err(OpError::Shape(format!("{:?} and {:?}", index.shape, from.shape)));
        }
        let at = element_positions(&t, index, axis(along, t.rank())?)?;
        one(write_at(t, &at, from, &how)?)
    }))
}

/// ScatterND.
pub(crate) fn scatter_nd(def: &NodeDef) -> Result<Kernel, OpError> {
    let how = def.text("reduction", "none");
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let (index, from) = (args.tensor(1)?, args.tensor(2)?);
        let (starts, inner) = nd_positions(&t, index, 0)?;
        if starts.len() * inner != from.len() {
            return Err(OpError::Shape(format!("{:?} written into {:?}", from.shape, t.shape)));
        }
        let at: Vec<usize> = starts.iter().flat_map(|&s| s..s + inner).collect();
        one(write_at(t, &at, from, &how)?)
    }))
}

/// Compress: keeps the positions marked true.
pub(crate) fn compress(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = def.has("axis").then(|| def.int("axis", 0));
    Ok(Box::new(move |mut args: Args| {
        let mut t = args.take(0)?;
        let at = match along {
            Some(a) => axis(a, t.rank())?,
            None => {
                let len = t.len();
                t = t.reshaped(vec![len])?;
                0
            }
        };
        let kept = args.tensor(1)?.to_bool()?;
        let index: Vec<i64> = kept.iter().enumerate().filter(|(_, k)| **k).map(|(i, _)| i as i64).collect();
        one(pick(&t, &Tensor::i64(vec![index.len()], index)?, at)?)
    }))
}

/// NonZero: positions as `[rank, count]`.
pub(crate) fn non_zero(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let t = args.tensor(0)?;
        let marks: Vec<bool> = match &t.data {
            Data::Bool(v) => v.to_vec(),
            _ => t.to_f64()?.iter().map(|&x| x != 0.0).collect(),
        };
        let found: Vec<usize> = marks.iter().enumerate().filter(|(_, m)| **m).map(|(i, _)| i).collect();
        let mut out = Vec::with_capacity(found.len() * t.rank());
        for (&step, &d) in strides(&t.shape).iter().zip(&t.shape) {
            out.extend(found.iter().map(|&i| ((i / step as usize) % d) as i64));
        }
        one(Tensor::i64(vec![t.rank(), found.len()], out)?)
    }))
}
