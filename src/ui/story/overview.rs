//! At a glance: the decision, the line, what it means, two pictures.

use crate::link::Chapter;
use crate::ui::chart::figure;
use crate::ui::controls::Slider;
use crate::ui::figures::{Figures, Sentence};
use crate::ui::intro::Intro;
use crate::ui::outcomes::Outcomes;
use crate::ui::pictures::{at_score, histogram, of_cases};
use crate::ui::state::State;
use crate::ui::story::curve::precision_recall;
use crate::ui::story::navigation::go;
use crate::ui::text::t;
use leptos::prelude::*;

/// Everything that the story elaborates on.
pub fn view() -> AnyView {
    let state = State::get();
    view! {
        <Intro/>
        <section class="board" aria-label=move || t("page-where-to-draw")>
            <div class="controls card wide"><Slider/><Sentence/></div>
            <div class="card"><Figures/></div>
            <div class="card"><Outcomes/></div>
            {precision_recall()}
            {figure("scores-by-outcome", of_cases(histogram), Some(at_score))}
        </section>
        <div class="turn">
            <span></span>
            <span><button type="button" class="next" on:click=move |_| go(state, Chapter::Decision)>{move || t("story-start")}</button></span>
        </div>
    }
    .into_any()
}
