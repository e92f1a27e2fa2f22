//! How open files would look with a scenario: what fits, what is odd, what
//! stands in the way.

use super::super::inputs;
use super::super::positive::scores_of;
use super::super::problem::{data_problem, model_problem, said};
use super::Import;
use crate::data::cases::{Cases, cases};
use crate::data::inputs::{InputMatch, ModelShape, given, matched};
use crate::data::positive::Positive;
use crate::data::recognise::Role;
use crate::data::sanity::{Finding, Scale, check, compare_scores, to_unit};
use crate::data::scenario::{ModelInput, Scenario};
use crate::data::summary::Summary;
use crate::data::table::{Column, Table, Values};
use crate::data::{Roles, positive, proposal};
use crate::model::Model;
use crate::protocol::{Checked, Feed, FoundQuestion, Problem};

/// Cases that are scored before the start, so that a wrong model is known at once.
const TRIED: usize = 10_000;
/// So many columns beside predictions tell cases apart.
const ENOUGH_TO_TELL: usize = 8;
/// Cases without all values that are tried beyond those.
const TRIED_INCOMPLETE: usize = 512;

impl Import {
    /// Says how the files would look with a scenario; its shown model is asked.
    ///
    /// # Errors
    /// Only what keeps the file from being read again. What is wrong with the
    /// scenario is part of the answer.
    pub fn check(&mut self, mut scenario: Scenario, progress: &mut dyn FnMut(f32)) -> Result<Checked, Problem> {
        let table = self.table(progress)?;
        let shown = scenario.shown_model().map(|entry| entry.file.clone());
        let model = shown.and_then(|file| self.models.iter().find(|m| m.file == file));
        let shape = model.map(|m| &m.shape);
        let mut checked = Checked::default();
        let positive = label(&table, &scenario, shape);
        if let Some(positive) = &positive {
            checked.classes = positive.classes.clone();
            checked.likely =
                positive.classes.get(positive.index).map(|(class, _)| (class.clone(), said(positive.reason.message())));
            let named = scenario.positive_class.as_ref();
            let known = named.is_some_and(|class| positive.classes.iter().any(|(known, _)| known == class));
            if !known {
                scenario.positive_class =
                    checked.likely.as_ref().filter(|_| positive.certain).map(|(class, _)| class.clone());
            }
            checked.positive_is_certain = scenario.positive_class.is_some();
        }
        if scenario.positive_class.as_ref().is_some_and(|class| !scenario.classes.contains(class)) {
            scenario.classes.clear();
        }
        self.follow_positive(&mut scenario, &checked);
        if let Some(shape) = shape {
            feed(&mut scenario, shape, &self.columns, &table, &mut checked);
        }
        // Until the class is named, findings speak of the likely one.
        let mut assumed = scenario.clone();
        if assumed.positive_class.is_none() {
            assumed.positive_class = checked.likely.as_ref().map(|likely| likely.0.clone());
        }
        match cases(table, Some(&assumed)) {
            Err(error) => checked.problem = Some(data_problem(&error)),
            Ok(cases) => {
                checked.asks_what_to_seal = cases.split_source.is_open();
                let model = model.map(|m| m.model.as_ref());
                let fits = checked.mismatch.is_none();
                match model {
                    Some(Err(problem)) => checked.problem = Some(problem.clone()),
                    Some(Ok(model)) if fits => with_model(model, &cases, &assumed, &mut checked),
                    Some(Ok(_)) => find(&cases, None, &mut checked),
                    None => {
                        without_model(&cases, &assumed, &mut checked);
                        // Of a model that cannot be used and no scores, the model is what to mend.
                        let broken = self.models.iter().find_map(|m| m.model.as_ref().err());
                        if let (Some(problem), Some(broken)) = (&mut checked.problem, broken) {
                            problem.clone_from(broken);
                        }
                    }
                }
                self.checked = Some((scenario.clone(), cases));
            }
        }
        self.ask(&scenario, &mut checked);
        checked.scenario = scenario;
        Ok(checked)
    }

    /// What lacks a role says what is asked about it.
    fn ask(&self, scenario: &Scenario, checked: &mut Checked) {
        let lacks = |problem: &Problem| match problem.id.as_str() {
            "data-error-no-label" => Some(Role::Label),
            "import-no-score" => Some(Role::Score),
            _ => None,
        };
        let Some(role) = checked.problem.as_ref().and_then(lacks) else { return };
        let is_open = |question: &&FoundQuestion| question.role == role && proposal::role_of(scenario, role).is_empty();
        if let Some(question) = self.questions.iter().find(is_open) {
            checked.problem = Some(question.why.clone());
        }
    }

    /// Where the file has a score for each class, the positive class has its own.
    fn follow_positive(&self, scenario: &mut Scenario, checked: &Checked) {
        let class = scenario.positive_class.as_ref().or(checked.likely.as_ref().map(|likely| &likely.0));
        let is_family = |column: &String| self.class_scores.iter().any(|(_, known)| known == column);
        let column = class.and_then(|class| self.class_scores.iter().find(|(known, _)| known == class));
        if let (Some((_, column)), Some(score)) = (column, &mut scenario.columns.score)
            && is_family(score)
        {
            score.clone_from(column);
        }
    }
}

/// The classes of the label that the scenario names.
fn label(table: &Table, scenario: &Scenario, shape: Option<&ModelShape>) -> Option<Positive> {
    let label = Roles::of(table, Some(scenario)).label?;
    Some(positive::of(&table.column(&label)?.values, shape))
}

/// Matches columns to the inputs of the shown model and writes that down.
fn feed(scenario: &mut Scenario, shape: &ModelShape, columns: &[Summary], table: &Table, checked: &mut Checked) {
    let roles = Roles::of(table, Some(scenario));
    let chosen = roles.features.clone();
    let taken = [roles.label, roles.score, roles.split, roles.weight, roles.id, roles.date];
    let taken = |name: &String| taken.iter().flatten().any(|t| t == name);
    let Some(id) = scenario.shown_model().map(|entry| entry.id.clone()) else { return };
    let Some(entry) = scenario.models.iter_mut().find(|entry| entry.id == id) else { return };
    let (matches, mismatch) = if entry.inputs.is_empty() {
        let is_left = |s: &&Summary| chosen.as_ref().map_or(!taken(&s.name), |chosen| chosen.contains(&s.name));
        let left: Vec<&Summary> = columns.iter().filter(is_left).collect();
        matched(shape, &left)
    } else {
        let by_hand = |i: &ModelInput| InputMatch { input: i.name.clone(), columns: i.columns.clone(), by_name: false };
        let inputs: Vec<InputMatch> = entry.inputs.iter().map(by_hand).collect();
        let mismatch = given(shape, &inputs, columns);
        (inputs, mismatch)
    };
    if mismatch.is_none() {
        entry.inputs =
            matches.iter().map(|m| ModelInput { name: m.input.clone(), columns: m.columns.clone() }).collect();
        let mut features: Vec<&String> = Vec::new();
        for column in matches.iter().flat_map(|m| &m.columns) {
            if !features.contains(&column) {
                features.push(column);
            }
        }
        // What is known of a feature stays: its unit, its range.
        let known = std::mem::take(&mut scenario.features);
        let of = |name: &&String| known.iter().find(|f| f.name == **name).cloned();
        scenario.features = features.iter().map(|name| of(name).unwrap_or_else(|| proposal::feature(name))).collect();
    }
    let by_hand = |m: InputMatch| Feed { input: m.input, columns: m.columns, by_name: m.by_name };
    checked.feeds = matches.into_iter().map(by_hand).collect();
    checked.mismatch = mismatch.map(|mismatch| said(mismatch.message()));
}

fn find(cases: &Cases, scores: Option<&[f64]>, checked: &mut Checked) {
    let findings = check(cases, scores);
    checked.scale = findings.iter().find_map(|finding| match finding {
        Finding::Scale { scale: scale @ (Scale::Percent | Scale::Logit), .. } => Some(*scale),
        _ => None,
    });
    checked.findings = findings.iter().map(|finding| said(finding.message())).collect();
}

fn without_model(cases: &Cases, scenario: &Scenario, checked: &mut Checked) {
    let Some(scores) = &cases.score else {
        find(cases, None, checked);
        let problem = Problem::new("import-no-score", "there is neither a model nor a score column");
        checked.problem = Some(problem.text("file", &cases.name));
        return;
    };
    let mut scores = scores.clone();
    if let Some(scale) = scenario.score_scale {
        to_unit(&mut scores, scale);
    }
    find(cases, Some(&scores), checked);
    // No model reads the other columns: what they lack hurts nobody, and a few of them tell no case from another.
    let few = cases.features.len() < ENOUGH_TO_TELL;
    checked.findings.retain(|finding| match finding.id.as_str() {
        "data-finding-missing" => false,
        "data-finding-duplicates" => !few,
        _ => true,
    });
}

/// Scores the first cases, and some that lack values.
fn with_model(model: &Model, cases: &Cases, scenario: &Scenario, checked: &mut Checked) {
    let inputs = scenario.shown_model().map(|entry| entry.inputs.as_slice()).unwrap_or_default();
    let first: Vec<usize> = (0..cases.len().min(TRIED)).collect();
    let scores = score_rows(model, cases, inputs, &first);
    let mut scores = match scores {
        Ok(scores) => scores,
        Err(problem) => {
            find(cases, None, checked);
            checked.problem = Some(problem);
            return;
        }
    };
    let compared = cases.score.as_ref().and_then(|given| compare_scores(given.get(..scores.len())?, &scores));
    if let Some(scale) = scenario.score_scale {
        to_unit(&mut scores, scale);
    }
    find(cases, Some(&scores), checked);
    checked.findings.extend(compared.map(|finding| said(finding.message())));
    let lacks = |row: &usize| cases.features.iter().any(|column| column.values.is_missing(*row));
    let incomplete: Vec<usize> = (0..cases.len()).filter(lacks).take(TRIED_INCOMPLETE).collect();
    let tried = score_rows(model, cases, inputs, &incomplete).unwrap_or_default();
    let refused = tried.iter().chain(&scores).filter(|score| !score.is_finite()).count();
    if refused > 0 {
        let looked = (incomplete.len() + scores.len()) as f64;
        let problem = Problem::new("import-no-number", "the model gives no finite score for some cases");
        let problem = problem.number("cases", refused as f64).number("looked", looked);
        checked.problem = Some(problem.number("incomplete", incomplete.len() as f64));
    } else if !incomplete.is_empty() {
        checked.findings.push(Problem::new("import-missing-passed", ""));
    }
}

/// The scores of some cases.
fn score_rows(model: &Model, cases: &Cases, inputs: &[ModelInput], rows: &[usize]) -> Result<Vec<f64>, Problem> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let columns: Vec<Column> = cases.features.iter().map(|column| some(column, rows)).collect();
    let feeds = inputs::feeds(model.inputs(), &columns, inputs)?;
    let batch = inputs::batch(rows.len(), &feeds)?;
    let scores = model.score(&batch).map_err(|error| model_problem(&error))?;
    scores_of(scores, cases.label.positive_class(), &cases.label.classes)
}

fn some(column: &Column, rows: &[usize]) -> Column {
    let values = match &column.values {
        Values::Number(numbers) => Values::Number(rows.iter().filter_map(|row| numbers.get(*row).copied()).collect()),
        Values::Text { codes, dictionary } => Values::Text {
            codes: rows.iter().filter_map(|row| codes.get(*row).copied()).collect(),
            dictionary: dictionary.clone(),
        },
    };
    Column { name: column.name.clone(), values }
}
