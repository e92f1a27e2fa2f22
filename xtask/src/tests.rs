//! Runs every test: native ones, documentation, and the built page in a real browser.

use crate::browser::{Installed, Kind};
use crate::dist;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use xtask::shell::{self, Failure, Outcome, option, step};

#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
    /// Runs that ended badly without counting a failed test: a compile error, say.
    broken: Vec<String>,
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
    for run in &tally.broken {
        println!("did not finish: {run}");
    }
    println!("\n{} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.ignored);
    if tally.failed > 0 || !tally.broken.is_empty() || tally.passed == 0 {
        return Err(Failure::new("not every test passed", "read the failures above"));
    }
    Ok(())
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

/// A built page in Chromium, for programs that are no tests.
pub fn with_browser() -> Outcome<Vec<(&'static str, String)>> {
    let page = built_page()?;
    Ok(settings(&Kind::Chromium.find_or_install()?, &page))
}

/// Takes pictures of the page into `target/screenshots`, or where `--out` says.
pub fn screenshots(options: &[String]) -> Outcome<()> {
    let settings = with_browser()?;
    let folder = option(options, "--out").map_or_else(|| shell::root().join("target/screenshots"), Into::into);
    let mut command = shell::cargo();
    // Of the page, or of the dialog for one's own files.
    let program = if option(options, "--of") == Some("import") { "screenshots_import" } else { "screenshots" };
    command.args(["run", "--quiet", "--package", "browser-tests", "--bin", program]);
    command.envs(settings.iter().map(|(name, value)| (name, value))).env("CUTPOINT_SCREENSHOTS", folder);
    shell::run(&mut command, "read the message above")
}

fn cargo_test(arguments: &[&str], variables: &[(&str, String)], tally: &mut Tally) -> Outcome<()> {
    let mut command: Command = shell::cargo();
    command.args(arguments).arg("--no-fail-fast").stdin(Stdio::null()).stdout(Stdio::piped());
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    let mut child = command.spawn()?;
    let failed_before = tally.failed;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            tally.read(&line);
        }
    }
    if !child.wait()?.success() && tally.failed == failed_before {
        tally.broken.push(format!("cargo {}", arguments.join(" ")));
    }
    Ok(())
}

impl Tally {
    /// Counts a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    fn read(&mut self, line: &str) {
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
        assert_eq!((tally.passed, tally.failed, tally.ignored), (15, 2, 1));
    }
}
