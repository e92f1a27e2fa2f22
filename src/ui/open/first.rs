//! The first results, long before the last case is scored.

use super::opened::{Bundle, words_for};
use crate::bridge::{Pool, SoFar, sweep_so_far};
use crate::data::split::Part;
use crate::metrics::threshold::Threshold;
use crate::ui::state::{Attempt, FirstResults, Phase, Scoring};
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// How many times as many cases there must be before results are counted anew.
const MORE: usize = 4;

/// Milliseconds between two words of how far it is: each makes the browser draw
/// anew, on a processor that workers could use.
const PAUSE: f64 = 200.0;

/// Hears of chunks: tells the page how far scoring is, and counts the outcomes
/// of what is there after the first chunk and whenever there is much more.
pub fn first_results(attempt: Attempt, pool: &Pool, bundle: &Bundle) -> impl Fn(&SoFar) + 'static {
    let (pool, cases) = (pool.clone(), bundle.cases.clone());
    let words = words_for(bundle);
    let default = bundle.scenario.shown_model().and_then(|model| model.default_threshold);
    let threshold = Threshold::at(default.unwrap_or(0.5));
    let (first, next, told) = (Rc::new(RefCell::new(None)), Cell::new(1), Cell::new(f64::NEG_INFINITY));
    move |so_far| {
        let SoFar { done, rows, left, .. } = *so_far;
        let now = js_sys::Date::now();
        // A clock that was set back must not silence the rest.
        if !(0.0..PAUSE).contains(&(now - told.get())) || done >= rows {
            told.set(now);
            attempt.stands(Phase::Scoring(Scoring { done, rows, left, first: first.borrow().clone() }));
        }
        if done < next.get() || done >= rows {
            return;
        }
        next.set(done.saturating_mul(MORE));
        let (pool, cases, so_far, words, first) =
            (pool.clone(), cases.clone(), so_far.clone(), words.clone(), Rc::clone(&first));
        spawn_local(async move {
            // Whatever is wrong with these scores, the whole job will say.
            let Ok(sweep) = sweep_so_far(&pool, &cases, &so_far, Part::Choose).await else { return };
            if let Some(threshold) = threshold.filter(|_| attempt.counts()) {
                let confusion = sweep.confusion(sweep.index_at(threshold));
                *first.borrow_mut() = Some(Arc::new(FirstResults { confusion, words }));
            }
        });
    }
}
