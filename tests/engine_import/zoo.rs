//! Models of scikit-learn, XGBoost, LightGBM and torch with a table of their
//! own inputs: columns find their inputs by name or order, and the model gives
//! the scores that its maker's program gives.

use super::{findings, fixtures, open};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

/// An input that takes a dictionary a case as one column a key, 0 where a case
/// lacks it; all others as they are.
fn spread(input: &Value) -> Vec<Value> {
    let cases: Vec<_> = input["data"].as_array().unwrap().iter().filter_map(Value::as_object).collect();
    if cases.is_empty() {
        return vec![input.clone()];
    }
    let keys: std::collections::BTreeSet<&String> = cases.iter().flat_map(|case| case.keys()).collect();
    let column = |key: &&String| -> Vec<f64> {
        cases.iter().map(|case| case.get(*key).and_then(Value::as_f64).unwrap_or(0.0)).collect()
    };
    keys.iter().map(|key| json!({ "name": key, "shape": [cases.len()], "data": column(key) })).collect()
}

/// The inputs of a zoo model as CSV, with the class and its score as the trainer computed them.
fn table(folder: &Path) -> Option<(String, String)> {
    let read =
        |name: &str| -> Value { serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap() };
    let (inputs, expected) = (read("inputs.json"), read("expected.json"));
    let inputs: Vec<Value> = inputs.as_array()?.iter().flat_map(spread).collect();
    let shape = expected["proba"]["shape"].as_array()?;
    let classes = shape.get(1)?.as_u64()? as usize;
    let rows = shape[0].as_u64()? as usize;
    let labels = expected["label"]["data"].as_array()?;
    let label = |row: usize| labels[row].as_str().map_or_else(|| labels[row].to_string(), str::to_owned);
    let mut names: Vec<String> = (0..rows).map(label).collect();
    match names.iter().all(|name| name.parse::<f64>().is_ok()) {
        true => names.sort_by(|a, b| a.parse::<f64>().unwrap().total_cmp(&b.parse().unwrap())),
        false => names.sort(),
    }
    names.dedup();
    // The maker's classes are those of the labels only if all of them come.
    if names.len() != classes || classes < 2 {
        return None;
    }
    let mut csv = String::new();
    let width = |input: &Value| -> Option<usize> {
        let shape = input["shape"].as_array()?;
        Some(shape.iter().skip(1).map(|d| d.as_u64().unwrap_or(1) as usize).product())
    };
    let mut header: Vec<String> = Vec::new();
    for input in &inputs {
        let (name, width) = (input["name"].as_str()?, width(input)?);
        match width {
            1 => header.push(name.to_owned()),
            _ => header.extend((0..width).map(|at| format!("{name}.{at}"))),
        }
    }
    writeln!(csv, "{},label,y_score", header.join(",")).ok()?;
    for row in 0..rows {
        for input in &inputs {
            let width = width(input)?;
            for at in 0..width {
                let cell = &input["data"][row * width + at];
                let cell =
                    cell.as_str().map_or_else(|| cell.to_string(), |t| format!("\"{}\"", t.replace('"', "\"\"")));
                write!(csv, "{},", if cell == "null" { "" } else { &cell }).ok()?;
            }
        }
        writeln!(csv, "{},{}", label(row), expected["proba"]["data"][row * classes + classes - 1]).ok()?;
    }
    Some((csv, names.last()?.clone()))
}

#[test]
fn models_of_every_maker_find_their_columns_and_give_their_makers_scores() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(fixtures("model/zoo")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let Some((csv, positive)) = table(&entry.path()) else { continue };
        tried += 1;
        let model = std::fs::read(entry.path().join("model.onnx")).unwrap();
        let mut opened = match open(&[("model.onnx", &model), ("cases.csv", csv.as_bytes())]) {
            Ok(opened) => opened,
            Err(problem) => {
                wrong.push(format!("{name}: {}", problem.detail));
                continue;
            }
        };
        let mut scenario = opened.scenario();
        scenario.positive_class = Some(positive);
        let checked = opened.check(scenario);
        let odd = findings(&checked).into_iter().filter(|id| matches!(*id, "not-reproduced" | "complement"));
        let odd: Vec<&str> = odd.collect();
        let start = csv.lines().take(2).collect::<Vec<_>>().join(" / ");
        if checked.problem.is_some() || checked.mismatch.is_some() || !odd.is_empty() {
            let (problem, mismatch) = (&checked.problem, &checked.mismatch);
            wrong.push(format!("{name}: {odd:?} {problem:?} {mismatch:?} {:?} from {start}", checked.findings));
        }
    }
    assert!(tried >= 40, "{tried} models tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
