//! The `wasm32-unknown-unknown` standard library: from rustup, or built from Debian's copy of its source.

use crate::{debian, rust};
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

const TARGET: &str = "wasm32-unknown-unknown";

pub fn ensure() -> Outcome<()> {
    let library = target_library()?;
    if has_std(&library) {
        return Ok(());
    }
    if shell::on_path("rustup").is_some() {
        let added = step("adding Rust's wasm target with rustup", || {
            // rustup retries a dead server for minutes; a build from source is quicker than that.
            let mut command = Command::new("rustup");
            command.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "0");
            shell::read(&mut command, "")
        });
        if added.is_ok() && has_std(&library) {
            return Ok(());
        }
        eprintln!("  rustup could not fetch it; building it from Debian's source of the same version");
    }
    step("building Rust's standard library for wasm (about half a minute)", || build(&library)).map_err(|cause| {
        Failure::new(
            format!("Rust's {TARGET} target is missing.\n{cause}"),
            format!("with a connection: `rustup target add {TARGET}`; on Debian without rustup: `apt-get install libstd-rust-dev-wasm32`"),
        )
    })
}

fn target_library() -> Outcome<PathBuf> {
    let folder =
        shell::read(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]), "install Rust")?;
    Ok(PathBuf::from(folder.trim()))
}

fn has_std(library: &Path) -> bool {
    std::fs::read_dir(library).is_ok_and(|files| {
        files.flatten().any(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

fn build(library: &Path) -> Outcome<()> {
    let version = rust::version()?;
    let work = shell::cache()?.join(format!("std-{version}"));
    let _ = std::fs::remove_dir_all(&work);
    std::fs::create_dir_all(&work)?;
    debian::unpack("rust-src", &version, &work)?;

    // cargo's build-std looks for the source in one place only.
    let sysroot = PathBuf::from(shell::read(Command::new("rustc").args(["--print", "sysroot"]), "")?.trim());
    let expected = sysroot.join("lib/rustlib/src/rust");
    if !expected.join("library/std/Cargo.toml").is_file() {
        if let Some(parent) = expected.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let _ = std::fs::remove_dir_all(&expected);
        copy_folder(&work.join(format!("usr/src/rustc-{version}/library")), &expected.join("library"))?;
    }

    let probe = work.join("probe");
    std::fs::create_dir_all(probe.join("src"))?;
    std::fs::write(probe.join("Cargo.toml"), "[package]\nname = \"probe\"\nedition = \"2024\"\n[workspace]\n")?;
    std::fs::write(probe.join("src/lib.rs"), "")?;
    let mut cargo = shell::cargo();
    cargo
        .current_dir(&probe)
        .args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET, "--target-dir", "target"])
        // build-std is for nightly compilers; this lets the stable one do it. Bitcode is what link-time optimisation reads.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    shell::read(&mut cargo, "")?;

    std::fs::create_dir_all(library)?;
    let built = probe.join(format!("target/{TARGET}/release/deps"));
    for file in std::fs::read_dir(built)?.flatten() {
        let path = file.path();
        let is_probe = file.file_name().to_string_lossy().starts_with("libprobe");
        if path.extension().is_some_and(|e| e == "rlib") && !is_probe {
            std::fs::copy(&path, library.join(file.file_name()))?;
        }
    }
    std::fs::remove_dir_all(&work)?;
    // Crates compiled against an earlier standard library would fail with "found possibly newer version of crate".
    let _ = std::fs::remove_dir_all(shell::root().join("target").join(TARGET));
    if has_std(library) { Ok(()) } else { Err(Failure::new("the build made no standard library", "")) }
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
