//! Whether the reasons hold for which operators are ours and not tract's: when
//! a test here fails, tract has become better, and ours may be dropped.
#![cfg(feature = "engine")]

mod alone;

use std::path::Path;

use cutpoint::model::{REASONS, Reason};

#[test]
fn tract_still_lacks_the_operators_that_it_is_said_to_lack() {
    let register = tract_onnx::onnx().op_register;
    let lacks = REASONS.iter().filter(|(_, reason)| *reason == Reason::Lacks).map(|(op, _)| *op);
    let has: Vec<&str> = lacks.filter(|op| register.0.contains_key(*op)).collect();
    assert!(has.is_empty(), "tract has {has:?} now: try its own");
}

#[test]
fn tract_still_fails_the_node_tests_that_it_is_said_to_fail() {
    let nodes = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model/nodes");
    let mut passed = Vec::new();
    for (op, reason) in REASONS {
        let Reason::Fails(test) = reason else { continue };
        let folder = nodes.join(test);
        assert!(folder.is_dir(), "{test} is not among the fixtures");
        if alone::passes(&folder).is_ok() {
            passed.push((op, test));
        }
    }
    assert!(passed.is_empty(), "tract passes {passed:?} now: try its own");
}

#[test]
fn the_node_tests_are_run_as_they_are_meant() {
    // Where tract is right, this says so.
    let nodes = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model/nodes");
    for right in ["test_matmulinteger", "test_convtranspose", "test_resize_upsample_sizes_nearest"] {
        assert_eq!(alone::passes(&nodes.join(right)), Ok(()), "{right}");
    }
}
