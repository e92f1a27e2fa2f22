//! One slider step of the page, beside uPlot redrawing the same curves.

use crate::tests;
use xtask::shell::{self, Outcome};

const PEER: &str = "uplot@1.6.32";

pub fn run() -> Outcome<()> {
    let folder = shell::target().join("bench-page");
    std::fs::create_dir_all(&folder)?;
    let peer = super::peer(PEER)?.join("dist/uPlot.iife.min.js");
    tests::browser_program("bench_page", &[("CUTPOINT_BENCH", &folder), ("CUTPOINT_BENCH_PEER", &peer)])
}
