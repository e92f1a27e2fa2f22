//! The operators that tract lacks, gets wrong or does too slowly, one family a
//! file, and the register that finds them.
//!
//! A builder reads a node's attributes once and gives a kernel; a rule states
//! the types and shapes of what it will make.

mod arithmetic;
mod arrange;
mod attention;
mod broadcast;
mod cast;
mod control;
mod control_facts;
mod conv;
mod distance;
mod elementwise;
mod encode;
mod facts;
mod features;
mod forest;
mod gemm;
mod gemm_panels;
mod index;
mod labels;
mod lanes;
mod linear;
mod make;
mod matmul;
mod pad;
mod pool;
mod post_transform;
mod quantise;
mod quantised;
mod reasons;
mod recurrent;
mod reduce;
mod regex;
mod register;
mod resize;
mod resize_axis;
mod reverse;
mod scale;
mod sequence;
mod shape;
mod sort;
mod svm;
mod text;
mod tfidf;
mod tree_classes;
mod tree_ensemble;
mod trees;
mod trees_modern;
mod window;

pub use reasons::{REASONS, Reason};
pub(crate) use register::{Operator, find};

/// Domain of the classical machine learning operators.
pub(crate) const ML: &str = "ai.onnx.ml";
/// Domain of onnxruntime's own operators.
pub(crate) const MICROSOFT: &str = "com.microsoft";

/// How to export a model without an operator that is not built in.
pub(crate) fn advice(domain: &str, op: &str) -> Option<&'static str> {
    match (domain, op) {
        ("ai.onnx.contrib", _) => Some(
            "made by onnxruntime-extensions; export the model without its tokenizer and give it the tokens' features",
        ),
        ("com.microsoft", _) => {
            Some("onnxruntime's own; export again without onnxruntime's optimised or quantised operators")
        }
        ("ai.onnx.training" | "ai.onnx.preview.training", _) => {
            Some("a training operator; export the model in evaluation mode")
        }
        (_, "NonMaxSuppression" | "RoiAlign") => Some("a detector, not a classifier; cut the graph before it"),
        _ => None,
    }
}

/// Casts an input to the type that a model declares.
pub(crate) fn cast_to(
    t: super::tensor::Tensor,
    to: super::tensor::DType,
) -> Result<super::tensor::Tensor, super::error::OpError> {
    cast::convert(t, to)
}
