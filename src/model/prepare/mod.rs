//! What is done to a graph before tract sees it, one rewrite a file.

mod fuse;
mod inline;
mod order;
mod prune;
mod softmax;
mod unfuse;
mod widen;

pub(crate) use fuse::{RELU, fuse};
pub(crate) use inline::inline_functions;
pub(crate) use order::{free_names, in_order, reads};
pub(crate) use prune::prune;
pub(crate) use softmax::whole_softmax_steps;
pub(crate) use unfuse::unfuse_quantised;
pub(crate) use widen::{ROUNDED, rounded, widen};
