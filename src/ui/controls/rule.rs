//! How the threshold is chosen, with the number that the rule needs.

use crate::explain::choice::{chosen, flatness, impossible};
use crate::link::{Field, RuleKind, Setting};
use crate::ui::controls::number;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use leptos::prelude::*;

/// The list of rules, the number beside it, and what came of it.
#[component]
pub fn RuleChoice() -> impl IntoView {
    let state = State::get();
    let kind = Memo::new(move |_| state.setting.with(|setting| setting.rule));
    let on_change = move |name: String| {
        if let Some(kind) = RuleKind::named(&name) {
            state.set(|setting| with_its_number(setting.clone().with_rule(kind)));
        }
    };
    view! {
        <div class="rule">
            <div class="field">
                <label for="rule">{move || t("setting-rule")}</label>
                <select id="rule" prop:value=move || kind.get().name() on:change:target=move |event| on_change(event.target().value())>
                    {RuleKind::ALL.map(|kind| view! {
                        <option value=kind.name()>{move || t(&format!("rule-{}", kind.name()))}</option>
                    })}
                </select>
            </div>
            {move || fields(kind.get())}
        </div>
        <p class="muted small" role="status">{move || outcome(state)}</p>
    }
    .into_any()
}

/// A rule that needs a number gets the usual one when none is set.
fn with_its_number(setting: Setting) -> Setting {
    let usual = match setting.rule {
        RuleKind::PrecisionAtRecall => (Field::Recall, 90.0),
        RuleKind::RecallAtPrecision => (Field::Precision, 80.0),
        RuleKind::Capacity => (Field::Capacity, 50.0),
        _ => return setting,
    };
    if setting.get(usual.0).is_some() { setting } else { setting.with(usual.0, Some(usual.1)) }
}

fn fields(kind: RuleKind) -> AnyView {
    match kind {
        RuleKind::PrecisionAtRecall => number(Field::Recall, || t("setting-recall")),
        RuleKind::RecallAtPrecision => number(Field::Precision, || t("setting-precision")),
        RuleKind::FlaggedShare => number(Field::Share, || t("setting-share")),
        RuleKind::FBeta => number(Field::Beta, || t("setting-beta")),
        RuleKind::Capacity => view! {
            {number(Field::Capacity, || t("setting-capacity"))}
            {number(Field::Per, || t("setting-per"))}
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn outcome(state: State) -> Option<String> {
    if state.setting.with(|s| matches!(s.rule, RuleKind::Value | RuleKind::ValueWithin) && !s.has_costs()) {
        return Some(t("money-none"));
    }
    let (choice, rule) = (state.choice.get()?, state.setting.with(Setting::rule)?);
    state.opened.with(|opened| {
        let words = &opened.as_ref()?.words;
        Some(match choice {
            Ok(choice) => {
                let said = say(&chosen(&choice, rule, words));
                match flatness(&choice, words) {
                    Some(flat) => format!("{said} {}", say(&flat)),
                    None => said,
                }
            }
            Err(why) => say(&impossible(why, words)),
        })
    })
}
