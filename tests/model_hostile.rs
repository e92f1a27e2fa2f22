//! Malformed and hostile model files (made by `models/zoo/make_hostile.py`):
//! each is refused or stopped with a typed error.
#![cfg(feature = "engine")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cutpoint::model::{Batch, ModelError, Scores, load};

fn run(name: &str) -> Result<Scores, ModelError> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model/hostile").join(format!("{name}.onnx"));
    let model = load(&fs::read(path).unwrap(), name)?;
    let mut batch = Batch::new(2);
    batch.put_singles("X", &[2], vec![0.25, 1.0, 2.0, f32::NAN]).unwrap();
    model.score(&batch)
}

#[test]
fn every_hostile_file_ends_in_a_typed_error_and_does_not_run_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model/hostile");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let start = Instant::now();
        assert!(run(&name).is_err(), "{name} was scored");
        // The dev profile is some ten times slower than what is shipped.
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
        count += 1;
    }
    assert!(count >= 18, "{count} files");
}

#[test]
fn cycles_and_trees_that_lead_nowhere_are_refused_while_loading() {
    for name in ["cycle", "nobody_makes_it", "absurd_shape", "short_tensor", "negative_shape"] {
        assert!(matches!(run(name), Err(ModelError::Malformed { .. })), "{name}: {:?}", run(name));
    }
    for name in
        ["tree_circle", "tree_to_itself", "tree_to_nowhere", "tree_class_out_of_range", "tree_node_twice", "svm_short"]
    {
        assert!(matches!(run(name), Err(ModelError::Operator { .. })), "{name}: {:?}", run(name));
    }
}

#[test]
fn operators_that_are_not_built_in_are_named_all_at_once_with_their_nodes() {
    let Err(ModelError::Unsupported { operators, .. }) = run("unknown_operators") else { panic!("not refused") };
    let named: Vec<(&str, &str, &str)> =
        operators.iter().map(|o| (o.domain.as_str(), o.operator.as_str(), o.nodes[0].as_str())).collect();
    assert_eq!(named, [("", "Frobnicate", "first"), ("my.own", "Whirl", "second")]);
}

#[test]
fn weights_in_a_second_file_are_named() {
    assert!(matches!(run("external_data"), Err(ModelError::ExternalData { tensor, .. }) if tensor == "W"));
}
