//! Which chapters there are, and how to get to them.

use crate::link::Chapter;
use crate::ui::open::Opened;
use crate::ui::state::State;
use crate::ui::text::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The bar of chapters; arrow keys go through them as well.
#[component]
pub fn Navigation() -> impl IntoView {
    let state = State::get();
    let keys = window_event_listener(leptos::ev::keydown, move |event| turn(state, &event));
    on_cleanup(move || keys.remove());
    let chapters = Memo::new(move |_| chapters(state));
    let here = Memo::new(move |_| offered(state, state.chapter.get()));
    Effect::new(move || {
        here.track();
        request_animation_frame(show_current);
    });
    view! {
        <nav class="story" aria-label=move || t("story")>
            <ol>
                {move || chapters.get().into_iter().map(|chapter| {
                    view! {
                        <li>
                            <button
                                type="button"
                                aria-current=move || (here.get() == chapter).then_some("page")
                                on:click=move |_| go(state, chapter)
                            >
                                {move || t(&format!("story-{}", chapter.name()))}
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}

/// On a narrow screen the bar scrolls: the chapter that is open stays in sight.
fn show_current() {
    let find = |css| document().query_selector(css).ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let (Some(bar), Some(current)) = (find(".story ol"), find(".story [aria-current]")) {
        bar.set_scroll_left(current.offset_left().saturating_sub(bar.offset_left()).saturating_sub(40));
    }
}

/// The chapters that have something to say about what is open.
pub fn chapters(state: State) -> Vec<Chapter> {
    let opened = state.opened.get();
    Chapter::ALL.into_iter().filter(|chapter| opened.as_ref().is_none_or(|opened| has(opened, *chapter))).collect()
}

fn has(opened: &Opened, chapter: Chapter) -> bool {
    match chapter {
        Chapter::HandOver => opened.several.is_some(),
        Chapter::Case => opened.held.bundle.model.is_some() && !opened.cases.columns.is_empty(),
        _ => true,
    }
}

/// The chapter that was asked for, or the first one where there is no such.
pub fn offered(state: State, chapter: Chapter) -> Chapter {
    let has = state.opened.with(|opened| opened.as_ref().is_none_or(|opened| has(opened, chapter)));
    if has { chapter } else { Chapter::default() }
}

/// The chapter so many steps away.
pub fn neighbour(state: State, steps: isize) -> Option<Chapter> {
    let chapters = chapters(state);
    let here = offered(state, state.chapter.get());
    let at = chapters.iter().position(|chapter| *chapter == here)?;
    chapters.get(at.checked_add_signed(steps)?).copied()
}

/// Opens a chapter from its top, and tells screen readers by the focus.
pub fn go(state: State, chapter: Chapter) {
    state.linked.turn();
    state.chapter.set(chapter);
    to_top();
}

/// The next picture begins at the top of the page, and so does reading.
pub fn to_top() {
    request_animation_frame(|| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        to_main();
    });
}

/// Reading goes on with the figures.
pub fn to_main() {
    if let Some(main) = document().get_element_by_id("main").and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = main.focus();
    }
}

/// Left and right turn the pages, unless something else wants the keys.
fn turn(state: State, event: &KeyboardEvent) {
    let steps = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        _ => return,
    };
    if event.default_prevented() || event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let wanted = "input, select, textarea, summary, dialog, [role=application], .scroll, canvas";
    let busy = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.closest(wanted).ok().flatten().is_some());
    if !busy && let Some(chapter) = untrack(|| neighbour(state, steps)) {
        event.prevent_default();
        go(state, chapter);
    }
}
