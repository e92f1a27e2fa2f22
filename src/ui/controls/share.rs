//! The share of positives that is looked at, as a slider; in step with the
//! field in which it can be typed.

use crate::charts::by_prevalence::{STEPS, axis, percent_at, step_of};
use crate::explain::Message;
use crate::explain::beyond::{looked_at, looked_at_spoken};
use crate::link::{Field, Setting};
use crate::metrics::prevalence::Prevalence;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// The slider has the axis of the chart by prevalence.
#[component]
pub fn ShareSlider() -> impl IntoView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let scale = Memo::new(move |_| axis(state.opened.with(|o| o.as_ref().and_then(|o| o.sweep.prevalence()))));
    let there = move || state.setting.with(Setting::prevalence);
    let place = move || {
        let here = state.opened.with(|o| o.as_ref().and_then(|o| o.sweep.prevalence()));
        there().map(|share| share.get()).or(here).map_or(0, |share| step_of(scale.get(), share))
    };
    let said =
        move |tell: fn(&Today, Option<Prevalence>) -> Message| move || today.get().map(|now| say(&tell(&now, there())));
    let on_input = move |text: String| {
        if let Ok(step) = text.parse::<usize>() {
            let percent = percent_at(scale.get_untracked(), step);
            state.set(|setting| setting.clone().with(Field::Prevalence, Some(percent)));
        }
    };
    let back = move |_| state.set(|setting| setting.clone().with(Field::Prevalence, None));
    view! {
        <div class="slider">
            <div class="slider-head">
                <label for="share">{move || t("setting-share-of-positives")}</label>
                <output for="share" class="threshold-value">
                    {said(|now, there| looked_at(&now.confusion, there, &now.opened.words))}
                </output>
            </div>
            <input
                id="share" type="range" min="0" step="1" max=STEPS.to_string()
                prop:value=move || place().to_string()
                aria-valuetext=said(|now, there| looked_at_spoken(&now.confusion, there, &now.opened.words))
                on:input:target=move |event| on_input(event.target().value())
            />
            <div class="slider-ends">
                <span aria-hidden="true">{move || t("setting-share-rarer")}</span>
                <button type="button" class="quiet" disabled=move || there().is_none() on:click=back>
                    {move || t("setting-share-back")}
                </button>
                <span aria-hidden="true">{move || t("setting-share-more")}</span>
            </div>
        </div>
    }
}
