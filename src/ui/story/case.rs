//! One case: change it, and see the score move against the line.

use crate::bridge::{self, FeatureValue, Pool};
use crate::data::scenario::Feature;
use crate::explain::Message;
use crate::explain::choice::line;
use crate::explain::story::where_it_stands;
use crate::metrics::threshold::Threshold;
use crate::protocol::ColumnHead;
use crate::ui::chart::figure;
use crate::ui::open::{Opened, inputs_of};
use crate::ui::pictures::{at_score, histogram, of_cases};
use crate::ui::state::State;
use crate::ui::story::drawing;
use crate::ui::text::{say, t};
use crate::ui::today::TodayMemo;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Features that are shown without asking for more.
const FIRST: usize = 8;

/// The case at hand; cheap to copy.
#[derive(Clone, Copy)]
pub struct OneCase {
    state: State,
    pool: StoredValue<Pool, LocalStorage>,
    /// Its row; what it really is counts only while nobody changed it.
    row: RwSignal<Option<usize>>,
    /// Its features, in the order of the columns.
    pub values: RwSignal<Vec<FeatureValue>>,
    changed: RwSignal<bool>,
    /// Score of the positive class.
    score: RwSignal<Option<f64>>,
    /// Scores of all classes, where there are several.
    pub classes: RwSignal<Vec<f64>>,
    asked: StoredValue<u32>,
}

impl OneCase {
    fn new() -> Self {
        let case = Self {
            state: State::get(),
            pool: expect_context(),
            row: RwSignal::new(None),
            values: RwSignal::new(Vec::new()),
            changed: RwSignal::new(false),
            score: RwSignal::new(None),
            classes: RwSignal::new(Vec::new()),
            asked: StoredValue::new(0),
        };
        case.take(0);
        case
    }

    /// Takes the next case of the choosing set from a row on, or the first one.
    fn take(self, from: usize) {
        let Some(opened) = self.state.opened.get_untracked() else { return };
        let cases = &opened.held.bundle.cases;
        let row = cases.next_to_choose(from).or_else(|| cases.next_to_choose(0));
        let Some((row, values)) = row.and_then(|row| Some((row, cases.case(row)?))) else { return };
        self.row.set(Some(row));
        self.changed.set(false);
        self.values.set(values);
        self.ask(&opened);
    }

    /// Changes the case and asks again.
    pub fn change(self, change: impl FnOnce(&mut Vec<FeatureValue>)) {
        self.values.update(change);
        self.changed.set(true);
        if let Some(opened) = self.state.opened.get_untracked() {
            self.ask(&opened);
        }
    }

    /// Asks the model; an answer that a later question has overtaken is dropped.
    fn ask(self, opened: &Arc<Opened>) {
        let bundle = opened.held.bundle.clone();
        let Some(model) = bundle.model else { return };
        let (case, inputs) = (bundle.cases.made_up(&self.values.get_untracked()), inputs_of(&bundle.scenario));
        self.asked.update_value(|n| *n = n.wrapping_add(1));
        let (number, pool) = (self.asked.get_value(), self.pool.get_value());
        spawn_local(async move {
            let scored = bridge::score(&pool, &model, &case, &inputs, |_| ()).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            let positive = scored.as_ref().ok().map(|scored| scored.positive.get_index(0));
            self.score.set(positive.filter(|score| !score.is_nan()));
            let classes = scored.ok().and_then(|scored| scored.classes).map(|all| all.to_vec());
            self.classes.set(classes.unwrap_or_default());
        });
    }
}

/// The verdict, the sliders or the drawing pad, and where the case stands.
pub fn view() -> AnyView {
    let case = OneCase::new();
    let picture = case.state.opened.with_untracked(|o| o.as_ref().and_then(|o| o.scenario.picture.clone()));
    let inputs = match picture {
        Some(picture) => drawing::pad(case, picture),
        None => sliders(case),
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
                <p class="muted">{move || truth(case)}</p>
                {inputs}
            </div>
            <div>
                <div class="card verdict" role="status">{move || verdict(case)}</div>
                {figure("scores-by-outcome", of_cases(histogram), Some(at_score))}
            </div>
        </section>
    }
    .into_any()
}

fn which(case: OneCase) -> Option<String> {
    let number = case.row.get()? + 1;
    Some(say(&Message::new("case-which").text("number", number.to_string())))
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
    let stands = above.map(|counts| say(&where_it_stands(&counts, words)));
    view! {
        <p class="score" class:flagged=flagged>{t("case-score")} " " <b>{words.numbers.decimals(score, 4)}</b></p>
        <p><b>{done}</b></p>
        <p class="muted">{stands}</p>
    }
    .into_any()
}

fn sliders(case: OneCase) -> AnyView {
    let Some(opened) = case.state.opened.get_untracked() else { return ().into_any() };
    let mut all: Vec<AnyView> =
        opened.cases.columns.iter().enumerate().map(|(at, head)| feature(case, &opened, at, head)).collect();
    let rest = all.split_off(all.len().min(FIRST));
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details><summary>{t("case-more")}</summary>{rest}</details>
        }
    });
    view! { <div class="features">{all}{more}</div> }.into_any()
}

/// A slider for a number, a list for a text.
fn feature(case: OneCase, opened: &Opened, at: usize, head: &ColumnHead) -> AnyView {
    let name = match head {
        ColumnHead::Number { name } | ColumnHead::Text { name, .. } => name,
    };
    let own = opened.scenario.features.iter().find(|feature| feature.name == *name).cloned().unwrap_or_default();
    let title = if own.title.is_empty() { name.clone() } else { own.title.clone() };
    let about = own.description.clone();
    let id = format!("feature-{at}");
    let control = match head {
        ColumnHead::Number { .. } => slider(case, opened, at, &own, id.clone()),
        ColumnHead::Text { dictionary, .. } => list(case, at, dictionary, id.clone()),
    };
    view! {
        <div class="feature" title=about>
            <label for=id>{title}</label>
            {control}
        </div>
    }
    .into_any()
}

fn slider(case: OneCase, opened: &Opened, at: usize, own: &Feature, id: String) -> AnyView {
    let (low, high) = opened.held.range_of(at, own);
    let numbers = opened.words.numbers;
    let unit = own.unit.clone();
    let value = move || {
        case.values.with(|values| match values.get(at) {
            Some(FeatureValue::Number(number)) => *number,
            _ => f64::NAN,
        })
    };
    let shown = move || {
        let value = value();
        if value.is_nan() { "–".to_owned() } else { format!("{} {unit}", numbers.significant(value, 4)) }
    };
    let on_input = move |text: String| {
        if let Ok(number) = text.parse::<f64>() {
            case.change(|values| {
                if let Some(value) = values.get_mut(at) {
                    *value = FeatureValue::Number(number);
                }
            });
        }
    };
    view! {
        <input
            id=id type="range" step="any" min=low.to_string() max=high.to_string()
            prop:value=move || value().to_string()
            aria-valuetext=shown.clone()
            on:input:target=move |event| on_input(event.target().value())
        />
        <output>{shown.clone()}</output>
    }
    .into_any()
}

fn list(case: OneCase, at: usize, dictionary: &[String], id: String) -> AnyView {
    let value = move || {
        case.values.with(|values| match values.get(at) {
            Some(FeatureValue::Text(text)) => text.clone(),
            _ => String::new(),
        })
    };
    let on_change = move |text: String| {
        case.change(|values| {
            if let Some(value) = values.get_mut(at) {
                *value = FeatureValue::Text(text);
            }
        });
    };
    let options = dictionary.iter().map(|text| {
        let (name, selected) = (text.clone(), text.clone());
        view! { <option value=text.clone() selected=move || value() == selected>{name}</option> }
    });
    view! {
        <select id=id on:change:target=move |event| on_change(event.target().value())>{options.collect_view()}</select>
        <output></output>
    }
    .into_any()
}
