//! What an operator is built from (a node's attributes and constant inputs)
//! and what it is run on.

use std::sync::Arc;

use super::onnx::{AttributeProto, GraphProto, NodeProto};

use super::error::OpError;
use super::proto::{self, TensorFault};
use super::tensor::Tensor;
use super::tract::{Body, Fact, Given};
use super::value::{Key, Value};

/// A built operator: takes its inputs, gives its outputs.
pub(crate) type Kernel = Box<dyn Fn(Args) -> Result<Vec<Value>, OpError> + Send + Sync>;

/// Builds an operator from its node.
pub(crate) type Builder = fn(&NodeDef) -> Result<Kernel, OpError>;

/// States types and shapes of a node's outputs.
pub(crate) type Rule = fn(&NodeDef, &Given) -> Result<Vec<Fact>, OpError>;

/// The name to show for a node.
pub(crate) fn node_name(node: &NodeProto) -> String {
    if !node.name.is_empty() {
        return node.name.clone();
    }
    node.output.iter().find(|o| !o.is_empty()).cloned().unwrap_or_else(|| node.op_type.clone())
}

/// A node as its builder sees it.
pub(crate) struct NodeDef<'a> {
    pub proto: &'a NodeProto,
    /// Version of the operator set that the node's domain is imported with.
    pub opset: i64,
    /// For each input: its value, when it is known before any case is seen.
    pub constants: Vec<Option<Tensor>>,
    /// Compiles a subgraph (If, Loop, Scan); the names it takes from outside
    /// come after the node's own inputs, in `Body::captures` order.
    pub compile: &'a dyn Fn(&GraphProto) -> Result<Body, OpError>,
}

impl NodeDef<'_> {
    fn find(&self, name: &str) -> Option<&AttributeProto> {
        self.proto.attribute.iter().find(|a| a.name == name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    pub fn int(&self, name: &str, default: i64) -> i64 {
        self.find(name).map_or(default, |a| a.i)
    }

    pub fn float(&self, name: &str, default: f32) -> f32 {
        self.find(name).map_or(default, |a| a.f)
    }

    pub fn text(&self, name: &str, default: &str) -> String {
        self.find(name).map_or_else(|| default.into(), |a| String::from_utf8_lossy(&a.s).into_owned())
    }

    pub fn ints(&self, name: &str) -> &[i64] {
        self.find(name).map_or(&[], |a| &a.ints)
    }

    pub fn floats(&self, name: &str) -> &[f32] {
        self.find(name).map_or(&[], |a| &a.floats)
    }

    pub fn texts(&self, name: &str) -> Vec<Arc<str>> {
        self.find(name).map_or_else(Vec::new, |a| a.strings.iter().map(|s| String::from_utf8_lossy(s).into()).collect())
    }

    pub fn tensor(&self, name: &'static str) -> Result<Option<Tensor>, OpError> {
        let Some(t) = self.find(name).and_then(|a| a.t.as_ref()) else {
            return Ok(None);
        };
        match proto::tensor(t) {
            Ok(t) => Ok(Some(t)),
            Err(TensorFault::External) => Err(OpError::Attribute(name, "its tensor is kept in another file".into())),
            Err(TensorFault::Bad(e)) => Err(e),
        }
    }

    pub fn graph(&self, name: &'static str) -> Result<&GraphProto, OpError> {
        self.find(name)
            .and_then(|a| a.g.as_ref())
            .ok_or_else(|| OpError::Attribute(name, "the subgraph is missing".into()))
    }

    /// The constant value of an input, if it has one.
    pub fn constant(&self, input: usize) -> Option<&Tensor> {
        self.constants.get(input).and_then(Option::as_ref)
    }

    /// Number of outputs that the node lists.
    pub fn outputs(&self) -> usize {
        self.proto.output.len()
    }

    /// Class labels from one of two attributes, text first.
    pub fn labels(&self, texts: &str, ints: &str) -> Vec<Key> {
        let words = self.texts(texts);
        if words.is_empty() {
            self.ints(ints).iter().map(|&v| Key::Int(v)).collect()
        } else {
            words.into_iter().map(Key::Text).collect()
        }
    }
}

/// The inputs of one run. An operator may take a value out and reuse its
/// memory.
pub(crate) struct Args(pub Vec<Option<Value>>);

impl Args {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of an input that must be there.
    pub fn value(&self, at: usize) -> Result<&Value, OpError> {
        self.0.get(at).and_then(Option::as_ref).ok_or_else(|| OpError::Value(format!("input {at} is missing")))
    }

    /// The tensor of an input that must be there.
    pub fn tensor(&self, at: usize) -> Result<&Tensor, OpError> {
        self.value(at)?.tensor()
    }

    /// The tensor of an input that may be left out.
    pub fn optional(&self, at: usize) -> Result<Option<&Tensor>, OpError> {
        match self.0.get(at).and_then(Option::as_ref) {
            Some(v) => v.tensor().map(Some),
            None => Ok(None),
        }
    }

    /// Takes a tensor out of the inputs.
    pub fn take(&mut self, at: usize) -> Result<Tensor, OpError> {
        self.take_value(at)?.into_tensor()
    }

    /// Takes a value out of the inputs.
    pub fn take_value(&mut self, at: usize) -> Result<Value, OpError> {
        self.0.get_mut(at).and_then(Option::take).ok_or_else(|| OpError::Value(format!("input {at} is missing")))
    }
}

/// One tensor as an operator's whole answer.
pub(crate) fn one(t: Tensor) -> Result<Vec<Value>, OpError> {
    Ok(vec![Value::Tensor(t)])
}
