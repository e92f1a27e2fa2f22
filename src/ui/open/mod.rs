//! Opening a scenario: fetch, read, score, sweep, show.

mod first;
mod opened;
mod own;

use crate::bridge::{self, EngineSource, Failure, ModelFile, Pool};
use crate::link::Link;
use crate::metrics::threshold::Threshold;
use crate::protocol::Problem;
use crate::ui::fetch::{fetch, fetch_file};
use crate::ui::state::{Attempt, Phase, SimpleSearch, State};
use crate::ui::{parts, saved};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::sync::Arc;

pub use opened::{Bundle, Opened, Outcome, inputs_of, prepare};

/// Scenarios that come with the page. It opens on the first: failures are rare there,
/// and the line is a real trade-off.
pub const BUILT_IN: [&str; 4] = ["fleet", "tumour", "spam", "digits"];

/// Starts opening a built-in scenario; whatever was on screen stays until the
/// new one is complete.
pub fn open(state: State, pool: Pool, link: Link) {
    let id = state.wanted.get_untracked();
    if id.starts_with(saved::PREFIX) {
        return open_saved(state, pool, id, link);
    }
    begin(state, pool.clone(), link, move |attempt| async move { fetched(attempt, &pool, &id).await });
}

/// Starts opening what this browser keeps.
pub fn open_saved(state: State, pool: Pool, id: String, link: Link) {
    state.wanted.set(id.clone());
    begin(state, pool.clone(), link, move |attempt| async move {
        attempt.stands(Phase::Reading(0.0));
        let progress = Box::new(move |done| attempt.stands(Phase::Reading(done)));
        (parts::tools().await?.kept)(pool, id, progress).await
    });
}

/// Starts opening files that were already read.
pub fn open_bundle(state: State, pool: Pool, bundle: Bundle, link: Link) {
    begin(state, pool, link, move |_| async move { Ok(bundle) });
}

fn begin<F>(state: State, pool: Pool, link: Link, bundle: impl FnOnce(Attempt) -> F + 'static)
where
    F: Future<Output = Result<Bundle, Failure>> + 'static,
{
    let attempt = state.begin();
    state.phase.set(Phase::Fetching);
    spawn_local(async move {
        let end = match with_engine(&pool).await {
            Ok(()) => bundle(attempt).await,
            Err(failure) => Err(failure),
        };
        let end = match end {
            Ok(bundle) => {
                let bundle = with_positive(bundle, link.positive.as_deref());
                prepare(attempt, &pool, bundle).await
            }
            Err(failure) => Err(failure),
        };
        if !attempt.counts() {
            return;
        }
        match end {
            Ok(opened) => {
                show(state, opened, &link);
                find_simple_rule(state, attempt, &pool).await;
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

/// The same cases, with another class as the positive one.
pub fn choose_positive(state: State, pool: Pool, class: String) {
    let Some(opened) = state.opened.get_untracked() else { return };
    let link = Link { positive: Some(class), ..Link::default() };
    open_bundle(state, pool, opened.held.bundle.clone(), link);
}

fn with_positive(mut bundle: Bundle, class: Option<&str>) -> Bundle {
    if let Some(class) = class {
        bundle.cases = bundle.cases.with_positive(class);
    }
    bundle
}

fn show(state: State, opened: Opened, link: &Link) {
    let start = link.threshold.or_else(|| {
        let score = opened.scenario.shown_model().and_then(|model| model.default_threshold);
        Threshold::at(score.unwrap_or(0.5))
    });
    let index = |threshold: Option<Threshold>| threshold.map(|threshold| opened.sweep.index_at(threshold));
    let (index, pinned) = (index(start).unwrap_or(0), index(link.pinned));
    let setting = link.setting(&opened.own);
    state.show(opened, setting, index, pinned);
}

/// Looked for once the page shows its scenario; a failure costs one row of a table.
async fn find_simple_rule(state: State, attempt: Attempt, pool: &Pool) {
    let Some(cases) = state.opened.with_untracked(|o| o.as_ref().map(|o| o.held.bundle.cases.clone())) else { return };
    let rule = bridge::simple_rule(pool, &cases).await.ok().flatten();
    if attempt.counts() {
        state.simple.set(rule.map_or(SimpleSearch::Nothing, |rule| SimpleSearch::Found(Arc::new(rule))));
    }
}

fn fail(state: State, problem: Problem) {
    leptos::logging::error!("{}", problem.detail);
    state.phase.set(Phase::Failed(problem));
}

/// Gives the pool its engine, once.
pub async fn with_engine(pool: &Pool) -> Result<(), Failure> {
    if !pool.has_source() {
        pool.set_source(EngineSource::hosted().await?);
    }
    Ok(())
}

async fn fetched(attempt: Attempt, pool: &Pool, id: &str) -> Result<Bundle, Failure> {
    let folder = format!("scenarios/{id}");
    let scenario = fetch(&format!("{folder}/scenario.json")).await?;
    let scenario = bridge::read_scenario(pool, scenario).await?;
    let entry = scenario
        .shown_model()
        .cloned()
        .ok_or_else(|| Failure::Problem(Problem::new("page-no-model", "the scenario names no model")))?;
    let (cases_path, model_path) = (format!("{folder}/{}", scenario.cases), format!("{folder}/{}", entry.file));
    let (file, model) =
        futures_util::try_join!(async { Ok::<_, Failure>(fetch_file(&cases_path).await) }, fetch(&model_path))?;
    attempt.stands(Phase::Reading(0.0));
    let reading = move |done| attempt.stands(Phase::Reading(done));
    let name = &scenario.cases;
    let cases = match file {
        Ok(file) => bridge::read_file(pool, name, file, scenario.clone(), reading).await?,
        // A browser whose disk is full cannot keep a large file, but may have the memory for it.
        Err(_) => bridge::read_bytes(pool, name, fetch(&cases_path).await?, scenario.clone(), reading).await?,
    };
    let model = Some(ModelFile::new(&entry.file, model));
    Ok(Bundle { id: id.to_owned(), scenario, cases, model })
}
