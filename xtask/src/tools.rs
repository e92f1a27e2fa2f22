//! The programs that building needs: taken from PATH when they fit, else installed with cargo.

use crate::{browser, dist, wasm_opt, wasm_target};
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

/// Trunk 0.22 asks for a newer Rust than this project does.
const TRUNK: &str = "0.21.14";

/// Takes the page's wasm apart; Leptos' marks where are of this version's family.
const WASM_SPLIT: &str = "0.2.4";

/// What a build needs, found or made.
pub struct Tools {
    pub trunk: PathBuf,
    pub wasm_bindgen: PathBuf,
    pub wasm_split: PathBuf,
    /// Nearly everywhere.
    pub wasm_opt: Option<PathBuf>,
}

/// Everything for building and, unless `--build-only`, for testing.
pub fn all(options: &[String]) -> Outcome<()> {
    for_building()?;
    dist::fetch()?;
    if !options.iter().any(|option| option == "--build-only") {
        browser::Kind::ready(options)?;
    }
    eprintln!("Everything is in place.");
    Ok(())
}

pub fn for_building() -> Outcome<Tools> {
    wasm_target::ensure()?;
    let trunk = find_or_install("trunk", TRUNK, "about 3 minutes on two cores")?;
    let bindgen_version = locked_version("wasm-bindgen")?;
    let wasm_bindgen = find_or_install("wasm-bindgen", &bindgen_version, "about 2 minutes on two cores")?;
    let wasm_split = find_or_install("wasm-split-cli", WASM_SPLIT, "about 1 minute on two cores")?;
    Ok(Tools { trunk, wasm_bindgen, wasm_split, wasm_opt: wasm_opt::ensure()? })
}

/// The version of a package in Cargo.lock; the command must match the library exactly.
fn locked_version(package: &str) -> Outcome<String> {
    let lock = std::fs::read_to_string(shell::root().join("Cargo.lock"))?;
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    let version = lines.next().and_then(|line| line.split('"').nth(1));
    let nothing = || Failure::new(format!("Cargo.lock names no {package}"), "run `cargo generate-lockfile`");
    version.map(str::to_string).ok_or_else(nothing)
}

/// How cargo makes programs quickly, whatever their own profile says.
const PLAIN: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// A program of this version from PATH or the cache, else made with `cargo install`.
pub fn find_or_install(name: &str, version: &str, duration: &str) -> Outcome<PathBuf> {
    if let Some(found) = shell::on_path(name).filter(|file| has_version(file, version)) {
        return Ok(found);
    }
    let home = shell::cache()?.join(format!("{name}-{version}"));
    let program = home.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    // The folder's name holds the version, for programs that do not tell theirs.
    if program.is_file() {
        return Ok(program);
    }
    let (package, features) = match name {
        "wasm-bindgen" => ("wasm-bindgen-cli", None),
        "wasm-split-cli" => ("wasm_split_cli_support", Some("--features=build-binary")),
        name => (name, None),
    };
    step(&format!("installing {package} {version} from source, once ({duration})"), || {
        let install = |locked: bool| {
            let mut command = shell::cargo();
            command.args(["install", package, "--version", version]).args(features).arg("--root").arg(&home);
            if locked {
                command.arg("--locked");
            }
            // These two only call others: optimising them takes longer than it ever saves.
            if matches!(name, "trunk" | "geckodriver") {
                command.envs(PLAIN);
            }
            // A workspace's own settings (wasm flags, target folder) must not reach the tool's build.
            command.current_dir(std::env::temp_dir()).env_remove("CARGO_TARGET_DIR");
            shell::read(&mut command, "")
        };
        install(true)
            .or_else(|cause| {
                // The lock file that a tool brings can name a version that the registry does not have.
                if cause.has_remedy() {
                    return Err(cause);
                }
                eprintln!("  not with the versions it asks for: once more with those that are to be had");
                install(false)
            })
            .map_err(|cause| {
                let remedy = format!("put a `{name}` {version} on PATH, or report it with these lines");
                cause.within(&format!("{package} {version} could not be installed"), &remedy)
            })
    })?;
    Ok(program)
}

fn has_version(program: &Path, version: &str) -> bool {
    program.is_file()
        && Command::new(program)
            .arg("--version")
            .output()
            .is_ok_and(|o| String::from_utf8_lossy(&o.stdout).split_whitespace().any(|word| word == version))
}
