//! Reading tables in the page's engine beside Papa Parse in the same page, and the memory of large ones.

use crate::tests;
use xtask::shell::{self, Outcome};

/// What the reference runs with.
const PAPA: &str = "papaparse@5.7.1";

pub fn run() -> Outcome<()> {
    let papa = super::peer(PAPA)?.join("papaparse.min.js");
    let folder = shell::target().join("bench-data");
    std::fs::create_dir_all(&folder)?;
    tests::browser_program("bench_data", &[("CUTPOINT_BENCH", &folder), ("CUTPOINT_BENCH_PEER", &papa)])
}
