//! Bytes to scores: loads an ONNX file and runs it on cases.
//!
//! [`load`] explains the room: the protobuf is decoded within limits
//! (`limits`, `proto`), local functions are unfolded (`inline`), the outputs
//! that are scores and labels are found (`output`), and the part of the graph
//! that makes them is compiled to steps (`graph`), each step one operator of
//! `ops`. [`Model::score`] runs the steps block by block.

mod answers;
mod batch;
mod columns;
mod declared;
mod describe;
mod dictionary;
mod error;
mod fuse;
mod graph;
mod half;
mod inline;
pub mod judge;
mod limits;
mod load;
mod node;
mod onnx;
mod ops;
mod output;
mod proto;
mod schedule;
mod scores;
mod tensor;
mod value;

pub use batch::{Batch, Column, InputKind, InputSpec};
pub use describe::{Description, OperatorCount};
pub use dictionary::{Dictionary, Entry};
pub use error::{MissingOperator, ModelError};
pub use load::{Model, load, load_for_scores, node_test};
pub use scores::{ScoreKind, Scores};
pub use tensor::DType;
