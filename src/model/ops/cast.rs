//! Cast and CastLike: between numbers, truth values and text.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::prepare::{ROUNDED, rounded};
use super::super::tensor::{DType, Data, Tensor};
use super::super::tract::{Fact, Given};
use super::arithmetic::wrap;
use super::elementwise::to_half_precision;
use super::facts::Stated;

fn target(def: &NodeDef) -> Result<DType, OpError> {
    let code = def.int("to", 0);
    let known = i32::try_from(code).ok().and_then(DType::from_onnx);
    known.ok_or_else(|| OpError::Attribute("to", format!("element type {code}")))
}

/// Builds Cast.
pub(crate) fn cast(def: &NodeDef) -> Result<Kernel, OpError> {
    let to = target(def)?;
    // Numbers that the file keeps in 16 bits lose what those do not hold.
    let narrow = def.has(ROUNDED) && !to.is_float();
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        one(convert(if narrow { rounded(t) } else { t }, to)?)
    }))
}

/// Builds CastLike.
pub(crate) fn cast_like(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let to = args.tensor(1)?.dtype;
        one(convert(args.take(0)?, to)?)
    }))
}

/// Converts a tensor to another element type.
pub(crate) fn convert(t: Tensor, to: DType) -> Result<Tensor, OpError> {
    if t.dtype == to {
        return Ok(t);
    }
    let data = match to {
        DType::F32 => Data::F32(Arc::new(match &t.data {
            Data::Text(v) => parse(v, |s| number(s).map(|v| v as f32))?,
            _ => t.to_f32()?.into_owned(),
        })),
        DType::F64 => Data::F64(Arc::new(match &t.data {
            Data::Text(v) => parse(v, number)?,
            _ => t.to_f64()?.into_owned(),
        })),
        DType::F16 => Data::F32(Arc::new(t.to_f32()?.iter().map(|&v| to_half_precision(v)).collect())),
        DType::Bool => Data::Bool(Arc::new(match &t.data {
            Data::F32(v) => v.iter().map(|&x| x != 0.0).collect(),
            Data::F64(v) => v.iter().map(|&x| x != 0.0).collect(),
            Data::Int(v) => v.iter().map(|&x| x != 0).collect(),
            Data::Bool(v) => v.to_vec(),
            Data::Text(v) => parse(v, |s| Some(number(s)? != 0.0))?,
        })),
        DType::Text => Data::Text(Arc::new(write(&t))),
        _ => Data::Int(Arc::new(match &t.data {
            // Towards zero; beyond the type's range, its end.
            Data::F32(v) => v.iter().map(|&x| wrap(to, x as i64)).collect(),
            Data::F64(v) => v.iter().map(|&x| wrap(to, x as i64)).collect(),
            Data::Int(v) => v.iter().map(|&x| wrap(to, x)).collect(),
            Data::Bool(v) => v.iter().map(|&x| i64::from(x)).collect(),
            Data::Text(v) => parse(v, |s| s.trim().parse().ok().or_else(|| number(s).map(|v| v as i64)))?,
        })),
    };
    Ok(Tensor { dtype: to, shape: t.shape, data })
}

fn number(s: &str) -> Option<f64> {
    let s = s.trim();
    match s.to_ascii_lowercase().as_str() {
        "nan" => Some(f64::NAN),
        "inf" | "+inf" => Some(f64::INFINITY),
        "-inf" => Some(f64::NEG_INFINITY),
        _ => s.parse().ok(),
    }
}

fn parse<T>(v: &[Arc<str>], f: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, OpError> {
    v.iter().map(|s| f(s).ok_or_else(|| OpError::Value(format!("the text `{}` is no number", shorten(s))))).collect()
}

fn shorten(s: &str) -> String {
    s.chars().take(40).collect()
}

fn write(t: &Tensor) -> Vec<Arc<str>> {
    match &t.data {
        Data::F32(v) => v.iter().map(|&x| float_text(f64::from(x), 8)).collect(),
        Data::F64(v) => v.iter().map(|&x| float_text(x, 17)).collect(),
        Data::Int(v) => v.iter().map(|x| x.to_string().into()).collect(),
        Data::Bool(v) => v.iter().map(|&x| if x { "1" } else { "0" }.into()).collect(),
        Data::Text(v) => v.to_vec(),
    }
}

/// C's `%.{digits}g`, which onnxruntime writes floats with.
pub(crate) fn float_text(x: f64, digits: usize) -> Arc<str> {
    if x.is_nan() {
        return "NaN".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "INF" } else { "-INF" }.into();
    }
    if x == 0.0 {
        return if x.is_sign_negative() { "-0" } else { "0" }.into();
    }
    let scientific = format!("{:.*e}", digits - 1, x);
    // `e` is always written by the `e` format.
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific.into() };
    let power: i32 = exponent.parse().unwrap_or(0);
    let trim = |s: &str| -> String {
        if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.').into() } else { s.into() }
    };
    if power < -4 || power >= digits as i32 {
        let sign = if power < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trim(mantissa), power.abs()).into();
    }
    let places = (digits as i32 - 1 - power).max(0) as usize;
    trim(&format!("{x:.places$}")).into()
}

/// What Cast makes.
pub(crate) fn cast_facts(def: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(target(def)?, given.at(0)?.shape.clone())])
}

/// What CastLike makes.
pub(crate) fn cast_like_facts(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(given.at(1)?.dtype, given.at(0)?.shape.clone())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_text_as_c_writes_percent_8g() {
        let cases = [(0.5, "0.5"), (1.0, "1"), (100000.0, "100000"), (1e-5, "1e-05"), (1e9, "1e+09"), (-2.25, "-2.25")];
        for (x, text) in cases {
            assert_eq!(&*float_text(x, 8), text);
        }
    }
}
