//! Page side of the protocol: a pool of engines in web workers.
//!
//! [`Pool::ask`] queues a request and resolves with its one terminal reply.
//! `queue` says who works on what, `burial` what becomes of the work of a worker
//! that died, `scoring` cuts a table into chunks and puts their scores together.
//! Workers are started when there is work for them. One that dies is replaced
//! and its request is tried once more; cancelling ends the workers that are
//! busy, because nothing else stops a running computation.

mod anew;
mod burial;
mod chunk;
mod dataset;
mod estimate;
mod import;
mod pool;
mod queue;
mod recode;
mod scoring;
mod so_far;
mod source;
mod store;
mod telling;
mod worker;

pub use anew::{Chosen, band, chosen};
pub use dataset::{Dataset, FeatureValue};
pub use estimate::{Estimate, TimeLeft};
pub use import::{Brought, Import, write_pack};
pub use pool::{Failure, Pool, Reply};
pub use scoring::{ModelFile, Scored, read_bytes, read_file, read_scenario, score, sweep};
pub use so_far::{SoFar, sweep_so_far};
pub use source::EngineSource;
pub use store::{Saved, Store, StoreFailure};
pub use telling::{Confidence, SimpleRule, confidence, simple_rule};
