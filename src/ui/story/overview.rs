//! At a glance: the decision, the line, what it means, two pictures.

use crate::link::Chapter;
use crate::ui::chart::picture::Shown;
use crate::ui::chart::{figure, figure_beneath};
use crate::ui::controls::Slider;
use crate::ui::figures::{Figures, Sentence};
use crate::ui::intro::Intro;
use crate::ui::open::Opened;
use crate::ui::outcomes::Outcomes;
use crate::ui::pictures::{at_score, histogram, nearest_recall, of_cases, precision_recall};
use crate::ui::state::State;
use crate::ui::story::navigation::go;
use crate::ui::text::t;
use leptos::prelude::*;

/// Everything that the story elaborates on.
pub fn view() -> AnyView {
    let state = State::get();
    let plot = RwSignal::new(None);
    view! {
        <Intro/>
        <Sentence live=true/>
        <section class="board" aria-label=move || t("page-where-to-draw")>
            <div class="stack">
                <div class="controls card"><Slider plot/></div>
                {figure_beneath(plot, "scores-by-outcome", of_cases(histogram), Some(at_score))}
            </div>
            <div class="stack">
                <div class="card"><Figures/></div>
                <div class="card"><Outcomes/></div>
            </div>
            <div class="wide">{figure("precision-recall", of_cases(curve), Some(nearest_recall))}</div>
        </section>
        <div class="turn">
            <span></span>
            <span><button type="button" class="next" on:click=move |_| go(state, Chapter::Decision)>{move || t("story-start")}</button></span>
        </div>
    }
    .into_any()
}

/// The curve alone: what can be shown on it by request belongs to the chapters, which are loaded later.
fn curve(opened: &Opened) -> Shown {
    precision_recall(opened, None, false)
}
