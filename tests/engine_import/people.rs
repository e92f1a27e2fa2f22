//! What people really drop (`tests/fixtures/imports`): each either comes out
//! with the right figures, or is asked about or refused with a reason. Wrong
//! figures without a question are listed, and the list may only get shorter.

use super::{Opened, findings, fixtures, number, open};
use cutpoint::data::scenario::Sealed;
use cutpoint::protocol::Problem;
use serde_json::Value;
use std::path::Path;

/// They start with the figures of `truth.csv`.
const RIGHT: &str = "01 02 03 06 10 113 114 119 12 126 128 129 14 16 17 18 18b 20 22 25 27 30a 32a 33 35 36 37 38 41 48 51 54 59 64 69 72 73 \
     75 79 81 83 86a 86c 86f";

/// They start with other figures, and nothing is asked.
const WRONG: &str = "19 35b 53b 65b 76";

#[derive(Debug, PartialEq)]
enum Outcome {
    Right,
    Asked(String),
    Wrong(String),
}

struct Input {
    case: Value,
    files: Vec<(String, Vec<u8>)>,
    /// Label and score of each row.
    truth: Option<Vec<(bool, f64)>>,
}

fn inputs() -> Vec<Input> {
    let mut all: Vec<_> = std::fs::read_dir(fixtures("imports")).unwrap().flatten().map(|entry| entry.path()).collect();
    all.retain(|folder| folder.is_dir());
    all.sort();
    all.iter().map(|folder| input(folder)).collect()
}

fn input(folder: &Path) -> Input {
    let case: Value = serde_json::from_slice(&std::fs::read(folder.join("case.json")).unwrap()).unwrap();
    let names = case["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
    let files = names.map(|name| (name.clone(), std::fs::read(folder.join(name)).unwrap())).collect();
    // Rows without a label are no cases.
    let row = |line: &str| {
        let (label, score) = line.split_once(',').unwrap();
        (!label.is_empty()).then(|| (label == "1", score.parse().unwrap_or(f64::NAN)))
    };
    let truth = std::fs::read_to_string(folder.join("truth.csv")).ok();
    Input { case, files, truth: truth.map(|text| text.lines().skip(1).filter_map(row).collect()) }
}

impl Input {
    fn open(&self, files: &[(String, Vec<u8>)]) -> Result<Opened, Problem> {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        open(&files)
    }

    /// What a person sees who answers which class is looked for, and presses Start.
    fn outcome(&self) -> Outcome {
        let mut opened = match self.open(&self.files) {
            Ok(opened) => opened,
            Err(problem) => return Outcome::Asked(problem.id),
        };
        let mut scenario = opened.scenario();
        scenario.splits.sealed = Sealed::Nothing;
        if scenario.positive_class.is_none() {
            scenario.positive_class = self.case["positive"].as_str().map(str::to_owned);
        }
        let checked = opened.check(scenario);
        if let Some(problem) = checked.problem.as_ref().or(checked.mismatch.as_ref()) {
            return Outcome::Asked(problem.id.clone());
        }
        let columns = &checked.scenario.columns;
        let roles = format!("label {:?} score {:?}", columns.label, columns.score);
        let counts = columns.weight.clone().unwrap_or_default();
        let Some(truth) = &self.truth else {
            // A grouped table.
            let is_right = [&columns.label, &columns.score].map(|c| c.as_deref()) == [Some("label"), Some("score")];
            return if is_right && counts == "n" { Outcome::Right } else { Outcome::Wrong(roles) };
        };
        if !counts.is_empty() {
            return Outcome::Wrong(format!("each row stands for {counts} cases"));
        }
        let taken = opened.take(&checked.scenario).unwrap();
        // Rows without a label are left out; the truth has them still.
        let mut skipped = taken.head.unlabelled;
        let mut truth_left = truth.iter();
        let close = |score: f64, right: f64| (score - right).abs() <= 1e-6 * right.abs().max(1.0);
        for (row, code) in taken.codes.iter().enumerate() {
            let is_row = |right: &(bool, f64)| {
                let score = taken.scores.as_ref().map(|scores| scores[row]);
                right.0 == (*code == taken.head.positive) && score.is_none_or(|score| close(score, right.1))
            };
            while !truth_left.next().is_some_and(is_row) {
                if skipped == 0 {
                    return Outcome::Wrong(roles);
                }
                skipped -= 1;
            }
        }
        match taken.scores.is_some() || self.is_reproduced(truth) {
            true => Outcome::Right,
            false => Outcome::Wrong(format!("{roles}: other scores than onnxruntime")),
        }
    }

    /// Whether the model gives the scores of the truth, which stand beside the table then.
    fn is_reproduced(&self, truth: &[(bool, f64)]) -> bool {
        let mut files = self.files.clone();
        for (_, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".csv")) {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let separator = if text.lines().next().is_some_and(|line| line.contains(';')) { ';' } else { ',' };
            let scores = std::iter::once("y_score".to_owned()).chain(truth.iter().map(|row| row.1.to_string()));
            if text.lines().count() == truth.len() + 1 {
                let lines = text.lines().zip(scores).map(|(line, score)| format!("{line}{separator}{score}\n"));
                *bytes = lines.collect::<String>().into_bytes();
            }
        }
        let Ok(mut opened) = self.open(&files) else { return false };
        let mut scenario = opened.scenario();
        scenario.positive_class = self.case["positive"].as_str().map(str::to_owned);
        let checked = opened.check(scenario);
        // A tree in 32 bits sends a case that stands on a branch's limit the other way now and then.
        let few = |finding: &Problem| number(finding, "differ") <= 0.05 * number(finding, "cases");
        let differs = |finding: &&Problem| finding.id == "data-finding-not-reproduced" && !few(finding);
        !findings(&checked).contains(&"complement") && checked.findings.iter().find(differs).is_none()
    }
}

#[test]
fn what_people_drop_is_right_or_asked_about() {
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for input in inputs() {
        let number = input.case["num"].as_str().unwrap().to_owned();
        let outcome = input.outcome();
        println!("{number:>5} {outcome:?} | {}", input.case["right"].as_str().unwrap());
        match outcome {
            Outcome::Right => right.push(number),
            Outcome::Wrong(_) => wrong.push(number),
            Outcome::Asked(_) => {}
        }
    }
    assert_eq!(right.join(" "), RIGHT);
    assert_eq!(wrong.join(" "), WRONG);
}
