//! Models of several classes: decide what is sure, hand over the rest.

use crate::explain::beyond::hand_over as sentence;
use crate::metrics::bootstrap::Resampling;
use crate::metrics::multiclass::hand_over;
use crate::metrics::sweep::Sweep;
use crate::ui::chart::figure;
use crate::ui::open::Opened;
use crate::ui::pictures::{self, coverage};
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::Today;
use leptos::prelude::*;

/// What the model decides at the confidence that is asked for.
pub fn answer(now: &Today) -> Option<String> {
    let several = now.opened.several.as_ref()?;
    let shared = hand_over(&several.sweep, at(State::get(), &now.opened)?, &Resampling::default())?;
    Some(say(&sentence(&shared, several.sweep.total(), &now.opened.words)))
}

/// The confidence, coverage against accuracy, and what is taken for what.
pub fn view() -> AnyView {
    let state = State::get();
    let picture = move || {
        let opened = pictures::opened()?;
        let index = at(state, &opened)?;
        Some(coverage(&opened.several.as_ref()?.sweep, index))
    };
    let matrix = move || state.opened.with(|o| o.as_ref().map(|o| matrix(o)));
    view! {
        <div class="controls card">{slider(state)}</div>
        <section class="board">
            {figure("coverage", pictures::of(picture), None)}
            <div class="card">
                <h2>{move || t("hand-over-matrix")}</h2>
                <div class="scroll-x" tabindex="0">{matrix}</div>
            </div>
        </section>
    }
    .into_any()
}

/// The operating point that is asked for; at first where 95 % of the cases are decided.
fn at(state: State, opened: &Opened) -> Option<usize> {
    let sweep = &opened.several.as_ref()?.sweep;
    Some(state.confidence.get().unwrap_or_else(|| sweep.index_by_flagged_share(0.95)))
}

fn slider(state: State) -> AnyView {
    let sweep_of = |o: &Opened, read: fn(&Sweep) -> usize| o.several.as_ref().map_or(0, |several| read(&several.sweep));
    let last = move || state.opened.with(|o| o.as_ref().map_or(0, |o| sweep_of(o, |sweep| sweep.len() - 1)));
    let here = move || state.opened.with(|o| o.as_ref().and_then(|o| at(state, o))).unwrap_or(0);
    let shown = move || {
        state.opened.with(|o| {
            let o = o.as_ref()?;
            let score = o.several.as_ref()?.sweep.threshold(here()).score();
            Some(
                score.map_or_else(|| t("page-threshold-nobody"), |score| o.words.numbers.percent(score, 1_000.0) + "%"),
            )
        })
    };
    let on_input = move |text: String| {
        if let Ok(place) = text.parse::<usize>() {
            state.confidence.set(Some(untrack(last).saturating_sub(place)));
        }
    };
    view! {
        <div class="slider">
            <div class="slider-head">
                <label for="confidence">{move || t("hand-over-line")}</label>
                <output for="confidence" class="threshold-value">{shown}</output>
            </div>
            <input
                id="confidence" type="range" min="0" step="1" max=move || last().to_string()
                prop:value=move || last().saturating_sub(here()).to_string()
                aria-valuetext=shown
                on:input:target=move |event| on_input(event.target().value())
            />
        </div>
    }
    .into_any()
}

/// True class by row, class read as by column.
fn matrix(opened: &Opened) -> AnyView {
    let Some(several) = &opened.several else { return ().into_any() };
    let names = &opened.cases.classes;
    let numbers = opened.words.numbers;
    let head = names.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let rows = several.matrix.chunks(names.len().max(1)).zip(names).enumerate().map(|(at, (counts, name))| {
        let cells = counts.iter().enumerate().map(|(column, count)| {
            let kind = match (column == at, *count > 0.0) {
                (true, _) => "right",
                (false, true) => "wrong",
                (false, false) => "none",
            };
            view! { <td class=kind>{numbers.count(*count)}</td> }
        });
        view! { <tr><th scope="row">{name.clone()}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="matrix" aria-label=t("hand-over-matrix")>
            <thead><tr><td class="corner"><small>{t("hand-over-true")}</small></td>{head}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
