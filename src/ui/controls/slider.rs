//! The decision threshold on the axis of the charts: every step is one exact,
//! distinct score.

use crate::charts::ScoreTrack;
use crate::explain::Message;
use crate::metrics::sweep::Sweep;
use crate::ui::chart::Margins;
use crate::ui::controls::typed::Typed;
use crate::ui::open::Opened;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::html::Input;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::KeyboardEvent;

/// The track with its thumb, what it stands at, and which way is stricter.
/// `plot` is where the plot of the chart beneath lies: thumb and line then
/// stand above each other.
#[component]
pub fn Track(plot: RwSignal<Option<Margins>>) -> impl IntoView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let input = NodeRef::<Input>::new();
    let share = Memo::new(move |_| {
        let index = state.index.get();
        state.opened.with(|opened| opened.as_ref().map_or(0.0, |o| ScoreTrack::new(&o.sweep).share(index)))
    });
    // While the thumb is dragged it stays under the pointer; let go, it goes to the score.
    let dragged = RwSignal::new(false);
    Effect::new(move || {
        let share = share.get();
        if let Some(input) = input.get().filter(|_| !dragged.get()) {
            input.set_value(&share.to_string());
        }
    });
    let on_input = move |text: String| {
        let Ok(share) = text.parse::<f64>() else { return };
        dragged.set(true);
        let find = |opened: &Arc<Opened>| ScoreTrack::new(&opened.sweep).nearest(share);
        if let Some(index) = state.opened.with_untracked(|opened| opened.as_ref().map(find)) {
            state.place(index);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let here = state.index.get_untracked();
        if let Some(index) = state.opened.with_untracked(|opened| step(&opened.as_ref()?.sweep, here, &event)) {
            event.prevent_default();
            dragged.set(false);
            state.place(index);
        }
    };
    let inset = move |side: fn(&Margins) -> f64| move || plot.with(|p| p.as_ref().map(|p| format!("{}px", side(p))));
    view! {
        <div class="slider">
            <div class="slider-head">
                <label for="threshold">{move || t("page-threshold")}</label>
                <Typed/>
            </div>
            <div class="track" style=("--plot-left", inset(|p| p.left)) style=("--plot-right", inset(|p| p.right))>
                <input
                    id="threshold" type="range" min="0" max="1" step="any" node_ref=input
                    aria-valuetext=move || today.get().map(|today| spoken(&today))
                    on:input:target=move |event| on_input(event.target().value())
                    on:change=move |_| dragged.set(false)
                    on:blur=move |_| dragged.set(false)
                    on:keydown=on_key
                />
                <div class="slider-ends" aria-hidden="true">
                    <span>{move || t("page-threshold-low")}</span>
                    <span>{move || t("page-threshold-high")}</span>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The operating point that a key means: arrows go from score to score,
/// however near they stand; pages go along the track.
fn step(sweep: &Sweep, index: usize, event: &KeyboardEvent) -> Option<usize> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    let last = sweep.len() - 1;
    // Right flags fewer: the operating points run the other way.
    match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => Some(index.saturating_sub(1)),
        "ArrowLeft" | "ArrowDown" => Some((index + 1).min(last)),
        "PageUp" => Some(ScoreTrack::new(sweep).page(index, true)),
        "PageDown" => Some(ScoreTrack::new(sweep).page(index, false)),
        "Home" => Some(last),
        "End" => Some(0),
        _ => None,
    }
}

/// The threshold as people read it.
pub(super) fn value_text(today: &Today) -> String {
    match today.threshold.score() {
        Some(score) => today.opened.words.numbers.significant(score, 4),
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
