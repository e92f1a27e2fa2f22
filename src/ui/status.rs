//! Progress, notices and errors.

use crate::bridge::{Pool, TimeLeft};
use crate::explain::Message;
use crate::explain::number::NumberFormat;
use crate::ui::left_out::left_out;
use crate::ui::open;
use crate::ui::parts::Parts;
use crate::ui::pictures::counted;
use crate::ui::state::{Phase, Scoring, State};
use crate::ui::text::say;
use crate::ui::text::{say_problem, t};
use leptos::prelude::*;

/// What is going on, with a way to stop it or to try again.
#[component]
pub fn Status() -> impl IntoView {
    let state = State::get();
    let parts = expect_context::<Parts>();
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let cancel = move |_| pool.with_value(|pool| open::cancel(state, pool));
    let again = move |_| open::again(state, pool.get_value());
    let busy = move || state.is_busy();
    view! {
        // The two regions stay in the page, so that screen readers hear what comes into them.
        <div class="status" role="status" aria-live="polite">
            {move || notice(state)}
            {left_out(state)}
            <Show when=move || parts.is_awaited()>
                <div class="notice"><p>{move || t("page-part-coming")}</p></div>
            </Show>
            <Show when=busy>
                <div class="progress">
                    <div>
                        <p>{move || doing(state)}</p>
                        {move || first_results(state).map(|text| view! { <p>{text}</p> })}
                        <progress aria-label=move || t("page-scoring-cases") max="1" prop:value=move || share(state) value=move || share(state)></progress>
                    </div>
                    <button type="button" on:click=cancel>{move || t("page-cancel")}</button>
                </div>
            </Show>
            <Show when=move || state.phase.with(|phase| *phase == Phase::Cancelled)>
                <div class="progress">
                    <p>{move || t("page-cancelled")}</p>
                    <button type="button" on:click=again>{move || t("page-again")}</button>
                </div>
            </Show>
        </div>
        <div role="alert">
            <Show when=move || parts.lost.get()>
                <div class="alert">
                    <p>{move || t("page-part-lost")}</p>
                    <button type="button" on:click=move |_| parts.load()>{move || t("page-again")}</button>
                </div>
            </Show>
            {move || match state.phase.get() {
                Phase::Failed(problem) => Some(view! {
                    <div class="alert">
                        <p>{move || say_problem(&problem)}</p>
                        <button type="button" on:click=again>{move || t("page-again")}</button>
                    </div>
                }),
                _ => None,
            }}
        </div>
    }
}

fn notice(state: State) -> Option<impl IntoView> {
    let id = state.notice.get()?;
    Some(view! {
        <div class="notice">
            <p>{move || t(id)}</p>
            <button type="button" on:click=move |_| state.notice.set(None)>{move || t("page-dismiss")}</button>
        </div>
    })
}

fn doing(state: State) -> String {
    match state.phase.get() {
        Phase::Reading(_) => t("page-reading"),
        Phase::Scoring(Scoring { done, rows, left, .. }) => {
            let numbers = NumberFormat::default();
            let (id, left) = match left {
                None => ("page-scoring", 0),
                Some(TimeLeft::Seconds(seconds)) => ("page-scoring-seconds", seconds),
                Some(TimeLeft::Minutes(minutes)) => ("page-scoring-minutes", minutes),
            };
            let message = Message::new(id)
                .text("done", numbers.count(done as f64))
                .text("rows", numbers.count(rows as f64))
                .text("left", left.to_string());
            say(&message)
        }
        _ => t("page-fetching"),
    }
}

/// The outcomes of the cases that are scored already, in the scenario's words.
fn first_results(state: State) -> Option<String> {
    let Phase::Scoring(Scoring { first: Some(first), .. }) = state.phase.get() else { return None };
    let (confusion, words) = (&first.confusion, &first.words);
    let message = Message::new("page-first-results")
        .text("cases", counted(words, confusion.total(), &words.case))
        .text("caught", counted(words, confusion.tp, &words.caught))
        .text("missed", counted(words, confusion.fn_, &words.missed))
        .text("alarms", counted(words, confusion.fp, &words.false_alarm));
    Some(say(&message))
}

/// How far the bar is; none while that is unknown, which browsers show as motion.
fn share(state: State) -> Option<f64> {
    state.phase.with(|phase| phase.share())
}
