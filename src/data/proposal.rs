//! A scenario for files that came without one: what was recognised, written
//! as `scenario.json` writes it.

use super::recognise::{Recognition, Role};
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
        classes: classes(recognition),
        features: recognition.inputs.iter().flat_map(|i| &i.columns).map(|c| feature(c)).collect(),
        columns: Columns {
            label: role(&roles.label),
            score: role(&roles.score),
            split: role(&roles.split),
            weight: role(&roles.weight),
            id: role(&roles.id),
            date: role(&roles.date),
            predicted: roles.predicted.clone(),
            class_scores: roles.class_scores.iter().cloned().collect(),
        },
        slices: roles.slices.iter().map(|c| Slice { column: c.clone(), title: String::new() }).collect(),
        default_model: shown.and_then(|at| models.get(at)).map(|m| m.id.clone()),
        models,
        cases: file.to_owned(),
        ..Scenario::default()
    }
}

/// The model's classes, where they are those of the label.
fn classes(recognition: &Recognition) -> Vec<String> {
    let known = &recognition.roles.classes;
    let of_label = recognition.positive.iter().flat_map(|positive| &positive.classes);
    if of_label.into_iter().all(|(class, _)| known.contains(class)) { known.clone() } else { Vec::new() }
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

/// The column of a role that one column has; empty when none has it.
pub fn role_of(scenario: &Scenario, role: Role) -> &str {
    let columns = &scenario.columns;
    let column = match role {
        Role::Label => &columns.label,
        Role::Score => &columns.score,
        Role::Split => &columns.split,
        Role::Weight => &columns.weight,
        Role::Id => &columns.id,
        Role::Date => &columns.date,
        Role::Slice | Role::Feature => &None,
    };
    column.as_deref().unwrap_or_default()
}

/// Gives a role to a column, or with an empty name to none. The column loses
/// any other role, and the model's columns are to be matched again.
pub fn set_role(scenario: &mut Scenario, role: Role, column: &str) {
    let columns = &mut scenario.columns;
    let places = [
        (Role::Label, &mut columns.label),
        (Role::Score, &mut columns.score),
        (Role::Split, &mut columns.split),
        (Role::Weight, &mut columns.weight),
        (Role::Id, &mut columns.id),
        (Role::Date, &mut columns.date),
    ];
    for (known, place) in places {
        if known == role {
            *place = Some(column.to_owned());
        } else if place.as_deref() == Some(column) {
            *place = Some(String::new());
        }
    }
    // What a score says belongs to this score and this label.
    if matches!(role, Role::Label | Role::Score) {
        columns.predicted = None;
    }
    // Scores of classes are those of this label, in columns of their own.
    match role {
        Role::Label => columns.class_scores.clear(),
        Role::Score => {}
        _ => columns.class_scores.retain(|_, known| known != column),
    }
    scenario.slices.retain(|slice| slice.column != column);
    set_features(scenario, &[]);
}

/// Names the columns that the model reads, in the order of the table; with
/// none, all that have no other role are tried.
pub fn set_features(scenario: &mut Scenario, columns: &[String]) {
    let known = std::mem::take(&mut scenario.features);
    let of = |name: &String| known.iter().find(|f| f.name == *name).cloned();
    scenario.features = columns.iter().map(|name| of(name).unwrap_or_else(|| feature(name))).collect();
    if let Some(entry) = shown_entry(scenario) {
        entry.inputs.clear();
    }
}

/// Names the columns that feed each input of the shown model.
pub fn set_inputs(scenario: &mut Scenario, inputs: Vec<ModelInput>) {
    if let Some(entry) = shown_entry(scenario) {
        entry.inputs = inputs;
    }
}

fn shown_entry(scenario: &mut Scenario) -> Option<&mut ModelEntry> {
    let id = scenario.shown_model()?.id.clone();
    scenario.models.iter_mut().find(|entry| entry.id == id)
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
