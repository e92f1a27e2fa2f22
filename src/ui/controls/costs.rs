//! What the outcomes cost, and the limits that hold.

use crate::explain::Message;
use crate::explain::words::{Noun, Words};
use crate::link::Field;
use crate::ui::controls::number;
use crate::ui::pictures::currency;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use leptos::prelude::*;

/// One form: four costs, then capacity, floors, mix and cases in a year.
#[component]
pub fn Costs() -> impl IntoView {
    let state = State::get();
    let cost = |field, noun: fn(&Words) -> &Noun| number(field, move || one_of(state, noun));
    let reset = move |_| {
        if let Some(opened) = state.opened.get_untracked() {
            state.set(|setting| opened.own.clone().with_rule(setting.rule));
        }
    };
    let changed = move || {
        state.opened.with(|opened| {
            let own = opened.as_ref().map(|opened| &opened.own);
            own.is_some_and(|own| Field::ALL.iter().any(|f| state.setting.with(|s| s.get(*f)) != own.get(*f)))
        })
    };
    let unit = move || state.opened.with(|o| o.as_ref().map(|o| currency(o)));
    view! {
        <section class="card costs" aria-label=move || t("setting-costs")>
            <fieldset>
                <legend>{move || t("setting-costs-of")} " (" {unit} ")"</legend>
                <div class="fields">
                    {cost(Field::Caught, |words| &words.caught)}
                    {cost(Field::FalseAlarm, |words| &words.false_alarm)}
                    {cost(Field::Missed, |words| &words.missed)}
                    {cost(Field::LeftAlone, |words| &words.left_alone)}
                </div>
            </fieldset>
            <fieldset>
                <legend>{move || t("setting-limits")}</legend>
                <div class="fields">
                    {number(Field::Capacity, || t("setting-capacity"))}
                    {number(Field::Per, || t("setting-per"))}
                    {number(Field::Recall, || t("setting-recall"))}
                    {number(Field::Precision, || t("setting-precision"))}
                    {number(Field::Prevalence, || t("setting-prevalence-label"))}
                    {number(Field::Yearly, || t("setting-yearly"))}
                </div>
            </fieldset>
            <p class="muted small">
                {move || state.opened.with(|o| o.as_ref().map(|o| o.scenario.costs.note.clone()))}
                " "
                {move || state.opened.with(|o| o.as_ref().and_then(|o| o.scenario.capacity.as_ref().map(|c| c.note.clone())))}
            </p>
            <Show when=changed>
                <button type="button" on:click=reset>{move || t("setting-reset")}</button>
            </Show>
        </section>
    }
    .into_any()
}

/// "Cost of one tumour missed", from the outcome's own words.
fn one_of(state: State, noun: fn(&Words) -> &Noun) -> String {
    let what = state.opened.with(|opened| opened.as_ref().map(|opened| noun(&opened.words).one.clone()));
    say(&Message::new("money-cost-of-each").text("what", what.unwrap_or_default()))
}
