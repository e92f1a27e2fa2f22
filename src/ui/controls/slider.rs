//! The decision threshold: every step is one exact, distinct score.

use crate::explain::Message;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// The slider, what it stands at, and which way is stricter.
#[component]
pub fn Slider() -> impl IntoView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    // Left flags everybody, right nobody: the operating points run the other way.
    let last = Memo::new(move |_| state.opened.with(|opened| opened.as_ref().map_or(0, |o| o.sweep.len() - 1)));
    let place = move || last.get() - state.index.get().min(last.get());
    let on_input = move |text: String| {
        if let Ok(place) = text.parse::<usize>() {
            state.place(last.get_untracked().saturating_sub(place));
        }
    };
    view! {
        <div class="slider">
            <div class="slider-head">
                <label for="threshold">{move || t("page-threshold")}</label>
                <output for="threshold" class="threshold-value">{move || today.get().map(|today| value_text(&today))}</output>
            </div>
            <input
                id="threshold" type="range" min="0" step="1"
                max=move || last.get().to_string()
                prop:value=move || place().to_string()
                aria-valuetext=move || today.get().map(|today| spoken(&today))
                on:input:target=move |event| on_input(event.target().value())
            />
            <div class="slider-ends" aria-hidden="true">
                <span>{move || t("page-threshold-low")}</span>
                <span>{move || t("page-threshold-high")}</span>
            </div>
        </div>
    }
}

fn value_text(today: &Today) -> String {
    match today.threshold.score() {
        Some(score) => today.opened.words.numbers.decimals(score, 4),
        None => t("page-threshold-nobody"),
    }
}

fn spoken(today: &Today) -> String {
    let words = &today.opened.words;
    let message = Message::new("page-threshold-spoken")
        .text("threshold", value_text(today))
        .number("flagged", today.confusion.flagged())
        .text("flagged-text", words.numbers.count(today.confusion.flagged()))
        .text("total-text", words.numbers.count(today.confusion.total()))
        .text("case-one", &words.case.one)
        .text("case-many", &words.case.many);
    say(&message)
}
