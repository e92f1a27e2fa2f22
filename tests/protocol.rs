//! What page and engine say to each other arrives as it was said.

use cutpoint::data::scenario::{Scenario, read_scenario};
use cutpoint::protocol::{Answer, FromEngine, Problem, Request, ToEngine, decode, encode};
use std::path::Path;

fn scenarios() -> Vec<Scenario> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let files = std::fs::read_dir(models).unwrap().flatten().map(|folder| folder.path().join("scenario.json"));
    let mut all: Vec<Scenario> =
        files.filter_map(|file| std::fs::read(file).ok()).map(|bytes| read_scenario(&bytes).unwrap()).collect();
    // Both forms of a noun and of a slice.
    let both = br#"{"format":"cutpoint-scenario","version":1,"title":"t","cases":"c.csv",
        "case":"trip","words":{"positive":{"one":"a","other":"b"}},"slices":["site",{"column":"month","title":"Month"}],
        "costs":{"true_positive":0.1,"false_negative":-1e-300}}"#;
    all.push(read_scenario(both).unwrap());
    all
}

#[test]
fn scenarios_arrive_as_they_were_said() {
    let all = scenarios();
    assert!(all.len() >= 5, "{}", all.len());
    for scenario in all {
        let request = ToEngine { id: 7, request: Request::Check { scenario: Box::new(scenario.clone()) } };
        assert_eq!(decode(&encode(&request)), Some(request));
        let said = FromEngine::Done { id: 7, answer: Answer::Scenario(Box::new(scenario.clone())) };
        assert_eq!(decode(&encode(&said)), Some(said));
        // A file of it says the same.
        assert_eq!(read_scenario(scenario.to_json().as_bytes()).unwrap(), scenario);
    }
}

#[test]
fn numbers_that_are_not_finite_arrive_too() {
    for number in [f64::NAN, f64::INFINITY, -0.0, f64::MIN_POSITIVE / 2.0] {
        let said = encode(&Problem::new("id", "detail").number("n", number));
        let Some(Problem { args, .. }) = decode(&said) else { panic!("{number}") };
        let [(_, cutpoint::protocol::ProblemArg::Number(got))] = &args[..] else { panic!("{args:?}") };
        assert_eq!(got.to_bits(), number.to_bits());
    }
}

#[test]
fn what_nobody_said_is_not_understood() {
    let said = encode(&FromEngine::Failed { id: 1, problem: Problem::new("id", "detail") });
    for end in 0..said.len() {
        assert_eq!(decode::<FromEngine>(&said[..end]), None, "cut after {end}");
    }
    assert_eq!(decode::<FromEngine>(&[200, 1, 2]), None);
    assert_eq!(decode::<ToEngine>(b"{\"id\":1}"), None);
}
