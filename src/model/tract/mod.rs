//! tract runs the graph: it infers shapes and types, optimises and evaluates.
//!
//! [`Program`] is a prepared graph; [`Program::plan`] makes the tract model of
//! it for inputs of given shapes. Each node is an operator of tract's
//! (`theirs`) or a kernel of `ops` that becomes one (`ours`).

mod body;
mod convert;
mod fact;
mod failure;
mod held;
mod ours;
mod plan;
mod program;
mod run;
mod stages;
mod theirs;
mod wiring;

pub(crate) use body::Body;
pub(crate) use fact::{Dim, Fact, Given};
pub(crate) use failure::Failure;
pub(crate) use program::{Build, Program};
pub(crate) use theirs::is_theirs;
