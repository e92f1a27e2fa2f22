//! Measurements against the field's own tools, each in one run on this machine. The last lines are
//! `ratio NAME VALUE`.

mod data;
mod engine;
mod metrics;
mod npm;
mod page;

use xtask::shell::{Failure, Outcome};

/// Runs the named benchmark.
pub fn run(options: &[String]) -> Outcome<()> {
    let choices = "give one of: data, engine, metrics, page";
    match options.first().map(String::as_str) {
        Some("engine") => engine::run(options),
        Some("data") => data::run(),
        Some("metrics") => metrics::run(),
        Some("page") => page::run(),
        Some(other) => Err(Failure::new(format!("there is no benchmark '{other}'"), choices)),
        None => Err(Failure::new("no benchmark is named", choices)),
    }
}
