//! Running programs and saying what is going on.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Something that could not be done, and what a person can do about it.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: String,
}

impl Failure {
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if !self.remedy.is_empty() {
            write!(f, "\n  what to do: {}", self.remedy)?;
        }
        Ok(())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(error.to_string(), "")
    }
}

pub type Outcome<T> = Result<T, Failure>;

/// Announces a step, runs it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("• {what} …");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    if seconds > 2.0 {
        eprintln!("  {seconds:.0} s");
    }
    result
}

/// Runs a program with its output shown; fails with `remedy` unless it succeeds.
pub fn run(command: &mut Command, remedy: &str) -> Outcome<()> {
    let name = display(command);
    let status =
        command.stdin(Stdio::null()).status().map_err(|error| Failure::new(format!("{name}: {error}"), remedy))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{name} failed ({status})"), remedy)) }
}

/// Runs a program quietly and returns what it printed; on failure its error output is part of the message.
pub fn read(command: &mut Command, remedy: &str) -> Outcome<String> {
    let name = display(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| Failure::new(format!("{name}: {error}"), remedy))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let tail: Vec<&str> = said.lines().rev().take(6).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    Err(Failure::new(format!("{name} failed ({}):\n    {}", output.status, tail.join("\n    ")), remedy))
}

fn display(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let arguments: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    format!("{} {}", name.to_string_lossy(), arguments.join(" "))
}

/// The first file of this name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let exe = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&exe)).find(|file| file.is_file())
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    named.map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where compiled tools are kept between clones; may be deleted at any time.
pub fn cache() -> Outcome<PathBuf> {
    let folder = std::env::var_os("CUTPOINT_CACHE")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("XDG_CACHE_HOME")?).join("cutpoint")))
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache/cutpoint")))
        .or_else(|| Some(PathBuf::from(std::env::var_os("LOCALAPPDATA")?).join("cutpoint")))
        .unwrap_or_else(|| root().join("target/cutpoint-cache"));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The cargo that runs this command, so that a pinned toolchain stays pinned.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The value after `--name`, or in `--name=value`.
pub fn option<'a>(options: &'a [String], name: &str) -> Option<&'a str> {
    let mut rest = options.iter();
    while let Some(word) = rest.next() {
        if word == name {
            return rest.next().map(String::as_str);
        }
        if let Some(value) = word.strip_prefix(name).and_then(|v| v.strip_prefix('=')) {
            return Some(value);
        }
    }
    None
}
