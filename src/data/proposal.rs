//! A scenario for files that came without one: what was recognised, written
//! as `scenario.json` writes it.

use super::recognise::Recognition;
use super::scenario::{Columns, Feature, ModelEntry, ModelInput, Scenario, Slice};

/// Writes down what was recognised in a table of this name, and the models
/// beside it, the one first that the columns were matched to. A role that no
/// column has is said to be empty, so that nothing is guessed again; the
/// positive class is left open unless it is certain.
pub fn propose(file: &str, recognition: &Recognition, models: &[String], shown: Option<usize>) -> Scenario {
    let roles = &recognition.roles;
    let role = |column: &Option<String>| Some(column.clone().unwrap_or_default());
    let models: Vec<ModelEntry> =
        models.iter().enumerate().map(|(at, file)| model(at, file, recognition, shown == Some(at))).collect();
    let positive = recognition.positive.as_ref().filter(|p| p.certain);
    Scenario {
        title: stem(file).to_owned(),
        positive_class: positive.and_then(|p| p.classes.get(p.index)).map(|c| c.0.clone()),
        classes: roles.classes.clone(),
        features: recognition.inputs.iter().flat_map(|i| &i.columns).map(|c| feature(c)).collect(),
        columns: Columns {
            label: role(&roles.label),
            score: role(&roles.score),
            split: role(&roles.split),
            weight: role(&roles.weight),
            id: role(&roles.id),
            date: role(&roles.date),
        },
        slices: roles.slices.iter().map(|c| Slice { column: c.clone(), title: String::new() }).collect(),
        default_model: shown.and_then(|at| models.get(at)).map(|m| m.id.clone()),
        models,
        cases: file.to_owned(),
        ..Scenario::default()
    }
}

/// A feature of which nothing but the column is known.
pub fn feature(column: &str) -> Feature {
    Feature { name: column.to_owned(), ..Feature::default() }
}

fn model(at: usize, file: &str, recognition: &Recognition, shown: bool) -> ModelEntry {
    let input = |i: &super::inputs::InputMatch| ModelInput { name: i.input.clone(), columns: i.columns.clone() };
    ModelEntry {
        id: format!("v{}", at + 1),
        title: stem(file).to_owned(),
        file: file.to_owned(),
        inputs: if shown { recognition.inputs.iter().map(input).collect() } else { Vec::new() },
        ..ModelEntry::default()
    }
}

/// The name of a file without its folders and its endings.
pub fn stem(file: &str) -> &str {
    const ENDINGS: [&str; 11] = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "parquet", "gz", "zip", "onnx", "tab"];
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let mut stem = name;
    while let Some((before, ending)) = stem.rsplit_once('.')
        && !before.is_empty()
        && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    {
        stem = before;
    }
    stem
}
