//! What a failed program said: its last lines without what only its makers need, and what to do about it.

/// Words by which a cause is known, in any program's output, and what to do. The first that fits counts:
/// a full disk also makes downloads fail, and an old compiler makes anything fail.
const KNOWN: [(&[&str], &str); 6] = [
    (
        // The linker maps the file that it writes: a full disk is a bus error there.
        &["No space left on device", "(os error 28)", "ENOSPC", "Disk quota exceeded", "ld terminated with signal 7"],
        "make room on the disk (Cutpoint and its tools take some 5 GB) and try again",
    ),
    (
        &["is not supported by the following package", "requires rustc 1.", "older than the `2024` edition"],
        "get a newer Rust with `rustup update`",
    ),
    (
        &["linker `cc` not found", "linker `link.exe` not found", "Is `cc` installed?", "failed to find tool \"c"],
        "install a C compiler, Rust links with it: on Debian or Ubuntu `apt-get install build-essential`, on macOS \
         `xcode-select --install`, on Windows the Visual Studio Build Tools",
    ),
    (
        &["Read-only file system", "(os error 30)", "EROFS", "Permission denied", "(os error 13)", "EACCES"],
        "make the folder writable for you, or work on a copy of it that is",
    ),
    (
        &["Address already in use", "(os error 98)", "EADDRINUSE"],
        "end the program that has the port, or leave --port out to get a free one",
    ),
    (
        &[
            "Could not resolve host",
            "Couldn't resolve host",
            "Could not connect to server",
            "Couldn't connect to server",
            "Connection refused",
            "Temporary failure",
            "Network is unreachable",
            "spurious network error",
            "failed to download",
            "could not download",
            "Could not fetch",
            "--offline was specified",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "NewConnectionError",
        ],
        "connect to the internet (behind a proxy: set HTTPS_PROXY) and try again, what has arrived is kept",
    ),
];

/// What begins the second line of a message of ours; one within another program's output is passed on.
pub const REMEDY: &str = "what to do: ";

/// What to do, when the cause can be told from the output.
pub fn remedy(output: &str) -> Option<&str> {
    let ours = output.lines().rev().find_map(|line| line.trim_start().strip_prefix(REMEDY));
    let known = || KNOWN.iter().find(|(words, _)| words.iter().any(|word| output.contains(word)));
    ours.or_else(|| known().map(|(_, remedy)| *remedy))
}

/// Lines that are shown of a failed program, and characters of each.
const LINES: usize = 12;
const WIDTH: usize = 240;

/// The end of what a program said, from its last error on: no progress, no back trace.
pub fn last_words(output: &str) -> Vec<String> {
    let plain = without_colours(output);
    let mut telling: Vec<&str> = plain.lines().filter(|line| is_telling(line)).collect();
    if telling.is_empty() {
        // Trunk tells the cause of its own failures in its log only, from the outermost to the innermost.
        let log: Vec<&str> = plain.lines().filter_map(logged).collect();
        telling = log.get(log.len().saturating_sub(3)..).unwrap_or_default().to_vec();
    }
    // These only say that there were errors, which stand above them.
    let counts = ["error: could not compile", "error: aborting", "error: failed to compile"];
    let is_error = |line: &&str| line.starts_with("error") && !counts.iter().any(|start| line.starts_with(start));
    let from = telling.iter().rposition(is_error).unwrap_or(telling.len().saturating_sub(LINES));
    let words = telling.get(from..).unwrap_or_default();
    // A long message: how it begins says what, how it ends says why.
    let skip = words.len().saturating_sub(LINES);
    let shown = words.iter().enumerate().filter(|(at, _)| *at < LINES / 3 || *at >= LINES / 3 + skip);
    shown.map(|(_, line)| clipped(line, WIDTH)).collect()
}

/// At most so many characters of a line.
pub fn clipped(line: &str, width: usize) -> String {
    match line.char_indices().nth(width) {
        Some((at, _)) => format!("{} … ({} more characters)", &line[..at], line[at..].chars().count()),
        None => line.to_owned(),
    }
}

/// What cargo says while all goes well.
const PROGRESS: [&str; 14] = [
    "Compiling ",
    "Checking ",
    "Downloaded ",
    "Downloading ",
    "Updating ",
    "Locking ",
    "Fresh ",
    "Finished ",
    "Running ",
    "Installing ",
    "Building ",
    "Blocking ",
    "Adding ",
    "Doc-tests ",
];

fn is_telling(line: &str) -> bool {
    let text = line.trim_start();
    let is_log = logged(line).is_some();
    let is_frame = text.split_once(": ").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    let is_trace = text.starts_with("at /")
        || text.starts_with("at ./")
        || text == "error"
        || text.starts_with("stack backtrace:");
    let is_hint = ["For more information about", "Some errors have detailed", "error from build pipeline", REMEDY];
    let is_hint = text.contains("RUST_BACKTRACE") || is_hint.iter().any(|start| text.starts_with(start));
    let is_progress = PROGRESS.iter().any(|word| text.starts_with(word));
    !(text.is_empty() || is_log || is_frame || is_trace || is_hint || is_progress)
}

/// What a line of Trunk's log says after the time and the level.
fn logged(line: &str) -> Option<&str> {
    let (time, text) = line.split_once("Z ")?;
    (time.starts_with("20") && time.get(10..11) == Some("T"))
        .then_some(text)?
        .trim_start()
        .split_once(' ')
        .map(|(_, text)| text.trim())
}

/// A terminal's colours are sequences from an escape to a letter.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod check;
