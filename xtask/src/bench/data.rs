//! Reading tables in the page's engine beside Papa Parse in the same page, and the memory of large ones.

use crate::tests::with_browser;
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

/// What the reference runs with.
const PAPA: &str = "papaparse@5.7.1";

pub fn run() -> Outcome<()> {
    let npm = shell::on_path("npm").ok_or_else(|| {
        Failure::new("there is no npm on this machine", "install Node 20 or newer (it fetches Papa Parse)")
    })?;
    let folder = shell::root().join("target/bench-data");
    std::fs::create_dir_all(&folder)?;
    if !folder.join("node_modules/papaparse/papaparse.min.js").exists() {
        let mut install = Command::new(npm);
        install.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(PAPA);
        step("fetching Papa Parse (once)", || shell::run(&mut install, "make the npm registry reachable"))?;
    }
    let settings = with_browser()?;
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "browser-tests", "--bin", "bench_data"]);
    command.envs(settings.iter().map(|(name, value)| (name, value))).env("CUTPOINT_BENCH", folder);
    shell::run(&mut command, "read the message above")
}
