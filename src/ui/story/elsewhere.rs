//! The same model where positives are rarer or more frequent.

use crate::explain::beyond::{elsewhere, elsewhere_assumes};
use crate::explain::story::{goes_from_to, mix};
use crate::link::Field;
use crate::metrics::figure::Figure;
use crate::ui::chart::figure;
use crate::ui::controls::{ShareSlider, Slider, number};
use crate::ui::pictures::{self, by_prevalence, tree};
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// The frequencies there, or how things are here.
pub fn answer(now: &Today) -> Option<String> {
    let words = &now.opened.words;
    let there = State::get().setting.with(crate::link::Setting::prevalence);
    Some(match there {
        Some(there) => say(&elsewhere(&now.confusion, there, words)),
        None => say(&mix(&now.confusion, None, words)),
    })
}

/// The line and the share, what follows along all shares, and 1,000 cases of there.
pub fn view() -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let there = move |now: &Today| {
        let share = state.setting.with(crate::link::Setting::prevalence);
        share.and_then(|share| share.shift(&now.confusion).ok())
    };
    let frequencies = move || {
        let now = today.get()?;
        tree(&now.opened, &there(&now).unwrap_or(now.confusion))
    };
    let along = move || by_prevalence(&today.get()?, state.setting.with(crate::link::Setting::prevalence));
    let change = move |kind| {
        move || {
            let now = today.get()?;
            let there = there(&now)?;
            Some(say(&goes_from_to(kind, &now.confusion, &there, &now.opened.words)))
        }
    };
    let assumes = move || today.get().map(|now| say(&elsewhere_assumes(&now.opened.words)));
    let label = move || crate::ui::story::frame::in_words(state, "setting-prevalence");
    view! {
        <div class="controls card">
            <Slider/>
            <div class="share"><ShareSlider/>{number(Field::Prevalence, label)}</div>
        </div>
        <section class="board">
            <div class="main-picture">{figure("by-prevalence", pictures::of(along), None)}</div>
            <div class="stack">
                <div class="card">
                    <p class="big-line">{change(Figure::Precision)}</p>
                    <p class="big-line">{change(Figure::Recall)}</p>
                    <p class="big-line">{change(Figure::NegativePredictiveValue)}</p>
                    <p class="muted">{assumes}</p>
                    <p class="muted small">{move || t("elsewhere-recall-stays")}</p>
                </div>
                {figure("frequency-tree", pictures::of(frequencies), None)}
            </div>
        </section>
    }
    .into_any()
}
