//! Questions about roles that only a person can answer: which column is the
//! truth, which model's scores are looked at.

use super::bringing::Bringing;
use super::roles::SINGLE;
use crate::data::proposal;
use crate::data::recognise::Role;
use crate::protocol::{Found, FoundQuestion, FoundRole};
use crate::ui::text::{say_problem, t, with_texts};
use leptos::prelude::*;

/// One group of answers a question.
pub fn asking(bringing: Bringing, found: &Found) -> AnyView {
    let open = found.questions.iter().filter(|question| !question.choices.is_empty());
    open.map(|question| answers(bringing, question)).collect_view().into_any()
}

fn answers(bringing: Bringing, question: &FoundQuestion) -> AnyView {
    let role = question.role;
    let now =
        Memo::new(move |_| bringing.checked.with(|checked| proposal::role_of(&checked.scenario, role).to_owned()));
    let name = SINGLE.iter().find(|(known, _)| *known == role).map_or("import-column", |(_, id)| id);
    let legend = move || with_texts("import-ask", [("role", t(name))]);
    let all = question.choices.iter().enumerate().map(|(at, choice)| answer(bringing, now, role, at, choice));
    view! { <fieldset class="sealing asking" class:ask=move || now.get().is_empty()><legend>{legend}</legend>{all.collect_view()}</fieldset> }
        .into_any()
}

/// A column with what speaks for it.
fn answer(bringing: Bringing, now: Memo<String>, role: Role, at: usize, choice: &FoundRole) -> AnyView {
    let note = format!("ask-{}-{at}", role as u8);
    let (column, why) = (choice.column.clone(), say_problem(&choice.why));
    let (known, shown) = (column.clone(), column.clone());
    let choose = move |_| {
        let column = column.clone();
        bringing.change(move |scenario, _| proposal::set_role(scenario, role, &column));
    };
    view! {
        <label class="check">
            <input type="radio" name=format!("import-ask-{}", role as u8) aria-describedby=note.clone()
                prop:checked=move || now.with(|now| *now == known) on:change=choose/>
            <span>{shown}</span>
        </label>
        <p class="small muted" id=note>{why}</p>
    }
    .into_any()
}
