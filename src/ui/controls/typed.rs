//! The threshold as a number that can be typed.

use crate::explain::Message;
use crate::link::field::{Hint, read_number};
use crate::metrics::threshold::Threshold;
use crate::ui::controls::hint_text;
use crate::ui::controls::slider::value_text;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::TodayMemo;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Shows today's threshold; what is typed counts once the field is left or
/// Enter is pressed. A number between two scores flags the same cases as the
/// higher one, and the field says so.
#[component]
pub fn Typed() -> impl IntoView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let draft = RwSignal::new(None::<String>);
    let hint = RwSignal::new(None::<Hint>);
    // What was typed and the operating point that came of it, until the line moves on.
    let typed = RwSignal::new(None::<(String, usize)>);
    let commit = move || {
        let Some(text) = draft.get_untracked() else { return };
        match read_number(&text, f64::MIN..=f64::MAX) {
            Ok(score) => {
                let at = Threshold::at(score);
                let index = state.opened.with_untracked(|o| Some(o.as_ref()?.sweep.index_at(at?)));
                if let Some(index) = index {
                    state.place(index);
                    typed.set(Some((text.trim().to_owned(), index)));
                }
                draft.set(None);
                hint.set(None);
            }
            Err(why) => hint.set(Some(why)),
        }
    };
    let forget = move || {
        draft.set(None);
        hint.set(None);
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => commit(),
        "Escape" => forget(),
        _ => {}
    };
    let shown = move || today.get().map(|today| value_text(&today)).unwrap_or_default();
    let said = move || {
        if let Some(hint) = hint.get() {
            return Some(hint_text(hint));
        }
        let (text, index) = typed.get().filter(|(_, index)| *index == state.index.get())?;
        let now = today.get()?;
        match now.threshold.score() {
            None => Some(say(&Message::new("page-threshold-typed-nobody").text("typed", text))),
            Some(score) if text.parse::<f64>() != Ok(score) && index > 0 => {
                let score = now.opened.words.numbers.significant(score, 6);
                Some(say(&Message::new("page-threshold-typed").text("typed", text).text("score", score)))
            }
            Some(_) => None,
        }
    };
    view! {
        <input
            class="threshold-value" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
            aria-label=move || t("page-threshold-value") aria-describedby="threshold-hint"
            aria-invalid=move || hint.get().is_some().then_some("true")
            prop:value=move || draft.get().unwrap_or_else(shown)
            on:focus:target=|event| event.target().select()
            on:input:target=move |event| draft.set(Some(event.target().value()))
            on:keydown=on_key
            on:blur=move |_| { commit(); if hint.get_untracked().is_some() { forget() } }
        />
        <p class="hint" class:plain=move || hint.get().is_none() id="threshold-hint" role="status">{said}</p>
    }
}
