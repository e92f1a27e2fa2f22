//! "Your scenarios": open, export, delete, take back.

use super::{Saving, parsed};
use crate::bridge::{Pool, Saved};
use crate::ui::text::{say_problem, t, with_texts};
use leptos::prelude::*;

/// The list, and what became of the last wish. `open` opens one by its id.
#[component]
pub fn SavedList(open: Callback<String>) -> impl IntoView {
    let saving = expect_context::<Saving>();
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let row = move |saved: Saved| {
        let (id, title) = (saved.id.clone(), saved.title.clone());
        let question = parsed(&saved).map(|scenario| scenario.question).unwrap_or_default();
        let (exported, deleted) = (saved.clone(), saved);
        let named = |id: &'static str| {
            let title = title.clone();
            move || with_texts(id, [("title", title.clone())])
        };
        view! {
            <li>
                <button type="button" class="saved-open" on:click=move |_| open.run(id.clone())>
                    <b>{title.clone()}</b>" "<span class="muted small">{question}</span>
                </button>
                <button type="button" class="quiet" aria-label=named("saved-export-named")
                    on:click=move |_| saving.export(pool.get_value(), exported.clone())>{move || t("saved-export")}</button>
                <button type="button" class="quiet" aria-label=named("saved-delete-named")
                    on:click=move |_| saving.delete(deleted.clone())>{move || t("saved-delete")}</button>
            </li>
        }
    };
    view! {
        <section class="saved" aria-labelledby="saved-title">
            <h3 id="saved-title">{move || t("saved-title")}</h3>
            <p class="muted small" hidden=move || saving.list.with(|list| !list.is_empty())>{move || t("saved-none")}</p>
            <ul>{move || saving.list.get().into_iter().map(row).collect_view()}</ul>
            <SavedNews/>
        </section>
    }
    .into_any()
}

/// What became of the last wish.
#[component]
pub fn SavedNews() -> impl IntoView {
    let saving = expect_context::<Saving>();
    let traces = move |traces: Vec<(String, String)>| {
        let line = |(file, path): (String, String)| with_texts("saved-trace", [("file", file), ("path", path)]);
        view! {
            <div class="notice">
                <p>{move || t("saved-traces")}</p>
                <ul>{traces.into_iter().map(|trace| view! { <li>{line(trace)}</li> }).collect_view()}</ul>
                <button type="button" on:click=move |_| saving.answer(true)>{move || t("saved-export-anyway")}</button>
                <button type="button" on:click=move |_| saving.answer(false)>{move || t("page-cancel")}</button>
            </div>
        }
    };
    view! {
        <div role="status">
            {move || saving.done.get().map(|(id, title)| view! { <p class="small">{move || with_texts(id, [("title", title.clone())])}</p> })}
            <Show when=move || saving.can_undo()>
                <button type="button" on:click=move |_| saving.undo()>{move || t("saved-undo")}</button>
            </Show>
        </div>
        <div role="alert">{move || saving.waiting.get().map(traces)}</div>
        <SavedProblem/>
    }
    .into_any()
}

/// Why something could not be kept.
#[component]
pub fn SavedProblem() -> impl IntoView {
    let saving = expect_context::<Saving>();
    view! {
        <div role="alert">
            {move || saving.problem.get().map(|problem| view! {
                <div class="alert">
                    <p>{say_problem(&problem)}</p>
                    <button type="button" on:click=move |_| saving.problem.set(None)>{move || t("page-dismiss")}</button>
                </div>
            })}
        </div>
    }
    .into_any()
}
