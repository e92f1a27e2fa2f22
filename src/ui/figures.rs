//! Today's setting in words: natural frequencies, precision, recall.

use crate::explain::point::{frequency_sentence, precision_sentence, recall_sentence};
use crate::metrics::figure::Figure;
use crate::ui::text::{say, share_text, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// The sentence that everything else elaborates on. A `live` one is read out
/// by screen readers when it changes; a page needs that once.
#[component]
pub fn Sentence(live: bool) -> impl IntoView {
    let today = expect_context::<TodayMemo>();
    let text = move || today.get().map(|now| say(&frequency_sentence(&now.confusion, &now.opened.words)));
    let name = move || live.then(|| t("page-result"));
    view! { <p class="sentence" role=live.then_some("status") aria-label=name>{text}</p> }
}

/// Precision and recall on one line.
#[component]
pub fn InShort() -> impl IntoView {
    let today = expect_context::<TodayMemo>();
    let value = move |figure| move || today.get().map(|now| share_text(figure, &now.confusion, &now.opened.words));
    view! {
        <p class="in-short">
            <span>{move || t("page-precision")} " " <b>{value(Figure::Precision)}</b></span>
            <span>{move || t("page-recall")} " " <b>{value(Figure::Recall)}</b></span>
        </p>
    }
    .into_any()
}

/// Precision and recall as percentages, with the counts behind them.
#[component]
pub fn Figures() -> impl IntoView {
    let today = expect_context::<TodayMemo>();
    let nothing_sealed = Memo::new(move |_| today.with(|now| now.as_ref().is_some_and(|now| !now.opened.cases.sealed)));
    let row = move |name: &'static str, question: &'static str, pick: fn(&Today) -> (Option<f64>, f64, String)| {
        let value = Memo::new(move |_| {
            today.get().map(|now| {
                let (share, of, sentence) = pick(&now);
                let percent = share.map(|share| now.opened.words.numbers.percent(share, of) + "%");
                (percent.unwrap_or_else(|| "–".to_owned()), sentence)
            })
        });
        view! {
            // Laid out as a grid, which takes the roles of a table away in some browsers.
            <tr role="row">
                <th scope="row" role="rowheader">{move || t(name)}<small>{move || t(question)}</small></th>
                <td class="big" role="cell">{move || value.get().map(|value| value.0)}</td>
                <td class="why" role="cell">{move || value.get().map(|value| value.1)}</td>
            </tr>
        }
    };
    view! {
        <table class="figures" role="table" aria-label=move || t("page-figures")>
            <thead class="unseen">
                <tr role="row">
                    <th scope="col" role="columnheader">{move || t("page-figure")}</th>
                    <th scope="col" role="columnheader">{move || t("page-percentage")}</th>
                    <th scope="col" role="columnheader">{move || t("page-in-counts")}</th>
                </tr>
            </thead>
            <tbody>
                {row("page-precision", "page-precision-question", |now| {
                    let counts = &now.confusion;
                    (counts.precision(), counts.flagged(), say(&precision_sentence(counts, &now.opened.words)))
                })}
                {row("page-recall", "page-recall-question", |now| {
                    let counts = &now.confusion;
                    (counts.recall(), counts.positives(), say(&recall_sentence(counts, &now.opened.words)))
                })}
            </tbody>
        </table>
        {move || nothing_sealed.get().then(|| view! { <p class="muted small">{t("page-nothing-sealed")}</p> })}
    }
}
