//! The whole page.

use crate::bridge::Pool;
use crate::locale::LOCALES;
use crate::ui::header::Header;
use crate::ui::import::DropTarget;
use crate::ui::open;
use crate::ui::parts::Parts;
use crate::ui::saved::{SavedProblem, Saving};
use crate::ui::settings::{ThemeChoice, system_is_dark};
use crate::ui::state::State;
use crate::ui::status::Status;
use crate::ui::story::{self, Navigation, Story};
use crate::ui::text::t;
use crate::ui::{history, query, today};
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
    let state = State::new(&link, ThemeChoice::remembered());
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
    history::keep_in_step(state);
    history::follow_browser(state, pool);
    say_when_ready(state);
    open::follow(state, pool.get_value(), link);

    view! {
        <a class="skip" href="#main" on:click=skip>{move || t("page-skip")}</a>
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

/// Goes to the figures without an entry in the history, which is for chapters.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    story::to_main();
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
