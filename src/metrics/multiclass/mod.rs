//! More than two classes: one against the rest, averages, and handing the
//! uncertain cases to people.

mod handover;
mod matrix;
mod sample;

pub use handover::{HandOver, hand_over};
pub use matrix::{Average, ConfusionMatrix};
pub use sample::{MultiError, MultiSample};
