//! Resize and Upsample: axis by axis, each output place a weighted sum of input
//! places.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Tensor, volume};
use super::super::tract::Given;
use super::facts::Stated;
use super::resize_axis::{Place, Rules};

/// Resize, all versions, and Upsample.
pub(crate) fn resize(def: &NodeDef) -> Result<Kernel, OpError> {
    let upsample = def.proto.op_type == "Upsample";
    let old = upsample || def.opset < 11;
    let rules = Rules::of(def, old)?;
    let attribute = def.floats("scales").to_vec();
    let axes = def.ints("axes").to_vec();
    let policy = def.text("keep_aspect_ratio_policy", "stretch");
    Ok(Box::new(move |mut args: Args| {
        let x = args.take(0)?;
        let numbers = |at: usize| -> Result<Vec<f64>, OpError> {
            Ok(match args.optional(at)? {
                Some(t) => t.to_f64()?.into_owned(),
                None => Vec::new(),
            })
        };
        let (roi, scales, sizes) = match old {
            true => (Vec::new(), numbers(1)?, Vec::new()),
            false => (numbers(1)?, numbers(2)?, numbers(3)?),
        };
        let scales = match scales.is_empty() && !attribute.is_empty() {
            true => attribute.iter().map(|s| f64::from(*s)).collect(),
            false => scales,
        };
        let plan = plan(&x.shape, &axes, &scales, &sizes, &roi, &policy)?;
        let dtype = x.dtype;
        let (mut shape, mut values) = (x.shape.clone(), x.to_f64()?.into_owned());
        let mut outside: Vec<Vec<bool>> = shape.iter().map(|d| vec![false; *d]).collect();
        for (axis, wish) in plan.iter().enumerate() {
            let Some(wish) = wish else { continue };
            // The plan has an entry for each axis of the shape.
            let places = rules.places(shape[axis], wish)?;
            values = along(&values, &shape, axis, &places)?;
            shape[axis] = places.len();
            outside[axis] = places.iter().map(|p| p.outside).collect();
        }
        if outside.iter().flatten().any(|o| *o) {
            extrapolate(&mut values, &shape, &outside, rules.extrapolation);
        }
        let out = Tensor::f64(shape, values)?;
        one(super::cast::convert(out, dtype)?)
    }))
}

/// What is wanted of one axis.
pub(super) struct Wish {
    pub scale: f64,
    pub output: usize,
    /// Start and end of the region, for cropping.
    pub region: (f64, f64),
}

fn plan(
    shape: &[usize],
    axes: &[i64],
    scales: &[f64],
    sizes: &[f64],
    roi: &[f64],
    policy: &str,
) -> Result<Vec<Option<Wish>>, OpError> {
    let rank = shape.len() as i64;
    let axes: Vec<usize> = match axes {
        [] => (0..shape.len()).collect(),
        given => given
            .iter()
            .map(|a| usize::try_from(if *a < 0 { a + rank } else { *a }).ok().filter(|a| *a < shape.len()))
            .collect::<Option<_>>()
            .ok_or_else(|| OpError::Attribute("axes", format!("{given:?}")))?,
    };
    let given = if sizes.is_empty() { scales } else { sizes };
    if given.len() != axes.len() || given.iter().any(|g| !g.is_finite() || *g < 0.0) {
        return Err(OpError::Value(format!("{given:?} for {} axes", axes.len())));
    }
    let mut plan: Vec<Option<Wish>> = shape.iter().map(|_| None).collect();
    let ratios = || axes.iter().zip(sizes).map(|(a, s)| s / shape[*a] as f64);
    let kept = match policy {
        "not_larger" if !sizes.is_empty() => Some(ratios().fold(f64::INFINITY, f64::min)),
        "not_smaller" if !sizes.is_empty() => Some(ratios().fold(0.0, f64::max)),
        _ => None,
    };
    for (i, &axis) in axes.iter().enumerate() {
        // axes are within the shape, `given` has one entry for each
        let length = shape[axis] as f64;
        let (scale, output) = match (sizes.is_empty(), kept) {
            (true, _) => (given[i], (length * given[i]).floor()),
            (false, Some(scale)) => (scale, (length * scale).round()),
            (false, None) => (given[i] / length, given[i]),
        };
        let region = (roi.get(i).copied().unwrap_or(0.0), roi.get(axes.len() + i).copied().unwrap_or(1.0));
        // A cast of a float beyond the limit saturates, and volume() refuses it.
        plan[axis] = Some(Wish { scale, output: output as usize, region });
    }
    Ok(plan)
}

fn along(values: &[f64], shape: &[usize], axis: usize, places: &[Place]) -> Result<Vec<f64>, OpError> {
    let length = shape.get(axis).copied().unwrap_or(0);
    let inner: usize = shape.iter().skip(axis + 1).product();
    let outer: usize = shape.iter().take(axis).product();
    let total = volume(&[outer, places.len(), inner])?;
    let taps: usize = places.iter().map(|p| p.taps.len()).sum();
    limits::spend((outer as u64 * inner as u64).saturating_mul(taps as u64) >> 16)?;
    let mut out = Vec::with_capacity(total);
    for block in values.chunks_exact((length * inner).max(1)) {
        for place in places {
            let from = out.len();
            out.resize(from + inner, 0.0);
            for &(at, weight) in &place.taps {
                // Taps lie within the axis.
                let line = &block[at * inner..(at + 1) * inner];
                out[from..].iter_mut().zip(line).for_each(|(o, v)| *o += weight * v);
            }
        }
    }
    Ok(out)
}

/// Overwrites what lies outside of the input.
fn extrapolate(values: &mut [f64], shape: &[usize], outside: &[Vec<bool>], with: f64) {
    for (i, value) in values.iter_mut().enumerate() {
        let mut rest = i;
        let out = shape.iter().zip(outside).rev().any(|(length, outside)| {
            let at = rest % (*length).max(1);
            rest /= (*length).max(1);
            outside.get(at).copied().unwrap_or(false)
        });
        if out {
            *value = with;
        }
    }
}

/// What Resize and Upsample make.
pub(crate) fn resize_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let old = def.proto.op_type == "Upsample" || def.opset < 11;
    // `None` where a list is there and not known.
    let list = |at: usize| match given.optional(at) {
        Some(fact) => fact.value.as_ref().and_then(|v| Some(v.to_f64().ok()?.into_owned())),
        None => Some(Vec::new()),
    };
    let (scales, sizes) = if old { (list(1), Some(Vec::new())) } else { (list(2), list(3)) };
    let (Some(shape), Some(mut scales), Some(sizes)) = (x.known_shape(), scales, sizes) else {
        return Ok(vec![x.shaped(vec![None; x.rank()])]);
    };
    if scales.is_empty() {
        scales = def.floats("scales").iter().map(|s| f64::from(*s)).collect();
    }
    let policy = def.text("keep_aspect_ratio_policy", "stretch");
    let plan = plan(&shape, def.ints("axes"), &scales, &sizes, &[], &policy)?;
    let length = |(wish, &d): (&Option<Wish>, &usize)| Some(wish.as_ref().map_or(d, |w| w.output));
    Ok(vec![x.shaped(plan.iter().zip(&shape).map(length).collect())])
}
