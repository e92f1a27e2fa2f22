//! Worker side of the protocol: requests in, answers out. Runs anywhere; the
//! worker around it is `bin/engine.rs`.

mod about;
mod anew;
mod import;
mod inputs;
mod pack;
mod positive;
mod problem;
mod several;
mod simple;
mod table;

use crate::data::read_scenario;
use crate::data::sanity::to_unit;
use crate::data::scenario::ModelInput;
use crate::data::split::Part;
use crate::data::table::{Column, Values};
use crate::metrics::sample::Sample;
use crate::metrics::sweep::Sweep;
use crate::model::{self, Model};
use crate::protocol::{Answer, ColumnHead, ModelHead, Payload, Problem, Request, encode, part_code};
use import::Import;
use problem::{data_problem, model_problem};

pub use about::about;

/// What an engine keeps between requests.
#[derive(Default)]
pub struct Engine {
    model: Option<Model>,
    import: Option<Import>,
}

type Reply = Result<(Answer, Vec<Payload>), Problem>;

impl Engine {
    /// Does what is asked. `progress` hears the share done, from 0 to 1.
    ///
    /// # Errors
    /// A [`Problem`] that names file, row, column or operator.
    pub fn handle(&mut self, request: Request, payloads: Vec<Payload>, progress: &mut dyn FnMut(f32)) -> Reply {
        let mut payloads = payloads.into_iter();
        match request {
            Request::ReadScenario => {
                let scenario = read_scenario(&bytes(payloads.next())?).map_err(|error| data_problem(&error))?;
                Ok((Answer::Scenario(Box::new(scenario)), Vec::new()))
            }
            Request::ReadCases { file, scenario } => {
                let source = table::file(payloads.next())?;
                table::read_cases(&file, &source, scenario.as_deref(), progress)
            }
            Request::LoadModel { file } => {
                let bytes = bytes(payloads.next())?;
                let model = model::load_for_scores(&bytes, &file).map_err(|error| model_problem(&error))?;
                let head = ModelHead { file, classes: model.describe().classes.clone() };
                self.model = Some(model);
                Ok((Answer::Model(head), Vec::new()))
            }
            Request::Score { rows, columns, inputs, positive, classes, scale } => {
                let model = self.model.as_ref().ok_or_else(|| Problem::new("engine-no-model", "no model is loaded"))?;
                let columns = columns.into_iter().zip(payloads).map(column).collect::<Result<Vec<_>, _>>()?;
                let (mut scores, all) = score(model, rows, &columns, &inputs, &positive, &classes)?;
                if let Some(scale) = scale {
                    to_unit(&mut scores, scale);
                }
                let answer = Answer::Scores { several: all.is_some() };
                let payloads = [Some(scores), all].into_iter().flatten().map(Payload::F64).collect();
                Ok((answer, payloads))
            }
            Request::Confidence { file, classes, part, weighted } => {
                let scores = numbers(payloads.next())?;
                let (codes, parts, weights) = rows(&mut payloads, weighted)?;
                several::confidence(&file, classes, &scores, &codes, &parts, weights.as_deref(), part)
            }
            Request::SimpleRule { columns, positive, part, weighted } => {
                let beside = payloads.by_ref().take(columns.len());
                let columns = columns.into_iter().zip(beside).map(column).collect::<Result<Vec<_>, _>>()?;
                let (codes, parts, weights) = rows(&mut payloads, weighted)?;
                simple::rule(&columns, &codes, &parts, weights.as_deref(), (positive, part), progress)
            }
            Request::Band { positives, negatives } => anew::band(&anew::sweep(&mut payloads, positives, negatives)?),
            Request::Chosen { positives, negatives } => {
                let sweep = anew::sweep(&mut payloads, positives, negatives)?;
                anew::chosen(&sweep, &numbers(payloads.next())?)
            }
            Request::OpenFiles { names } => {
                let files = payloads.map(|payload| table::file(Some(payload))).collect::<Result<Vec<_>, _>>()?;
                let files: Vec<import::Named> = names.into_iter().zip(files).collect();
                self.import = None;
                let (import, answer, payloads) = Import::open(&files, progress)?;
                self.import = Some(import);
                Ok((answer, payloads))
            }
            Request::Check { scenario } => {
                let import = self.import.as_mut().ok_or_else(no_files)?;
                let checked = import.check(*scenario, progress)?;
                Ok((Answer::Checked, vec![Payload::U8(encode(&checked))]))
            }
            Request::TakeCases { scenario } => {
                let import = self.import.as_mut().ok_or_else(no_files)?;
                let reply = import.take(&scenario, progress)?;
                self.import = None;
                Ok(reply)
            }
            Request::WritePack { scenario, names } => {
                let files = payloads.map(|payload| table::file(Some(payload))).collect::<Result<Vec<_>, _>>()?;
                pack::write(&scenario, &names, &files)
            }
            Request::Sweep { file, positive, part, weighted } => {
                let scores = numbers(payloads.next())?;
                let (codes, parts, weights) = rows(&mut payloads, weighted)?;
                sweep(&file, &scores, &codes, &parts, weights.as_deref(), positive, part)
            }
        }
    }
}

/// A column as it comes beside a message.
fn column((head, payload): (ColumnHead, Payload)) -> Result<Column, Problem> {
    match (head, payload) {
        (ColumnHead::Number { name }, Payload::F64(numbers)) => Ok(Column { name, values: Values::Number(numbers) }),
        (ColumnHead::Text { name, dictionary }, Payload::U32(codes)) => {
            let dictionary = dictionary.into_iter().collect();
            Ok(Column { name, values: Values::Text { codes, dictionary } })
        }
        _ => Err(misunderstood()),
    }
}

fn score(
    model: &Model,
    rows: usize,
    columns: &[Column],
    inputs: &[ModelInput],
    positive: &str,
    classes: &[String],
) -> Result<(Vec<f64>, Option<Vec<f64>>), Problem> {
    let feeds = inputs::feeds(model.inputs(), columns, inputs)?;
    let batch = inputs::batch(rows, &feeds)?;
    let scores = model.score(&batch).map_err(|error| model_problem(&error))?;
    let all = positive::scores_of_all(&scores, classes);
    Ok((positive::scores_of(scores, positive, classes)?, all))
}

/// Counts the cases of one part; a score that is no number is refused with its row.
fn sweep(
    file: &str,
    scores: &[f64],
    codes: &[u32],
    parts: &[u8],
    weights: Option<&[f64]>,
    positive: u32,
    part: Part,
) -> Reply {
    let rows = rows_of(parts, part);
    let pick = |column: &[f64]| rows.iter().filter_map(|row| column.get(*row).copied()).collect::<Vec<f64>>();
    let labels = rows.iter().filter_map(|row| codes.get(*row)).map(|code| *code == positive).collect();
    let sample = Sample::new(pick(scores), labels, weights.map(pick))
        .map_err(|error| Problem::new("engine-scores", error.to_string()).text("file", file))?;
    let (positives, negatives, payloads) = columns_of(Sweep::of(&sample));
    Ok((Answer::Sweep { positives, negatives }, payloads))
}

/// The rows of a set.
fn rows_of(parts: &[u8], part: Part) -> Vec<usize> {
    let wanted = part_code(part);
    parts.iter().enumerate().filter(|(_, code)| **code == wanted).map(|(row, _)| row).collect()
}

/// A sweep as it travels: both weights, and the payloads of [`Answer::Sweep`].
fn columns_of(sweep: Sweep) -> (f64, f64, Vec<Payload>) {
    let sweep = sweep.into_columns();
    let payloads = [sweep.thresholds, sweep.tp, sweep.fp].map(Payload::F64);
    (sweep.positives, sweep.negatives, payloads.into())
}

/// Class codes, parts and, if any, weights.
type Rows = (Vec<u32>, Vec<u8>, Option<Vec<f64>>);

/// What travels of every row beside its scores or features.
fn rows(payloads: &mut impl Iterator<Item = Payload>, weighted: bool) -> Result<Rows, Problem> {
    let (codes, parts) = (codes(payloads.next())?, bytes(payloads.next())?);
    let weights = if weighted { Some(numbers(payloads.next())?) } else { None };
    Ok((codes, parts, weights))
}

fn no_files() -> Problem {
    Problem::new("engine-no-files", "no files are open")
}

fn misunderstood() -> Problem {
    Problem::new("engine-misunderstood", "a payload is missing or of the wrong kind")
}

fn bytes(payload: Option<Payload>) -> Result<Vec<u8>, Problem> {
    match payload {
        Some(Payload::U8(bytes)) => Ok(bytes),
        _ => Err(misunderstood()),
    }
}

fn codes(payload: Option<Payload>) -> Result<Vec<u32>, Problem> {
    match payload {
        Some(Payload::U32(codes)) => Ok(codes),
        _ => Err(misunderstood()),
    }
}

fn numbers(payload: Option<Payload>) -> Result<Vec<f64>, Problem> {
    match payload {
        Some(Payload::F64(numbers)) => Ok(numbers),
        _ => Err(misunderstood()),
    }
}
