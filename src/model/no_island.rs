//! Stands in for `island` where the feature `islands` is off: nothing is left
//! to tract, and its kernels stay out of the browser's engine.

use super::onnx::GraphProto;

use super::error::{ModelError, OpError};
use super::graph::Build;
use super::node::{Kernel, NodeDef};

/// Operator name of an island's node.
pub(crate) const ISLAND: &str = "Island";
/// Domain of an island's node.
pub(crate) const DOMAIN: &str = "cutpoint";

/// Nothing is left to tract.
pub(crate) fn left_to_tract(_: &str, _: &str) -> bool {
    false
}

/// Leaves the graph as it is.
pub(crate) fn cut(_: &mut GraphProto, _: &[String], _: &Build) -> Result<bool, ModelError> {
    Ok(false)
}

/// There are no islands to build.
pub(crate) fn kernel(_: &NodeDef) -> Result<Kernel, OpError> {
    Err(OpError::Unsupported("islands are not built in".into()))
}
