//! What was found: the files, the first rows, what to know, and "Start".

use super::asking::asking;
use super::bringing::Bringing;
use super::features::features;
use super::roles::{model_choice, positive, roles, slices};
use super::sealing::sealing;
use crate::data::sanity::Scale;
use crate::explain::number::NumberFormat;
use crate::protocol::{Found, FoundModel, Problem};
use crate::ui::text::{say_problem, t, with_texts};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Everything that was found, and the button that starts.
#[component]
pub fn FoundView(bringing: Bringing) -> impl IntoView {
    move || bringing.found.get().map(|found| view(bringing, found))
}

fn view(bringing: Bringing, found: Arc<Found>) -> AnyView {
    let ready = Memo::new(move |_| {
        let is_right = bringing
            .checked
            .with(|checked| checked.problem.is_none() && checked.mismatch.is_none() && checked.positive_is_certain);
        is_right && bringing.doing.with(Option::is_none)
    });
    let start = NodeRef::<leptos::html::Button>::new();
    // Drop, glance, Enter; or first what is asked.
    Effect::new(move || {
        let Some(button) = start.get() else { return };
        let asked =
            document().get_element_by_id("import-positive").and_then(|list| list.dyn_into::<HtmlElement>().ok());
        let _ = match asked.filter(|_| !ready.get_untracked()) {
            Some(list) => list.focus(),
            None => button.focus(),
        };
    });
    view! {
        <div class="found">
            <div class="found-body">
                {facts(&found)}
                {fit(bringing, &found)}
                <div class="found-columns">
                    <div>
                        {model_choice(bringing, &found)}
                        {asking(bringing, &found)}
                        {positive(bringing)}
                        {sealing(bringing)}
                        {roles(bringing, &found)}
                        {features(bringing, &found)}
                        {slices(bringing, &found)}
                    </div>
                    <div>
                        {findings(bringing)}
                        {preview(&found)}
                    </div>
                </div>
            </div>
            <div class="found-foot">
                <button type="button" on:click=move |_| bringing.reset()>{move || t("import-back")}</button>
                <p class="small" aria-live="polite">
                    {move || (!bringing.checked.with(|checked| checked.positive_is_certain)).then(|| t("import-positive-ask"))}
                </p>
                <button
                    type="button" class="primary" node_ref=start
                    disabled=move || !ready.get()
                    on:click=move |_| bringing.start()
                >{move || t("import-start")}</button>
            </div>
        </div>
    }
    .into_any()
}

/// What the files are.
fn facts(found: &Found) -> AnyView {
    let count = |n: usize| NumberFormat::default().count(n as f64);
    let table = [("file", found.file.clone()), ("rows", count(found.rows)), ("columns", count(found.columns.len()))];
    let table = with_texts("import-table", table);
    let model = |model: &FoundModel| match &model.problem {
        Some(problem) => {
            view! { <li class="broken" role="alert">{say_problem(problem)}" "{t("import-model-next")}</li> }.into_any()
        }
        None => {
            let values = match model.inputs.iter().map(|(_, width, _)| *width).sum::<Option<usize>>() {
                Some(width) => with_texts("import-model-values", [("count", count(width))]),
                None => t("import-model-any"),
            };
            let producer = if model.producer.is_empty() { "none".to_owned() } else { model.producer.clone() };
            let texts = [("file", model.file.clone()), ("producer", producer), ("values", values)];
            let about = model.about.iter().map(|line| view! { <li>{say_problem(line)}</li> }).collect_view();
            view! {
                <li>{with_texts("import-model", texts)}<details><summary>{t("import-model-about")}</summary><ul>{about}</ul></details></li>
            }
            .into_any()
        }
    };
    let models = found.models.iter().map(model).collect_view();
    view! { <ul class="found-facts"><li>{table}</li>{models}</ul> }.into_any()
}

/// What stands in the way: model and table that do not fit, scores that are missing.
fn fit(bringing: Bringing, found: &Found) -> AnyView {
    // What is wrong with a model is said where the model is named.
    let said: Vec<Problem> = found.models.iter().filter_map(|model| model.problem.clone()).collect();
    let mismatch = Memo::new(move |_| bringing.checked.with(|checked| checked.mismatch.clone()));
    let problem = Memo::new(move |_| {
        bringing.checked.with(|checked| checked.problem.clone().filter(|problem| !said.contains(problem)))
    });
    view! {
        <div role="alert">
            {move || mismatch.get().map(|mismatch| view! {
                <div class="alert"><p>{say_problem(&mismatch)}" "{t("import-mismatch-next")}</p></div>
            })}
            {move || problem.get().map(|problem| view! { <div class="alert"><p>{say_problem(&problem)}</p></div> })}
        </div>
    }
    .into_any()
}

/// What to know before the start.
fn findings(bringing: Bringing) -> AnyView {
    let findings = Memo::new(move |_| bringing.checked.with(|checked| checked.findings.clone()));
    let offered = Memo::new(move |_| {
        bringing.checked.with(|checked| (checked.scale.or(checked.scenario.score_scale), checked.scenario.score_scale))
    });
    let offer = move |(scale, set): (Option<Scale>, Option<Scale>)| {
        let scale = scale?;
        let id = if scale == Scale::Percent { "import-scale-percent" } else { "import-scale-logit" };
        let change = move |on: bool| bringing.change(|scenario, _| scenario.score_scale = on.then_some(scale));
        Some(view! {
            <label class="check">
                <input type="checkbox" prop:checked=set.is_some() on:change:target=move |event| change(event.target().checked())/>
                <span>{move || t(id)}</span>
            </label>
        })
    };
    view! {
        <section aria-labelledby="import-findings">
            <h3 id="import-findings">{move || t("import-findings")}</h3>
            <ul class="findings">
                {move || match findings.get() {
                    // What is not clear yet cannot be called sound.
                    none if none.is_empty() && bringing.checked.with(|checked| checked.problem.is_some()) => {
                        view! { <li class="muted">{t("import-findings-later")}</li> }.into_any()
                    }
                    none if none.is_empty() => view! { <li class="muted">{t("import-findings-none")}</li> }.into_any(),
                    some => some.iter().map(|finding| view! { <li>{say_problem(finding)}</li> }).collect_view().into_any(),
                }}
            </ul>
            {move || offer(offered.get())}
        </section>
    }
    .into_any()
}

/// The first rows.
fn preview(found: &Found) -> AnyView {
    let head = found.columns.iter().map(|column| view! { <th scope="col">{column.name.clone()}</th> }).collect_view();
    let cell = |cell: &Option<String>| match cell {
        Some(text) => view! { <td>{text.clone()}</td> }.into_any(),
        None => view! { <td class="muted"><i>{t("import-missing-cell")}</i></td> }.into_any(),
    };
    let row = |row: &Vec<Option<String>>| view! { <tr>{row.iter().map(cell).collect_view()}</tr> };
    let rows = found.preview.iter().map(row).collect_view();
    view! {
        <section aria-labelledby="import-preview">
            <h3 id="import-preview">{move || t("import-preview")}</h3>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="import-preview">
                <table aria-labelledby="import-preview"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}
