//! A small part of the zoo, and the ONNX standard's own node tests for its
//! classical operators. The whole zoo runs by `cargo xtask zoo`.
#![cfg(feature = "engine")]

use std::fs;
use std::path::{Path, PathBuf};

use cutpoint::model::judge::{Verdict, judge, read_inputs, read_inputs_repeated};
use cutpoint::model::{load, node_test};

fn folders(under: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model").join(under);
    let mut found: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    found.sort();
    found
}

#[test]
fn every_file_of_the_small_zoo_gives_onnxruntimes_scores_and_labels() {
    let text = |p: &Path| fs::read_to_string(p).unwrap();
    let mut wrong = Vec::new();
    let folders = folders("zoo");
    assert!(folders.len() >= 30, "{} files", folders.len());
    for folder in &folders {
        let model = fs::read(folder.join("model.onnx")).unwrap();
        match judge("model.onnx", &model, &text(&folder.join("inputs.json")), &text(&folder.join("expected.json"))) {
            Verdict::Passed { .. } => {}
            other => wrong.push(format!("{}: {other:?}", folder.display())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_case_has_the_same_scores_however_many_stand_beside_it() {
    let mut wrong = Vec::new();
    for folder in folders("zoo") {
        // These quantise by the range of all cases together.
        if folder.to_string_lossy().contains("dynamic") {
            continue;
        }
        let model = load(&fs::read(folder.join("model.onnx")).unwrap(), "model.onnx").unwrap();
        let inputs = fs::read_to_string(folder.join("inputs.json")).unwrap();
        let all = model.score(&read_inputs(&inputs).unwrap()).unwrap();
        // Three cases are as many as some classifiers have outputs.
        for rows in 0..4 {
            let few = model.score(&read_inputs_repeated(&inputs, rows).unwrap()).unwrap();
            let same = few.values.iter().zip(&all.values).all(|(a, b)| a == b || (a.is_nan() && b.is_nan()));
            if !same || few.values.len() != rows * all.width {
                wrong.push(format!("{} with {rows} cases", folder.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_backend_node_test_of_the_onnx_standard_for_ai_onnx_ml_passes() {
    let folders = folders("nodes");
    assert!(folders.iter().filter(|f| f.to_string_lossy().contains("ai_onnx_ml")).count() >= 8);
    let list = |folder: &Path, kind: &str| -> Vec<Vec<u8>> {
        (0..).map_while(|i| fs::read(folder.join(format!("{kind}_{i}.pb"))).ok()).collect()
    };
    let mut wrong = Vec::new();
    for folder in &folders {
        let model = fs::read(folder.join("model.onnx")).unwrap();
        if let Err(e) = node_test(&model, &list(folder, "input"), &list(folder, "output"), 1e-5) {
            wrong.push(format!("{}: {e}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
