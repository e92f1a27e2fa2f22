//! Reading tables in the page's engine beside Papa Parse in the same page, and the memory of large ones.

use super::npm;
use crate::tests::with_browser;
use xtask::shell::{self, Outcome};

/// What the reference runs with.
const PAPA: &str = "papaparse@5.7.1";

pub fn run() -> Outcome<()> {
    let papa = npm::package(PAPA)?.join("papaparse.min.js");
    let folder = shell::target().join("bench-data");
    std::fs::create_dir_all(&folder)?;
    let settings = with_browser()?;
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "browser-tests", "--bin", "bench_data"]);
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command.env("CUTPOINT_BENCH", folder).env("CUTPOINT_BENCH_PEER", papa);
    shell::run(&mut command, "read the message above")
}
