//! What the page asks of engines: read cases, score them by chunks, sweep.

use super::chunk::{Spares, chunk};
use super::dataset::{Dataset, js_length};
use super::pool::{Failure, Pool, Reply};
use super::queue::Model;
use super::so_far::SoFar;
use crate::data::sanity::Scale;
use crate::data::scenario::{ModelInput, Scenario};
use crate::data::split::Part;
use crate::metrics::sweep::Sweep;
use crate::protocol::{Answer, Problem, Request};
use futures_util::future::try_join_all;
use js_sys::{Array, Float64Array, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::Blob;

/// Fewest rows that are worth a message of their own.
const SMALLEST_CHUNK: usize = 2_048;
/// Most rows in a chunk, so that progress stays prompt: browsers let a worker finish what it is at
/// before they end it.
const LARGEST_CHUNK: usize = 8_192;
/// Most values in a chunk: pictures have hundreds a row.
const MOST_VALUES: usize = 2_000_000;

/// A model file, loaded by each worker when it first needs it.
#[derive(Clone)]
pub struct ModelFile(Rc<Model>);

impl ModelFile {
    /// A model from the bytes of its file.
    pub fn new(file: &str, bytes: Uint8Array) -> Self {
        Self(Rc::new(Model { file: file.to_owned(), bytes, scale: None }))
    }

    /// The same model, whose scores become numbers from 0 to 1.
    #[must_use]
    pub fn scaled(&self, scale: Option<Scale>) -> Self {
        Self(Rc::new(Model { scale, ..(*self.0).clone() }))
    }

    /// Name of its file.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The same bytes as a file, to be kept; `None` where memory does not allow a copy.
    pub fn blob(&self) -> Option<Blob> {
        Blob::new_with_u8_array_sequence(&Array::of1(&self.0.bytes)).ok()
    }
}

/// Parses a table of cases that is in memory: for browsers that have no room for files.
///
/// # Errors
/// As [`read_file`].
pub async fn read_bytes(
    pool: &Pool,
    file: &str,
    bytes: Uint8Array,
    scenario: Scenario,
    progress: impl Fn(f32) + 'static,
) -> Result<Dataset, Failure> {
    let request = Request::ReadCases { file: file.to_owned(), scenario: Some(Box::new(scenario)) };
    let copy = move || Array::of1(&bytes.slice(0, bytes.length()));
    dataset(file, pool.ask(request, copy, progress).await?)
}

/// Parses a table of cases that stays in its file.
///
/// # Errors
/// What is wrong with the file, or how the engine ended.
pub async fn read_file(
    pool: &Pool,
    file: &str,
    blob: Blob,
    scenario: Scenario,
    progress: impl Fn(f32) + 'static,
) -> Result<Dataset, Failure> {
    let request = Request::ReadCases { file: file.to_owned(), scenario: Some(Box::new(scenario)) };
    dataset(file, pool.ask(request, move || Array::of1(&blob), progress).await?)
}

/// Has an engine read a scenario.
///
/// # Errors
/// What is wrong with the file, or how the engine ended.
pub async fn read_scenario(pool: &Pool, bytes: Uint8Array) -> Result<Scenario, Failure> {
    let payload = move || Array::of1(&bytes.slice(0, bytes.length()));
    match pool.ask(Request::ReadScenario, payload, |_| ()).await?.answer {
        Answer::Scenario(scenario) => Ok(*scenario),
        _ => Err(unexpected()),
    }
}

/// The cases in an engine's reply.
pub(super) fn dataset(file: &str, reply: Reply) -> Result<Dataset, Failure> {
    let Reply { answer: Answer::Cases(head), payloads } = reply else { return Err(unexpected()) };
    let mut payloads = payloads.iter();
    let features = payloads.by_ref().take(head.columns.len()).collect();
    let codes = payloads.next().and_then(|codes| codes.dyn_into().ok()).ok_or_else(unexpected)?;
    let parts = payloads.next().and_then(|parts| parts.dyn_into().ok()).ok_or_else(unexpected)?;
    let mut numbers = |wanted: bool| payloads.by_ref().take(usize::from(wanted)).find_map(|p| p.dyn_into().ok());
    let weights = numbers(head.weighted);
    let scores = numbers(head.scored).map(|scores| (scores, head.positive));
    let class_scores = numbers(head.class_scored);
    Ok(Dataset { file: file.to_owned(), head, features, codes, parts, weights, scores, class_scores })
}

/// What a model said of each case.
#[derive(Clone)]
pub struct Scored {
    /// Scores of the positive class.
    pub positive: Float64Array,
    /// Scores of all classes, row after row, where the model has several.
    pub classes: Option<Float64Array>,
}

/// Scores every case; chunks go to all workers. `hear` is told after each chunk.
///
/// # Errors
/// What the model cannot do, or how the engine ended.
pub async fn score(
    pool: &Pool,
    model: &ModelFile,
    cases: &Dataset,
    inputs: &[ModelInput],
    hear: impl Fn(&SoFar) + 'static,
) -> Result<Scored, Failure> {
    let rows = cases.head.rows;
    let largest = (MOST_VALUES / cases.head.columns.len().max(1)).clamp(SMALLEST_CHUNK, LARGEST_CHUNK);
    let step = (rows / (pool.size() * 8)).clamp(SMALLEST_CHUNK, largest);
    let scores = Float64Array::new_with_length(js_length(rows));
    let width = cases.head.classes.len();
    let several = (width > 2).then(|| Float64Array::new_with_length(js_length(rows.saturating_mul(width))));
    let all_have_several = Rc::new(Cell::new(true));
    let so_far = Rc::new(RefCell::new(SoFar::new(scores.clone(), rows)));
    let hear = Rc::new(hear);
    let spares = Spares::default();
    let chunks = (0..rows).step_by(step).map(|from| {
        let to = rows.min(from + step);
        let (so_far, hear) = (Rc::clone(&so_far), Rc::clone(&hear));
        let (columns, payloads) = chunk(cases, from, to, &spares);
        let request = Request::Score {
            rows: to - from,
            columns,
            inputs: inputs.to_vec(),
            positive: cases.head.classes.get(cases.head.positive as usize).cloned().unwrap_or_default(),
            classes: cases.head.classes.clone(),
            scale: model.0.scale,
        };
        let (several, all_have_several, spares) = (several.clone(), Rc::clone(&all_have_several), spares.clone());
        let job = pool.ask_with(request, Some(Rc::clone(&model.0)), Box::new(payloads), Box::new(|_| ()));
        async move {
            let Reply { answer: Answer::Scores { several: has_several }, payloads } = job.await? else {
                return Err(unexpected());
            };
            let numbers =
                |at| -> Result<Float64Array, Failure> { payloads.get(at).dyn_into().map_err(|_| unexpected()) };
            let part = numbers(0)?;
            match &several {
                Some(several) if has_several => {
                    let part = numbers(1)?;
                    several.set(&part, js_length(from * width));
                }
                _ => all_have_several.set(false),
            }
            spares.keep(payloads.iter().skip(1 + usize::from(has_several)));
            so_far.borrow_mut().take(&part, from, to);
            let now = so_far.borrow().clone();
            hear(&now);
            Ok::<(), Failure>(())
        }
    });
    try_join_all(chunks).await?;
    Ok(Scored { positive: scores, classes: several.filter(|_| all_have_several.get()) })
}

/// Counts every operating point of one set.
///
/// # Errors
/// What is wrong with the scores, or how the engine ended.
pub async fn sweep(pool: &Pool, cases: &Dataset, scores: &Float64Array, part: Part) -> Result<Sweep, Failure> {
    sweep_parts(pool, cases, scores, cases.parts.clone(), part, false).await
}

/// As [`sweep`] with other parts; `first` goes before everything that waits.
pub(super) async fn sweep_parts(
    pool: &Pool,
    cases: &Dataset,
    scores: &Float64Array,
    parts: Uint8Array,
    part: Part,
    first: bool,
) -> Result<Sweep, Failure> {
    let weighted = cases.weights.is_some();
    let request = Request::Sweep { file: cases.file.clone(), positive: cases.head.positive, part, weighted };
    let (scores, cases) = (scores.clone(), cases.clone());
    let payloads = move || {
        let all = Array::of3(
            &scores.slice(0, scores.length()),
            &cases.codes.slice(0, cases.codes.length()),
            &parts.slice(0, parts.length()),
        );
        if let Some(weights) = &cases.weights {
            all.push(&weights.slice(0, weights.length()));
        }
        all
    };
    let reply = if first { pool.ask_first(request, payloads).await } else { pool.ask(request, payloads, |_| ()).await };
    let Reply { answer, payloads } = reply?;
    let Answer::Sweep { positives, negatives } = answer else { return Err(unexpected()) };
    sweep_of(&payloads, positives, negatives)
}

/// The first three payloads as a sweep.
pub(super) fn sweep_of(payloads: &Array, positives: f64, negatives: f64) -> Result<Sweep, Failure> {
    Sweep::from_columns(numbers(payloads, 0)?, numbers(payloads, 1)?, numbers(payloads, 2)?, positives, negatives)
        .map_err(|error| Failure::Died(error.to_string()))
}

/// A payload of numbers.
pub(super) fn numbers(payloads: &Array, at: u32) -> Result<Vec<f64>, Failure> {
    payloads.get(at).dyn_into::<Float64Array>().map(|column| column.to_vec()).map_err(|_| unexpected())
}

pub(super) fn unexpected() -> Failure {
    Failure::Problem(Problem::new("engine-misunderstood", "the engine answered something else than was asked"))
}
