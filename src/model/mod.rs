//! Bytes to scores: loads an ONNX file and runs it on cases.
//!
//! [`load`] explains the room: the protobuf is decoded within limits
//! (`limits`, `proto`), the outputs that are scores and labels are found
//! (`output`), the graph is prepared, one rewrite a file (`prepare`), and
//! tract makes a plan of it (`tract`), in which kernels of ours (`ops`) stand
//! where tract has none, is wrong or is slow. [`Model::score`] runs the plan
//! block by block and reads the scores (`answers`).

mod answers;
mod batch;
mod columns;
mod declared;
mod describe;
mod dictionary;
mod error;
pub mod judge;
mod limits;
mod load;
mod missing;
mod node;
mod node_test;
mod onnx;
mod ops;
mod output;
mod prepare;
mod proto;
mod scores;
mod tensor;
mod tract;
mod value;

pub use batch::{Batch, Column, InputKind, InputSpec};
pub use describe::{Description, OperatorCount};
pub use dictionary::{Dictionary, Entry};
pub use error::{MissingOperator, ModelError};
pub use load::{Model, load, load_for_scores};
pub use node_test::node_test;
pub use ops::{REASONS, Reason};
pub use scores::{ScoreKind, Scores};
pub use tensor::DType;
