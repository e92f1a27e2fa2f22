//! What the browser tests share with the commands: the static file server.

pub mod server;
pub mod shell;
