//! What every chapter has: question, answer, why it matters, the way on.

use crate::explain::Message;
use crate::explain::words::Words;
use crate::link::Chapter;
use crate::ui::state::State;
use crate::ui::story::navigation::{go, neighbour};
use crate::ui::text::{say, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// What a chapter answers; read again when anything changes.
pub type Answer = fn(&Today) -> Option<String>;

/// For a chapter whose view gives the answer itself.
pub fn no_answer(_: &Today) -> Option<String> {
    None
}

/// A chapter around its own view.
pub fn chapter(chapter: Chapter, answer: Answer, body: AnyView) -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let name = chapter.name();
    let question = move || in_words(state, &format!("story-{name}-question"));
    let answer = move || today.get().and_then(|now| answer(&now));
    let title = move || state.opened.with(|o| o.as_ref().map(|o| o.scenario.title.clone()));
    view! {
        <article class="chapter" data-chapter=name>
            <header>
                <p class="eyebrow">{title}</p>
                <h1>{question}</h1>
                <p class="answer" role="status">{answer}</p>
            </header>
            {body}
            {why(state, chapter)}
            {way(state)}
        </article>
    }
    .into_any()
}

/// The scenario's own note where it has one, after the general one.
fn why(state: State, chapter: Chapter) -> AnyView {
    let name = chapter.name();
    let note_key = match chapter {
        Chapter::Elsewhere => "production",
        Chapter::HandOver => "decision",
        _ => name,
    };
    let note = move || state.opened.with(|o| o.as_ref().and_then(|o| o.scenario.notes.get(note_key).cloned()));
    view! {
        <aside class="matters card">
            <h2>{move || t("story-why")}</h2>
            <p>{move || in_words(state, &format!("story-why-{name}"))}</p>
            <p>{note}</p>
        </aside>
    }
    .into_any()
}

/// Back and on.
pub fn way(state: State) -> AnyView {
    let button = move |steps: isize, id: &'static str| {
        move || {
            neighbour(state, steps).map(|chapter| {
                let label = move || say(&Message::new(id).text("chapter", t(&format!("story-{}", chapter.name()))));
                view! { <button type="button" class:next=move || steps == 1 on:click=move |_| go(state, chapter)>{label}</button> }
            })
        }
    };
    view! {
        <div class="turn">
            <span>{button(-1, "story-previous")}</span>
            <span>{button(1, "story-next")}</span>
        </div>
    }
    .into_any()
}

/// A text with the scenario's own nouns in it.
pub fn in_words(state: State, id: &str) -> String {
    let words = state.opened.with(|opened| opened.as_ref().map_or_else(Words::default, |o| o.words.clone()));
    let args = [
        ("case-one", words.case.one),
        ("case-many", words.case.many),
        ("positive-one", words.positive.one),
        ("positive-many", words.positive.many),
    ];
    crate::ui::text::with_texts(id, args)
}
