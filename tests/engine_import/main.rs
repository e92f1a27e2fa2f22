//! Files that someone brings, through the door that the page uses: what is
//! recognised, what fits, what is odd, and the cases that come of it.
#![cfg(feature = "engine")]

mod bad_models;
mod packs;
mod people;
mod real_files;
mod roles;
mod sealing;
mod words;
mod zoo;

use cutpoint::data::scenario::Scenario;
use cutpoint::engine::Engine;
use cutpoint::protocol::{Answer, CasesHead, Checked, Found, Payload, Problem, ProblemArg, Request, decode};
use std::path::{Path, PathBuf};

pub fn fixtures(under: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(under)
}

pub fn model_of(scenario: &str, file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(scenario).join(file)).unwrap()
}

pub fn zoo_model(name: &str) -> Vec<u8> {
    std::fs::read(fixtures("model/zoo").join(name).join("model.onnx")).unwrap()
}

/// An engine in which files are open.
pub struct Opened {
    pub engine: Engine,
    pub found: Found,
    pub payloads: Vec<Payload>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.found.fmt(f)
    }
}

pub fn open(files: &[(&str, &[u8])]) -> Result<Opened, Problem> {
    let mut engine = Engine::default();
    let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let payloads = files.iter().map(|(_, bytes)| Payload::File(bytes.to_vec().into())).collect();
    match engine.handle(Request::OpenFiles { names }, payloads, &mut |_| ())? {
        (Answer::Found, mut payloads) => {
            let found = said(&payloads.remove(0));
            Ok(Opened { engine, found, payloads })
        }
        other => panic!("{other:?}"),
    }
}

/// What an encoded payload says.
fn said<T: serde::de::DeserializeOwned>(payload: &Payload) -> T {
    match payload {
        Payload::U8(bytes) => decode(bytes).expect("the engine encodes what it says"),
        other => panic!("{other:?}"),
    }
}

impl Opened {
    pub fn scenario(&self) -> Scenario {
        self.found.checked.scenario.clone()
    }

    pub fn check(&mut self, scenario: Scenario) -> Checked {
        let request = Request::Check { scenario: Box::new(scenario) };
        match self.engine.handle(request, Vec::new(), &mut |_| ()).unwrap() {
            (Answer::Checked, payloads) => said(&payloads[0]),
            other => panic!("{other:?}"),
        }
    }

    pub fn take(&mut self, scenario: &Scenario) -> Result<Taken, Problem> {
        let request = Request::TakeCases { scenario: Box::new(scenario.clone()) };
        taken(self.engine.handle(request, Vec::new(), &mut |_| ())?)
    }
}

/// Cases as the page gets them.
#[derive(Debug, PartialEq)]
pub struct Taken {
    pub head: CasesHead,
    pub features: Vec<Payload>,
    pub codes: Vec<u32>,
    pub parts: Vec<u8>,
    pub weights: Option<Vec<f64>>,
    pub scores: Option<Vec<f64>>,
    pub class_scores: Option<Vec<f64>>,
}

pub fn taken((answer, payloads): (Answer, Vec<Payload>)) -> Result<Taken, Problem> {
    let Answer::Cases(head) = answer else { panic!("{answer:?}") };
    let mut payloads = payloads.into_iter();
    let features = payloads.by_ref().take(head.columns.len()).collect();
    let (Some(Payload::U32(codes)), Some(Payload::U8(parts))) = (payloads.next(), payloads.next()) else {
        panic!("codes and parts come after the features")
    };
    let mut numbers = |wanted: bool| match wanted.then(|| payloads.next()).flatten() {
        Some(Payload::F64(numbers)) => Some(numbers),
        _ => None,
    };
    let (weights, scores) = (numbers(head.weighted), numbers(head.scored));
    let class_scores = numbers(head.class_scored);
    assert!(payloads.next().is_none(), "nothing else travels");
    Ok(Taken { head, features, codes, parts, weights, scores, class_scores })
}

/// The ids of findings, without their prefix.
pub fn findings(checked: &Checked) -> Vec<&str> {
    checked.findings.iter().map(|finding| finding.id.strip_prefix("data-finding-").unwrap_or(&finding.id)).collect()
}

pub fn number(problem: &Problem, name: &str) -> f64 {
    match problem.args.iter().find(|(known, _)| known == name) {
        Some((_, ProblemArg::Number(number))) => *number,
        other => panic!("{name}: {other:?} of {problem:?}"),
    }
}

pub fn text<'a>(problem: &'a Problem, name: &str) -> &'a str {
    match problem.args.iter().find(|(known, _)| known == name) {
        Some((_, ProblemArg::Text(text))) => text,
        other => panic!("{name}: {other:?} of {problem:?}"),
    }
}
