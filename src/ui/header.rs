//! The bar at the top: name, scenario, theme.

use crate::bridge::Pool;
use crate::ui::edit::EditButton;
use crate::ui::import::LoadButton;
use crate::ui::open::{BUILT_IN, open};
use crate::ui::query;
use crate::ui::saved::{PREFIX, Saving};
use crate::ui::settings::ThemeChoice;
use crate::ui::state::{Phase, State};
use crate::ui::text::t;
use leptos::prelude::*;

/// Name of the product and the two lists.
#[component]
pub fn Header() -> impl IntoView {
    let state = State::get();
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let choose_scenario = move |id: String| {
        state.wanted.set(id);
        open(state, pool.get_value());
    };
    let choose_theme = move |name: String| {
        if let Some(choice) = ThemeChoice::named(&name) {
            state.theme.set(choice);
        }
    };
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let Some(address) = query::address(state) else { return };
        let clipboard = window().navigator().clipboard();
        // Browsers keep it from pages that are neither served over https nor from this machine.
        if AsRef::<wasm_bindgen::JsValue>::as_ref(&clipboard).is_undefined() {
            state.notice.set(Some("page-copy-failed"));
            return;
        }
        leptos::task::spawn_local(async move {
            let written = clipboard.write_text(&address);
            let written = wasm_bindgen_futures::JsFuture::from(written).await.is_ok();
            copied.set(written);
            if !written {
                state.notice.set(Some("page-copy-failed"));
            }
            set_timeout(move || copied.set(false), std::time::Duration::from_secs(3));
        });
    };
    let saving = expect_context::<Saving>();
    let own = move || {
        let shown = state
            .opened
            .with(|opened| opened.as_ref().map(|opened| (opened.id.clone(), opened.scenario.title.clone())));
        let mut all: Vec<(String, String)> =
            saving.list.with(|list| list.iter().map(|saved| (saved.id.clone(), saved.title.clone())).collect());
        // What could not be kept is on screen all the same.
        let shown = shown.filter(|(id, _)| id.starts_with(PREFIX) && !all.iter().any(|known| known.0 == *id));
        all.extend(shown);
        // A link may ask for what is not kept here.
        let wanted = state.wanted.get();
        let is_lost = wanted.starts_with(PREFIX) && state.phase.with(|phase| matches!(phase, Phase::Failed(_)));
        if is_lost && !all.iter().any(|known| known.0 == wanted) {
            all.push((wanted, t("saved-elsewhere")));
        }
        (!all.is_empty()).then(|| {
            let option = |(id, title): (String, String)| {
                let is_wanted = id == state.wanted.get();
                view! { <option value=id selected=is_wanted>{title}</option> }
            };
            view! { <optgroup label=t("saved-title")>{all.into_iter().map(option).collect_view()}</optgroup> }
        })
    };
    view! {
        <header class="bar">
            <p class="wordmark">
                <svg viewBox="0 0 32 32" aria-hidden="true" class="mark">
                    <path d="M3 26c6 0 7-15 13-15s7 15 13 15" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>
                    <path d="M20 5v22" class="mark-line" stroke-width="2.8" stroke-linecap="round"/>
                </svg>
                "Cutpoint"
            </p>
            <div class="lists">
                <LoadButton/>
                <EditButton/>
                <button type="button" on:click=copy>{move || if copied.get() { t("page-copied") } else { t("page-copy-link") }}</button>
                <label>
                    <span>{move || t("page-scenario")}</span>
                    <select prop:value=move || state.wanted.get() on:change:target=move |event| choose_scenario(event.target().value())>
                        {BUILT_IN.map(|id| view! { <option value=id>{move || t(&format!("scenario-{id}"))}</option> })}
                        {own}
                    </select>
                </label>
                <label>
                    <span>{move || t("page-theme")}</span>
                    <select prop:value=move || state.theme.get().name() on:change:target=move |event| choose_theme(event.target().value())>
                        {ThemeChoice::ALL.map(|choice| view! {
                            <option value=choice.name()>{move || t(&format!("page-theme-{}", choice.name()))}</option>
                        })}
                    </select>
                </label>
            </div>
        </header>
    }
}
