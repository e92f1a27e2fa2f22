//! Measurements against the field's own tools, each in one run on this machine. The last lines are
//! `ratio NAME VALUE`, the other's time over ours, and `limit NAME VALUE`, what was measured over what
//! is allowed.

mod data;
mod engine;
mod metrics;
mod page;

use crate::npm;
use std::path::PathBuf;
use xtask::shell::{self, Failure, Outcome};

/// The files of a package of npm to measure against.
fn peer(wanted: &str) -> Outcome<PathBuf> {
    npm::package(wanted, &shell::target().join("npm"))
}

/// How the last lines are read.
const LEGEND: &str = "A ratio above 1: ours is faster. A limit below 1: within it.";

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
