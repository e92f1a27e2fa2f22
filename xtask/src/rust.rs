//! The Rust that Cutpoint needs. This program is content with an older one, so that it can say so.

use std::process::Command;
use xtask::shell::{self, Failure, Outcome};

/// Fails when the compiler is older than Cargo.toml asks for.
pub fn ensure() -> Outcome<()> {
    let manifest = std::fs::read_to_string(shell::root().join("Cargo.toml"))?;
    let wanted = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    compare(&version()?, wanted.unwrap_or_default().trim_matches('"'))
}

/// The version of the compiler, such as `1.95.0`.
pub fn version() -> Outcome<String> {
    let verbose = shell::read(Command::new("rustc").arg("-vV"), "install Rust from https://rustup.rs")?;
    let release = verbose.lines().find_map(|line| line.strip_prefix("release: "));
    release.map(str::to_string).ok_or_else(|| Failure::new("rustc tells no version", ""))
}

fn compare(found: &str, wanted: &str) -> Outcome<()> {
    let numbers =
        |version: &str| -> Vec<u32> { version.split(['.', '-']).map_while(|part| part.parse().ok()).collect() };
    if numbers(found) >= numbers(wanted) {
        return Ok(());
    }
    Err(Failure::new(
        format!("Rust {found} is too old, Cutpoint needs {wanted}"),
        "get a newer one with `rustup update`",
    ))
}

#[cfg(test)]
mod check {
    use super::compare;

    #[test]
    fn an_old_rust_is_said_in_one_line_with_what_to_do() {
        assert!(compare("1.95.0", "1.91").is_ok());
        assert!(compare("1.91.0-nightly", "1.91").is_ok());
        assert!(compare("2.0.0", "1.91").is_ok());
        let said = compare("1.85.1", "1.91").unwrap_err().to_string();
        assert_eq!(
            said,
            "Rust 1.85.1 is too old, Cutpoint needs 1.91\n  what to do: get a newer one with `rustup update`"
        );
    }

    #[test]
    fn the_manifest_asks_for_a_version() {
        super::ensure().unwrap();
        let manifest = include_str!("../../Cargo.toml");
        assert!(manifest.lines().any(|line| line.starts_with("rust-version = \"1.")));
    }
}
