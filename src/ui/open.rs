//! Opening a scenario: fetch, read, score, sweep, show.

use crate::bridge::{self, EngineSource, Failure, ModelFile, Pool};
use crate::data::scenario::read_scenario;
use crate::data::split::Part;
use crate::locale::words_of;
use crate::metrics::threshold::Threshold;
use crate::protocol::{Problem, ProblemArg};
use crate::ui::fetch::fetch;
use crate::ui::state::{Attempt, Opened, Phase, State};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Scenarios that come with the page.
pub const BUILT_IN: [&str; 4] = ["tumour", "fleet", "spam", "digits"];

/// Starts opening; whatever was on screen stays until the new one is complete.
pub fn open(state: State, pool: Pool, threshold: Option<Threshold>) {
    let id = state.wanted.get_untracked();
    let attempt = state.begin();
    state.phase.set(Phase::Fetching);
    spawn_local(async move {
        let end = load(attempt, &pool, &id).await;
        if !attempt.counts() {
            return;
        }
        match end {
            Ok(opened) => {
                let start = threshold.or_else(|| {
                    let score = opened.scenario.shown_model().and_then(|model| model.default_threshold);
                    Threshold::at(score.unwrap_or(0.5))
                });
                let index = start.map_or(0, |threshold| opened.sweep.index_at(threshold));
                show(state, opened, index);
            }
            Err(Failure::Cancelled) => state.phase.set(Phase::Cancelled),
            Err(Failure::Problem(problem)) => fail(state, problem),
            Err(Failure::Died(detail)) => fail(state, Problem::new("page-engine-lost", detail)),
        }
    });
}

/// Stops whatever is under way; what is on screen stays.
pub fn cancel(state: State, pool: &Pool) {
    state.begin();
    pool.cancel();
    state.phase.set(Phase::Cancelled);
}

/// One change for all panels: a new sweep with an old index would be a lie for a moment.
fn show(state: State, opened: Opened, index: usize) {
    state.opened.set(None);
    state.index.set(index);
    state.opened.set(Some(Arc::new(opened)));
    state.phase.set(Phase::Idle);
}

fn fail(state: State, problem: Problem) {
    leptos::logging::error!("{}", problem.detail);
    state.phase.set(Phase::Failed(problem));
}

async fn load(attempt: Attempt, pool: &Pool, id: &str) -> Result<Opened, Failure> {
    if !pool.has_source() {
        pool.set_source(EngineSource::hosted().await?);
    }
    let folder = format!("scenarios/{id}");
    let scenario = fetch(&format!("{folder}/scenario.json")).await?;
    let scenario = read_scenario(&scenario.to_vec()).map_err(|error| {
        let args = error.args().into_iter().map(|(name, arg)| (name, arg.into())).collect();
        Failure::Problem(Problem { id: error.id(), args, detail: error.to_string() })
    })?;
    let entry = scenario
        .shown_model()
        .cloned()
        .ok_or_else(|| Failure::Problem(Problem::new("page-no-model", "the scenario names no model")))?;
    let (cases_path, model_path) = (format!("{folder}/{}", scenario.cases), format!("{folder}/{}", entry.file));
    let (cases, model) = futures_util::try_join!(fetch(&cases_path), fetch(&model_path))?;

    attempt.stands(Phase::Reading(0.0));
    let reading = move |done| attempt.stands(Phase::Reading(done));
    let cases = bridge::read_cases(pool, &scenario.cases, cases, Some(scenario.clone()), reading).await?;

    let rows = cases.head.rows;
    attempt.stands(Phase::Scoring(0, rows));
    let scoring = move |done| attempt.stands(Phase::Scoring(done, rows));
    let model = ModelFile::new(&entry.file, model);
    let scores = bridge::score(pool, &model, &cases, &entry.inputs, scoring).await?;
    let sweep = bridge::sweep(pool, &cases, &scores, Part::Choose).await?;
    let words = words_of(&scenario);
    Ok(Opened { id: id.to_owned(), scenario, words, cases: cases.head, sweep })
}

impl From<crate::data::error::Arg> for ProblemArg {
    fn from(arg: crate::data::error::Arg) -> Self {
        match arg {
            crate::data::error::Arg::Number(number) => Self::Number(number),
            crate::data::error::Arg::Text(text) => Self::Text(text),
        }
    }
}
