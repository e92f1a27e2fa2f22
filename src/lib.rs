//! Cutpoint runs a classifier on labelled cases in the browser and helps a
//! room agree on one metric, one threshold and one number.
//!
//! # Map
//!
//! | room | what it holds | may use |
//! |---|---|---|
//! | [`metrics`] | counting, curves, intervals, choice rules | `std` |
//! | [`explain`] | results to message id and numbers, no prose | `metrics` |
//! | `charts` | drawings on any plotters backend, with table twins | `metrics` |
//! | [`data`] | bytes to cases: tables, scenario packs, located errors | `metrics` |
//! | `model` | an ONNX file to scores: prepared here, run by tract with kernels of ours as its operators | |
//! | `link` | settings to query string and back | `metrics` |
//! | `protocol` | what page and engine say to each other | `data`, `metrics` |
//! | `locale` | sentences in a language, from the locale files | `explain`, `data` |
//! | `engine` | worker side of the protocol | `data`, `metrics`, `model`, `protocol` |
//! | `bridge` | page side: pool, queue, progress, cancel, restart | `data`, `metrics`, `protocol` |
//! | `ui` | Leptos components: the page; no arithmetic | all but `model` and `engine` |
//!
//! `tests/rooms.rs` holds these arrows.
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
