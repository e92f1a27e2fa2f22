//! The whole page.

use crate::bridge::Pool;
use crate::locale::LOCALES;
use crate::ui::header::Header;
use crate::ui::import::DropTarget;
use crate::ui::open::{BUILT_IN, open};
use crate::ui::parts::Parts;
use crate::ui::saved::{PREFIX, SavedProblem, Saving};
use crate::ui::settings::{ThemeChoice, system_is_dark};
use crate::ui::state::State;
use crate::ui::status::Status;
use crate::ui::story::{Navigation, Story};
use crate::ui::text::t;
use crate::ui::{query, today};
use leptos::prelude::*;
use leptos_fluent::leptos_fluent;

/// Most engines that work at once: beyond that, memory costs more than it brings.
const MOST_ENGINES: usize = 8;

/// Languages, then the page.
#[component]
pub fn App() -> impl IntoView {
    leptos_fluent! {
        translations: [LOCALES],
        locales: "./locales",
        default_language: "en",
        sync_html_tag_lang: true,
        initial_language_from_navigator: true,
        initial_language_from_local_storage: true,
        set_language_to_local_storage: true,
        local_storage_key: "cutpoint.language",
    };
    page()
}

fn page() -> impl IntoView {
    let link = query::read();
    let is_known = |id: &String| BUILT_IN.contains(&id.as_str()) || id.starts_with(PREFIX);
    let wanted = link.scenario.clone().filter(is_known);
    let wanted = wanted.unwrap_or_else(|| BUILT_IN[0].to_owned());
    let state = State::new(wanted, ThemeChoice::remembered(), link.chapter.unwrap_or_default());
    provide_context(state);
    provide_context(system_is_dark());
    let saving = Saving::new();
    provide_context(saving);
    provide_context(today::today(state));
    provide_context(today::pinned(state));

    let cores = window().navigator().hardware_concurrency();
    // NaN and nonsense become one engine.
    let engines = (cores as usize).clamp(1, MOST_ENGINES);
    let pool = Pool::new(engines, move |why| {
        leptos::logging::warn!("an engine was replaced: {why}");
        state.notice.set(Some("page-engine-replaced"));
    });
    let pool = StoredValue::new_local(pool);
    provide_context(pool);
    let parts = Parts::new(state);
    provide_context(parts);

    Effect::new(move || state.theme.get().apply());
    query::keep_in_step(state);
    say_when_ready(state);
    open(state, pool.get_value(), link);

    view! {
        <a class="skip" href="#main">{move || t("page-skip")}</a>
        <Header/>
        <Navigation/>
        <main id="main" tabindex="-1">
            <Status/>
            <SavedProblem/>
            <Story/>
        </main>
        <footer>
            <p>{move || t("page-privacy")}</p>
        </footer>
        <DropTarget/>
        {move || parts.tools.get().map(|tools| (tools.view)())}
    }
}

/// Marks the document once the first scenario is scored and drawn, and all that
/// the page offers is here: two frames after the panels were made, since charts
/// draw in the first.
fn say_when_ready(state: State) {
    let parts = expect_context::<Parts>();
    Effect::new(move || {
        if state.opened.with(Option::is_some) && parts.settled() {
            request_animation_frame(|| {
                request_animation_frame(|| {
                    if let Some(root) = document().document_element() {
                        let _ = root.set_attribute("data-ready", "true");
                    }
                });
            });
        }
    });
}
