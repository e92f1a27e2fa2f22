//! The story: a chapter asks one question, answers it with today's numbers,
//! shows one main picture and lets people try.

mod accuracy;
mod agreement;
mod case;
mod cost;
mod curve;
mod decision;
mod elsewhere;
mod explore;
mod first_cost;
mod frame;
mod hand_over;
mod line;
mod navigation;
mod overview;
mod ways;

use crate::link::Chapter;
use crate::ui::parts::Parts;
use crate::ui::state::State;
use crate::ui::text::t;
use leptos::prelude::*;

pub use navigation::{Navigation, offered, to_main, to_top};

/// The chapter that is open; nothing until there is a sweep.
#[component]
pub fn Story() -> impl IntoView {
    let state = State::get();
    let shown = Memo::new(move |_| state.opened.with(Option::is_some));
    let chapter = Memo::new(move |_| navigation::offered(state, state.chapter.get()));
    let parts = expect_context::<Parts>();
    move || {
        shown.get().then(|| match (chapter.get(), parts.chapters.get()) {
            (Chapter::Overview, _) => overview::view(),
            (chapter, Some(view)) => view(chapter),
            (_, None) => view! { <p role="status">{move || t("page-part-coming")}</p> }.into_any(),
        })
    }
}

/// A chapter beyond the first; see [`crate::ui::parts`].
pub fn later(chapter: Chapter) -> AnyView {
    match chapter {
        Chapter::Overview => overview::view(),
        Chapter::Decision => frame::chapter(Chapter::Decision, decision::answer, decision::view()),
        Chapter::Accuracy => frame::chapter(Chapter::Accuracy, accuracy::answer, accuracy::view()),
        Chapter::Line => frame::chapter(Chapter::Line, line::answer, line::view()),
        Chapter::Cost => frame::chapter(Chapter::Cost, cost::answer, cost::view()),
        Chapter::Agreement => frame::chapter(Chapter::Agreement, agreement::answer, agreement::view()),
        Chapter::Elsewhere => frame::chapter(Chapter::Elsewhere, elsewhere::answer, elsewhere::view()),
        Chapter::Case => frame::chapter(Chapter::Case, frame::no_answer, case::view()),
        Chapter::HandOver => frame::chapter(Chapter::HandOver, hand_over::answer, hand_over::view()),
        Chapter::Explore => frame::chapter(Chapter::Explore, line::answer, explore::view()),
    }
}
