//! Operators that are left to tract: neighbouring ones are cut out of the
//! graph as an *island*, which tract optimises for the shapes that come in.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use tract_onnx::prelude::*;

use super::error::{ModelError, OpError};
use super::graph::Build;
use super::node::{Args, Kernel, NodeDef};
use super::onnx::{
    AttributeProto, DimensionProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto,
    TensorShapeProto, TensorTypeProto, TypeProto, ValueInfoProto,
};
use super::schedule::{node_name, reads, schedule};
use super::tensor::{DType, Data, Tensor as Ours};
use super::value::Value;

/// Operator name of an island's node.
pub(crate) const ISLAND: &str = "Island";
/// Domain of an island's node.
pub(crate) const DOMAIN: &str = "cutpoint";

/// Operators that only tract has here.
pub(crate) fn left_to_tract(domain: &str, op: &str) -> bool {
    matches!(domain, "" | "ai.onnx") && matches!(op, "ConvTranspose" | "Resize")
}

/// Operators that join an island beside them, so that tract can fuse them.
fn joins(domain: &str, op: &str) -> bool {
    matches!(domain, "" | "ai.onnx") && matches!(op, "BatchNormalization" | "Relu" | "Sigmoid" | "Tanh" | "LeakyRelu")
}

/// Replaces what is left to tract by islands; a graph without any stays as
/// it is.
pub(crate) fn cut(graph: &mut GraphProto, outputs: &[String], build: &Build) -> Result<bool, ModelError> {
    for node in &mut graph.node {
        for g in node.attribute.iter_mut().filter_map(|a| a.g.as_mut()) {
            let outputs: Vec<String> = g.output.iter().map(|o| o.name.clone()).collect();
            cut(g, &outputs, build)?;
        }
    }
    if !graph.node.iter().any(|n| left_to_tract(&n.domain, &n.op_type)) {
        return Ok(false);
    }
    let order = schedule(graph, outputs, build)?;
    let nodes: Vec<NodeProto> = order.iter().filter_map(|&i| graph.node.get(i).cloned()).collect();
    let is_tract: Vec<bool> =
        nodes.iter().map(|n| left_to_tract(&n.domain, &n.op_type) || joins(&n.domain, &n.op_type)).collect();
    // A level grows wherever an edge leads from one kind to the other, so
    // nodes of one level and kind never wait for each other through others.
    let mut maker: HashMap<&str, usize> = HashMap::new();
    let mut level = vec![0usize; nodes.len()];
    for (i, node) in nodes.iter().enumerate() {
        for p in reads(node).iter().filter_map(|n| maker.get(n.as_str())) {
            // `maker` holds earlier positions only: nodes are in order.
            level[i] = level[i].max(level[*p] + usize::from(is_tract[*p] != is_tract[i]));
        }
        node.output.iter().for_each(|o| {
            maker.insert(o, i);
        });
    }
    let mut islands: HashMap<usize, Vec<NodeProto>> = HashMap::new();
    let mut rest = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        if is_tract[i] { islands.entry(level[i]).or_default().push(node.clone()) } else { rest.push(node.clone()) }
    }
    let mut read: HashMap<String, HashSet<usize>> = HashMap::new();
    for (i, node) in nodes.iter().enumerate() {
        let place = if is_tract[i] { level[i] } else { usize::MAX };
        reads(node).into_iter().for_each(|n| {
            read.entry(n).or_default().insert(place);
        });
    }
    for name in outputs {
        read.entry(name.clone()).or_default().insert(usize::MAX);
    }
    let mut levels: Vec<usize> = islands.keys().copied().collect();
    levels.sort_unstable();
    for l in levels {
        let inside = islands.remove(&l).unwrap_or_default();
        rest.push(island(inside, l, &read, build));
    }
    graph.node = rest;
    Ok(true)
}

fn int(name: &str, i: i64) -> AttributeProto {
    AttributeProto { name: name.into(), i, ..Default::default() }
}

fn named(name: &str) -> ValueInfoProto {
    ValueInfoProto { name: name.into(), ..Default::default() }
}

/// The node that stands for one island.
fn island(nodes: Vec<NodeProto>, level: usize, read: &HashMap<String, HashSet<usize>>, build: &Build) -> NodeProto {
    let made: HashSet<&str> = nodes.iter().flat_map(|n| n.output.iter().map(String::as_str)).collect();
    let mut inputs: Vec<String> = Vec::new();
    for name in nodes.iter().flat_map(|n| &n.input) {
        if !name.is_empty() && !made.contains(name.as_str()) && !inputs.contains(name) {
            inputs.push(name.clone());
        }
    }
    let outputs: Vec<String> = nodes
        .iter()
        .flat_map(|n| &n.output)
        .filter(|o| read.get(*o).is_some_and(|by| by.iter().any(|&b| b != level)))
        .cloned()
        .collect();
    let shown = nodes.first().map(node_name).unwrap_or_default();
    let body = GraphProto {
        input: inputs.iter().map(|n| named(n)).collect(),
        output: outputs.iter().map(|n| named(n)).collect(),
        node: nodes,
        name: "island".into(),
        ..Default::default()
    };
    NodeProto {
        name: shown,
        op_type: ISLAND.into(),
        domain: DOMAIN.into(),
        input: inputs,
        output: outputs,
        attribute: vec![
            AttributeProto { name: "body".into(), g: Some(body), ..Default::default() },
            int("opset", build.opset("")),
        ],
    }
}

type Plan = Arc<TypedRunnableModel>;

/// What a compiled island is good for: shapes of its inputs, and the values
/// of those that are shapes themselves.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key(Vec<(Vec<usize>, Option<Vec<i64>>)>);

/// Plans kept for different shapes.
const MAX_PLANS: usize = 8;

/// Builds an island's kernel.
pub(crate) fn kernel(def: &NodeDef) -> Result<Kernel, OpError> {
    let mut body = def.graph("body")?.clone();
    let opset = def.int("opset", 17);
    let mut open = Vec::new();
    for (i, name) in def.proto.input.iter().enumerate() {
        match def.constant(i) {
            Some(t) => {
                body.input.retain(|v| v.name != *name);
                body.initializer.push(to_proto(name, t)?);
            }
            None => open.push(i),
        }
    }
    let plans: Mutex<HashMap<Key, Plan>> = Mutex::new(HashMap::new());
    Ok(Box::new(move |mut args: Args| {
        let tensors: Vec<Ours> = open.iter().map(|&i| args.take(i)).collect::<Result<_, _>>()?;
        let is_shape = |t: &Ours| t.dtype.is_int() && t.rank() <= 1 && t.len() <= 16;
        let key = Key(tensors
            .iter()
            .map(|t| Ok((t.shape.clone(), if is_shape(t) { Some(t.to_i64()?.to_vec()) } else { None })))
            .collect::<Result<_, OpError>>()?);
        // A poisoned lock only means that another run failed: the map is whole.
        let known = plans.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let plan = match known {
            Some(p) => p,
            None => {
                let p = compile(&body, &tensors, &is_shape, opset)?;
                let mut plans = plans.lock().unwrap_or_else(PoisonError::into_inner);
                if plans.len() >= MAX_PLANS {
                    plans.clear();
                }
                plans.insert(key, p.clone());
                p
            }
        };
        let inputs = tensors
            .iter()
            .filter(|t| !is_shape(t))
            .map(|t| Ok(to_tract(t)?.into()))
            .collect::<Result<TVec<TValue>, OpError>>()?;
        let out = plan.run(inputs).map_err(|e| OpError::Tract(format!("{e:#}")))?;
        out.iter().map(|v| Ok(Value::Tensor(from_tract(v)?))).collect()
    }))
}

fn compile(body: &GraphProto, tensors: &[Ours], is_shape: &dyn Fn(&Ours) -> bool, opset: i64) -> Result<Plan, OpError> {
    let mut graph = body.clone();
    let names: Vec<String> = graph.input.iter().map(|v| v.name.clone()).collect();
    let mut facts = Vec::new();
    graph.input.clear();
    for (name, t) in names.iter().zip(tensors) {
        if is_shape(t) {
            graph.initializer.push(to_proto(name, t)?);
        } else {
            graph.input.push(ValueInfoProto { r#type: Some(type_of(t)), ..named(name) });
            facts.push(InferenceFact::dt_shape(datum(t.dtype)?, t.shape.clone()));
        }
    }
    let proto = ModelProto {
        ir_version: 8,
        opset_import: vec![OperatorSetIdProto { domain: String::new(), version: opset }],
        graph: Some(graph),
        ..Default::default()
    };
    let build = || -> TractResult<Plan> {
        // The same protobuf in tract's own types.
        let bytes = prost::Message::encode_to_vec(&proto);
        let mut model = tract_onnx::onnx().with_ignore_value_info(true).model_for_read(&mut bytes.as_slice())?;
        for (i, fact) in facts.into_iter().enumerate() {
            model.set_input_fact(i, fact)?;
        }
        model.into_optimized()?.into_runnable()
    };
    build().map_err(|e| OpError::Tract(format!("{e:#}")))
}

fn type_of(t: &Ours) -> TypeProto {
    let dim = t.shape.iter().map(|&d| DimensionProto { dim_value: Some(d as i64) }).collect();
    let tensor = TensorTypeProto { elem_type: t.dtype.to_onnx(), shape: Some(TensorShapeProto { dim }) };
    TypeProto { tensor_type: Some(tensor) }
}

fn to_proto(name: &str, t: &Ours) -> Result<TensorProto, OpError> {
    let mut proto = TensorProto {
        name: name.into(),
        dims: t.shape.iter().map(|&d| d as i64).collect(),
        data_type: t.dtype.to_onnx(),
        ..Default::default()
    };
    match (&t.data, t.dtype) {
        (Data::F32(v), DType::F32) => proto.float_data = v.to_vec(),
        (Data::F64(v), _) => proto.double_data = v.to_vec(),
        (Data::Int(v), DType::I64) => proto.int64_data = v.to_vec(),
        (Data::Int(v), DType::I32) => proto.int32_data = v.iter().map(|&x| x as i32).collect(),
        (Data::Bool(v), _) => proto.int32_data = v.iter().map(|&x| i32::from(x)).collect(),
        _ => return Err(OpError::Type(format!("{:?} given to tract", t.dtype))),
    }
    Ok(proto)
}

fn datum(dtype: DType) -> Result<DatumType, OpError> {
    Ok(match dtype {
        DType::F32 => DatumType::F32,
        DType::F64 => DatumType::F64,
        DType::I64 => DatumType::I64,
        DType::I32 => DatumType::I32,
        DType::Bool => DatumType::Bool,
        other => return Err(OpError::Type(format!("{other:?} given to tract"))),
    })
}

fn to_tract(t: &Ours) -> Result<Tensor, OpError> {
    let made = match (&t.data, t.dtype) {
        (Data::F32(v), DType::F32) => Tensor::from_shape(&t.shape, v),
        (Data::F64(v), _) => Tensor::from_shape(&t.shape, v),
        (Data::Int(v), DType::I64) => Tensor::from_shape(&t.shape, v),
        (Data::Int(v), DType::I32) => Tensor::from_shape(&t.shape, &v.iter().map(|&x| x as i32).collect::<Vec<_>>()),
        (Data::Bool(v), _) => Tensor::from_shape(&t.shape, v),
        _ => return Err(OpError::Type(format!("{:?} given to tract", t.dtype))),
    };
    made.map_err(|e| OpError::Tract(format!("{e:#}")))
}

fn from_tract(t: &Tensor) -> Result<Ours, OpError> {
    let shape = t.shape().to_vec();
    let fault = |e: TractError| OpError::Tract(format!("{e:#}"));
    let t =
        if t.datum_type() == TDim::datum_type() { t.cast_to::<i64>().map_err(fault)?.into_owned() } else { t.clone() };
    match t.datum_type() {
        DatumType::F32 => Ours::f32(shape, slice::<f32>(&t)?),
        DatumType::F64 => Ours::f64(shape, slice::<f64>(&t)?),
        DatumType::I64 => Ours::i64(shape, slice::<i64>(&t)?),
        DatumType::I32 => Ours::ints(DType::I32, shape, slice::<i32>(&t)?.into_iter().map(i64::from).collect()),
        DatumType::Bool => Ours::bool(shape, slice::<bool>(&t)?),
        other => Err(OpError::Type(format!("tract gave {other:?}"))),
    }
}

fn slice<T: Datum + Copy>(t: &Tensor) -> Result<Vec<T>, OpError> {
    let fault = |e: TractError| OpError::Tract(format!("{e:#}"));
    Ok(t.to_plain_array_view::<T>().map_err(fault)?.iter().copied().collect())
}
