//! Softmax and the normalisations that need no convolution.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, Tensor};
use super::arrange::permute;
use super::shape::axis;

/// Softmax of one row, shifted by its maximum.
pub(crate) fn softmax_row(row: &mut [f32]) {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0f32;
    for x in row.iter_mut() {
        *x = (*x - top).exp();
        sum += *x;
    }
    row.iter_mut().for_each(|x| *x /= sum);
}

fn softmax_row_f64(row: &mut [f64]) {
    let top = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    row.iter_mut().for_each(|x| *x = (*x - top).exp());
    let sum: f64 = row.iter().sum();
    row.iter_mut().for_each(|x| *x /= sum);
}

/// Softmax, LogSoftmax, Hardmax: over everything from `axis` on up to
/// operator set 12, over that one axis from 13 on.
pub(crate) fn softmax(def: &NodeDef) -> Result<Kernel, OpError> {
    let op = def.proto.op_type.clone();
    let one_axis = def.opset >= 13;
    let along = def.int("axis", if one_axis { -1 } else { 1 });
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let rank = t.rank();
        let at = if rank == 0 || (!one_axis && along == rank as i64) { rank } else { axis(along, rank)? };
        let last = one_axis && at + 1 < rank;
        let mut swap: Vec<usize> = (0..rank).collect();
        if last {
            swap.swap(at, rank - 1);
        }
        let mut t = if last { permute(&t, &swap)? } else { t };
        let row: usize =
            if one_axis { t.shape.last().copied().unwrap_or(1) } else { t.shape[at.min(rank)..].iter().product() };
        if row == 0 {
            return one(t);
        }
        match &mut t.data {
            Data::F32(v) => Arc::make_mut(v).chunks_exact_mut(row).for_each(|r| match op.as_str() {
                "Softmax" => softmax_row(r),
                "LogSoftmax" => {
                    let wide: Vec<f64> = r.iter().map(|&x| f64::from(x)).collect();
                    let sum = super::reduce::log_sum_exp(&wide);
                    r.iter_mut().zip(&wide).for_each(|(x, w)| *x = (w - sum) as f32);
                }
                _ => hardmax(r, 0.0, 1.0),
            }),
            Data::F64(v) => Arc::make_mut(v).chunks_exact_mut(row).for_each(|r| match op.as_str() {
                "Softmax" => softmax_row_f64(r),
                "LogSoftmax" => {
                    let sum = super::reduce::log_sum_exp(r);
                    r.iter_mut().for_each(|x| *x -= sum);
                }
                _ => hardmax(r, 0.0, 1.0),
            }),
            _ => return Err(OpError::Type(format!("floats expected, {:?} given", t.dtype))),
        }
        one(if last { permute(&t, &swap)? } else { t })
    }))
}

fn hardmax<T: PartialOrd + Copy>(row: &mut [T], zero: T, one: T) {
    let mut best = 0;
    for (i, x) in row.iter().enumerate() {
        if row.get(best).is_some_and(|b| x > b) {
            best = i;
        }
    }
    row.iter_mut().enumerate().for_each(|(i, x)| *x = if i == best { one } else { zero });
}

/// BatchNormalization with the trained mean and variance.
pub(crate) fn batch_normalization(def: &NodeDef) -> Result<Kernel, OpError> {
    let epsilon = f64::from(def.float("epsilon", 1e-5));
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let read = |i: usize| -> Result<Vec<f64>, OpError> { Ok(args.tensor(i)?.to_f64()?.into_owned()) };
        let (scale, bias, mean, var) = (read(1)?, read(2)?, read(3)?, read(4)?);
        let channels = t.shape.get(1).copied().unwrap_or(1);
        if [&scale, &bias, &mean, &var].iter().any(|v| v.len() != channels) || channels == 0 {
            return Err(OpError::Shape(format!("statistics for {channels} channels")));
        }
        let inner: usize = t.shape.iter().skip(2).product();
        let a: Vec<f64> = scale.iter().zip(&var).map(|(s, v)| s / (v + epsilon).sqrt()).collect();
        let b: Vec<f64> = bias.iter().zip(&mean).zip(&a).map(|((b, m), a)| b - m * a).collect();
        let mut t = t;
        match &mut t.data {
            Data::F32(v) => {
                for (i, x) in Arc::make_mut(v).chunks_exact_mut(inner.max(1)).enumerate() {
                    let (a, b) = (a[i % channels] as f32, b[i % channels] as f32);
                    x.iter_mut().for_each(|x| *x = *x * a + b);
                }
            }
            Data::F64(v) => {
                for (i, x) in Arc::make_mut(v).chunks_exact_mut(inner.max(1)).enumerate() {
                    x.iter_mut().for_each(|x| *x = *x * a[i % channels] + b[i % channels]);
                }
            }
            _ => return Err(OpError::Type(format!("floats expected, {:?} given", t.dtype))),
        }
        one(t)
    }))
}

/// Standardises each run of `row` elements; statistics in 64 bits.
fn standardise(x: &[f64], epsilon: f64, centre: bool) -> (f64, f64) {
    let n = x.len() as f64;
    let mean = if centre { x.iter().sum::<f64>() / n } else { 0.0 };
    let var = x.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
    (mean, 1.0 / (var + epsilon).sqrt())
}

/// LayerNormalization (and RMSNormalization, which does not centre).
pub(crate) fn layer_normalization(def: &NodeDef) -> Result<Kernel, OpError> {
    let centre = def.proto.op_type == "LayerNormalization";
    let epsilon = f64::from(def.float("epsilon", 1e-5));
    let along = def.int("axis", -1);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let at = axis(along, t.rank())?;
        let row: usize = t.shape[at..].iter().product();
        let x = t.to_f64()?;
        let scale = args.tensor(1)?;
        let weights = scale.take(t.shape[at..].to_vec(), &super::broadcast::positions(&scale.shape, &t.shape[at..]))?;
        let weights = weights.to_f64()?.into_owned();
        let shift = match args.optional(2)? {
            Some(b) => b
                .take(t.shape[at..].to_vec(), &super::broadcast::positions(&b.shape, &t.shape[at..]))?
                .to_f64()?
                .into_owned(),
            None => vec![0.0; row],
        };
        let mut out = Vec::with_capacity(x.len());
        let (mut means, mut inverses) = (Vec::new(), Vec::new());
        for r in x.chunks_exact(row.max(1)) {
            let (mean, inverse) = standardise(r, epsilon, centre);
            out.extend(r.iter().zip(&weights).zip(&shift).map(|((v, w), b)| (v - mean) * inverse * w + b));
            means.push(mean);
            inverses.push(inverse);
        }
        let mut shape = t.shape.clone();
        shape[at..].iter_mut().for_each(|d| *d = 1);
        Ok(vec![
            Tensor::float(t.dtype, t.shape.clone(), out)?.into(),
            Tensor::float(DType::F32, shape.clone(), means)?.into(),
            Tensor::float(DType::F32, shape, inverses)?.into(),
        ])
    }))
}

/// InstanceNormalization and GroupNormalization: statistics per sample and
/// group of channels.
pub(crate) fn group_normalization(def: &NodeDef) -> Result<Kernel, OpError> {
    let groups = (def.proto.op_type == "GroupNormalization").then(|| def.int("num_groups", 1));
    let (epsilon, opset) = (f64::from(def.float("epsilon", 1e-5)), def.opset);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let channels = t.shape.get(1).copied().unwrap_or(1);
        let groups = match groups {
            Some(g) => usize::try_from(g).unwrap_or(0),
            None => channels,
        };
        if groups == 0 || channels % groups != 0 {
            return Err(OpError::Shape(format!("{channels} channels in {groups} groups")));
        }
        let inner: usize = t.shape.iter().skip(2).product();
        let (scale, bias) = (args.tensor(1)?.to_f64()?.into_owned(), args.tensor(2)?.to_f64()?.into_owned());
        // Up to operator set 20 scale and bias are given per group.
        let per_group = opset < 21 && scale.len() == groups;
        if bias.len() != scale.len() || !(per_group || scale.len() == channels) {
            return Err(OpError::Shape(format!("{} scales for {channels} channels", scale.len())));
        }
        let x = t.to_f64()?;
        let row = channels / groups * inner;
        let mut out = Vec::with_capacity(x.len());
        for (g, r) in x.chunks_exact(row.max(1)).enumerate() {
            let (mean, inverse) = standardise(r, epsilon, true);
            for (i, v) in r.iter().enumerate() {
                let group = g % groups;
                let at = if per_group { group } else { group * (channels / groups) + i / inner.max(1) };
                out.push((v - mean) * inverse * scale[at] + bias[at]);
            }
        }
        one(Tensor::float(t.dtype, t.shape.clone(), out)?)
    }))
}

/// LpNormalization along an axis.
pub(crate) fn lp_normalization(def: &NodeDef) -> Result<Kernel, OpError> {
    let (along, p) = (def.int("axis", -1), def.int("p", 2));
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let at = axis(along, t.rank())?;
        let mut swap: Vec<usize> = (0..t.rank()).collect();
        swap.swap(at, t.rank() - 1);
        let t = permute(&t, &swap)?;
        let row = t.shape.last().copied().unwrap_or(1).max(1);
        let mut x = t.to_f64()?.into_owned();
        for r in x.chunks_exact_mut(row) {
            let norm = if p == 1 {
                r.iter().map(|v| v.abs()).sum::<f64>()
            } else {
                r.iter().map(|v| v * v).sum::<f64>().sqrt()
            };
            if norm != 0.0 {
                r.iter_mut().for_each(|v| *v /= norm);
            }
        }
        one(permute(&Tensor::float(t.dtype, t.shape.clone(), x)?, &swap)?)
    }))
}

/// MeanVarianceNormalization over the given axes.
pub(crate) fn mean_variance(def: &NodeDef) -> Result<Kernel, OpError> {
    let axes = if def.has("axes") { def.ints("axes").to_vec() } else { vec![0, 2, 3] };
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let mut over = vec![false; t.rank()];
        for &a in &axes {
            over[axis(a, t.rank())?] = true; // axis() is below the rank
        }
        let mut order: Vec<usize> = (0..t.rank()).filter(|&i| !over[i]).collect();
        order.extend((0..t.rank()).filter(|&i| over[i]));
        let row: usize = t.shape.iter().zip(&over).filter(|(_, o)| **o).map(|(d, _)| d).product();
        let turned = permute(t, &order)?;
        let mut x = turned.to_f64()?.into_owned();
        for r in x.chunks_exact_mut(row.max(1)) {
            let (mean, inverse) = standardise(r, 1e-9, true);
            r.iter_mut().for_each(|v| *v = (*v - mean) * inverse);
        }
        let mut back = vec![0; order.len()];
        for (to, &from) in order.iter().enumerate() {
            back[from] = to; // order is a permutation
        }
        one(permute(&Tensor::float(t.dtype, turned.shape.clone(), x)?, &back)?)
    }))
}

/// LRN: each channel divided by the energy of its neighbours.
pub(crate) fn local_response(def: &NodeDef) -> Result<Kernel, OpError> {
    let (alpha, beta) = (f64::from(def.float("alpha", 1e-4)), f64::from(def.float("beta", 0.75)));
    let (bias, size) = (f64::from(def.float("bias", 1.0)), def.int("size", 1).clamp(1, 1 << 20) as usize);
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let channels = t.shape.get(1).copied().unwrap_or(1).max(1);
        let inner: usize = t.shape.iter().skip(2).product();
        let x = t.to_f64()?;
        let mut out = Vec::with_capacity(x.len());
        for case in x.chunks_exact((channels * inner).max(1)) {
            for c in 0..channels {
                let (from, to) = (c.saturating_sub((size - 1) / 2), (c + size / 2).min(channels - 1));
                for i in 0..inner {
                    // Channels from..=to lie within the case.
                    let energy: f64 = (from..=to).map(|k| case[k * inner + i] * case[k * inner + i]).sum();
                    out.push(case[c * inner + i] / (bias + alpha / size as f64 * energy).powf(beta));
                }
            }
        }
        one(Tensor::float(t.dtype, t.shape.clone(), out)?)
    }))
}
