//! Functions of single numbers: Sigmoid (tract's takes no doubles), Swish
//! (tract's forgets `alpha`: `test_swiglu_alpha_expanded`) and Celu (tract's is
//! wrong for other `alpha` than 1: `test_celu_float16`), and Relu, which works
//! in place and is compiled for speed, as tract's graph operators are not.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor};

/// A function of a number and `alpha`, in 32 and in 64 bits.
type Functions = (fn(f32, f32) -> f32, fn(f64, f64) -> f64);

/// Relu of any numbers; NaN stays.
pub(crate) fn relu(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let mut t = args.take(0)?;
        match &mut t.data {
            Data::Int(v) => Arc::make_mut(v).iter_mut().for_each(|x| *x = (*x).max(0)),
            _ => t = positive(t)?,
        }
        one(t)
    }))
}

/// Floats, negative ones as 0.
pub(super) fn positive(t: Tensor) -> Result<Tensor, OpError> {
    map_floats(t, |x| if x < 0.0 { 0.0 } else { x }, |x| if x < 0.0 { 0.0 } else { x })
}

/// Sigmoid, Swish and Celu.
pub(crate) fn float_function(def: &NodeDef) -> Result<Kernel, OpError> {
    let a = def.float("alpha", 1.0);
    let (single, double): Functions = match def.proto.op_type.as_str() {
        "Sigmoid" => (|x, _| sigmoid_f32(x), |x, _| sigmoid(x)),
        "Swish" => (|x, a| x * sigmoid_f32(a * x), |x, a| x * sigmoid(a * x)),
        _ => (|x, a| x.max(0.0) + (a * (x / a).exp_m1()).min(0.0), |x, a| x.max(0.0) + (a * (x / a).exp_m1()).min(0.0)),
    };
    Ok(Box::new(move |mut args: Args| one(map_floats(args.take(0)?, |x| single(x, a), |x| double(x, f64::from(a)))?)))
}

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
