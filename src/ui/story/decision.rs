//! What is decided: the four outcomes in the scenario's words, with their costs.

use crate::explain::Message;
use crate::explain::money::amount;
use crate::explain::story::{count_of, how_rare};
use crate::explain::words::{Noun, Words};
use crate::link::Field;
use crate::ui::chart::figure;
use crate::ui::controls::Positive;
use crate::ui::pictures::{self, currency, icon_array};
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// How rare what is looked for is, and the question itself.
pub fn answer(now: &Today) -> Option<String> {
    Some(format!("{} {}", now.opened.scenario.question, say(&how_rare(&now.confusion, &now.opened.words))))
}

/// Four cards, two by two, and 1,000 cases as symbols.
pub fn view() -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let icons = move || today.get().and_then(|now| icon_array(&now.opened.words, &now.confusion));
    let summary = move || state.opened.with(|o| o.as_ref().map(|o| o.scenario.summary.clone()));
    view! {
        <p class="lead">{summary}</p>
        <section class="quad" aria-label=move || t("decision-outcomes")>
            <div class="quad-head">{move || head(state, true)}</div>
            <div class="quad-head">{move || head(state, false)}</div>
            {outcome("good", Field::Caught, |words| &words.caught, |now| now.confusion.tp)}
            {outcome("bad", Field::Missed, |words| &words.missed, |now| now.confusion.fn_)}
            {outcome("bad", Field::FalseAlarm, |words| &words.false_alarm, |now| now.confusion.fp)}
            {outcome("good", Field::LeftAlone, |words| &words.left_alone, |now| now.confusion.tn)}
        </section>
        {figure("icon-array", pictures::of(icons), None)}
        <p class="one-line"><Positive/></p>
    }
    .into_any()
}

/// What is done with a case, as the head of a column.
fn head(state: State, flagged: bool) -> Option<String> {
    state.opened.with(|opened| {
        let words = &opened.as_ref()?.words;
        let (id, noun) =
            if flagged { ("decision-flagged", &words.flagged) } else { ("decision-left", &words.not_flagged) };
        Some(say(&Message::new(id).text("what", &noun.one)))
    })
}

fn outcome(kind: &'static str, field: Field, noun: fn(&Words) -> &Noun, count: fn(&Today) -> f64) -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let name = move || state.opened.with(|o| o.as_ref().map(|o| noun(&o.words).one.clone()));
    let price = move || {
        let (cost, any) = state.setting.with(|setting| (setting.get(field).unwrap_or(0.0), setting.has_costs()));
        if !any {
            return Some(t("decision-no-costs"));
        }
        state.opened.with(|o| o.as_ref().map(|o| said_price(cost, &currency(o), &o.words)))
    };
    let now = move || today.get().map(|now| say(&count_of(count(&now), noun(&now.opened.words), &now.opened.words)));
    view! {
        <div class=format!("outcome {kind}")>
            <h2>{name}</h2>
            <p>{price}</p>
            <p class="small">{move || t("decision-today")} " " <b>{now}</b></p>
        </div>
    }
    .into_any()
}

fn said_price(cost: f64, currency: &str, words: &Words) -> String {
    let id = match cost {
        cost if cost > 0.0 => "decision-costs",
        cost if cost < 0.0 => "decision-gains",
        _ => return t("decision-costs-nothing"),
    };
    say(&Message::new(id).message("amount", amount(cost.abs(), currency, false, words)))
}
