//! The four outcomes as a table whose axes say in words what they are.

use crate::explain::words::Noun;
use crate::ui::state::State;
use crate::ui::text::t;
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// Rows: what the cases really are. Columns: what is done with them.
#[component]
pub fn Outcomes() -> impl IntoView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let word = move |pick: fn(&Today) -> Option<String>, otherwise: &'static str| {
        move || today.get().and_then(|now| pick(&now)).unwrap_or_else(|| t(otherwise))
    };
    let count =
        move |pick: fn(&Today) -> f64| move || today.get().map(|now| now.opened.words.numbers.count(pick(&now)));
    let noun = move |pick: fn(&Today) -> (f64, &Noun)| {
        move || {
            today.get().map(|now| {
                let (count, noun) = pick(&now);
                if count == 1.0 { noun.one.clone() } else { noun.many.clone() }
            })
        }
    };
    let positive =
        word(|now| now.opened.scenario.words.positive.as_ref().map(|term| term.other.clone()), "page-positive");
    let negative =
        word(|now| now.opened.scenario.words.negative.as_ref().map(|term| term.other.clone()), "page-negative");
    let flagged = word(|now| filled(&now.opened.scenario.words.flagged_short), "page-flagged");
    let left = word(|now| filled(&now.opened.scenario.words.not_flagged_short), "page-not-flagged");
    let class = move || state.opened.with(|o| o.as_ref().and_then(|o| o.scenario.positive_class.clone()));
    view! {
        <table class="outcomes" aria-label=move || t("page-outcomes")>
            <thead>
                <tr>
                    <td class="corner"><small>{move || t("page-outcomes-axes")}</small></td>
                    <th scope="col">{flagged}</th>
                    <th scope="col">{left}</th>
                    <th scope="col" class="sum">{move || t("page-total")}</th>
                </tr>
            </thead>
            <tbody>
                <tr>
                    <th scope="row">{positive}</th>
                    <td class="tp"><b>{count(|now| now.confusion.tp)}</b> " " <span>{noun(|now| (now.confusion.tp, &now.opened.words.caught))}</span></td>
                    <td class="fn"><b>{count(|now| now.confusion.fn_)}</b> " " <span>{noun(|now| (now.confusion.fn_, &now.opened.words.missed))}</span></td>
                    <td class="sum">{count(|now| now.confusion.positives())}</td>
                </tr>
                <tr>
                    <th scope="row">{negative}</th>
                    <td class="fp"><b>{count(|now| now.confusion.fp)}</b> " " <span>{noun(|now| (now.confusion.fp, &now.opened.words.false_alarm))}</span></td>
                    <td class="tn"><b>{count(|now| now.confusion.tn)}</b> " " <span>{noun(|now| (now.confusion.tn, &now.opened.words.left_alone))}</span></td>
                    <td class="sum">{count(|now| now.confusion.negatives())}</td>
                </tr>
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row" class="sum">{move || t("page-total")}</th>
                    <td class="sum">{count(|now| now.confusion.flagged())}</td>
                    <td class="sum">{count(|now| now.confusion.left_alone())}</td>
                    <td class="sum">{count(|now| now.confusion.total())}</td>
                </tr>
            </tfoot>
        </table>
        <p class="muted small">{move || t("page-positive-class")} " " <b>{class}</b></p>
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
