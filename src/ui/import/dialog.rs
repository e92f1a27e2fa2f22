//! The dialog: where files are chosen, what is under way, what went wrong.

use super::bringing::Bringing;
use super::collect::{of_list, of_text};
use super::found::FoundView;
use crate::ui::open::open_saved;
use crate::ui::saved::SavedList;
use crate::ui::text::{say_problem, t, with_texts};
use leptos::prelude::*;

/// The dialog itself; shown by [`Bringing::show`].
#[component]
pub fn Dialog(bringing: Bringing) -> impl IntoView {
    let close = move |_| {
        if let Some(dialog) = bringing.dialog.get() {
            dialog.close();
        }
    };
    let is_found = Memo::new(move |_| bringing.found.with(Option::is_some));
    view! {
        <dialog
            class="import" aria-labelledby="import-title" node_ref=bringing.dialog
            on:close=move |_| bringing.stop()
        >
            <div class="import-head">
                <h2 id="import-title">{move || t("import-title")}</h2>
                <button type="button" class="quiet" on:click=close>{move || t("import-close")}</button>
            </div>
            <div role="alert">
                {move || bringing.problem.get().map(|problem| view! {
                    <div class="alert"><p>{say_problem(&problem)}</p></div>
                })}
            </div>
            {progress(bringing)}
            {move || if is_found.get() { view! { <FoundView bringing/> }.into_any() } else { chooser(bringing) }}
        </dialog>
    }
    .into_any()
}

/// What the engine is doing, with a way to stop it.
fn progress(bringing: Bringing) -> AnyView {
    let said = move || {
        bringing.doing.with(|doing| doing.as_ref().map(|(id, file, _)| with_texts(id, [("file", file.clone())])))
    };
    let share = move || bringing.doing.with(|doing| doing.as_ref().map(|doing| f64::from(doing.2)));
    let is_busy = Memo::new(move |_| bringing.doing.with(Option::is_some));
    view! {
        <div role="status" class="import-progress">
            <Show when=move || is_busy.get()>
                <div class="progress">
                    <div>
                        <p>{said}</p>
                        <progress aria-label=said max="1" prop:value=share value=share></progress>
                    </div>
                    <button type="button" on:click=move |_| bringing.stop()>{move || t("page-cancel")}</button>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// Where files are chosen.
fn chooser(bringing: Bringing) -> AnyView {
    let pasted_name = t("import-pasted-name");
    let choose = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let files = of_list(input.files());
        // The same files can be chosen again.
        input.set_value("");
        if !files.is_empty() {
            bringing.open(files);
        }
    };
    let typed = move |text: String| bringing.open(of_text(&text, &pasted_name).into_iter().collect());
    let open = Callback::new(move |id: String| {
        if let Some(dialog) = bringing.dialog.get_untracked() {
            dialog.close();
        }
        open_saved(bringing.state, bringing.pool.get_value(), id);
    });
    view! {
        <p class="muted">{move || t("import-lead")}</p>
        <div class="import-ways">
            <label class="way">
                <span>{move || t("import-choose-files")}</span>
                <input type="file" multiple on:change=choose/>
            </label>
            <label class="way">
                <span>{move || t("import-choose-folder")}</span>
                <input type="file" multiple prop:webkitdirectory=true on:change=choose/>
            </label>
        </div>
        <label class="paste-label">
            <span>{move || t("import-paste")}</span>
            <textarea class="paste" rows="3" spellcheck="false" on:change:target=move |event| typed(event.target().value())></textarea>
        </label>
        <SavedList open/>
    }
    .into_any()
}
