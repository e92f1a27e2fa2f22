//! Binaryen's optimiser for the finished wasm files: one from PATH, npm's, or the one of its crate.

use crate::{debian, npm, tools};
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Outcome};

/// What is asked for; what each brings is in docs/decisions.md.
pub const ENGINE: &str = "-O3";

/// What browsers since 2023 have and the compiler uses. Enabling "all" lets unfinished features in.
const FEATURES: [&str; 6] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
];

/// Older ones (Debian 12 has 108) mix up the tables of what wasm-bindgen writes.
const OLDEST: u32 = 116;

/// A script for Node: seconds to fetch, and the newest.
const PACKAGE: &str = "binaryen@132.0.0";

/// Compiled with a C++ compiler, which takes minutes. Its version 0.116 is Binaryen's 116.
const CRATE: &str = "0.116.1";

/// Finds or installs one. `None` where there is neither Node nor a C++ compiler to be had, which is said.
pub fn ensure() -> Outcome<Option<PathBuf>> {
    if let Some(found) = shell::on_path("wasm-opt").filter(|program| is_recent(program)) {
        return Ok(Some(found));
    }
    let home = shell::cache()?;
    if shell::on_path("node").is_some() && shell::on_path("npm").is_some() {
        match npm::package(PACKAGE, &home) {
            Ok(files) => return Ok(Some(files.join("bin/wasm-opt"))),
            Err(failure) => eprintln!("  {failure}"),
        }
    }
    let compiled = || {
        if ["c++", "g++", "clang++", "cl"].iter().all(|name| shell::on_path(name).is_none()) {
            debian::install(&["g++"], "a C++ compiler")?;
        }
        tools::find_or_install("wasm-opt", CRATE, "some minutes")
    };
    Ok(compiled().map_err(|failure| eprintln!("  the engine stays larger and slower than it could be: {failure}")).ok())
}

fn is_recent(program: &Path) -> bool {
    // "wasm-opt version 120 (version_120)"
    let said = shell::read(command(program).arg("--version"), "").unwrap_or_default();
    said.split_whitespace().find_map(|word| word.parse::<u32>().ok()).is_some_and(|version| version >= OLDEST)
}

/// Optimises a file in its place.
pub fn optimise(program: &Path, wasm: &Path, level: &str) -> Outcome<()> {
    let smaller = wasm.with_extension("opt");
    let mut command = command(program);
    command.arg(level).args(FEATURES).arg(wasm).arg("-o").arg(&smaller);
    shell::read(&mut command, "put a `wasm-opt` of version 116 or newer on PATH")?;
    Ok(std::fs::rename(&smaller, wasm)?)
}

/// npm's is a script.
fn command(program: &Path) -> Command {
    if !program.components().any(|part| part.as_os_str() == "node_modules") {
        return Command::new(program);
    }
    let mut node = Command::new("node");
    node.arg(program);
    node
}
