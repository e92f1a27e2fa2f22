//! Models that must not open, each with the message that it gets, beside a
//! table that is right. The tables and packs that must not open are in
//! `tests/data_bad_files`.

use super::{fixtures, model_of, open};
use cutpoint::protocol::{Problem, ProblemArg};
use std::time::{Duration, Instant};

const CASES: &[u8] = include_bytes!("../../models/tumour/cases.csv");

/// Name, bytes, message id, and what the message must name.
type Bad = (String, Vec<u8>, &'static str, &'static str);

fn bad(name: impl Into<String>, bytes: impl Into<Vec<u8>>, id: &'static str, names: &'static str) -> Bad {
    (name.into(), bytes.into(), id, names)
}

fn hostile(name: &str) -> Vec<u8> {
    std::fs::read(fixtures("model/hostile").join(format!("{name}.onnx"))).unwrap()
}

/// The file with a text replaced wherever it stands.
fn replaced(bytes: &[u8], text: &[u8], by: &[u8]) -> Vec<u8> {
    assert_eq!(text.len(), by.len(), "lengths in a protobuf must stay");
    let mut out = bytes.to_vec();
    let places = bytes.windows(text.len()).enumerate().filter(|(_, window)| *window == text);
    places.for_each(|(at, _)| out[at..at + by.len()].copy_from_slice(by));
    assert_ne!(out, bytes, "the text is not in the file");
    out
}

fn files() -> Vec<Bad> {
    let good = model_of("tumour", "model.onnx");
    let other_kinds: [(&str, &[u8]); 12] = [
        ("picture.onnx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0"),
        ("empty.onnx", b""),
        ("spaces.onnx", b"  \n\n  "),
        ("login.onnx", b"<!DOCTYPE html><html><body>Please log in</body></html>"),
        ("pointer.onnx", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 132735\n"),
        ("pickle.onnx", b"\x80\x04\x95\x20\0\0\0\0\0\0\0\x8c\x08sklearn."),
        ("zipped.onnx", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("keras.onnx", b"\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0\x04\0\x10\0"),
        ("table.onnx", b"a,b,label\n1,2,0\n"),
        ("json.onnx", b"{\"learner\":{\"attributes\":{}}}"),
        ("zeros.onnx", &[0u8; 600]),
        ("ones.onnx", &[0xffu8; 600]),
    ];
    let mut files: Vec<Bad> = Vec::new();
    for (name, bytes) in other_kinds {
        files.push(bad(name, bytes, "model-not-onnx", name));
    }
    for share in [1, 5, 10, 25, 50, 75, 90, 97, 99] {
        let cut = good.len() * share / 100;
        files.push(bad(format!("cut-to-{share}-percent.onnx"), &good[..cut], "model-not-onnx", "cut-to"));
    }
    let operator = |name, bytes| bad(name, bytes, "model-unsupported", name);
    files.push(operator("flipped-operator.onnx", replaced(&good, b"LinearClassifier", b"LinearClassifies")));
    files.push(operator("flipped-domain.onnx", replaced(&good, b"ai.onnx.ml", b"ai.onnx.mm")));
    files.push(bad("unknown-operators.onnx", hostile("unknown_operators"), "model-unsupported", "Frobnicate"));
    files.push(bad("external-data.onnx", hostile("external_data"), "model-external-data", "external-data.onnx"));
    for name in ["cycle", "nobody_makes_it", "absurd_shape", "short_tensor", "negative_shape"] {
        files.push(bad(format!("{name}.onnx"), hostile(name), "model-malformed", ".onnx"));
    }
    for name in ["tree_circle", "tree_to_itself", "tree_to_nowhere", "tree_class_out_of_range", "tree_node_twice"] {
        files.push(bad(format!("{name}.onnx"), hostile(name), "model-operator", "TreeEnsemble"));
    }
    files.push(bad("svm_short.onnx", hostile("svm_short"), "model-operator", "SVM"));
    files
}

/// What the page says about a model beside right cases.
fn said(name: &str, bytes: &[u8]) -> Option<Problem> {
    match open(&[(name, bytes), ("cases.csv", CASES)]) {
        Err(problem) => Some(problem),
        Ok(opened) => opened.found.models[0].problem.clone().or(opened.found.checked.problem),
    }
}

#[test]
fn every_bad_model_gets_its_message_and_the_cases_stay_open() {
    let files = files();
    assert!(files.len() >= 35, "{}", files.len());
    let mut wrong = Vec::new();
    for (name, bytes, id, names) in &files {
        let start = Instant::now();
        match open(&[(name, bytes), ("cases.csv", CASES)]) {
            Err(problem) => wrong.push(format!("{name}: nothing opened: {problem:?}")),
            Ok(opened) => match &opened.found.models[0].problem {
                None => wrong.push(format!("{name}: it opened")),
                Some(problem) => {
                    let text = |(_, arg): &(String, ProblemArg)| match arg {
                        ProblemArg::Text(text) => text.clone(),
                        ProblemArg::Number(number) => number.to_string(),
                    };
                    let args: Vec<String> = problem.args.iter().map(text).collect();
                    if problem.id != *id || !args.iter().any(|arg| arg.contains(names)) {
                        wrong.push(format!("{name}: {problem:?}, not {id} that names {names}"));
                    }
                    assert_eq!(opened.found.checked.problem.as_ref(), Some(problem), "{name}");
                    assert_eq!(opened.found.rows, 342, "{name}");
                }
            },
        }
        if start.elapsed() > Duration::from_secs(5) {
            wrong.push(format!("{name}: took {:?}", start.elapsed()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

#[test]
fn a_model_that_cannot_be_used_leaves_the_scores_of_the_file() {
    let csv = b"score,label\n0.9,1\n0.2,0\n0.7,1\n0.1,0\n";
    let opened = open(&[("model.onnx", &hostile("unknown_operators")), ("p.csv", csv)]).unwrap();
    assert_eq!(opened.found.models[0].problem.as_ref().unwrap().id, "model-unsupported");
    assert!(opened.found.checked.problem.is_none(), "{:?}", opened.found.checked.problem);
    assert!(opened.found.checked.scenario.models.is_empty());
}

#[test]
fn a_model_alone_asks_for_cases_and_a_bad_one_alone_says_what_it_is() {
    let id = |name: &str, bytes: &[u8]| open(&[(name, bytes)]).unwrap_err().id;
    assert_eq!(id("model.onnx", &model_of("tumour", "model.onnx")), "data-error-no-cases");
    assert_eq!(id("picture.onnx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "model-not-onnx");
    assert_eq!(id("empty.onnx", b""), "model-not-onnx");
}

#[test]
fn every_bit_flipped_in_a_model_is_a_model_or_a_typed_error() {
    let good = model_of("tumour", "model.onnx");
    let (mut refused, mut tried) = (0, 0);
    // A step that is no multiple of 8 meets every bit of a byte.
    for bit in (0..good.len() * 8).step_by(good.len() * 8 / 200 + 1) {
        let mut bytes = good.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let start = Instant::now();
        refused += usize::from(said("model.onnx", &bytes).is_some());
        tried += 1;
        assert!(start.elapsed() < Duration::from_secs(5), "bit {bit} took {:?}", start.elapsed());
    }
    assert!(tried >= 180 && refused > 5, "{refused} of {tried} were refused");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// No bytes under any name do anything but open or be refused with words.
    #[test]
    fn any_bytes_open_or_are_refused(
        start in proptest::sample::select(vec![&b""[..], b"\x08\x08\x12", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"{\"", b"a,b\n"]),
        rest in proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        name in proptest::sample::select(vec!["m.onnx", "c.csv", "scenario.json", "p.zip", "x/scenario.json", "c.parquet"]),
        beside in proptest::bool::ANY,
    ) {
        let bytes = [start, rest.as_slice()].concat();
        let mut files = vec![(name, bytes.as_slice())];
        if beside {
            files.push(("cases.csv", CASES));
        }
        if let Err(problem) = open(&files) {
            proptest::prop_assert!(!problem.id.is_empty() && !problem.detail.is_empty(), "{:?}", problem);
        }
    }
}
