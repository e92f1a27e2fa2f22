//! What a model file is, in plain words.
#![cfg(all(feature = "engine", feature = "words"))]

use std::collections::HashMap;
use std::path::Path;

use cutpoint::engine::about;
use cutpoint::locale::LOCALES;
use cutpoint::model::load;
use cutpoint::protocol::{Problem, ProblemArg};
use fluent_templates::Loader;

fn said(path: &str) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let model = load(&std::fs::read(file).unwrap(), "model.onnx").unwrap();
    let sentence = |problem: &Problem| {
        let value = |arg: &ProblemArg| match arg {
            ProblemArg::Number(number) => (*number).into(),
            ProblemArg::Text(text) => text.clone().into(),
        };
        let args: HashMap<_, _> = problem.args.iter().map(|(name, arg)| (name.clone().into(), value(arg))).collect();
        LOCALES.lookup_with_args(&"en".parse().unwrap(), &problem.id, &args)
    };
    about(model.describe()).iter().map(sentence).collect()
}

#[test]
fn a_pipeline_is_told_in_sentences() {
    let said = said("models/tumour/model.onnx");
    assert_eq!(
        said[1..],
        [
            "Takes 30 numbers a case as “X”.",
            "Its scores are probabilities, from the output output_probability.",
            "2 classes: benign, malignant.",
            "It gives a label of its own, output_label, which is not used here: the threshold decides.",
            "122 learned numbers.",
            "4 steps: Identity, LinearClassifier, Scaler, ZipMap.",
        ]
    );
    assert!(said[0].starts_with("Written by skl2onnx 1.20.0; ONNX format "), "{}", said[0]);
}

#[test]
fn trees_are_counted_in_both_forms_that_the_standard_has() {
    let forest = said("tests/fixtures/model/zoo/skl_forest_three/model.onnx");
    assert!(forest.iter().any(|line| line.contains("decision trees, at most ")), "{forest:?}");
    let modern = said("tests/fixtures/model/nodes/test_ai_onnx_ml_tree_ensemble_single_tree/model.onnx");
    assert!(
        modern.contains(&"One decision tree, at most 2 branches deep, with 7 nodes in all.".to_owned()),
        "{modern:?}"
    );
}
