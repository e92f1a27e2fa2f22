//! Products of quantised tensors: MatMulInteger, QLinearMatMul, ConvInteger,
//! QLinearConv, and onnxruntime's QGemm and kin.
//!
//! Products are exact. They are made with the float kernels, which hold whole
//! numbers up to 2^24: where a sum could grow larger, its factors are cut into
//! parts of 4 bits and the sums of the parts are put together afterwards.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::arithmetic::wrap;
use super::facts::{Stated, quantised_type};
use super::quantise::{Along, by_own_range, quantise};
use super::{broadcast, conv, matmul};

/// Largest difference of an 8-bit number from its zero point.
const LARGEST: i64 = 255;

/// Most terms whose sum stays within 2^24: of products of two differences
/// (255 * 255), of one and a part (255 * 16), of two parts (16 * 16).
const TERMS: [usize; 3] = [1 << 8, 1 << 12, 1 << 16];

/// Numbers as `16 * high + low`, each part as floats; whole when `cut` is not set.
fn parts(t: &Tensor, cut: bool) -> Result<Vec<(i64, Tensor)>, OpError> {
    let v = t.to_i64()?;
    if v.iter().any(|x| !(-LARGEST..=LARGEST).contains(x)) {
        return Err(OpError::Type("numbers of 8 bits expected".into()));
    }
    let of = |f: &dyn Fn(i64) -> i64| Tensor::f32(t.shape.clone(), v.iter().map(|&x| f(x) as f32).collect());
    if !cut {
        return Ok(vec![(1, of(&|x| x)?)]);
    }
    Ok(vec![(16, of(&|x| x >> 4)?), (1, of(&|x| x & 15)?)])
}

/// An exact product of whole numbers (up to [`LARGEST`]), by a
/// product of floats whose sums have `terms` terms.
fn exact(
    a: &Tensor,
    b: &Tensor,
    terms: usize,
    product: impl Fn(&Tensor, &Tensor) -> Result<Tensor, OpError>,
) -> Result<Tensor, OpError> {
    let cuts = TERMS.iter().filter(|&&t| terms > t).count();
    if cuts == TERMS.len() {
        return Err(OpError::Limit(format!("sums of {terms} quantised products")));
    }
    let mut sum: Option<(Vec<usize>, Vec<i64>)> = None;
    for (p, x) in parts(a, cuts > 0)? {
        for (q, y) in parts(b, cuts > 1)? {
            let part = product(&x, &y)?;
            let values = part.to_f32()?;
            let (_, total) = sum.get_or_insert_with(|| (part.shape.clone(), vec![0; values.len()]));
            total.iter_mut().zip(values.iter()).for_each(|(t, v)| *t += p * q * (*v as i64));
        }
    }
    let (shape, total) = sum.unwrap_or_default();
    // 32 bits wrap around, as they do in onnxruntime.
    Tensor::ints(DType::I32, shape, total.into_iter().map(|v| wrap(DType::I32, v)).collect())
}

/// Numbers without their zero point; one zero point a place of the axis that
/// is `from_end` axes before the last.
fn centred(t: &Tensor, zero: Option<&Tensor>, from_end: usize) -> Result<Tensor, OpError> {
    let Some(zero) = zero else { return Ok(t.clone()) };
    let mut shape = zero.shape.clone();
    if zero.rank() == 1 && zero.len() > 1 {
        shape.extend(std::iter::repeat_n(1, from_end));
    }
    let out = broadcast::shape_of(&t.shape, &shape)?;
    if out != t.shape {
        return Err(OpError::Shape(format!("zero points of {:?} for {:?}", zero.shape, t.shape)));
    }
    let (x, z) = (t.to_i64()?, zero.to_i64()?);
    Tensor::i64(out.clone(), broadcast::zip((&x, &t.shape), (&z, &shape), &out, |x, z| x - z))
}

/// Exact matrix product of centred numbers.
fn integer_product(a: &Tensor, b: &Tensor) -> Result<Tensor, OpError> {
    exact(a, b, a.shape.last().copied().unwrap_or(0), matmul::product)
}

/// MatMulInteger.
pub(crate) fn matmul_integer(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let a = centred(args.tensor(0)?, args.optional(2)?, 1)?;
        one(integer_product(&a, &centred(args.tensor(1)?, args.optional(3)?, 0)?)?)
    }))
}

/// A scale tensor that broadcasts over a product: one a row or a column.
fn scale_shape(t: &Tensor, from_end: usize) -> Vec<usize> {
    let mut shape = t.shape.clone();
    if t.rank() == 1 && t.len() > 1 {
        shape.extend(std::iter::repeat_n(1, from_end));
    }
    shape
}

/// Scales multiplied, as floats.
fn scaled_product(sums: &Tensor, a: &Tensor, b: &Tensor, y: Option<f32>) -> Result<Tensor, OpError> {
    let (sa, sb) = (scale_shape(a, 1), scale_shape(b, 0));
    let both = broadcast::shape_of(&sa, &sb)?;
    let scale = broadcast::zip((&a.to_f32()?, &sa), (&b.to_f32()?, &sb), &both, |x, z| x * z / y.unwrap_or(1.0));
    let shape = broadcast::shape_of(&sums.shape, &both)?;
    let sums_f = sums.to_f32()?;
    Tensor::f32(shape.clone(), broadcast::zip((&sums_f, &sums.shape), (&scale, &both), &shape, |v, s| v * s))
}

fn single(t: &Tensor) -> Result<f32, OpError> {
    match t.to_f32()?.as_ref() {
        [v] => Ok(*v),
        _ => Err(OpError::Shape(format!("one scale expected, {:?} given", t.shape))),
    }
}

/// Already divided by the scale: rounded and moved to the zero point.
fn settled(t: &Tensor, zero: Option<&Tensor>, to: DType) -> Result<Tensor, OpError> {
    let unit = Tensor::f32(Vec::new(), vec![1.0])?;
    quantise(t, &unit, zero, to, Along { axis: 1, block: 0 })
}

/// QLinearMatMul: a, scale, zero, b, scale, zero, scale and zero of the result.
pub(crate) fn qlinear_matmul(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let a = centred(args.tensor(0)?, args.optional(2)?, 1)?;
        let b = centred(args.tensor(3)?, args.optional(5)?, 0)?;
        let sums = integer_product(&a, &b)?;
        let y = scaled_product(&sums, args.tensor(1)?, args.tensor(4)?, Some(single(args.tensor(6)?)?))?;
        let zero = args.optional(7)?;
        one(settled(&y, zero, zero.map_or(args.tensor(0)?.dtype, |z| z.dtype))?)
    }))
}

/// onnxruntime's QGemm: as QLinearMatMul with a bias of sums, in place of whose
/// last scale there may be nothing, which leaves floats.
pub(crate) fn qgemm(def: &NodeDef) -> Result<Kernel, OpError> {
    let alpha = def.float("alpha", 1.0);
    let (flip_a, flip_b) = (def.int("transA", 0) != 0, def.int("transB", 0) != 0);
    Ok(Box::new(move |args: Args| {
        let (a, b) = (args.tensor(0)?, args.tensor(3)?);
        let a = if flip_a { matmul::transposed(a)? } else { a.clone() };
        let b = if flip_b { matmul::transposed(b)? } else { b.clone() };
        let mut sums = integer_product(&centred(&a, args.optional(2)?, 1)?, &centred(&b, args.optional(5)?, 0)?)?;
        if let Some(c) = args.optional(6)? {
            let shape = sums.shape.clone();
            let (x, c_values) = (sums.to_i64()?, c.to_i64()?);
            sums = Tensor::ints(
                DType::I32,
                shape.clone(),
                broadcast::zip((&x, &shape), (&c_values, &c.shape), &shape, |x, c| wrap(DType::I32, x + c)),
            )?;
        }
        let alpha = Tensor::f32(Vec::new(), vec![alpha * single(args.tensor(1)?)?])?;
        let Some(y_scale) = args.optional(7)? else {
            return one(scaled_product(&sums, &alpha, args.tensor(4)?, None)?);
        };
        let y = scaled_product(&sums, &alpha, args.tensor(4)?, Some(single(y_scale)?))?;
        let zero = args.optional(8)?;
        one(settled(&y, zero, zero.map_or(a.dtype, |z| z.dtype))?)
    }))
}

/// onnxruntime's MatMulIntegerToFloat and DynamicQuantizeMatMul: the second
/// takes floats on the left and quantises them itself.
pub(crate) fn to_float(def: &NodeDef) -> Result<Kernel, OpError> {
    let dynamic = def.proto.op_type == "DynamicQuantizeMatMul";
    Ok(Box::new(move |args: Args| {
        // a, b, scale of a, scale of b, zero of a, zero of b, bias
        let given = |at: usize| args.optional(at).map(Option::<&Tensor>::cloned);
        let (a, a_scale, a_zero, rest) = if dynamic {
            let [a, scale, zero] = by_own_range(args.tensor(0)?)?;
            (a, scale, Some(zero), [2, 3, 4])
        } else {
            (args.tensor(0)?.clone(), args.tensor(2)?.clone(), given(4)?, [3, 5, 6])
        };
        let b = centred(args.tensor(1)?, args.optional(rest[1])?, 0)?;
        let sums = integer_product(&centred(&a, a_zero.as_ref(), 1)?, &b)?;
        let y = scaled_product(&sums, &a_scale, args.tensor(rest[0])?, None)?;
        let Some(bias) = args.optional(rest[2])? else { return one(y) };
        let (v, c) = (y.to_f32()?, bias.to_f32()?);
        let shape = broadcast::shape_of(&y.shape, &bias.shape)?;
        one(Tensor::f32(shape.clone(), broadcast::zip((&v, &y.shape), (&c, &bias.shape), &shape, |v, c| v + c))?)
    }))
}

/// Exact convolution of centred numbers.
fn integer_convolution(
    x: &Tensor,
    w: &Tensor,
    run: &(impl Fn(&Tensor, &Tensor) -> Result<Tensor, OpError> + ?Sized),
) -> Result<Tensor, OpError> {
    let terms = volume(w.shape.get(1..).unwrap_or(&[]))?;
    exact(x, w, terms, run)
}

/// One zero point a filter: weights' first axis.
fn centred_filters(w: &Tensor, zero: Option<&Tensor>) -> Result<Tensor, OpError> {
    centred(w, zero, w.rank().saturating_sub(1))
}

/// ConvInteger.
pub(crate) fn conv_integer(def: &NodeDef) -> Result<Kernel, OpError> {
    let run = conv::plain(def)?;
    Ok(Box::new(move |args: Args| {
        let x = centred(args.tensor(0)?, args.optional(2)?, 0)?;
        one(integer_convolution(&x, &centred_filters(args.tensor(1)?, args.optional(3)?)?, &*run)?)
    }))
}

/// QLinearConv: x, scale, zero, w, scale, zero, scale and zero of the result, bias.
pub(crate) fn qlinear_conv(def: &NodeDef) -> Result<Kernel, OpError> {
    let run = conv::plain(def)?;
    Ok(Box::new(move |args: Args| {
        let x = centred(args.tensor(0)?, args.optional(2)?, 0)?;
        let w = centred_filters(args.tensor(3)?, args.optional(5)?)?;
        let sums = integer_convolution(&x, &w, &*run)?;
        let (x_scale, y_scale) = (single(args.tensor(1)?)?, single(args.tensor(6)?)?);
        let w_scales = args.tensor(4)?.to_f32()?;
        let filters = sums.shape.get(1).copied().unwrap_or(0);
        let bias = match args.optional(8)? {
            Some(b) => b.to_i64()?.into_owned(),
            None => vec![0; filters],
        };
        if bias.len() != filters || (w_scales.len() != 1 && w_scales.len() != filters) {
            return Err(OpError::Shape(format!("{filters} filters, {} biases", bias.len())));
        }
        let inner = volume(sums.shape.get(2..).unwrap_or(&[]))?.max(1);
        let of = |(i, v): (usize, &i64)| {
            let filter = i / inner % filters.max(1);
            // a filter has a bias and, if there are several, a scale
            let scale = x_scale * w_scales[if w_scales.len() == 1 { 0 } else { filter }] / y_scale;
            wrap(DType::I32, v + bias[filter]) as f32 * scale
        };
        let y = Tensor::f32(sums.shape.clone(), sums.to_i64()?.iter().enumerate().map(of).collect())?;
        let zero = args.optional(7)?;
        one(settled(&y, zero, zero.map_or(args.tensor(0)?.dtype, |z| z.dtype))?)
    }))
}

/// What MatMulInteger makes.
pub(crate) fn matmul_integer_facts(_: &NodeDef, given: &Given) -> Stated {
    matmul::quantised_facts(given, 1, DType::I32)
}

/// What QLinearMatMul makes.
pub(crate) fn qlinear_matmul_facts(_: &NodeDef, given: &Given) -> Stated {
    matmul::quantised_facts(given, 3, quantised_type(given, 7, given.at(0)?.dtype))
}

/// What QGemm makes.
pub(crate) fn qgemm_facts(def: &NodeDef, given: &Given) -> Stated {
    let turned = |at: usize, flip: &str| {
        let mut fact = given.at(at)?.clone();
        if def.int(flip, 0) != 0 {
            fact.shape.reverse();
        }
        Ok::<_, OpError>(Some(fact))
    };
    let both = Given(vec![turned(0, "transA")?, turned(3, "transB")?]);
    let whole = given.optional(7).is_some();
    let dtype = if whole { quantised_type(given, 8, given.at(0)?.dtype) } else { DType::F32 };
    matmul::quantised_facts(&both, 1, dtype)
}

/// What MatMulIntegerToFloat and DynamicQuantizeMatMul make.
pub(crate) fn to_float_facts(_: &NodeDef, given: &Given) -> Stated {
    matmul::quantised_facts(given, 1, DType::F32)
}

/// What ConvInteger makes.
pub(crate) fn conv_integer_facts(def: &NodeDef, given: &Given) -> Stated {
    conv::shape(def, given, 1).map(|shape| vec![Fact::new(DType::I32, shape)])
}

/// What QLinearConv makes.
pub(crate) fn qlinear_conv_facts(def: &NodeDef, given: &Given) -> Stated {
    let dtype = quantised_type(given, 7, given.at(0)?.dtype);
    conv::shape(def, given, 3).map(|shape| vec![Fact::new(dtype, shape)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_exact_however_many_terms_a_sum_has() {
        for terms in [3usize, 300, 5000] {
            let at = |i: usize, by: usize| (i * by % 511) as i64 - 255;
            let a = Tensor::i64(vec![2, terms], (0..2 * terms).map(|i| at(i, 7)).collect()).unwrap();
            let b = Tensor::i64(vec![terms, 3], (0..3 * terms).map(|i| at(i, 13)).collect()).unwrap();
            let made = integer_product(&a, &b).unwrap();
            let term = |i: usize, j: usize, k: usize| at(i * terms + k, 7) * at(k * 3 + j, 13);
            let expected: Vec<i64> = (0..6).map(|p| (0..terms).map(|k| term(p / 3, p % 3, k)).sum()).collect();
            assert_eq!(*made.to_i64().unwrap(), expected);
        }
    }
}
