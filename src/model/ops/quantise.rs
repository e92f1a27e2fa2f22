//! QuantizeLinear, DequantizeLinear, DynamicQuantizeLinear: floats to small
//! whole numbers and back.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::facts::{self, Stated};

/// Smallest and largest number of a type that tensors are quantised to.
fn range(dtype: DType) -> Result<(i64, i64), OpError> {
    Ok(match dtype {
        DType::U8 => (0, 255),
        DType::I8 => (-128, 127),
        DType::U16 => (0, 65_535),
        DType::I16 => (-32_768, 32_767),
        DType::I32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        other => return Err(OpError::Type(format!("quantised to {other:?}"))),
    })
}

/// Which entry of scales and zero points belongs to each element.
pub(super) struct Spread {
    scales: Vec<usize>,
}

impl Spread {
    /// One scale for all, one for each place along an axis, or one for each
    /// `block` places.
    fn new(shape: &[usize], scale: &Tensor, axis: i64, block: usize) -> Result<Self, OpError> {
        let len = volume(shape)?;
        if scale.len() == 1 && scale.rank() <= 1 {
            return Ok(Self { scales: vec![0; len] });
        }
        let rank = shape.len() as i64;
        let axis = usize::try_from(if axis < 0 { axis + rank } else { axis }).ok().filter(|&a| a < shape.len());
        let bad = || OpError::Shape(format!("scales of shape {:?} for {shape:?}", scale.shape));
        let axis = axis.ok_or_else(bad)?;
        let inner: usize = shape.iter().skip(axis + 1).product();
        let length = shape.get(axis).copied().unwrap_or(1);
        let place = |i: usize| i / inner.max(1) % length.max(1);
        if block == 0 {
            if scale.len() != length {
                return Err(bad());
            }
            return Ok(Self { scales: (0..len).map(place).collect() });
        }
        let blocks = length.div_ceil(block);
        let fits = |(a, (s, d)): (usize, (&usize, &usize))| *s == if a == axis { blocks } else { *d };
        if scale.rank() != shape.len() || !scale.shape.iter().zip(shape).enumerate().all(fits) {
            return Err(bad());
        }
        let at = |i: usize| (i / (inner * length) * blocks + place(i) / block) * inner + i % inner;
        Ok(Self { scales: (0..len).map(at).collect() })
    }
}

/// Where scales lie: axis and block size.
#[derive(Clone, Copy)]
pub(super) struct Along {
    pub axis: i64,
    pub block: usize,
}

impl Along {
    fn of(def: &NodeDef) -> Result<Self, OpError> {
        let block = usize::try_from(def.int("block_size", 0));
        let block = block.map_err(|_| OpError::Attribute("block_size", "negative".into()))?;
        Ok(Self { axis: def.int("axis", 1), block })
    }
}

fn zero_points(zero: Option<&Tensor>, scale: &Tensor) -> Result<Vec<i64>, OpError> {
    let zeros = match zero {
        Some(z) => z.to_i64()?.into_owned(),
        None => vec![0; scale.len()],
    };
    if zeros.len() != scale.len() {
        return Err(OpError::Shape(format!("{} zero points for {} scales", zeros.len(), scale.len())));
    }
    Ok(zeros)
}

/// `round(x / scale) + zero`, to the nearest even, kept within the type.
pub(super) fn quantise(
    t: &Tensor,
    scale: &Tensor,
    zero: Option<&Tensor>,
    to: DType,
    along: Along,
) -> Result<Tensor, OpError> {
    let (low, high) = range(to)?;
    let spread = Spread::new(&t.shape, scale, along.axis, along.block)?;
    let zeros = zero_points(zero, scale)?;
    let scales = scale.to_f32()?;
    let values = t.to_f32()?;
    let number = |(x, &s): (&f32, &usize)| {
        // a position of Spread is below the number of scales; casts saturate
        let rounded = (x / scales[s]).round_ties_even() as i64;
        rounded.saturating_add(zeros[s]).clamp(low, high)
    };
    Tensor::ints(to, t.shape.clone(), values.iter().zip(&spread.scales).map(number).collect())
}

/// `(x - zero) * scale`.
pub(super) fn dequantise(t: &Tensor, scale: &Tensor, zero: Option<&Tensor>, along: Along) -> Result<Tensor, OpError> {
    let spread = Spread::new(&t.shape, scale, along.axis, along.block)?;
    let zeros = zero_points(zero, scale)?;
    let scales = scale.to_f32()?;
    let values = t.to_i64()?;
    let number = |(x, &s): (&i64, &usize)| (x - zeros[s]) as f32 * scales[s];
    Tensor::f32(t.shape.clone(), values.iter().zip(&spread.scales).map(number).collect())
}

/// QuantizeLinear.
pub(crate) fn quantize_linear(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = Along::of(def)?;
    let named = i32::try_from(def.int("output_dtype", 0)).ok().and_then(DType::from_onnx);
    Ok(Box::new(move |args: Args| {
        let zero = args.optional(2)?;
        let to = zero.map(|z| z.dtype).or(named).unwrap_or(DType::U8);
        one(quantise(args.tensor(0)?, args.tensor(1)?, zero, to, along)?)
    }))
}

/// DequantizeLinear.
pub(crate) fn dequantize_linear(def: &NodeDef) -> Result<Kernel, OpError> {
    let along = Along::of(def)?;
    Ok(Box::new(move |args: Args| {
        let scale = args.tensor(1)?;
        let out = dequantise(args.tensor(0)?, scale, args.optional(2)?, along)?;
        one(super::cast::convert(out, scale.dtype)?)
    }))
}

/// Scale and zero point that onnxruntime takes for numbers from `low` to `high`.
fn scale_of(values: &[f32]) -> (f32, i64) {
    let low = values.iter().copied().fold(0f32, f32::min);
    let high = values.iter().copied().fold(0f32, f32::max);
    let scale = if low == high { 1.0 } else { (high - low) / 255.0 };
    (scale, (0.0 - low / scale).clamp(0.0, 255.0).round_ties_even() as i64)
}

/// The tensor in 8 bits, with the scale and zero point of its own range.
pub(super) fn by_own_range(t: &Tensor) -> Result<[Tensor; 3], OpError> {
    let (scale, zero) = scale_of(&t.to_f32()?);
    let scale = Tensor::f32(Vec::new(), vec![scale])?;
    let zero = Tensor::ints(DType::U8, Vec::new(), vec![zero])?;
    Ok([quantise(t, &scale, Some(&zero), DType::U8, Along { axis: 1, block: 0 })?, scale, zero])
}

/// DynamicQuantizeLinear: the scale comes from the whole tensor, all cases of
/// a block together.
pub(crate) fn dynamic(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| Ok(by_own_range(args.tensor(0)?)?.map(Into::into).into())))
}

/// What QuantizeLinear makes.
pub(crate) fn quantize_facts(def: &NodeDef, given: &Given) -> Stated {
    let named = i32::try_from(def.int("output_dtype", 0)).ok().and_then(DType::from_onnx);
    let dtype = facts::quantised_type(given, 2, named.unwrap_or(DType::U8));
    Ok(vec![Fact::new(dtype, given.at(0)?.shape.clone())])
}

/// What DequantizeLinear makes: numbers of its scale's type.
pub(crate) fn dequantize_facts(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(given.at(1)?.dtype, given.at(0)?.shape.clone())])
}

/// What DynamicQuantizeLinear makes: the numbers, their scale and zero point.
pub(crate) fn dynamic_facts(_: &NodeDef, given: &Given) -> Stated {
    let single = |dtype| Fact::new(dtype, vec![]);
    Ok(vec![Fact::new(DType::U8, given.at(0)?.shape.clone()), single(DType::F32), single(DType::U8)])
}
