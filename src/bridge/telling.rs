//! What the story asks of engines beside scores.

use super::dataset::{Dataset, slice_all};
use super::pool::{Failure, Pool, Reply};
use super::scoring::{numbers, sweep_of, unexpected};
use crate::data::split::Part;
use crate::metrics::sweep::Sweep;
use crate::protocol::{Answer, Request, SimpleKind};
use js_sys::Float64Array;

/// How sure a model of several classes is.
#[derive(Debug, Clone)]
pub struct Confidence {
    /// The sweep of "is the top class right?".
    pub sweep: Sweep,
    /// The confusion matrix, row after row: true class, predicted class.
    pub matrix: Vec<f64>,
}

/// Counts how sure the model is on the choosing set.
///
/// # Errors
/// What is wrong with the scores, or how the engine ended.
pub async fn confidence(pool: &Pool, cases: &Dataset, scores: &Float64Array) -> Result<Confidence, Failure> {
    let request = Request::Confidence {
        file: cases.file.clone(),
        classes: cases.head.classes.len(),
        part: Part::Choose,
        weighted: cases.weights.is_some(),
    };
    let (scores, cases) = (scores.clone(), cases.clone());
    let payloads = move || {
        let scores = Some(scores.slice(0, scores.length()).into());
        [scores].into_iter().chain(cases.copies()).flatten().collect()
    };
    let Reply { answer, payloads } = pool.ask(request, payloads, |_| ()).await?;
    let Answer::Confidence { positives, negatives } = answer else { return Err(unexpected()) };
    Ok(Confidence { sweep: sweep_of(&payloads, positives, negatives)?, matrix: numbers(&payloads, 3)? })
}

/// The best rule on one feature.
#[derive(Debug, Clone)]
pub struct SimpleRule {
    /// The feature.
    pub column: String,
    /// Which end of it is flagged.
    pub kind: SimpleKind,
    /// All its lines; with [`SimpleKind::AtMost`], scores have the other sign.
    pub sweep: Sweep,
}

/// Finds the best rule on one feature of the choosing set; `None` when no
/// feature tells anything.
///
/// # Errors
/// How the engine ended.
pub async fn simple_rule(pool: &Pool, cases: &Dataset) -> Result<Option<SimpleRule>, Failure> {
    if cases.head.columns.is_empty() {
        return Ok(None);
    }
    let request = Request::SimpleRule {
        columns: cases.head.columns.clone(),
        positive: cases.head.positive,
        part: Part::Choose,
        weighted: cases.weights.is_some(),
    };
    let cases = cases.clone();
    let payloads = move || {
        let all = slice_all(&cases.features, 0, cases.head.rows);
        for column in cases.copies().into_iter().flatten() {
            all.push(&column);
        }
        all
    };
    let Reply { answer, payloads } = pool.ask(request, payloads, |_| ()).await?;
    let Answer::SimpleRule { rule, positives, negatives } = answer else { return Err(unexpected()) };
    let Some((column, kind)) = rule else { return Ok(None) };
    Ok(Some(SimpleRule { column, kind, sweep: sweep_of(&payloads, positives, negatives)? }))
}
