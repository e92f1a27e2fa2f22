//! What drawing the cases anew shows; computed in a worker, for it takes seconds.

use super::pool::{Failure, Pool, Reply};
use super::scoring::{numbers, unexpected};
use crate::metrics::bootstrap::{Band, BandPoint, ChosenFigure};
use crate::metrics::choice::Rule;
use crate::metrics::interval::Interval;
use crate::metrics::sweep::Sweep;
use crate::protocol::{Answer, CHOSEN, Request, rule_numbers};
use js_sys::{Array, Float64Array};

/// The interval of the precision-recall curve.
///
/// # Errors
/// How the engine ended.
pub async fn band(pool: &Pool, sweep: &Sweep) -> Result<Band, Failure> {
    let request = Request::Band { positives: sweep.positives(), negatives: sweep.negatives() };
    let Reply { answer: Answer::Band, payloads } = ask(pool, request, sweep, None).await? else {
        return Err(unexpected());
    };
    let [x, y, low, high] = [0, 1, 2, 3].map(|at| numbers(&payloads, at));
    let ends = low?.into_iter().zip(high?).map(|(low, high)| Interval { low, high });
    let points = x?.into_iter().zip(y?).zip(ends).map(|((x, y), interval)| BandPoint { x, y, interval });
    Ok(Band { points: points.collect() })
}

/// Each of [`CHOSEN`] with how much choosing the threshold by this rule on
/// these same cases flatters it; `None` where it is undefined.
pub type Chosen = [Option<ChosenFigure>; CHOSEN.len()];

/// Repeats the choice of the threshold in cases drawn anew.
///
/// # Errors
/// Why the rule cannot choose, or how the engine ended.
pub async fn chosen(pool: &Pool, sweep: &Sweep, rule: Rule) -> Result<Chosen, Failure> {
    let request = Request::Chosen { positives: sweep.positives(), negatives: sweep.negatives() };
    let Reply { answer: Answer::Chosen, payloads } = ask(pool, request, sweep, Some(rule)).await? else {
        return Err(unexpected());
    };
    let all = numbers(&payloads, 0)?;
    let mut found = Chosen::default();
    for (figure, row) in found.iter_mut().zip(all.chunks_exact(8)) {
        let [apparent, low, high, optimism, corrected, corrected_low, corrected_high, without] = *row else { continue };
        *figure = (!apparent.is_nan()).then_some(ChosenFigure {
            apparent,
            interval: Interval { low, high },
            optimism,
            corrected,
            corrected_interval: Interval { low: corrected_low, high: corrected_high },
            undefined_draws: without as usize,
        });
    }
    Ok(found)
}

async fn ask(pool: &Pool, request: Request, sweep: &Sweep, rule: Option<Rule>) -> Result<Reply, Failure> {
    // Outside the wasm memory, which never shrinks.
    let columns = sweep.columns().map(Float64Array::from);
    let payloads = move || {
        let all: Array = columns.iter().map(|column| column.slice(0, column.length())).collect();
        if let Some(rule) = rule {
            all.push(&Float64Array::from(&rule_numbers(rule)[..]));
        }
        all
    };
    pool.ask(request, payloads, |_| ()).await
}
