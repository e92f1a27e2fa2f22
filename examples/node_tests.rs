//! Runs the ONNX standard's backend node tests.
//!
//! `cargo run --release --features engine --example node_tests -- FOLDER`
//!
//! FOLDER comes from `models/zoo/make_node_tests.py`. Closes with the number
//! that passed, by what stopped the others.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use cutpoint::model::node_test;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: node_tests FOLDER");
        return ExitCode::from(2);
    };
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("{folder} cannot be read");
        return ExitCode::from(2);
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    folders.sort();
    let mut passed = 0;
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in folders {
        let Ok(model) = std::fs::read(folder.join("model.onnx")) else { continue };
        let list = |kind: &str| -> Vec<Vec<u8>> {
            (0..).map_while(|i| std::fs::read(folder.join(format!("{kind}_{i}.pb"))).ok()).collect()
        };
        let (inputs, outputs) = (list("input"), list("output"));
        // A panic is a failure of that test, not of the run.
        let outcome = std::panic::catch_unwind(|| node_test(&model, &inputs, &outputs, 1e-5));
        match outcome.unwrap_or_else(|_| Err("panicked".into())) {
            Ok(()) => passed += 1,
            Err(why) => {
                let missing = why.starts_with("unsupported");
                *reasons.entry(if missing { "operator not built in" } else { "failed" }).or_default() += 1;
                println!("{}: {}", folder.file_name().unwrap_or_default().to_string_lossy(), why);
            }
        }
    }
    println!("{passed} passed, {reasons:?}");
    if reasons.contains_key("failed") { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
