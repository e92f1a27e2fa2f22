//! Running programs and saying what is going on.

use crate::trouble;
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fmt;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

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

    /// A program that failed with this output. `remedy` is for causes that the output does not tell.
    fn of(program: &str, status: ExitStatus, output: &str, remedy: &str) -> Self {
        let mut what = format!("{program} failed ({status})");
        for line in trouble::last_words(output) {
            what += &format!("\n    {line}");
        }
        Self::new(what, trouble::remedy(output).unwrap_or(remedy))
    }

    /// Whether the cause is known well enough to say what to do.
    pub fn has_remedy(&self) -> bool {
        !self.remedy.is_empty()
    }

    /// The same, with what it means for the one who called before it.
    pub fn within(self, what: &str, remedy: &str) -> Self {
        let remedy = if self.remedy.is_empty() { remedy.to_owned() } else { self.remedy };
        Self { what: format!("{what}: {}", self.what), remedy }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if !self.remedy.is_empty() {
            write!(f, "\n  {}{}", trouble::REMEDY, self.remedy)?;
        }
        Ok(())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        let what = error.to_string();
        let remedy = trouble::remedy(&what).unwrap_or_default().to_owned();
        Self { what, remedy }
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

/// Runs a program whose output is what was asked for, with all of it shown.
pub fn run(command: &mut Command, remedy: &str) -> Outcome<()> {
    let name = display(command);
    let status = quiet(command).status().map_err(|error| not_started(&name, &error, remedy))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{name} failed ({status})"), remedy)) }
}

/// Runs a program and returns what it printed. While it runs its latest message is shown now and then;
/// when it fails the last of them are part of the failure.
pub fn read(command: &mut Command, remedy: &str) -> Outcome<String> {
    let mut printed = String::new();
    let mut latest = Latest::new();
    let failure = watch(command, remedy, |line| {
        latest.show(line);
        printed.push_str(line);
        printed.push('\n');
    })?;
    failure.map_or(Ok(printed), Err)
}

/// Runs a program and hands on each line it prints; its messages are kept and shown as by [`read`].
/// The failure that is returned is the program's own, an error means that it did not run.
pub fn watch(command: &mut Command, remedy: &str, mut line: impl FnMut(&str)) -> Outcome<Option<Failure>> {
    let name = display(command);
    let child = quiet(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| not_started(&name, &error, remedy))?;
    let said = child.stderr.take().map(|stream| std::thread::spawn(move || follow(stream)));
    let mut printed = VecDeque::new();
    for text in child.stdout.take().map(lines).into_iter().flatten() {
        line(&text);
        printed.push_back(text);
        if printed.len() > KEPT {
            printed.pop_front();
        }
    }
    let said = said.and_then(|thread| thread.join().ok()).unwrap_or_default();
    let status = child.wait()?;
    // Some print their errors among their results.
    let output = Vec::from(printed).into_iter().chain(said).collect::<Vec<_>>().join("\n");
    Ok((!status.success()).then(|| Failure::of(&name, status, &output, remedy)))
}

/// Lines of output that are kept to be looked at when a program fails.
const KEPT: usize = 400;

fn lines(stream: impl Read) -> impl Iterator<Item = String> {
    let text = |line: Vec<u8>| String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
    BufReader::new(stream).split(b'\n').map_while(Result::ok).map(text)
}

/// Reads a program's messages to their end.
fn follow(stream: impl Read) -> VecDeque<String> {
    let mut latest = Latest::new();
    let mut kept = VecDeque::new();
    for line in lines(stream) {
        latest.show(&line);
        kept.push_back(line);
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
    kept
}

/// Shows what a program said last: in a terminal on one line, in a log twice a minute.
struct Latest {
    live: bool,
    start: Instant,
    shown: Instant,
}

impl Latest {
    fn new() -> Self {
        let now = Instant::now();
        Self { live: std::io::stderr().is_terminal(), start: now, shown: now }
    }

    fn show(&mut self, line: &str) {
        let pause = if self.live { Duration::from_millis(100) } else { Duration::from_secs(30) };
        if self.shown.elapsed() < pause || line.trim().is_empty() {
            return;
        }
        self.shown = Instant::now();
        let (before, after) = if self.live { (CLEAR, "") } else { ("", "\n") };
        eprint!("{before}  {} s  {}{after}", self.start.elapsed().as_secs(), trouble::clipped(line.trim(), 70));
    }
}

impl Drop for Latest {
    fn drop(&mut self) {
        if self.live && self.shown != self.start {
            eprint!("{CLEAR}");
        }
    }
}

/// Empties a terminal's line.
const CLEAR: &str = "\r\x1b[2K";

/// No input, and no back traces of other people's programs.
fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).env("RUST_BACKTRACE", "0")
}

fn not_started(name: &str, error: &std::io::Error, remedy: &str) -> Failure {
    Failure::new(format!("{name}: {error}"), remedy)
}

fn display(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let arguments: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    trouble::clipped(&format!("{} {}", name.to_string_lossy(), arguments.join(" ")), 100)
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
