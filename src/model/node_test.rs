//! The ONNX standard's own node tests.

use std::sync::Arc;

use prost::Message;

use super::load::{is_half, opsets};
use super::missing::missing_operators;
use super::onnx::{GraphProto, TensorProto};
use super::prepare::{inline_functions, prune, rounded, unfuse_quantised, widen};
use super::proto::{self, decode};
use super::tensor::{DType, Tensor};
use super::tract::{Build, Program};
use super::value::Value;

/// Runs every output of a file on tensors given as serialised `TensorProto`s,
/// as the ONNX standard's own node tests need it, and compares with expected
/// tensors: floats to `tolerance` (absolute plus relative), all else equal.
/// Whole numbers behind the first input (shapes, axes, positions) are handed
/// over as constants, which they are in models; where that does not do, so is
/// everything behind the first input.
///
/// # Errors
/// What differs or failed, in words.
pub fn node_test(bytes: &[u8], inputs: &[Vec<u8>], expected: &[Vec<u8>], tolerance: f64) -> Result<(), String> {
    let mut proto = decode(bytes, "model.onnx").map_err(|e| e.to_string())?;
    inline_functions(&mut proto, "model.onnx").map_err(|e| e.to_string())?;
    let mut graph = proto.graph.take().ok_or("no graph")?;
    let build = Build { file: "model.onnx", opsets: Arc::new(opsets(&proto)) };
    unfuse_quantised(&mut graph, build.opset(""));
    let wanted: Vec<String> = graph.output.iter().map(|o| o.name.clone()).filter(|n| !n.is_empty()).collect();
    let graph = prune(graph, &wanted);
    let mut missing = Vec::new();
    missing_operators(&graph, &mut missing);
    if let Some(m) = missing.first() {
        return Err(format!("unsupported: {m}"));
    }
    let tensors = inputs.iter().map(|b| TensorProto::decode(b.as_slice()).map_err(|e| e.to_string()));
    let tensors: Vec<TensorProto> = tensors.collect::<Result<_, _>>()?;
    let whole = |t: &TensorProto| {
        t.dims.len() <= 1 && matches!(DType::from_onnx(t.data_type), Some(DType::I64 | DType::I32 | DType::Bool))
    };
    let got = run(graph.clone(), &tensors, &wanted, &build, whole);
    let got = got.or_else(|why| run(graph, &tensors, &wanted, &build, |_| true).map_err(|_| why))?;
    for ((got, bytes), name) in got.iter().zip(expected).zip(&wanted) {
        differs(got, &proto::read_tensor(bytes).map_err(|e| e.to_string())?, tolerance)
            .map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(())
}

/// Runs a graph on tensors; those behind the first that are `known` become constants.
fn run(
    mut graph: GraphProto,
    tensors: &[TensorProto],
    wanted: &[String],
    build: &Build,
    known: impl Fn(&TensorProto) -> bool,
) -> Result<Vec<Tensor>, String> {
    let halves: Vec<bool> = wanted.iter().map(|name| is_half(&graph, name)).collect();
    let mut given = Vec::new();
    let initialised = |graph: &GraphProto, name: &str| graph.initializer.iter().any(|t| t.name == name);
    let names: Vec<String> =
        graph.input.iter().map(|i| i.name.clone()).filter(|name| !initialised(&graph, name)).collect();
    for (at, (name, tensor)) in names.iter().zip(tensors).enumerate() {
        if at > 0 && known(tensor) {
            graph.initializer.push(TensorProto { name: name.clone(), ..tensor.clone() });
        } else {
            let t = proto::tensor(tensor).map_err(|e| format!("a tensor that cannot be read: {e:?}"))?;
            let dtype = if t.dtype == DType::F16 { DType::F32 } else { t.dtype };
            given.push(Value::Tensor(Tensor { dtype, ..t }));
        }
    }
    widen(&mut graph);
    let program = Program::new(&graph, wanted, vec![], build).map_err(|e| e.to_string())?;
    let made = program.run(given).map_err(|e| e.to_string())?;
    let tensors = made.into_iter().zip(halves).map(|(value, half)| {
        let t = value.into_tensor().map_err(|e| e.to_string())?;
        Ok(if half && t.dtype == DType::F32 { Tensor { dtype: DType::F16, ..rounded(t) } } else { t })
    });
    tensors.collect()
}

fn differs(got: &Tensor, want: &Tensor, tolerance: f64) -> Result<(), String> {
    if got.shape != want.shape || got.dtype != want.dtype {
        return Err(format!("{:?} {:?}, expected {:?} {:?}", got.dtype, got.shape, want.dtype, want.shape));
    }
    if !got.dtype.is_float() {
        return if got.data == want.data { Ok(()) } else { Err(format!("{:?}, expected {:?}", got.data, want.data)) };
    }
    // 16 bits hold three decimals.
    let tolerance = if got.dtype == DType::F16 { 1e-3 } else { tolerance };
    let (a, b) = (got.to_f64().map_err(|e| e.to_string())?, want.to_f64().map_err(|e| e.to_string())?);
    let differ =
        |x: f64, y: f64| !(x == y || (x.is_nan() && y.is_nan()) || (x - y).abs() <= tolerance * (1.0 + y.abs()));
    match a.iter().zip(b.iter()).find(|(x, y)| differ(**x, **y)) {
        Some((x, y)) => Err(format!("{x}, expected {y}")),
        None => Ok(()),
    }
}
