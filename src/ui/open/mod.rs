//! Opening a scenario: fetch, read, score, sweep, show.

mod first;
mod opened;
mod own;
mod place;

use crate::bridge::{self, EngineSource, Failure, ModelFile, Pool};
use crate::link::{Link, Reason, Subject, Unusable};
use crate::protocol::Problem;
use crate::ui::fetch::{fetch, fetch_file};
use crate::ui::linked::Asked;
use crate::ui::state::{Attempt, Phase, SimpleSearch, State};
use crate::ui::{parts, saved};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::sync::Arc;

pub use opened::{Bundle, Opened, Outcome, inputs_of, prepare};
pub use own::bare_setting;
pub use place::come_to;

/// Scenarios that come with the page. It opens on the first: failures are rare there,
/// and the line is a real trade-off.
pub const BUILT_IN: [&str; 4] = ["fleet", "tumour", "spam", "digits"];

/// Starts opening the scenario that the person chose; whatever was on screen
/// stays until the new one is complete.
pub fn open(state: State, pool: Pool) {
    start(state, pool, Asked::by_person(Link::default()));
}

/// Starts opening what an address asks for.
pub fn follow(state: State, pool: Pool, link: Link) {
    state.wanted.set(link.scenario.clone().unwrap_or_default());
    start(state, pool, Asked::by_address(link));
}

/// Starts anew what was asked for last.
pub fn again(state: State, pool: Pool) {
    start(state, pool, state.linked.asked.get_value());
}

/// Starts opening what this browser keeps.
pub fn open_saved(state: State, pool: Pool, id: String) {
    state.wanted.set(id);
    open(state, pool);
}

/// Starts opening files that were already read.
pub fn open_bundle(state: State, pool: Pool, bundle: Bundle, asked: Asked) {
    begin(state, pool, asked, move |_| async move { Ok(bundle) });
}

fn start(state: State, pool: Pool, asked: Asked) {
    let id = state.wanted.get_untracked();
    let from = pool.clone();
    if !id.starts_with(saved::PREFIX) {
        return begin(state, pool, asked, move |attempt| async move { fetched(attempt, &from, &id).await });
    }
    begin(state, pool, asked, move |attempt| async move {
        attempt.stands(Phase::Reading(0.0));
        let progress = Box::new(move |done| attempt.stands(Phase::Reading(done)));
        (parts::tools().await?.kept)(from, id, progress).await
    });
}

fn begin<F>(state: State, pool: Pool, asked: Asked, bundle: impl FnOnce(Attempt) -> F + 'static)
where
    F: Future<Output = Result<Bundle, Failure>> + 'static,
{
    let attempt = state.begin();
    state.linked.asked.set_value(asked.clone());
    state.phase.set(Phase::Fetching);
    spawn_local(async move {
        let mut link = asked.link;
        let end = match with_engine(&pool).await {
            Ok(()) => bundle(attempt).await,
            Err(failure) => Err(failure),
        };
        let end = match end {
            Ok(bundle) => {
                let bundle = with_positive(bundle, &mut link);
                prepare(attempt, &pool, bundle).await
            }
            Err(failure) => Err(failure),
        };
        if !attempt.counts() {
            return;
        }
        match end {
            Ok(opened) => {
                place::show(state, opened, &link);
                find_simple_rule(state, pool).await;
            }
            Err(Failure::Cancelled) => state.phase.set(Phase::Cancelled),
            Err(Failure::Problem(problem)) => fail(state, link, problem),
            Err(Failure::Died(detail)) => fail(state, link, Problem::new("page-engine-lost", detail)),
        }
    });
}

/// Stops whatever is under way; what is on screen stays.
pub fn cancel(state: State, pool: &Pool) {
    stop(state, pool);
    state.phase.set(Phase::Cancelled);
}

/// Ends all work; what was looked for in what is on screen is looked for again.
fn stop(state: State, pool: &Pool) {
    state.begin();
    pool.cancel();
    if state.simple.with_untracked(|simple| matches!(simple, SimpleSearch::Looking)) {
        spawn_local(find_simple_rule(state, pool.clone()));
    }
}

/// The same cases, with another class as the positive one.
pub fn choose_positive(state: State, pool: Pool, class: String) {
    let Some(opened) = state.opened.get_untracked() else { return };
    let link = Link { positive: Some(class), ..Link::default() };
    open_bundle(state, pool, opened.held.bundle.clone(), Asked::by_person(link));
}

/// With the link's class as the positive one, where there is such a class.
fn with_positive(mut bundle: Bundle, link: &mut Link) -> Bundle {
    if let Some(unknown) = link.positive.take_if(|class| !bundle.cases.head.classes.contains(class)) {
        link.unusable.push(Unusable::new(Subject::Positive, unknown, Reason::Unknown));
    }
    if let Some(class) = &link.positive {
        bundle.cases = bundle.cases.with_positive(class);
    }
    bundle
}

/// Looked for once the page shows its scenario; a failure costs one row of a table.
async fn find_simple_rule(state: State, pool: Pool) {
    let of_opened = |opened: &Arc<Opened>| (opened.held.bundle.cases.clone(), opened.held.scores.clone());
    let Some((cases, scores)) = state.opened.with_untracked(|opened| opened.as_ref().map(of_opened)) else { return };
    let found = bridge::simple_rule(&pool, &cases).await;
    // Other words for the same cases change nothing about it.
    let is_shown = |opened: &Arc<Opened>| js_sys::Object::is(&opened.held.scores, &scores);
    let is_shown = state.opened.with_untracked(|opened| opened.as_ref().is_some_and(is_shown));
    if is_shown && !matches!(found, Err(Failure::Cancelled)) {
        let rule = found.ok().flatten();
        state.simple.set(rule.map_or(SimpleSearch::Nothing, |rule| SimpleSearch::Found(Arc::new(rule))));
    }
}

fn fail(state: State, link: Link, problem: Problem) {
    leptos::logging::error!("{}", problem.detail);
    // What a link sets can be set as soon as somebody brings the files.
    if link.scenario.as_ref().is_some_and(|id| id.starts_with(saved::PREFIX)) {
        state.linked.waiting.set_value(Some(link));
    }
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
