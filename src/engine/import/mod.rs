//! Files that someone brings: opened, looked at, and made into cases once
//! their roles are agreed.

mod check;
mod gather;

use super::about::about;
use super::problem::{data_problem, model_problem, said};
use super::{Reply, table};
use crate::data::cases::Cases;
use crate::data::inputs::{InputShape, ModelShape};
use crate::data::recognise::{Confidence, Guess, Question, Reason, Recognition, Role, recognise};
use crate::data::scenario::{Scenario, Slice};
use crate::data::summary::Summary;
use crate::data::table::{Table, Values};
use crate::data::{Roles, proposal};
use crate::model::{self, Model};
use crate::protocol::{
    Answer, FileSource, Found, FoundColumn, FoundModel, FoundQuestion, FoundRole, Payload, Problem, encode,
};
pub use gather::Named;

/// Rows of the preview.
const PREVIEW: usize = 6;
/// Tables up to this many bytes stay in memory while roles are tried out;
/// larger ones are read again.
const KEPT: usize = 256 << 20;

/// Open files.
pub struct Import {
    name: String,
    file: FileSource,
    table: Option<Table>,
    columns: Vec<Summary>,
    class_scores: Vec<(String, String)>,
    models: Vec<Loaded>,
    /// What was asked when the files were opened.
    questions: Vec<FoundQuestion>,
    /// The cases as they were last checked, and with what.
    checked: Option<(Scenario, Cases)>,
}

/// A model among the files.
struct Loaded {
    file: String,
    model: Result<Model, Problem>,
    shape: ModelShape,
}

impl Import {
    /// Opens files and says what was found in them.
    ///
    /// # Errors
    /// What is wrong with them, by file, row and column. A model that cannot be
    /// loaded is no error here: the file may hold scores.
    pub fn open(files: &[Named], progress: &mut dyn FnMut(f32)) -> Result<(Self, Answer, Vec<Payload>), Problem> {
        let gathered = gather::gather(files)?;
        let (name, file) = gathered.cases;
        let table = table::read(&file, &name, progress)?;
        let bytes = gathered.models;
        let models: Vec<Loaded> = bytes.iter().map(|(file, bytes)| load(file, bytes)).collect();
        let usable: Vec<&Loaded> = models.iter().filter(|m| m.model.is_ok()).collect();
        let shown = shown(&usable, gathered.scenario.as_ref());
        let mut recognition = recognise(&table, shown.and_then(|at| usable.get(at)).map(|m| &m.shape));
        if usable.is_empty() && !models.is_empty() {
            only_named_scores(&mut recognition);
        }
        let is_pack = gathered.scenario.is_some();
        let (scenario, roles) = match gathered.scenario {
            Some(scenario) => of_pack(scenario, &table),
            None => {
                let names: Vec<String> = usable.iter().map(|m| m.file.clone()).collect();
                let roles = recognition.guesses.iter().map(found_role).collect();
                (proposal::propose(&name, &recognition, &names, shown), roles)
            }
        };
        let column = |s: &Summary| FoundColumn { name: s.name.clone(), is_number: s.is_number, distinct: s.distinct };
        let mut found = Found {
            file: name.clone(),
            file_at: gathered.cases_at,
            rows: table.rows,
            columns: recognition.columns.iter().map(column).collect(),
            preview: table.preview(PREVIEW),
            roles,
            questions: if is_pack { Vec::new() } else { recognition.questions.iter().map(found_question).collect() },
            models: models.iter().map(Loaded::found).collect(),
            is_pack,
            checked: Default::default(),
        };
        let mut payloads: Vec<Payload> = bytes.into_iter().map(|(_, bytes)| Payload::U8(bytes)).collect();
        if gathered.cases_at.is_none() {
            payloads.push(Payload::U8(table::whole(&file, &name)?));
        }
        let mut import = Self {
            name,
            file,
            table: Some(table),
            columns: recognition.columns,
            class_scores: recognition.roles.class_scores,
            models,
            questions: found.questions.clone(),
            checked: None,
        };
        found.checked = import.check(scenario, progress)?;
        payloads.insert(0, Payload::U8(encode(&found)));
        Ok((import, Answer::Found, payloads))
    }

    /// Makes cases with a scenario.
    ///
    /// # Errors
    /// As [`check`](Self::check) would have said.
    pub fn take(&mut self, scenario: &Scenario, progress: &mut dyn FnMut(f32)) -> Reply {
        let checked = self.checked.take().filter(|(as_checked, _)| as_checked == scenario);
        let cases = match checked {
            Some((_, cases)) => cases,
            None => {
                let table = self.table(progress)?;
                crate::data::cases(table, Some(scenario)).map_err(|error| data_problem(&error))?
            }
        };
        Ok(table::cases_reply(cases, Some(scenario)))
    }

    /// The table, from memory or read again.
    fn table(&mut self, progress: &mut dyn FnMut(f32)) -> Result<Table, Problem> {
        match self.table.take() {
            Some(table) if bytes(&table) <= KEPT => {
                self.table = Some(table.clone());
                Ok(table)
            }
            Some(table) => Ok(table),
            None => {
                self.checked = None;
                table::read(&self.file, &self.name, progress)
            }
        }
    }
}

fn found_role(guess: &Guess) -> FoundRole {
    let why = said(guess.reason.message());
    FoundRole { role: guess.role, column: guess.column.clone(), why, confidence: guess.confidence }
}

fn found_question(question: &Question) -> FoundQuestion {
    let choices = question.choices.iter().map(found_role).collect();
    FoundQuestion { role: question.role, why: said(question.why.message()), choices }
}

/// Beside a model that cannot be used, a score must be called one: some
/// feature has numbers from 0 to 1 too.
fn only_named_scores(recognition: &mut Recognition) {
    let is_feature = |guess: &Guess| guess.role == Role::Score && matches!(guess.reason, Reason::InUnit { .. });
    if recognition.guesses.iter().any(is_feature) {
        recognition.guesses.retain(|guess| !is_feature(guess));
        recognition.roles.score = None;
    }
}

/// The roles of a pack, each written down.
fn of_pack(mut scenario: Scenario, table: &Table) -> (Scenario, Vec<FoundRole>) {
    let roles = Roles::of(table, Some(&scenario));
    let columns = &mut scenario.columns;
    let single = [
        (Role::Label, roles.label, &mut columns.label),
        (Role::Score, roles.score, &mut columns.score),
        (Role::Split, roles.split, &mut columns.split),
        (Role::Weight, roles.weight, &mut columns.weight),
        (Role::Id, roles.id, &mut columns.id),
        (Role::Date, roles.date, &mut columns.date),
    ];
    let mut found = Vec::new();
    let given = |role, column: &str| {
        let why = Problem::new("import-reason-scenario", "");
        FoundRole { role, column: column.to_owned(), why, confidence: Confidence::Certain }
    };
    for (role, column, place) in single {
        found.extend(column.as_ref().map(|column| given(role, column)));
        *place = Some(column.unwrap_or_default());
    }
    found.extend(scenario.slices.iter().map(|Slice { column, .. }| given(Role::Slice, column)));
    (scenario, found)
}

/// The model that is shown first: the scenario's, else the last one.
fn shown(usable: &[&Loaded], scenario: Option<&Scenario>) -> Option<usize> {
    let named = scenario.and_then(Scenario::shown_model).map(|entry| &entry.file);
    let named = named.and_then(|file| usable.iter().position(|m| m.file == *file));
    named.or_else(|| usable.len().checked_sub(1))
}

fn load(file: &str, bytes: &[u8]) -> Loaded {
    let model = model::load(bytes, file).map_err(|error| model_problem(&error));
    let shape = model.as_ref().map(shape).unwrap_or_default();
    Loaded { file: file.to_owned(), model, shape }
}

fn shape(model: &Model) -> ModelShape {
    let input = |spec: &model::InputSpec| InputShape {
        name: spec.name.clone(),
        width: spec.width,
        is_text: spec.is_text(),
        columns: spec.keys.clone(),
    };
    ModelShape { inputs: model.inputs().iter().map(input).collect(), classes: model.describe().classes.clone() }
}

impl Loaded {
    fn found(&self) -> FoundModel {
        let described = self.model.as_ref().ok().map(Model::describe);
        FoundModel {
            file: self.file.clone(),
            producer: described.map(|d| d.producer.chars().take(60).collect()).unwrap_or_default(),
            about: described.map(about).unwrap_or_default(),
            inputs: self.shape.inputs.iter().map(|i| (i.name.clone(), i.width, i.is_text)).collect(),
            classes: self.shape.classes.clone(),
            problem: self.model.as_ref().err().cloned(),
        }
    }
}

/// Bytes of memory that a table holds.
fn bytes(table: &Table) -> usize {
    let of = |values: &Values| match values {
        Values::Number(numbers) => numbers.len() * size_of::<f64>(),
        Values::Text { codes, dictionary } => codes.len() * size_of::<u32>() + dictionary.len() * 16,
    };
    table.columns.iter().map(|column| of(&column.values)).sum()
}
