//! Page side of the protocol: a pool of engines in web workers.
//!
//! [`Pool::ask`] queues a request and resolves with its one terminal reply.
//! Workers are started when there is work for them. One that dies is replaced
//! and its request is tried once more; cancelling ends the workers that are
//! busy, because nothing else stops a running computation.

mod dataset;
mod import;
mod pool;
mod scoring;
mod source;
mod telling;
mod worker;

pub use dataset::{Dataset, FeatureValue};
pub use import::{Brought, Import, write_pack};
pub use pool::{Failure, Pool, Reply};
pub use scoring::{ModelFile, Scored, read_cases, read_file, score, sweep};
pub use source::EngineSource;
pub use telling::{Confidence, SimpleRule, confidence, simple_rule};
