//! What is made of the files that someone drops.

use cutpoint::data::DataError;
use cutpoint::data::dropped::{Dropped, sort};

const ONNX: &[u8] = include_bytes!("../models/tumour/model.onnx");
const CSV: &[u8] = b"a,label\n1,0\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn found(scenario: Option<usize>, archive: Option<usize>, models: &[usize], cases: Option<usize>) -> Dropped {
    Dropped { scenario, archive, models: models.to_vec(), cases }
}

#[test]
fn a_model_and_a_table_are_told_apart_by_their_bytes() {
    let files = [("model.onnx", ONNX), ("test.csv", CSV)];
    assert_eq!(sort(&files), Ok(found(None, None, &[0], Some(1))));
    // Whatever they are called, and with two versions of the model.
    let files = [("a.bin", CSV), ("b.txt", ONNX), ("c", ONNX)];
    assert_eq!(sort(&files), Ok(found(None, None, &[1, 2], Some(0))));
}

#[test]
fn predictions_alone_and_a_pack_are_enough() {
    assert_eq!(sort(&[("p.parquet", b"PAR1\x15\x04")]), Ok(found(None, None, &[], Some(0))));
    assert_eq!(sort(&[("p.csv.gz", b"\x1f\x8b\x08\0")]), Ok(found(None, None, &[], Some(0))));
    assert_eq!(sort(&[("pack.zip", b"PK\x03\x04")]), Ok(found(None, Some(0), &[], None)));
}

#[test]
fn a_folder_with_a_scenario_is_read_by_it() {
    let scenario = b"{\"title\":\"t\"}";
    let files =
        [("tumour/a.csv", CSV), ("tumour/scenario.json", scenario), ("tumour/b.csv", CSV), ("tumour/m.onnx", ONNX)];
    assert_eq!(sort(&files), Ok(found(Some(1), None, &[3], None)));
}

#[test]
fn notes_scripts_and_clutter_are_passed_over() {
    let files =
        [("x/README.md", CSV), ("x/train.py", CSV), ("x/.DS_Store", b"\0\0"), ("x/m.onnx", ONNX), ("x/t.csv", CSV)];
    assert_eq!(sort(&files), Ok(found(None, None, &[3], Some(4))));
    let files = [("train.csv", CSV), ("cases.csv", CSV), ("photo.png", PNG)];
    assert_eq!(sort(&files), Ok(found(None, None, &[], Some(1))));
}

#[test]
fn what_lacks_or_leaves_a_choice_is_said() {
    assert_eq!(sort(&[("m.onnx", ONNX)]), Err(DataError::NoCases { file: "m.onnx".into() }));
    let files = vec!["a.csv".to_owned(), "b.csv".to_owned()];
    assert_eq!(sort(&[("a.csv", CSV), ("b.csv", CSV)]), Err(DataError::Choose { files }));
    let image = DataError::NotATable { file: "model.onnx".into(), found: "image".into() };
    assert_eq!(sort(&[("model.onnx", PNG)]), Err(image));
    assert!(sort(&[]).is_err());
}
