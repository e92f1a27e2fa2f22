//! Pad. tract asks for a constant fill, does not wrap and takes no axes of
//! masks in some operator sets (node tests `test_constant_pad*`, `test_wrap_pad`).

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Tensor, volume};
use super::super::tract::Given;
use super::arrange::{concatenate, strides};
use super::facts::Stated;
use super::shape::axis;

/// Pad with a constant, the edge, or a reflection.
pub(crate) fn pad(def: &NodeDef) -> Result<Kernel, OpError> {
    let mode = def.text("mode", "constant");
    let (fixed, value) = (def.ints("pads").to_vec(), def.float("value", 0.0));
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let rank = t.rank();
        let given = super::shape::axes(&args, 1, &fixed)?;
        let on: Vec<usize> = match args.optional(3)? {
            Some(a) => a.to_i64()?.iter().map(|&a| axis(a, rank)).collect::<Result<_, _>>()?,
            None => (0..rank).collect(),
        };
        if given.len() != on.len() * 2 {
            return Err(OpError::Shape(format!("{} paddings for {} axes", given.len(), on.len())));
        }
        let (before, after) = given.split_at(on.len());
        let mut shape = t.shape.clone();
        let mut offset = vec![0i64; rank];
        for ((&a, &b), &e) in on.iter().zip(before).zip(after) {
            // axis() is below the rank.
            if b.unsigned_abs() > 1 << 31 || e.unsigned_abs() > 1 << 31 {
                return Err(OpError::Limit(format!("a padding of {b} and {e}")));
            }
            let long = shape[a] as i64 + b + e;
            shape[a] = usize::try_from(long).map_err(|_| OpError::Shape("negative length after padding".into()))?;
            offset[a] = b;
        }
        let fill = match args.optional(2)? {
            Some(v) => super::cast::convert(v.clone().reshaped(vec![1])?, t.dtype)?,
            None => super::cast::convert(Tensor::f32(vec![1], vec![value])?, t.dtype)?,
        };
        let flat = t.clone().reshaped(vec![t.len()])?;
        let source = concatenate(&[&flat, &fill], 0)?;
        let at = padded_positions(&t.shape, &shape, &offset, &mode)?;
        one(source.take(shape, &at)?)
    }))
}

/// Where each padded element comes from; the source's length stands for the fill.
fn padded_positions(from: &[usize], to: &[usize], offset: &[i64], mode: &str) -> Result<Vec<usize>, OpError> {
    let len = volume(to)?;
    let fill = volume(from)?;
    let mut out = Vec::with_capacity(len);
    let steps = strides(from);
    for i in 0..len {
        let (mut rest, mut at, mut outside) = (i, 0usize, false);
        for axis in (0..to.len()).rev() {
            // All four have one entry an axis.
            let (d, n) = (to[axis], from[axis] as i64);
            let k = (rest % d) as i64 - offset[axis];
            rest /= d;
            let k = match mode {
                "edge" => k.clamp(0, n - 1),
                "reflect" if n > 1 => {
                    let period = 2 * (n - 1);
                    let m = k.rem_euclid(period);
                    if m < n { m } else { period - m }
                }
                "wrap" => k.rem_euclid(n.max(1)),
                _ => k,
            };
            if k < 0 || k >= n {
                outside = true;
            } else {
                at += k as usize * steps[axis] as usize;
            }
        }
        out.push(if outside { fill } else { at });
    }
    Ok(out)
}

/// What Pad makes.
pub(crate) fn pad_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let fixed = def.ints("pads").to_vec();
    let pads = if given.optional(1).is_some() { given.numbers(1) } else { Some(fixed) };
    let on = match given.optional(3) {
        Some(_) => given.numbers(3),
        None => Some((0..x.rank() as i64).collect()),
    };
    let (Some(pads), Some(on)) = (pads, on) else { return Ok(vec![x.shaped(vec![None; x.rank()])]) };
    let mut shape = x.shape.clone();
    for (i, &a) in on.iter().enumerate() {
        let both = pads.get(i).copied().unwrap_or(0).saturating_add(pads.get(i + on.len()).copied().unwrap_or(0));
        let at = axis(a, x.rank())?;
        // axis() is below the rank; a length below 0 is refused by the kernel
        shape[at] = shape[at].map(|d| usize::try_from((d as i64).saturating_add(both)).unwrap_or(0));
    }
    Ok(vec![x.shaped(shape)])
}
