//! One slider step of the page, beside uPlot redrawing the same curves.

use super::npm;
use crate::tests;
use xtask::shell::{self, Outcome, step};

const PEER: &str = "uplot@1.6.32";

pub fn run() -> Outcome<()> {
    let folder = shell::target().join("bench-page");
    std::fs::create_dir_all(&folder)?;
    let peer = npm::package(PEER)?.join("dist/uPlot.iife.min.js");
    let settings = tests::with_browser()?;
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "browser-tests", "--bin", "bench_page"]);
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command.env("CUTPOINT_BENCH", &folder).env("CUTPOINT_BENCH_PEER", peer);
    step("measuring in the browser", || shell::run(&mut command, "read the message above"))
}
