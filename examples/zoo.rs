//! Compares a folder of models with what a reference runtime said of them.
//!
//! `cargo run --release --features engine --example zoo -- --dir FOLDER`
//!
//! FOLDER holds one folder a model (see `cutpoint::model::judge` for the
//! files in it). Closes with a line `N passed, N failed`; the exit code is 1
//! when any failed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cutpoint::model::judge::{Verdict, judge};

fn folder() -> Option<PathBuf> {
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--dir" {
            return args.next().map(PathBuf::from);
        }
    }
    None
}

/// Folders with a `model.onnx`, at any depth up to three, in order of name.
fn models(under: &Path, depth: usize) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(under) else { return found };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect();
    paths.sort();
    for path in paths {
        if path.join("model.onnx").is_file() {
            found.push(path);
        } else if depth > 0 {
            found.extend(models(&path, depth - 1));
        }
    }
    found
}

fn one(path: &Path) -> Verdict {
    let text = |name: &str| std::fs::read_to_string(path.join(name)).map_err(|e| format!("{name}: {e}"));
    let read = std::fs::read(path.join("model.onnx"))
        .map_err(|e| e.to_string())
        .and_then(|model| Ok((model, text("inputs.json")?, text("expected.json")?)));
    match read {
        Ok((model, inputs, expected)) => judge("model.onnx", &model, &inputs, &expected),
        Err(why) => Verdict::Unreadable { why },
    }
}

fn main() -> ExitCode {
    let Some(folder) = folder() else {
        eprintln!("usage: zoo --dir FOLDER");
        return ExitCode::from(2);
    };
    let (mut passed, mut failed) = (0usize, 0usize);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for path in models(&folder, 3) {
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        // A panic is a failure of that model, not of the run.
        let verdict =
            std::panic::catch_unwind(|| one(&path)).unwrap_or_else(|_| Verdict::Refused { why: "panicked".into() });
        match verdict {
            Verdict::Passed { difference } => {
                passed += 1;
                println!("ok    {name:<50} {difference:.1e}");
            }
            Verdict::Differs { what } => {
                failed += 1;
                *reasons.entry("another answer").or_default() += 1;
                println!("WRONG {name:<50} {what}");
            }
            Verdict::Refused { why } => {
                failed += 1;
                *reasons.entry("refused").or_default() += 1;
                println!("FAIL  {name:<50} {why}");
            }
            Verdict::Unreadable { why } => {
                failed += 1;
                *reasons.entry("unreadable").or_default() += 1;
                println!("FAIL  {name:<50} {why}");
            }
        }
    }
    for (reason, count) in reasons {
        println!("{reason}: {count}");
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
