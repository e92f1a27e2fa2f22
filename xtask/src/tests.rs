//! Runs every test: native ones, documentation, and the built page in a real browser.

use crate::browser::{Installed, Kind};
use crate::dist;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, option, step};
use xtask::trouble;

#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
    /// Names of those that failed.
    names: Vec<String>,
    /// Runs that ended badly without counting a failed test: a compile error, say.
    broken: Vec<Failure>,
}

pub fn run(options: &[String]) -> Outcome<()> {
    let only = option(options, "--only").unwrap_or("");
    let mut tally = Tally::default();
    let native = ["test", "--package", "cutpoint", "--features", "engine,charts,words,schema", "--package", "xtask"];
    if only.is_empty() || only == "native" {
        step("native tests", || cargo_test(&native, &[], &mut tally))?;
    }
    if only.is_empty() || only == "browser" {
        let folder = built_page()?;
        for browser in Kind::ready(options)? {
            let what = format!("tests in {}", browser.kind().name());
            let variables = settings(&browser, &folder);
            step(&what, || cargo_test(&["test", "--package", "browser-tests"], &variables, &mut tally))?;
        }
    }
    for failure in &tally.broken {
        println!("\nnot all tests were run: {failure}");
    }
    for name in &tally.names {
        println!("failed: {name}");
    }
    println!("\n{} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.ignored);
    if tally.failed > 0 {
        let remedy = "see what each says above, after `---- NAME stdout ----`";
        return Err(Failure::new("not every test passed", remedy));
    }
    match tally.broken.is_empty() && tally.passed > 0 {
        true => Ok(()),
        false => Err(Failure::new("not all tests were run", "see the reason above")),
    }
}

/// Builds the page and says where it is.
fn built_page() -> Outcome<PathBuf> {
    let folder = shell::root().join("dist");
    dist::build(&folder, "./")?;
    Ok(folder)
}

/// What tells browser programs of a browser and of the built page.
fn settings(browser: &Installed, page: &Path) -> Vec<(&'static str, String)> {
    let mut settings = browser.settings().to_vec();
    settings.push(("CUTPOINT_DIST", page.display().to_string()));
    settings
}

/// Takes pictures of the page into `target/screenshots`, or where `--out` says.
pub fn screenshots(options: &[String]) -> Outcome<()> {
    let folder = option(options, "--out").map_or_else(|| shell::root().join("target/screenshots"), Into::into);
    // Of the page, or of the dialog for one's own files.
    let program = if option(options, "--of") == Some("import") { "screenshots_import" } else { "screenshots" };
    browser_program(program, &[("CUTPOINT_SCREENSHOTS", &folder)])
}

/// Builds and runs a program of the browser tests on the built page, in Chromium.
pub fn browser_program(name: &str, variables: &[(&str, &Path)]) -> Outcome<()> {
    let settings = settings(&Kind::Chromium.find_or_install()?, &built_page()?);
    let cargo = |verb: &str| {
        let mut command = shell::cargo();
        command.args([verb, "--package", "browser-tests", "--bin", name]);
        command
    };
    step(&format!("building {name}"), || shell::read(&mut cargo("build"), "correct what the compiler names"))?;
    let mut command = cargo("run");
    command.arg("--quiet").envs(settings).envs(variables.iter().copied());
    step(&format!("running {name}"), || shell::run(&mut command, "its message above says what is wrong"))
}

/// Runs tests with their reports shown. What keeps them from running at all is a failure.
fn cargo_test(arguments: &[&str], variables: &[(&str, String)], tally: &mut Tally) -> Outcome<()> {
    let mut command: Command = shell::cargo();
    command.args(arguments).arg("--no-fail-fast").envs(variables.iter().map(|(name, value)| (name, value)));
    let failed_before = tally.failed;
    let failure = shell::watch(&mut command, "correct what the compiler names", |line| {
        println!("{}", trouble::clipped(line, LONGEST));
        tally.read(line);
    })?;
    if let Some(failure) = failure.filter(|_| tally.failed == failed_before) {
        tally.broken.push(failure);
    }
    Ok(())
}

/// A failed test can print thousands of numbers; so many characters of a line are enough.
const LONGEST: usize = 1_000;

impl Tally {
    /// Counts a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.names.push(name.to_owned());
        }
        let Some(rest) = line.strip_prefix("test result: ") else { return };
        let counts = rest.split_once(". ").map_or(rest, |(_, counts)| counts);
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let (Some(number), Some(name)) = (words.next().and_then(|n| n.parse::<u64>().ok()), words.next()) else {
                continue;
            };
            match name {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod check {
    use super::Tally;

    #[test]
    fn the_runners_own_counts_are_added_up() {
        let mut tally = Tally::default();
        tally.read("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        tally.read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        tally.read("test something ... ok");
        tally.read("test something_else ... FAILED");
        assert_eq!(tally.names, ["something_else"]);
        assert_eq!((tally.passed, tally.failed, tally.ignored), (15, 2, 1));
    }
}
