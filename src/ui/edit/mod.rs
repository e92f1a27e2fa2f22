//! Making a scenario one's own: question, words, costs, slices, notes. Every
//! change shows at once and is kept in this browser.

mod fields;
mod history;

use crate::bridge::Pool;
use crate::ui::open::open_saved;
use crate::ui::parts::{Parts, Wish};
use crate::ui::saved::{PREFIX, Saving, copy_built_in};
use crate::ui::state::State;
use crate::ui::text::t;
use history::Editing;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Makes ready what the panel shares, within the tools; the function opens the
/// editor on what is on screen. Of a scenario that comes with the page it makes
/// a copy first.
pub fn provide(state: State, saving: Saving) -> impl Fn() + 'static {
    let editing = Editing::new(state, saving);
    provide_context(editing);
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let id = state.shown_id();
    // A copy that was asked for opens the editor once it is on screen.
    let wanted = RwSignal::new(false);
    Effect::new(move || {
        if is_own(id.get().as_ref()) && wanted.get() {
            wanted.set(false);
            editing.show();
        }
    });
    let copy_word = t("edit-copy-of");
    move || {
        if is_own(id.get_untracked().as_ref()) {
            return editing.show();
        }
        let Some(id) = id.get_untracked() else { return };
        let (pool, title) = (pool.get_value(), copy_word.clone());
        wanted.set(true);
        spawn_local(async move {
            match copy_built_in(&id, &title).await {
                Ok((scenario, files)) => {
                    let own = scenario.id.clone();
                    if saving.keep_files(&scenario, files).await {
                        open_saved(state, pool, own);
                    }
                }
                Err(failure) => saving.fail(failure),
            }
        });
    }
}

fn is_own(id: Option<&String>) -> bool {
    id.is_some_and(|id| id.starts_with(PREFIX))
}

/// The button.
#[component]
pub fn EditButton() -> impl IntoView {
    let state = State::get();
    let parts = expect_context::<Parts>();
    let id = state.shown_id();
    let press = move |_| parts.wish.set(Some(Wish::Edit));
    view! {
        <button type="button" on:click=press disabled=move || id.with(Option::is_none)>
            {move || if is_own(id.get().as_ref()) { t("edit-open") } else { t("edit-copy") }}
        </button>
    }
    .into_any()
}

/// The panel beside the page.
#[component]
pub fn EditPanel() -> impl IntoView {
    let editing = expect_context::<Editing>();
    let keys = move |event: web_sys::KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let step = match event.key().as_str() {
            "Escape" => return editing.close(),
            "z" if command && !event.shift_key() => -1,
            "y" | "Z" | "z" if command => 1,
            _ => return,
        };
        event.prevent_default();
        editing.step(step);
    };
    view! {
        <dialog class="edit" aria-labelledby="edit-title" node_ref=editing.dialog on:keydown=keys>
            <div class="import-head">
                <h2 id="edit-title">{move || t("edit-title")}</h2>
                <button type="button" on:click=move |_| editing.step(-1) disabled=move || !editing.can(-1)>{move || t("edit-undo")}</button>
                <button type="button" on:click=move |_| editing.step(1) disabled=move || !editing.can(1)>{move || t("edit-redo")}</button>
                <button type="button" class="quiet" on:click=move |_| editing.close()>{move || t("import-close")}</button>
            </div>
            <p class="muted small">{move || t("edit-lead")}</p>
            {move || editing.is_open.get().then(|| fields::all(editing))}
        </dialog>
    }
    .into_any()
}
