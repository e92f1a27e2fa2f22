//! What is decided here, in the scenario's own words, and on which cases.

use crate::data::scenario::DataAre;
use crate::explain::Message;
use crate::ui::open::Opened;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use leptos::prelude::*;

/// Title, question, summary, and where the cases come from.
#[component]
pub fn Intro() -> impl IntoView {
    let state = State::get();
    move || {
        state.opened.get().map(|opened| {
            let scenario = &opened.scenario;
            // Of a bare table nobody knows.
            let kind = scenario.data_are.map(|data| match data {
                DataAre::Generated => ("generated", "page-data-generated"),
                DataAre::Real => ("real", "page-data-real"),
            });
            let shown = shown_cases(&opened);
            let split_made_here = opened.cases.split_made_here;
            let source = scenario.provenance.source.clone();
            view! {
                <section class="intro" aria-labelledby="title">
                    <p class="eyebrow" id="title">{scenario.title.clone()}</p>
                    <h1>{scenario.question.clone()}</h1>
                    <p class="lead">{scenario.summary.clone()}</p>
                    <p class="facts">
                        {kind.map(|(kind, id)| view! { <span class="badge" data-kind=kind>{move || t(id)}</span> })}
                        <span>{move || say(&shown)}</span>
                        {split_made_here.then(|| view! { <span>{move || t("page-split-made-here")}</span> })}
                    <span class="muted">{source}</span>
                    </p>
                </section>
            }
        })
    }
}

fn shown_cases(opened: &Opened) -> Message {
    let words = &opened.words;
    let positives = opened.scenario.words.positive.as_ref().map_or(&words.case.many, |term| &term.other);
    let id = if opened.cases.sealed { "page-shown-cases" } else { "page-shown-all" };
    Message::new(id)
        .text("shown", words.numbers.count(opened.sweep.total()))
        .text("positives", words.numbers.count(opened.sweep.positives()))
        .text("case-many", &words.case.many)
        .text("positive-many", positives)
}
