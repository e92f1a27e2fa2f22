//! Operators of one tensor that work element by element on numbers.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor};
use super::arithmetic::wrap;

/// Applies a function to every float, in place where nothing else holds it.
pub(crate) fn map_floats(
    mut t: Tensor,
    single: impl Fn(f32) -> f32,
    double: impl Fn(f64) -> f64,
) -> Result<Tensor, OpError> {
    match &mut t.data {
        Data::F32(v) => Arc::make_mut(v).iter_mut().for_each(|x| *x = single(*x)),
        Data::F64(v) => Arc::make_mut(v).iter_mut().for_each(|x| *x = double(*x)),
        _ => return Err(OpError::Type(format!("floats expected, {:?} given", t.dtype))),
    }
    Ok(t)
}

fn float_kernel(
    single: impl Fn(f32) -> f32 + Send + Sync + 'static,
    double: impl Fn(f64) -> f64 + Send + Sync + 'static,
) -> Result<Kernel, OpError> {
    Ok(Box::new(move |mut args: Args| one(map_floats(args.take(0)?, &single, &double)?)))
}

/// Logistic function without overflow on either side.
pub(crate) fn sigmoid(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + (-x).exp()) } else { x.exp() / (1.0 + x.exp()) }
}

/// [`sigmoid`] in single precision.
pub(crate) fn sigmoid_f32(x: f32) -> f32 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let e = x.exp();
        e / (1.0 + e)
    }
}

/// Error function: the series of its integral near 0, 1 far out.
pub(crate) fn erf(x: f64) -> f64 {
    let a = x.abs();
    if a.is_nan() {
        return x;
    }
    if a > 6.0 {
        return x.signum();
    }
    let (mut term, mut sum, mut n) = (a, a, 0.0);
    while term > sum * 1e-17 && n < 400.0 {
        n += 1.0;
        term *= 2.0 * a * a / (2.0 * n + 1.0);
        sum += term;
    }
    x.signum() * sum * (-a * a).exp() * std::f64::consts::FRAC_2_SQRT_PI
}

/// Error function to 1.2e-7 (Numerical Recipes, `erfcc`), for 32-bit data.
pub(crate) fn erf_f32(x: f32) -> f32 {
    const C: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let z = f64::from(x.abs());
    if z < 0.5 {
        return erf(f64::from(x)) as f32;
    }
    let t = 1.0 / (1.0 + 0.5 * z);
    let poly = C.iter().rev().fold(0.0, |sum, c| sum * t + c);
    let erfc = t * (-z * z + poly).exp();
    ((1.0 - erfc) as f32).copysign(x)
}

fn softplus(x: f64) -> f64 {
    if x > 0.0 { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

fn gelu(x: f64, tanh: bool) -> f64 {
    if tanh {
        let inner = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
        0.5 * x * (1.0 + inner.tanh())
    } else {
        0.5 * x * (1.0 + erf(x * std::f64::consts::FRAC_1_SQRT_2))
    }
}

/// Operators that only exist on floats.
pub(crate) fn float_function(def: &NodeDef) -> Result<Kernel, OpError> {
    let alpha = |default: f32| f64::from(def.float("alpha", default));
    let beta = |default: f32| f64::from(def.float("beta", default));
    let via64: Box<dyn Fn(f64) -> f64 + Send + Sync> = match def.proto.op_type.as_str() {
        "Exp" => return float_kernel(f32::exp, f64::exp),
        "Log" => return float_kernel(f32::ln, f64::ln),
        "Sqrt" => return float_kernel(f32::sqrt, f64::sqrt),
        "Reciprocal" => return float_kernel(|x| 1.0 / x, |x| 1.0 / x),
        "Ceil" => return float_kernel(f32::ceil, f64::ceil),
        "Floor" => return float_kernel(f32::floor, f64::floor),
        "Round" => return float_kernel(f32::round_ties_even, f64::round_ties_even),
        "Sigmoid" => return float_kernel(sigmoid_f32, sigmoid),
        "Tanh" => return float_kernel(f32::tanh, f64::tanh),
        "Erf" => return float_kernel(erf_f32, erf),
        "Sin" => Box::new(f64::sin),
        "Cos" => Box::new(f64::cos),
        "Tan" => Box::new(f64::tan),
        "Asin" => Box::new(f64::asin),
        "Acos" => Box::new(f64::acos),
        "Atan" => Box::new(f64::atan),
        "Sinh" => Box::new(f64::sinh),
        "Cosh" => Box::new(f64::cosh),
        "Asinh" => Box::new(f64::asinh),
        "Acosh" => Box::new(f64::acosh),
        "Atanh" => Box::new(f64::atanh),
        "Softplus" => Box::new(softplus),
        "Softsign" => Box::new(|x| x / (1.0 + x.abs())),
        "Mish" => Box::new(|x| x * softplus(x).tanh()),
        "HardSwish" => Box::new(|x| x * (x / 6.0 + 0.5).clamp(0.0, 1.0)),
        "LeakyRelu" => {
            let a = alpha(0.01);
            Box::new(move |x| if x < 0.0 { a * x } else { x })
        }
        "ThresholdedRelu" => {
            let a = alpha(1.0);
            Box::new(move |x| if x > a { x } else { 0.0 })
        }
        "Elu" => {
            let a = alpha(1.0);
            Box::new(move |x| if x < 0.0 { a * x.exp_m1() } else { x })
        }
        "Celu" => {
            let a = alpha(1.0);
            Box::new(move |x| x.max(0.0) + (a * (x / a).exp_m1()).min(0.0))
        }
        "Selu" => {
            let (a, g) = (alpha(1.673_263_2), f64::from(def.float("gamma", 1.050_701)));
            Box::new(move |x| g * if x > 0.0 { x } else { a * x.exp_m1() })
        }
        "HardSigmoid" => {
            let (a, b) = (alpha(0.2), beta(0.5));
            Box::new(move |x| (a * x + b).clamp(0.0, 1.0))
        }
        "Swish" => {
            let a = alpha(1.0);
            Box::new(move |x| x * sigmoid(a * x))
        }
        "Shrink" => {
            let (bias, limit) = (f64::from(def.float("bias", 0.0)), f64::from(def.float("lambd", 0.5)));
            Box::new(move |x| {
                if x < -limit {
                    x + bias
                } else if x > limit {
                    x - bias
                } else {
                    0.0
                }
            })
        }
        "Gelu" => {
            let tanh = def.text("approximate", "none") == "tanh";
            Box::new(move |x| gelu(x, tanh))
        }
        other => return Err(OpError::Unsupported(other.into())),
    };
    let via64 = Arc::new(via64);
    let single = via64.clone();
    float_kernel(move |x| single(f64::from(x)) as f32, move |x| via64(x))
}

/// Operators of any number type: Abs, BitwiseNot, Neg, Sign, Relu.
pub(crate) fn number_function(def: &NodeDef) -> Result<Kernel, OpError> {
    if def.proto.op_type == "Relu" {
        // Inlined: it stands between all layers. NaN stays NaN, as in onnxruntime.
        return Ok(Box::new(|mut args: Args| {
            let mut t = args.take(0)?;
            if let Data::Int(v) = &mut t.data {
                Arc::make_mut(v).iter_mut().for_each(|x| *x = (*x).max(0));
                return one(t);
            }
            one(map_floats(t, |x| if x < 0.0 { 0.0 } else { x }, |x| if x < 0.0 { 0.0 } else { x })?)
        }));
    }
    type Function = (fn(f32) -> f32, fn(f64) -> f64, fn(i64) -> i64);
    let (single, double, int): Function = match def.proto.op_type.as_str() {
        "Abs" => (f32::abs, f64::abs, i64::wrapping_abs),
        "Neg" => (|x| -x, |x| -x, i64::wrapping_neg),
        // Whole numbers alone have bits; floats come out as they were.
        "BitwiseNot" => (|x| x, |x| x, |x| !x),
        "Sign" => (
            |x| if x == 0.0 || x.is_nan() { x } else { x.signum() },
            |x| if x == 0.0 || x.is_nan() { x } else { x.signum() },
            i64::signum,
        ),
        other => return Err(OpError::Unsupported(other.into())),
    };
    Ok(Box::new(move |mut args: Args| {
        let mut t = args.take(0)?;
        let to = t.dtype;
        if let Data::Int(v) = &mut t.data {
            Arc::make_mut(v).iter_mut().for_each(|x| *x = wrap(to, int(*x)));
            return one(t);
        }
        one(map_floats(t, single, double)?)
    }))
}

/// IsNaN and IsInf.
pub(crate) fn float_test(def: &NodeDef) -> Result<Kernel, OpError> {
    let nan = def.proto.op_type == "IsNaN";
    let up = def.int("detect_positive", 1) != 0;
    let down = def.int("detect_negative", 1) != 0;
    let test = move |x: f64| {
        if nan { x.is_nan() } else { x.is_infinite() && ((up && x > 0.0) || (down && x < 0.0)) }
    };
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let out = match &t.data {
            Data::F32(v) => v.iter().map(|&x| test(f64::from(x))).collect(),
            _ => t.to_f64()?.iter().map(|&x| test(x)).collect(),
        };
        one(Tensor::bool(t.shape.clone(), out)?)
    }))
}

/// Not.
pub(crate) fn not(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let t = args.tensor(0)?;
        one(Tensor::bool(t.shape.clone(), t.to_bool()?.iter().map(|x| !x).collect())?)
    }))
}

/// Clip: bounds are attributes up to operator set 10, inputs from 11 on.
pub(crate) fn clip(def: &NodeDef) -> Result<Kernel, OpError> {
    let low = def.has("min").then(|| f64::from(def.float("min", 0.0)));
    let high = def.has("max").then(|| f64::from(def.float("max", 0.0)));
    Ok(Box::new(move |mut args: Args| {
        let bound = |at: usize, fixed: Option<f64>| -> Result<Option<f64>, OpError> {
            Ok(match args.optional(at)? {
                Some(t) => t.to_f64()?.first().copied(),
                None => fixed,
            })
        };
        let low = bound(1, low)?.unwrap_or(f64::NEG_INFINITY);
        let high = bound(2, high)?.unwrap_or(f64::INFINITY);
        let mut t = args.take(0)?;
        if let Data::Int(v) = &mut t.data {
            let (low, high) = (low as i64, high as i64);
            Arc::make_mut(v).iter_mut().for_each(|x| *x = (*x).max(low).min(high));
            return one(t);
        }
        let clip = |x: f64| if x.is_nan() { x } else { x.max(low).min(high) };
        one(map_floats(t, |x| clip(f64::from(x)) as f32, clip)?)
    }))
}

/// Rounds floats to the declared type; only used by casts to 16 bits.
pub(crate) fn to_half_precision(x: f32) -> f32 {
    if !x.is_finite() || x == 0.0 {
        return x;
    }
    let a = f64::from(x.abs());
    let exponent = a.log2().floor().max(-14.0);
    let unit = (exponent - 10.0).exp2();
    let rounded = (a / unit).round_ties_even() * unit;
    let out = if rounded >= 65_520.0 { f64::INFINITY } else { rounded };
    (out as f32).copysign(x)
}
