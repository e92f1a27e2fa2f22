//! An operator of tract's as a node: its errors carry the node's name, and
//! what it would make is held against the limits before it is made.

use std::collections::HashMap;

use tract_onnx::pb;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::*;

use super::super::error::OpError;
use super::super::ops::MICROSOFT;
use super::super::tensor::volume;
use super::failure::Label;

/// Whether an operator of the standard's own domain is left to tract.
pub(crate) fn is_theirs(domain: &str, op: &str) -> bool {
    match domain {
        "" | "ai.onnx" => THEIRS.contains(&op),
        MICROSOFT => op == "Gelu",
        _ => false,
    }
}

/// Operators of tract's that are used: those that pass every node test that
/// they are meant for, and are quick enough.
const THEIRS: &[&str] = &[
    "Abs",
    "Acos",
    "Acosh",
    "Add",
    "And",
    "ArgMax",
    "ArgMin",
    "Asin",
    "Asinh",
    "Atan",
    "Atanh",
    "AveragePool",
    "BatchNormalization",
    "BitShift",
    "BitwiseAnd",
    "BitwiseNot",
    "BitwiseOr",
    "BitwiseXor",
    "Ceil",
    "Clip",
    "Concat",
    "ConvTranspose",
    "Cos",
    "Cosh",
    "DepthToSpace",
    "Div",
    "Dropout",
    "Einsum",
    "Elu",
    "Equal",
    "Erf",
    "Exp",
    "Expand",
    "EyeLike",
    "Flatten",
    "Floor",
    "Gather",
    "GatherElements",
    "GatherND",
    "Gelu",
    "GlobalAveragePool",
    "GlobalMaxPool",
    "Greater",
    "GreaterOrEqual",
    "GridSample",
    "GroupNormalization",
    "HardSigmoid",
    "HardSwish",
    "Hardmax",
    "Identity",
    "InstanceNormalization",
    "IsInf",
    "IsNaN",
    "LRN",
    "LayerNormalization",
    "LeakyRelu",
    "Less",
    "LessOrEqual",
    "Log",
    "LogSoftmax",
    "LpNormalization",
    "Max",
    "Mean",
    "MeanVarianceNormalization",
    "Min",
    "Mish",
    "Mod",
    "Mul",
    "Neg",
    "NonZero",
    "Not",
    "Or",
    "PRelu",
    "Pow",
    "RMSNormalization",
    "Reciprocal",
    "Reshape",
    "RotaryEmbedding",
    "Round",
    "Scatter",
    "ScatterElements",
    "ScatterND",
    "Selu",
    "Shape",
    "Shrink",
    "Sign",
    "Sin",
    "Sinh",
    "Size",
    "Slice",
    "Softmax",
    "Softplus",
    "Softsign",
    "Split",
    "Sqrt",
    "Squeeze",
    "Sub",
    "Sum",
    "Tan",
    "Tanh",
    "ThresholdedRelu",
    "Tile",
    "TopK",
    "Transpose",
    "Trilu",
    "Unsqueeze",
    "Where",
    "Xor",
];

/// Parses a node with tract's own reader.
pub(super) fn operator(
    framework: &tract_onnx::Onnx,
    node: &pb::NodeProto,
    opsets: &pb::ModelProto,
    version: i64,
    symbols: &SymbolScope,
    label: Label,
) -> TractResult<Box<dyn InferenceOp>> {
    let context = tract_onnx::model::ParsingContext {
        onnx_operator_set_version: version,
        framework,
        model: opsets,
        parent_graphs: vec![],
        model_dir: None,
        template: InferenceModel { symbols: symbols.clone(), ..Default::default() },
    };
    let builder = framework.op_register.0.get(&node.op_type);
    let builder = builder.ok_or_else(|| label.failed(OpError::Unsupported("this operator".into())))?;
    let (inner, _) = label.or_refuse(builder(&context, node))?;
    Ok(Box::new(Theirs { inner, label }))
}

#[derive(Debug, Clone)]
struct Theirs {
    inner: Box<dyn InferenceOp>,
    label: Label,
}

impl PartialEq for Theirs {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Eq for Theirs {}

impl Op for Theirs {
    fn name(&self) -> StaticName {
        self.inner.name()
    }

    not_a_typed_op!();
}

impl EvalOp for Theirs {
    fn eval(&self, context: &EvalContext, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        self.inner.eval(context, inputs)
    }

    fn eval_out_of_plan(&self, inputs: TVec<TValue>) -> TractResult<Option<TVec<TValue>>> {
        self.inner.eval_out_of_plan(inputs)
    }

    fn state(&self, context: &EvalContext) -> TractResult<Option<Box<dyn OpState>>> {
        self.inner.state(context)
    }
}

type Facts = TVec<InferenceFact>;

impl InferenceOp for Theirs {
    fn infer(
        &mut self,
        inputs: TVec<&InferenceFact>,
        outputs: TVec<&InferenceFact>,
        observed: TVec<&InferenceFact>,
    ) -> TractResult<(Facts, Facts, Facts)> {
        let facts = self.infer_facts(inputs.clone(), outputs.clone(), observed.clone())?;
        for fact in &facts.1 {
            let lengths: Vec<usize> = fact.shape.dims().filter_map(|d| d.concretize()?.to_usize().ok()).collect();
            volume(&lengths).map_err(|e| self.label.failed(e))?;
        }
        if facts.0.iter().all(|fact| fact.value.is_concrete()) {
            let inner = self.inner.infer(inputs, outputs, observed);
            return self.label.or_refuse(inner);
        }
        Ok(facts)
    }

    fn infer_facts(
        &mut self,
        inputs: TVec<&InferenceFact>,
        outputs: TVec<&InferenceFact>,
        observed: TVec<&InferenceFact>,
    ) -> TractResult<(Facts, Facts, Facts)> {
        let facts = self.inner.infer_facts(inputs, outputs, observed);
        self.label.or_refuse(facts)
    }

    fn observe_outlets(&self, model: &InferenceModel, node: &InferenceNode) -> TractResult<Vec<OutletId>> {
        self.inner.observe_outlets(model, node)
    }

    fn incorporate(&self, model: &InferenceModel, node: &InferenceNode) -> TractResult<Option<InferenceModelPatch>> {
        self.inner.incorporate(model, node)
    }

    fn nboutputs(&self) -> TractResult<usize> {
        self.inner.nboutputs()
    }

    fn to_typed(
        &self,
        source: &InferenceModel,
        node: &InferenceNode,
        target: &mut TypedModel,
        mapping: &HashMap<OutletId, OutletId>,
    ) -> TractResult<TVec<OutletId>> {
        self.label.or_refuse(self.inner.to_typed(source, node, target, mapping))
    }

    as_op!();
}
