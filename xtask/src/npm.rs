//! Packages of npm, each fetched once.

use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

/// The files of a package, given as `name@version`, in a folder of `home`.
pub fn package(wanted: &str, home: &Path) -> Outcome<PathBuf> {
    let name = wanted.rsplit_once('@').map_or(wanted, |(name, _)| name);
    let home = home.join(wanted.replace('@', "-"));
    let files = home.join("node_modules").join(name);
    if !files.is_dir() {
        let npm = shell::on_path("npm")
            .ok_or_else(|| Failure::new("there is no npm on this machine", "install Node 20 or newer with npm"))?;
        std::fs::create_dir_all(&home)?;
        step(&format!("fetching {wanted} (once)"), || {
            let mut command = Command::new(npm);
            command.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&home).arg(wanted);
            shell::read(&mut command, "make the npm registry reachable")
        })?;
    }
    Ok(files)
}
