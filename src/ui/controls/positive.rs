//! Which class is looked for.

use crate::bridge::Pool;
use crate::ui::open::choose_positive;
use crate::ui::state::State;
use crate::ui::text::t;
use leptos::prelude::*;

/// The list of classes.
#[component]
pub fn Positive() -> impl IntoView {
    let state = State::get();
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let chosen = move || state.opened.with(|o| o.as_ref().map(|o| o.positive_class().to_owned()));
    let classes = move || state.opened.with(|o| o.as_ref().map(|o| o.cases.classes.clone()).unwrap_or_default());
    view! {
        <label class="inline">
            <span>{move || t("setting-positive")}</span>
            <select
                prop:value=move || chosen().unwrap_or_default()
                on:change:target=move |event| choose_positive(state, pool.get_value(), event.target().value())
            >
                {move || classes().into_iter().map(|class| {
                    let selected = chosen().as_deref() == Some(class.as_str());
                    view! { <option value=class.clone() selected=selected>{class.clone()}</option> }
                }).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
