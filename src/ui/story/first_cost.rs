//! The curve of costs, or where nothing has a price yet, the one question whose
//! answer is a first one.

use crate::explain::Message;
use crate::link::field::{Hint, read_number};
use crate::link::{Field, Setting};
use crate::ui::chart::{Margins, figure_beneath};
use crate::ui::controls::hint_text;
use crate::ui::pictures::{self, at_score, expected_value};
use crate::ui::state::State;
use crate::ui::text::{say, t};
use leptos::prelude::*;
use std::ops::RangeInclusive;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, SubmitEvent};

/// What one missed case can be worth, in false alarms.
const WORTH: RangeInclusive<f64> = 0.01..=1e9;

/// The figure "Expected value by threshold" once there are costs. A slider above it
/// learns by `plot` where the chart draws.
pub fn value_by_threshold(plot: RwSignal<Option<Margins>>) -> AnyView {
    let state = State::get();
    let has_costs = Memo::new(move |_| state.setting.with(Setting::has_costs));
    let shown = move || match has_costs.get() {
        true => figure_beneath(plot, "expected-value", pictures::of(expected_value), Some(at_score)),
        false => invitation(state),
    };
    shown.into_any()
}

/// The question, in the scenario's words.
fn invitation(state: State) -> AnyView {
    let answer = RwSignal::new(String::new());
    let hint = RwSignal::new(None::<Hint>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match read_number(&answer.get_untracked(), WORTH) {
            Err(why) => hint.set(Some(why)),
            Ok(worth) => {
                let priced = |setting: &Setting| {
                    setting.clone().with(Field::Missed, Some(worth)).with(Field::FalseAlarm, Some(1.0))
                };
                state.set(priced);
                // The question is gone: on to where its answer stands.
                request_animation_frame(|| focus("field-missed"));
            }
        }
    };
    let worded = move |id: &'static str| {
        move || {
            state.opened.with(|opened| {
                let words = &opened.as_ref()?.words;
                let message = Message::new(id).text("alarm-one", &words.false_alarm.one);
                let message = message.text("alarm-many", &words.false_alarm.many);
                Some(say(&message.text("missed-one", &words.missed.one)))
            })
        }
    };
    let on_input = move |text: String| {
        hint.set(None);
        answer.set(text);
    };
    view! {
        <form class="card invitation" on:submit=submit>
            <label for="first-cost">{worded("money-first")}</label>
            <p class="muted">{move || t("money-first-why")}</p>
            <div class="field">
                <input
                    id="first-cost" type="text" inputmode="decimal" autocomplete="off"
                    aria-invalid=move || hint.get().is_some().then_some("true")
                    aria-describedby="first-cost-hint first-cost-note"
                    on:input:target=move |event| on_input(event.target().value())
                />
                <button type="submit" class="primary">{move || t("money-first-use")}</button>
            </div>
            <p class="hint" id="first-cost-hint" role="status">{move || hint.get().map(hint_text)}</p>
            <p class="muted small" id="first-cost-note">{worded("money-first-note")}</p>
        </form>
    }
    .into_any()
}

fn focus(id: &str) {
    if let Some(field) = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
