//! Operators that move elements: transpose, join, split, repeat, pad.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor, volume};
use super::super::tract::Given;
use super::facts::Stated;
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

/// SpaceToDepth: pixels to channels.
pub(crate) fn space_to_depth(def: &NodeDef) -> Result<Kernel, OpError> {
    let rows_first = def.text("mode", "DCR") == "DCR";
    let block = usize::try_from(def.int("blocksize", 0)).ok().filter(|&b| b > 0);
    let b = block.ok_or_else(|| OpError::Attribute("blocksize", "not a positive number".into()))?;
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let &[n, c, h, w] = t.shape.as_slice() else {
            return Err(OpError::Shape(format!("four axes expected, {:?} given", t.shape)));
        };
        let order = if rows_first { [0, 3, 5, 1, 2, 4] } else { [0, 1, 3, 5, 2, 4] };
        let split = vec![n, c, h / b, b, w / b, b];
        let shape = vec![n, c.saturating_mul(b.saturating_mul(b)), h / b, w / b];
        one(permute(&t.reshaped(split)?, &order)?.reshaped(shape)?)
    }))
}

/// What SpaceToDepth makes.
pub(crate) fn space_to_depth_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let b = usize::try_from(def.int("blocksize", 0)).unwrap_or(0).max(1);
    let &[n, c, h, w] = x.shape.as_slice() else {
        return Err(OpError::Shape("four axes expected".into()));
    };
    let shape = vec![n, c.map(|c| c.saturating_mul(b.saturating_mul(b))), h.map(|h| h / b), w.map(|w| w / b)];
    Ok(vec![x.shaped(shape)])
}
