//! Building the page with Trunk, and serving what was built.

use crate::{split, tools};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use xtask::server;
use xtask::shell::{self, Failure, Outcome, option, step};

/// Builds the release folder and returns where it is.
pub fn dist(options: &[String]) -> Outcome<PathBuf> {
    let folder = option(options, "--out").map_or_else(|| shell::root().join("dist"), PathBuf::from);
    let public_url = option(options, "--public-url").unwrap_or("./");
    build(&folder, public_url)?;
    eprintln!("The release folder is {}", folder.display());
    Ok(folder)
}

/// Builds the page and serves it until interrupted.
pub fn serve(options: &[String]) -> Outcome<()> {
    let port = match option(options, "--port") {
        None => 0,
        Some(text) => text.parse().map_err(|_| {
            Failure::new(format!("'{text}' is no port"), "give a number from 1 to 65535, or leave --port out")
        })?,
    };
    // Before the minutes of a build.
    server::claim(port)?;
    let folder = shell::root().join("dist");
    build(&folder, "./")?;
    let prefix = option(options, "--public-url").unwrap_or("/");
    let server = server::start(&folder, prefix, port)?;
    println!("Cutpoint is at {}  (stop with Ctrl+C)", server.address);
    server.wait();
    Ok(())
}

/// Builds unless the folder is newer than everything it is made of.
pub fn build(folder: &Path, public_url: &str) -> Outcome<()> {
    let stamp = folder.join(".built-for");
    let fresh = std::fs::read_to_string(&stamp).is_ok_and(|url| url == public_url)
        && newest(&sources())? < modified(&stamp).unwrap_or(SystemTime::UNIX_EPOCH);
    if fresh {
        eprintln!("• the page is up to date");
        return Ok(());
    }
    writable(folder)?;
    let tools = tools::for_building()?;
    fetch()?;
    step("building page and engine (the first time takes some minutes)", || {
        let mut trunk = Command::new(&tools.trunk);
        trunk
            .current_dir(shell::root())
            // Offline: every tool and crate is here, and Trunk must not look for others.
            .args(["build", "--release", "--locked", "--offline", "--public-url", public_url, "--dist"])
            .arg(folder)
            // Trunk reads NO_COLOR as a true/false option and refuses the customary "1".
            .env_remove("NO_COLOR")
            .env("CARGO_NET_OFFLINE", "false");
        split::set_up(&mut trunk, &tools)?;
        shell::read(&mut trunk, "correct what the compiler names, or report it with these lines")
    })?;
    std::fs::write(stamp, public_url)?;
    Ok(())
}

/// Says before the minutes of a build that its result could not be put down.
fn writable(folder: &Path) -> Outcome<()> {
    let probe = folder.join(".writable");
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&probe, ""));
    written.and_then(|()| std::fs::remove_file(probe)).map_err(|error| {
        Failure::from(error).within(
            &format!("nothing can be written into {}", folder.display()),
            "name another folder: `cargo xtask dist --out FOLDER`",
        )
    })
}

/// Downloads what Cargo.lock names: Trunk hands its `--offline` to cargo, which then downloads nothing.
/// For all targets, because Trunk asks `cargo metadata`, which reads the manifest of every package.
pub fn fetch() -> Outcome<()> {
    let mut command = shell::cargo();
    command.args(["fetch", "--locked"]);
    step("downloading the crates that Cargo.lock names", || {
        shell::read(&mut command, "connect to the internet and try again, what has arrived is kept")
    })?;
    Ok(())
}

fn sources() -> Vec<PathBuf> {
    [
        "src",
        "locales",
        "models",
        "public",
        "style",
        "index.html",
        "Trunk.toml",
        "Cargo.toml",
        "build.rs",
        "boot.js",
        "Cargo.lock",
        "xtask/src",
        ".cargo",
    ]
    .iter()
    .map(|name| shell::root().join(name))
    .collect()
}

fn newest(paths: &[PathBuf]) -> Outcome<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut open: Vec<PathBuf> = paths.to_vec();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path)?.flatten().map(|entry| entry.path()));
        }
        newest = newest.max(modified(&path).unwrap_or(SystemTime::UNIX_EPOCH));
    }
    Ok(newest)
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}

#[cfg(test)]
mod check {
    #[test]
    fn a_folder_that_cannot_be_written_is_said_before_the_build() {
        // Not even root writes beneath a file.
        let file = std::env::temp_dir().join(format!("cutpoint-writable-{}", std::process::id()));
        std::fs::write(&file, "").unwrap();
        let said = super::writable(&file.join("dist")).unwrap_err().to_string();
        std::fs::remove_file(&file).unwrap();
        assert!(said.starts_with("nothing can be written into ") && said.contains("what to do: "), "{said}");
        assert_eq!(said.lines().count(), 2, "{said}");
    }
}
