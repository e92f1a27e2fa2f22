//! Operators of two or more tensors with broadcasting: arithmetic,
//! comparison, logic, choice.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, Tensor};
use super::broadcast;

type Numbers = (fn(f32, f32) -> f32, fn(f64, f64) -> f64, fn(i64, i64) -> Option<i64>);

fn max_keeps_nan<T: PartialOrd + Copy>(a: T, b: T) -> T {
    // `a != a` holds for NaN alone.
    #[allow(clippy::eq_op)]
    if a != a || a > b { a } else { b }
}

fn min_keeps_nan<T: PartialOrd + Copy>(a: T, b: T) -> T {
    #[allow(clippy::eq_op)]
    if a != a || a < b { a } else { b }
}

fn numbers(op: &str) -> Option<Numbers> {
    Some(match op {
        "Add" | "Sum" | "Mean" => (|a, b| a + b, |a, b| a + b, |a, b| Some(a.wrapping_add(b))),
        "Sub" => (|a, b| a - b, |a, b| a - b, |a, b| Some(a.wrapping_sub(b))),
        "Mul" => (|a, b| a * b, |a, b| a * b, |a, b| Some(a.wrapping_mul(b))),
        "Div" => (|a, b| a / b, |a, b| a / b, i64::checked_div),
        "Max" => (max_keeps_nan, max_keeps_nan, |a, b| Some(a.max(b))),
        "Min" => (min_keeps_nan, min_keeps_nan, |a, b| Some(a.min(b))),
        _ => return None,
    })
}

/// Cuts an integer to the width of its type, as two's complement does.
pub(crate) fn wrap(dtype: DType, v: i64) -> i64 {
    match dtype {
        DType::I8 => i64::from(v as i8),
        DType::I16 => i64::from(v as i16),
        DType::I32 => i64::from(v as i32),
        DType::U8 => i64::from(v as u8),
        DType::U16 => i64::from(v as u16),
        DType::U32 => i64::from(v as u32),
        _ => v,
    }
}

fn same_type(a: &Tensor, b: &Tensor) -> Result<(), OpError> {
    if a.dtype == b.dtype {
        return Ok(());
    }
    Err(OpError::Type(format!("{:?} and {:?}", a.dtype, b.dtype)))
}

fn apply(a: Tensor, b: &Tensor, (single, double, int): Numbers) -> Result<Tensor, OpError> {
    same_type(&a, b)?;
    let shape = broadcast::shape_of(&a.shape, &b.shape)?;
    let (sa, sb) = (&a.shape, &b.shape);
    let data = match (&a.data, &b.data) {
        (Data::F32(x), Data::F32(y)) => {
            Data::F32(Arc::new(broadcast::zip((x, sa), (y, sb), &shape, |&p, &q| single(p, q))))
        }
        (Data::F64(x), Data::F64(y)) => {
            Data::F64(Arc::new(broadcast::zip((x, sa), (y, sb), &shape, |&p, &q| double(p, q))))
        }
        (Data::Int(x), Data::Int(y)) => {
            let out = broadcast::zip((x, sa), (y, sb), &shape, |&p, &q| int(p, q));
            let out: Option<Vec<i64>> = out.into_iter().map(|v| v.map(|v| wrap(a.dtype, v))).collect();
            Data::Int(Arc::new(out.ok_or_else(|| OpError::Value("whole numbers divided by zero".into()))?))
        }
        _ => return Err(OpError::Type(format!("numbers expected, {:?} given", a.dtype))),
    };
    Ok(Tensor { dtype: a.dtype, shape, data })
}

/// `a op b` for the float case that matters most, without calls per element.
fn fast(op: &str, a: &mut Tensor, b: &Tensor) -> bool {
    let repeat = match (b.shape.as_slice(), a.shape.as_slice()) {
        (x, y) if x == y => true,
        ([n] | [1, n], [.., m]) => n == m && b.rank() <= a.rank(),
        ([], _) => true,
        _ => b.len() == 1 && b.rank() <= a.rank(),
    };
    let (Data::F32(x), Data::F32(y)) = (&mut a.data, &b.data) else { return false };
    if !repeat || y.is_empty() {
        return false;
    }
    fn each(x: &mut [f32], y: &[f32], f: impl Fn(f32, f32) -> f32) {
        if let [q] = y {
            x.iter_mut().for_each(|p| *p = f(*p, *q));
            return;
        }
        for row in x.chunks_exact_mut(y.len()) {
            row.iter_mut().zip(y).for_each(|(p, q)| *p = f(*p, *q));
        }
    }
    let x = Arc::make_mut(x);
    match op {
        "Add" => each(x, y, |p, q| p + q),
        "Sub" => each(x, y, |p, q| p - q),
        "Mul" => each(x, y, |p, q| p * q),
        "Div" => each(x, y, |p, q| p / q),
        _ => return false,
    }
    true
}

/// Add, Sub, Mul, Div.
pub(crate) fn binary(def: &NodeDef) -> Result<Kernel, OpError> {
    let op = def.proto.op_type.clone();
    let functions = numbers(&op).ok_or_else(|| OpError::Unsupported(op.clone()))?;
    Ok(Box::new(move |mut args: Args| {
        let (mut a, b) = (args.take(0)?, args.take(1)?);
        if fast(&op, &mut a, &b) {
            return one(a);
        }
        one(apply(a, &b, functions)?)
    }))
}

/// Sum, Mean, Max, Min of any number of tensors.
pub(crate) fn variadic(def: &NodeDef) -> Result<Kernel, OpError> {
    let op = def.proto.op_type.clone();
    let functions = numbers(&op).ok_or_else(|| OpError::Unsupported(op.clone()))?;
    Ok(Box::new(move |mut args: Args| {
        let count = args.len();
        let mut sum = args.take(0)?;
        for i in 1..count {
            sum = apply(sum, &args.take(i)?, functions)?;
        }
        if op == "Mean" {
            let n = Tensor::float(sum.dtype, vec![], vec![count as f64])?;
            sum = apply(sum, &n, (|a, b| a / b, |a, b| a / b, i64::checked_div))?;
        }
        one(sum)
    }))
}

/// Mod: with the sign of the divisor, or of the dividend when `fmod` is set.
pub(crate) fn modulo(def: &NodeDef) -> Result<Kernel, OpError> {
    let functions: Numbers = if def.int("fmod", 0) != 0 {
        (|a, b| a % b, |a, b| a % b, i64::checked_rem)
    } else {
        (
            |a, b| {
                let r = a % b;
                if r != 0.0 && (r < 0.0) != (b < 0.0) { r + b } else { r }
            },
            |a, b| {
                let r = a % b;
                if r != 0.0 && (r < 0.0) != (b < 0.0) { r + b } else { r }
            },
            |a, b| {
                let r = a.checked_rem(b)?;
                Some(if r != 0 && (r < 0) != (b < 0) { r + b } else { r })
            },
        )
    };
    Ok(Box::new(move |mut args: Args| {
        let (a, b) = (args.take(0)?, args.take(1)?);
        one(apply(a, &b, functions)?)
    }))
}

/// Pow: the exponent may be of another type than the base.
pub(crate) fn pow(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let (a, b) = (args.take(0)?, args.take(1)?);
        let square = b.len() == 1 && b.rank() <= a.rank() && b.to_f64()?.first() == Some(&2.0);
        if square && a.dtype.is_float() {
            return one(super::elementwise::map_floats(a, |x| x * x, |x| x * x)?);
        }
        let shape = broadcast::shape_of(&a.shape, &b.shape)?;
        let out = broadcast::zip((&a.to_f64()?, &a.shape), (&b.to_f64()?, &b.shape), &shape, |&x, &y| x.powf(y));
        one(if a.dtype.is_int() {
            Tensor::ints(a.dtype, shape, out.into_iter().map(|v| v as i64).collect())?
        } else {
            let mut t = Tensor::float(a.dtype, shape, out)?;
            t.dtype = a.dtype;
            t
        })
    }))
}

fn compare<T: PartialOrd>(op: &str, a: &T, b: &T) -> bool {
    match op {
        "Greater" => a > b,
        "GreaterOrEqual" => a >= b,
        "Less" => a < b,
        "LessOrEqual" => a <= b,
        _ => a == b,
    }
}

/// Equal, Greater, GreaterOrEqual, Less, LessOrEqual.
pub(crate) fn comparison(def: &NodeDef) -> Result<Kernel, OpError> {
    let op = def.proto.op_type.clone();
    Ok(Box::new(move |args: Args| {
        let (a, b) = (args.tensor(0)?, args.tensor(1)?);
        same_type(a, b)?;
        let shape = broadcast::shape_of(&a.shape, &b.shape)?;
        let (sa, sb) = (a.shape.as_slice(), b.shape.as_slice());
        let out = match (&a.data, &b.data) {
            (Data::F32(x), Data::F32(y)) => broadcast::zip((x, sa), (y, sb), &shape, |p, q| compare(&op, p, q)),
            (Data::F64(x), Data::F64(y)) => broadcast::zip((x, sa), (y, sb), &shape, |p, q| compare(&op, p, q)),
            (Data::Int(x), Data::Int(y)) => broadcast::zip((x, sa), (y, sb), &shape, |p, q| compare(&op, p, q)),
            (Data::Bool(x), Data::Bool(y)) => broadcast::zip((x, sa), (y, sb), &shape, |p, q| compare(&op, p, q)),
            (Data::Text(x), Data::Text(y)) => broadcast::zip((x, sa), (y, sb), &shape, |p, q| compare(&op, p, q)),
            _ => return Err(OpError::Type("two tensors of one type expected".into())),
        };
        one(Tensor::bool(shape, out)?)
    }))
}

/// And, Or, Xor.
pub(crate) fn logic(def: &NodeDef) -> Result<Kernel, OpError> {
    let f: fn(&bool, &bool) -> bool = match def.proto.op_type.as_str() {
        "And" => |a, b| *a && *b,
        "Or" => |a, b| *a || *b,
        _ => |a, b| a != b,
    };
    Ok(Box::new(move |args: Args| {
        let (a, b) = (args.tensor(0)?, args.tensor(1)?);
        let shape = broadcast::shape_of(&a.shape, &b.shape)?;
        let out = broadcast::zip((a.to_bool()?, &a.shape), (b.to_bool()?, &b.shape), &shape, f);
        one(Tensor::bool(shape, out)?)
    }))
}

/// Where: picks from the second or third input.
pub(crate) fn choose(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let (c, a, b) = (args.tensor(0)?, args.tensor(1)?, args.tensor(2)?);
        same_type(a, b)?;
        let shape = broadcast::shape_of(&broadcast::shape_of(&a.shape, &b.shape)?, &c.shape)?;
        let (at, bt) = (broadcast::positions(&a.shape, &shape), broadcast::positions(&b.shape, &shape));
        let ct = broadcast::positions(&c.shape, &shape);
        let (offset, chosen) = (a.len(), c.to_bool()?);
        // positions() stays within each tensor.
        let index: Vec<usize> =
            ct.iter().zip(at.iter().zip(&bt)).map(|(&c, (&x, &y))| if chosen[c] { x } else { offset + y }).collect();
        let both = super::arrange::concatenate(
            &[&a.clone().reshaped(vec![a.len()])?, &b.clone().reshaped(vec![b.len()])?],
            0,
        )?;
        one(both.take(shape, &index)?)
    }))
}

/// PRelu: a slope for negative numbers, broadcast to the input.
pub(crate) fn prelu(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|mut args: Args| {
        let (a, b) = (args.take(0)?, args.take(1)?);
        let f: Numbers = (
            |x, s| if x < 0.0 { s * x } else { x },
            |x, s| if x < 0.0 { s * x } else { x },
            |x, s| Some(if x < 0 { s.wrapping_mul(x) } else { x }),
        );
        one(apply(a, &b, f)?)
    }))
}

/// BitwiseAnd, BitwiseOr, BitwiseXor and BitShift.
pub(crate) fn bits(def: &NodeDef) -> Result<Kernel, OpError> {
    let right = def.text("direction", "LEFT") == "RIGHT";
    let int: fn(i64, i64) -> Option<i64> = match (def.proto.op_type.as_str(), right) {
        ("BitwiseAnd", _) => |a, b| Some(a & b),
        ("BitwiseOr", _) => |a, b| Some(a | b),
        ("BitwiseXor", _) => |a, b| Some(a ^ b),
        (_, true) => |a, b| Some((a as u64).checked_shr(u32::try_from(b).ok()?).unwrap_or(0) as i64),
        (_, false) => |a, b| Some(a.checked_shl(u32::try_from(b).ok()?).unwrap_or(0)),
    };
    Ok(Box::new(move |mut args: Args| {
        let (a, b) = (args.take(0)?, args.take(1)?);
        if !a.dtype.is_int() {
            return Err(OpError::Type(format!("whole numbers expected, {:?} given", a.dtype)));
        }
        one(apply(a, &b, (|a, _| a, |a, _| a, int))?)
    }))
}
