//! The tumour scenario's model against onnxruntime (versions are noted in the
//! fixture).
#![cfg(feature = "engine")]

use std::fs;
use std::path::PathBuf;

use cutpoint::model::{Batch, Model, ModelError, ScoreKind, load};
use serde_json::Value;

fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn model_bytes() -> Vec<u8> {
    fs::read(root("models/tumour/model.onnx")).unwrap()
}

fn model() -> Model {
    load(&model_bytes(), "model.onnx").unwrap()
}

/// The thirty feature columns of `cases.csv`.
fn columns() -> Vec<Vec<f64>> {
    let text = fs::read_to_string(root("models/tumour/cases.csv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|l| l.split(',').collect()).collect();
    (1..31).map(|j| rows.iter().map(|r| r[j].parse().unwrap()).collect()).collect()
}

fn batch(columns: &[Vec<f64>], from: usize, to: usize) -> Batch<'_> {
    let mut batch = Batch::new(to - from);
    let parts: Vec<&[f64]> = columns.iter().map(|c| &c[from..to]).collect();
    batch.pack_numbers("X", &parts).unwrap();
    batch
}

fn fixture() -> Value {
    serde_json::from_str(&fs::read_to_string(root("tests/fixtures/model/tumour_scores.json")).unwrap()).unwrap()
}

#[test]
fn scores_equal_onnxruntime_to_1e_5_and_labels_equal() {
    let columns = columns();
    let scores = model().score(&batch(&columns, 0, columns[0].len())).unwrap();
    assert_eq!(scores.classes, ["benign", "malignant"]);
    assert_eq!(scores.kind, ScoreKind::Probability);
    let expected = fixture();
    let want: Vec<f64> = expected["scores"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    assert_eq!(scores.values.len(), 2 * want.len());
    let largest = want.iter().enumerate().map(|(i, w)| (scores.values[2 * i + 1] - w).abs()).fold(0.0, f64::max);
    println!("largest difference to onnxruntime over {} scores: {largest:.1e}", want.len());
    assert!(largest <= 1e-5, "largest difference {largest}");
    let labels: Vec<&str> = expected["labels"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    assert_eq!(scores.labels.unwrap(), labels);
}

#[test]
fn scores_do_not_depend_on_how_cases_are_chunked() {
    let (columns, model) = (columns(), model());
    let n = columns[0].len();
    let whole = model.score(&batch(&columns, 0, n)).unwrap();
    for size in [1, 7, 100] {
        let mut joined = Vec::new();
        for from in (0..n).step_by(size) {
            joined.extend(model.score(&batch(&columns, from, n.min(from + size))).unwrap().values);
        }
        assert_eq!(joined, whole.values, "chunks of {size}");
    }
}

#[test]
fn the_description_names_inputs_classes_and_operators() {
    let model = model();
    let d = model.describe();
    assert_eq!(d.producer, "skl2onnx");
    assert_eq!((d.inputs.len(), d.inputs[0].name.as_str(), d.inputs[0].width), (1, "X", Some(30)));
    assert_eq!(d.classes, ["benign", "malignant"]);
    let names: Vec<&str> = d.operators.iter().map(|o| o.operator.as_str()).collect();
    assert!(names.contains(&"Scaler") && names.contains(&"LinearClassifier"), "{names:?}");
    // Offset and scale a column, then a row of coefficients and an intercept a class.
    assert_eq!(d.parameters, 30 + 30 + 2 * 30 + 2);
}

#[test]
fn a_file_cut_short_anywhere_is_refused_and_never_panics() {
    let bytes = model_bytes();
    for cut in 0..bytes.len() {
        // A cut that leaves whole messages may still be a smaller model.
        if let Ok(model) = load(&bytes[..cut], "model.onnx") {
            let columns = columns();
            let _ = model.score(&batch(&columns, 0, 3));
        }
    }
    assert!(matches!(load(&[], "model.onnx"), Err(ModelError::NotOnnx { .. })));
    assert!(matches!(load(&bytes[..bytes.len() / 2], "model.onnx"), Err(ModelError::NotOnnx { .. })));
}

#[test]
fn a_batch_without_the_input_or_of_another_width_is_named() {
    let model = model();
    assert!(matches!(model.score(&Batch::new(3)), Err(ModelError::InputMissing { input, .. }) if input == "X"));
    let mut narrow = Batch::new(2);
    narrow.pack_numbers("X", &[&[1.0, 2.0]]).unwrap();
    assert!(matches!(model.score(&narrow), Err(ModelError::InputMismatch { .. })));
}
