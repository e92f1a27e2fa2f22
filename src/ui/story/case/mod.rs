//! One case: change it, and see the score move against the line.

mod drawing;
mod features;
mod one_case;

use crate::explain::Message;
use crate::explain::choice::line;
use crate::explain::story::where_it_stands;
use crate::metrics::threshold::Threshold;
use crate::ui::chart::figure;
use crate::ui::open::Outcome;
use crate::ui::pictures::{at_score, histogram, of_cases};
use crate::ui::text::{say, t};
use crate::ui::today::TodayMemo;
use leptos::prelude::*;

pub use one_case::OneCase;

/// The verdict, the sliders or the drawing pad, and where the case stands.
pub fn view() -> AnyView {
    let case = OneCase::new();
    let picture = case.state.opened.with_untracked(|o| o.as_ref().and_then(|o| o.scenario.picture.clone()));
    let inputs = match picture {
        Some(picture) => drawing::pad(case, picture),
        None => features::sliders(case),
    };
    let another = move |_| case.take(case.row.get_untracked().map_or(0, |row| row + 1));
    let again = move |_| case.take(case.row.get_untracked().unwrap_or(0));
    view! {
        <section class="board">
            <div class="card case">
                <p class="case-head">
                    <b>{move || which(case)}</b>
                    <span>
                        <button type="button" on:click=again disabled=move || !case.changed.get()>{move || t("case-reset")}</button>
                        <button type="button" on:click=another>{move || t("case-next")}</button>
                    </span>
                </p>
                {which_outcome(case)}
                <p class="muted">{move || truth(case)}</p>
                {inputs}
            </div>
            <div class="stack">
                <div class="card verdict" role="status">{move || verdict(case)}</div>
                {figure("scores-by-outcome", of_cases(histogram), Some(at_score))}
            </div>
        </section>
    }
    .into_any()
}

/// The four outcomes, to look at those that were missed, say.
const OUTCOMES: [Outcome; 4] = [
    Outcome { positive: true, flagged: false },
    Outcome { positive: false, flagged: true },
    Outcome { positive: true, flagged: true },
    Outcome { positive: false, flagged: false },
];

fn which_outcome(case: OneCase) -> AnyView {
    let Some(opened) = case.state.opened.get_untracked() else { return ().into_any() };
    let words = &opened.words;
    let names = [&words.missed, &words.false_alarm, &words.caught, &words.left_alone].map(|noun| noun.many.clone());
    let choose = move |place: String| {
        case.wanted.set(place.parse::<usize>().ok().and_then(|at| OUTCOMES.get(at).copied()));
        case.take(0);
    };
    let options =
        names.into_iter().enumerate().map(|(at, name)| view! { <option value=at.to_string()>{name}</option> });
    view! {
        <label class="inline">
            <span>{t("case-show")}</span>
            <select on:change:target=move |event| choose(event.target().value())>
                <option value="">{t("case-any")}</option>
                {options.collect_view()}
            </select>
        </label>
        <p role="status">{move || case.none.get().then(|| t("case-no-such"))}</p>
    }
    .into_any()
}

fn which(case: OneCase) -> Option<String> {
    let number = case.row.get()? + 1;
    let sealed = case.state.opened.with(|o| o.as_ref().is_some_and(|o| o.cases.sealed));
    let id = if sealed { "case-which" } else { "case-which-all" };
    Some(say(&Message::new(id).text("number", number.to_string())))
}

fn truth(case: OneCase) -> Option<String> {
    if case.changed.get() {
        return Some(t("case-made-up"));
    }
    let row = case.row.get()?;
    let opened = case.state.opened.get()?;
    let class = opened.held.bundle.cases.class_of(row)?.to_owned();
    Some(say(&Message::new("case-was").text("class", class)))
}

/// The score, what is done with the case, and how many score as high.
fn verdict(case: OneCase) -> AnyView {
    let today = expect_context::<TodayMemo>();
    let Some((score, now)) = case.score.get().zip(today.get()) else { return t("page-fetching").into_any() };
    let words = &now.opened.words;
    let flagged = crate::metrics::sample::Score::new(score).is_some_and(|score| now.threshold.flags(score));
    let (id, what) = match (flagged, now.threshold) {
        (_, Threshold::Nobody) => ("case-nobody", &words.not_flagged.one),
        (true, _) => ("case-flagged", &words.flagged.one),
        (false, _) => ("case-left", &words.not_flagged.one),
    };
    let done = say(&Message::new(id).with("threshold", line(now.threshold, words)).text("what", what));
    let above = Threshold::at(score).map(|at| now.opened.sweep.confusion(now.opened.sweep.index_at(at)));
    let stands = above.map(|counts| say(&where_it_stands(&counts, now.opened.cases.sealed, words)));
    view! {
        <p class="score" class:flagged=flagged>{t("case-score")} " " <b>{words.numbers.decimals(score, 4)}</b></p>
        <p><b>{done}</b></p>
        <p class="muted">{stands}</p>
    }
    .into_any()
}
