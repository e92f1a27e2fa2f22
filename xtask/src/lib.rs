//! What the browser tests share with the commands: the static file server, what is measured.

pub mod engine_models;
pub mod server;
pub mod shell;
pub mod trouble;
