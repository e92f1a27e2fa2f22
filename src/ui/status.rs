//! Progress, notices and errors.

use crate::bridge::Pool;
use crate::explain::Message;
use crate::explain::number::NumberFormat;
use crate::ui::open::{self, open};
use crate::ui::state::{Phase, State};
use crate::ui::text::say;
use crate::ui::text::{say_problem, t};
use leptos::prelude::*;

/// What is going on, with a way to stop it or to try again.
#[component]
pub fn Status() -> impl IntoView {
    let state = State::get();
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let cancel = move |_| pool.with_value(|pool| open::cancel(state, pool));
    let again = move |_| open(state, pool.get_value(), crate::link::Link::default());
    let busy = move || state.is_busy();
    view! {
        // The two regions stay in the page, so that screen readers hear what comes into them.
        <div class="status" role="status" aria-live="polite">
            {move || notice(state)}
            <Show when=busy>
                <div class="progress">
                    <div>
                        <p>{move || doing(state)}</p>
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
        Phase::Scoring(done, rows) => {
            let numbers = NumberFormat::default();
            let message = Message::new("page-scoring")
                .text("done", numbers.count(done as f64))
                .text("rows", numbers.count(rows as f64));
            say(&message)
        }
        _ => t("page-fetching"),
    }
}

/// How far the bar is; none while that is unknown, which browsers show as motion.
fn share(state: State) -> Option<f64> {
    state.phase.with(|phase| phase.share())
}
