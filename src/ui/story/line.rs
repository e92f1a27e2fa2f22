//! Where to draw the line.

use crate::explain::point::frequency_sentence;
use crate::ui::chart::{figure, figure_beneath};
use crate::ui::controls::{Comparison, Pin, RuleChoice, Slider};
use crate::ui::figures::Figures;
use crate::ui::outcomes::Outcomes;
use crate::ui::pictures::{self, at_score, histogram, of_cases, threshold_curves, tree};
use crate::ui::story::curve::precision_recall;
use crate::ui::text::say;
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// What becomes of 1,000 cases.
pub fn answer(now: &Today) -> Option<String> {
    Some(say(&frequency_sentence(&now.confusion, &now.opened.words)))
}

/// The line in the scores first; then what follows from it.
pub fn view() -> AnyView {
    let today = expect_context::<TodayMemo>();
    let plot = RwSignal::new(None);
    let frequencies = move || today.get().and_then(|now| tree(&now.opened, &now.confusion));
    view! {
        <div class="controls card"><Slider plot/><div class="choose"><RuleChoice/><Pin/></div><Comparison/></div>
        <section class="board">
            <div class="main-picture">{figure_beneath(plot, "scores-by-outcome", of_cases(histogram), Some(at_score))}</div>
            <div class="stack">
                <div class="card"><Figures/></div>
                <div class="card"><Outcomes/></div>
            </div>
            {figure("frequency-tree", pictures::of(frequencies), None)}
            {precision_recall()}
            <div class="wide">{figure("threshold-curves", of_cases(threshold_curves), Some(at_score))}</div>
        </section>
    }
    .into_any()
}
