//! Cutpoint runs a classifier on labelled cases in the browser and helps a
//! room agree on one metric, one threshold and one number.
//!
//! # Map
//!
//! | room | what it holds | may use |
//! |---|---|---|
//! | [`metrics`] | counting, curves, intervals, choice rules | `std` |
//! | [`data`] | bytes to cases: tables, scenario packs, located errors | `metrics` |
//! | `model` | an ONNX file to scores, operators that tract lacks | tract |
//! | `charts` | drawings on any plotters backend, with table twins | `metrics` |
//! | [`explain`] | results to message id and numbers, no prose | `metrics` |
#![warn(missing_docs)]

#[cfg(feature = "charts")]
pub mod charts;
pub mod data;
pub mod explain;
pub mod link;
pub mod metrics;
#[cfg(feature = "engine")]
pub mod model;
pub mod protocol;

#[cfg(feature = "words")]
pub mod locale;

#[cfg(feature = "ui")]
pub mod bridge;
#[cfg(feature = "ui")]
pub mod ui;

#[cfg(feature = "engine")]
pub mod engine;
