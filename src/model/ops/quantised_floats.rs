//! onnxruntime's quantised operators that are no products, by way of floats:
//! QLinearAdd, QLinearConcat, QLinearSigmoid and others.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor};
use super::broadcast;
use super::quantise::{Along, dequantise, quantise};

/// onnxruntime's QLinear operators of one tensor (x, scale, zero, scale and
/// zero of the result): the operator of the same name on the floats.
pub(crate) fn of_one(def: &NodeDef) -> Result<Kernel, OpError> {
    let mut proto = def.proto.clone();
    proto.op_type = proto.op_type.trim_start_matches("QLinear").to_string();
    proto.domain.clear();
    proto.input.truncate(1);
    if def.int("channels_last", 0) != 0 {
        return Err(OpError::Unsupported("channels last".into()));
    }
    let opset = def.int("opset", def.opset.max(13));
    let inner = NodeDef { proto: &proto, opset, constants: vec![None], compile: def.compile };
    let build = super::find("", &proto.op_type).ok_or_else(|| OpError::Unsupported(def.proto.op_type.clone()))?;
    let run = build(&inner)?;
    let along = Along { axis: 1, block: 0 };
    let softmax = proto.op_type == "Softmax";
    Ok(Box::new(move |args: Args| {
        let x = dequantise(args.tensor(0)?, args.tensor(1)?, args.optional(2)?, along)?;
        let mut scale = args.tensor(3)?.clone();
        if softmax {
            // onnxruntime takes a whole number of steps to 1.
            let steps = scale.to_f32()?.iter().map(|s| 1.0 / (1.0 / s).floor()).collect();
            scale = Tensor::f32(scale.shape.clone(), steps)?;
        }
        let y = run(Args(vec![Some(x.into())]))?.into_iter().next().ok_or_else(|| OpError::Value("nothing".into()))?;
        let zero = args.optional(4)?;
        let to = zero.map_or(args.tensor(0)?.dtype, |z| z.dtype);
        one(quantise(y.tensor()?, &scale, zero, to, along)?)
    }))
}

/// onnxruntime's QLinearAdd and QLinearMul: a, scale, zero, b, scale, zero,
/// scale and zero of the result.
pub(crate) fn of_two(def: &NodeDef) -> Result<Kernel, OpError> {
    let times = def.proto.op_type == "QLinearMul";
    let along = Along { axis: 1, block: 0 };
    Ok(Box::new(move |args: Args| {
        let a = dequantise(args.tensor(0)?, args.tensor(1)?, args.optional(2)?, along)?;
        let b = dequantise(args.tensor(3)?, args.tensor(4)?, args.optional(5)?, along)?;
        let shape = broadcast::shape_of(&a.shape, &b.shape)?;
        let (x, y) = (a.to_f32()?, b.to_f32()?);
        let made = broadcast::zip((&x, &a.shape), (&y, &b.shape), &shape, |x, y| if times { x * y } else { x + y });
        let zero = args.optional(7)?;
        let to = zero.map_or(args.tensor(0)?.dtype, |z| z.dtype);
        one(quantise(&Tensor::f32(shape, made)?, args.tensor(6)?, zero, to, along)?)
    }))
}

/// onnxruntime's QLinearConcat: scale and zero of the result, then tensor,
/// scale and zero of each part.
pub(crate) fn concat(def: &NodeDef) -> Result<Kernel, OpError> {
    let mut proto = def.proto.clone();
    proto.op_type = "Concat".into();
    let inner = NodeDef { proto: &proto, opset: 13, constants: Vec::new(), compile: def.compile };
    let run = super::arrange::concat(&inner)?;
    let along = Along { axis: 1, block: 0 };
    Ok(Box::new(move |args: Args| {
        let mut parts = Vec::new();
        for at in (2..args.len()).step_by(3) {
            let part = dequantise(args.tensor(at)?, args.tensor(at + 1)?, args.optional(at + 2)?, along)?;
            parts.push(Some(part.into()));
        }
        let joined = run(Args(parts))?.into_iter().next().ok_or_else(|| OpError::Value("nothing".into()))?;
        let zero = args.optional(1)?;
        one(quantise(joined.tensor()?, args.tensor(0)?, zero, zero.map_or(DType::U8, |z| z.dtype), along)?)
    }))
}
