//! Which column is what, with the reason of each guess; the positive class;
//! the model; the slices.

use super::bringing::Bringing;
use crate::data::proposal;
use crate::data::recognise::{Confidence, Role};
use crate::data::scenario::Slice;
use crate::protocol::{Found, FoundColumn, FoundRole};
use crate::ui::text::{say_problem, t, with_texts};
use leptos::prelude::*;
use std::collections::HashMap;

/// The roles that one column has, and their names.
pub const SINGLE: [(Role, &str); 6] = [
    (Role::Label, "import-role-label"),
    (Role::Score, "import-role-score"),
    (Role::Split, "import-role-split"),
    (Role::Weight, "import-role-weight"),
    (Role::Id, "import-role-id"),
    (Role::Date, "import-role-date"),
];

/// Most distinct values by which figures are split.
const MOST_VALUES: u64 = 50;

/// One line a role: name, column, reason.
pub fn roles(bringing: Bringing, found: &Found) -> AnyView {
    let columns: Vec<String> = found.columns.iter().map(|column| column.name.clone()).collect();
    let said = |guess: &FoundRole| match guess.confidence {
        Confidence::Likely => with_texts("import-likely", [("why", say_problem(&guess.why))]),
        Confidence::Certain | Confidence::Open => say_problem(&guess.why),
    };
    let guesses: HashMap<(u8, String), String> =
        found.roles.iter().map(|guess| ((guess.role as u8, guess.column.clone()), said(guess))).collect();
    let line = |(role, id): (Role, &'static str)| {
        let guesses = guesses.clone();
        let now =
            Memo::new(move |_| bringing.checked.with(|checked| proposal::role_of(&checked.scenario, role).to_owned()));
        let why = move || match now.get() {
            none if none.is_empty() => String::new(),
            column => guesses.get(&(role as u8, column)).cloned().unwrap_or_else(|| t("import-by-you")),
        };
        let field = format!("role-{}", role as u8);
        let change = move |column: String| bringing.change(|scenario, _| proposal::set_role(scenario, role, &column));
        view! {
            <div class="role">
                <label for=field.clone()>{move || t(id)}</label>
                {select(field, columns.clone(), now, change)}
                <p class="why small muted">{why}</p>
            </div>
        }
    };
    let lines = SINGLE.into_iter().map(line).collect_view();
    view! { <section aria-label=t("import-what")><h3>{move || t("import-what")}</h3>{lines}</section> }.into_any()
}

/// A list of columns with "none" at its head.
pub fn select(id: String, columns: Vec<String>, now: Memo<String>, change: impl Fn(String) + 'static) -> AnyView {
    let option = |name: String| view! { <option value=name.clone() selected={let name = name.clone(); move || now.get() == name}>{name.clone()}</option> };
    view! {
        <select id=id prop:value=move || now.get() on:change:target=move |event| change(event.target().value())>
            <option value="">{move || t("import-none")}</option>
            {columns.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// Which class is looked for; asked where that is not certain.
pub fn positive(bringing: Bringing) -> AnyView {
    let classes = Memo::new(move |_| bringing.checked.with(|checked| checked.classes.clone()));
    let now = Memo::new(move |_| {
        bringing.checked.with(|checked| checked.scenario.positive_class.clone().unwrap_or_default())
    });
    let likely =
        Memo::new(move |_| bringing.checked.with(|checked| (checked.positive_is_certain, checked.likely.clone())));
    let why = move || match likely.get() {
        (false, Some((class, why))) => {
            with_texts("import-positive-why", [("likely", class), ("why", say_problem(&why))])
        }
        _ => String::new(),
    };
    let option = move |(class, rows): (String, u64)| {
        let texts = [("class", class.clone()), ("rows", rows.to_string()), ("rows-number", rows.to_string())];
        let is_now = class == now.get();
        view! { <option value=class selected=is_now>{with_texts("import-class", texts)}</option> }
    };
    let change = move |class: String| bringing.change(|scenario, _| scenario.positive_class = Some(class));
    view! {
        <div class="role positive" class:ask=move || now.get().is_empty()>
            <label for="import-positive">{move || t("import-positive")}</label>
            <select id="import-positive" required on:change:target=move |event| change(event.target().value())>
                {move || now.get().is_empty().then(|| view! { <option value="" disabled selected>{t("import-positive-ask")}</option> })}
                {move || classes.get().into_iter().map(option).collect_view()}
            </select>
            <p class="why small">{why}</p>
        </div>
    }
    .into_any()
}

/// Which model makes the scores, where there is a choice.
pub fn model_choice(bringing: Bringing, found: &Found) -> AnyView {
    let usable: Vec<String> =
        found.models.iter().filter(|model| model.problem.is_none()).map(|model| model.file.clone()).collect();
    let now = Memo::new(move |_| {
        let shown = |file: &str| file.to_owned();
        bringing
            .checked
            .with(|checked| checked.scenario.shown_model().map(|entry| shown(&entry.file)).unwrap_or_default())
    });
    if usable.is_empty() {
        return ().into_any();
    }
    let change = move |file: String| {
        bringing.change(|scenario, all| {
            let entry = all.iter().find(|entry| entry.file == file);
            scenario.default_model = entry.map(|entry| entry.id.clone());
            scenario.models = if entry.is_some() { all.to_vec() } else { Vec::new() };
            scenario.score_scale = None;
        });
    };
    let option = |file: String| view! { <option value=file.clone() selected={let file = file.clone(); move || now.get() == file}>{file.clone()}</option> };
    view! {
        <div class="role">
            <label for="import-model">{move || t("import-use-model")}</label>
            <select id="import-model" prop:value=move || now.get() on:change:target=move |event| change(event.target().value())>
                {usable.into_iter().map(option).collect_view()}
                <option value="" selected=move || now.get().is_empty()>{move || t("import-use-scores")}</option>
            </select>
            <p class="why small"></p>
        </div>
    }
    .into_any()
}

/// The columns by which figures can be split.
pub fn slices(bringing: Bringing, found: &Found) -> AnyView {
    let is_slice = |column: &&FoundColumn| column.distinct.is_some_and(|n| (2..=MOST_VALUES).contains(&n));
    let names: Vec<String> = found.columns.iter().filter(is_slice).map(|column| column.name.clone()).collect();
    let chosen = Memo::new(move |_| {
        bringing
            .checked
            .with(|checked| checked.scenario.slices.iter().map(|slice| slice.column.clone()).collect::<Vec<_>>())
    });
    let taken = Memo::new(move |_| {
        bringing.checked.with(|checked| SINGLE.map(|(role, _)| proposal::role_of(&checked.scenario, role).to_owned()))
    });
    let change = move |name: &str, on: bool| {
        bringing.change(|scenario, _| {
            scenario.slices.retain(|slice| slice.column != name);
            if on {
                scenario.slices.push(Slice { column: name.to_owned(), title: String::new() });
            }
        });
    };
    let free = move || -> Vec<String> {
        let taken = taken.get();
        names.iter().filter(|name| !taken.contains(name)).cloned().collect()
    };
    let boxes = move || match free() {
        none if none.is_empty() => view! { <p class="muted small">{t("import-slices-none")}</p> }.into_any(),
        some => some.into_iter().map(|name| checkbox(name, chosen, change)).collect_view().into_any(),
    };
    view! { <fieldset class="checks"><legend>{move || t("import-slices")}</legend>{boxes}</fieldset> }.into_any()
}

/// A column that is in or out.
pub fn checkbox(name: String, chosen: Memo<Vec<String>>, change: impl Fn(&str, bool) + Copy + 'static) -> AnyView {
    let (shown, known) = (name.clone(), name.clone());
    view! {
        <label class="check">
            <input type="checkbox"
                prop:checked=move || chosen.with(|chosen| chosen.contains(&known))
                on:change:target=move |event| change(&name, event.target().checked())/>
            <span>{shown}</span>
        </label>
    }
    .into_any()
}
