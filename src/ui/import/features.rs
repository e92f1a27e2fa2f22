//! The columns that feed the model: found by name or order, changed by hand.

use super::bringing::Bringing;
use super::roles::{SINGLE, checkbox, select};
use crate::data::proposal;
use crate::data::scenario::ModelInput;
use crate::protocol::Found;
use crate::ui::text::{t, with_texts};
use leptos::prelude::*;

/// Most inputs of one column each that are listed one by one.
const MOST_INPUTS: usize = 200;

/// What feeds the model; nothing where the scores come from the file.
pub fn features(bringing: Bringing, found: &Found) -> AnyView {
    let columns: Vec<String> = found.columns.iter().map(|column| column.name.clone()).collect();
    let models = found.models.clone();
    let shown = Memo::new(move |_| {
        bringing.checked.with(|checked| checked.scenario.shown_model().map(|entry| entry.file.clone()))
    });
    let view = move || {
        let shown = shown.get()?;
        let inputs = models.iter().find(|model| model.file == shown)?.inputs.clone();
        let one_by_one = inputs.len() > 1 && inputs.len() <= MOST_INPUTS && inputs.iter().all(|i| i.1 == Some(1));
        let names: Vec<String> = inputs.into_iter().map(|input| input.0).collect();
        let controls = if one_by_one { each(bringing, names, &columns) } else { all(bringing, &columns) };
        let total = columns.len();
        Some(view! {
            <details class="features" open=move || bringing.checked.with(|checked| checked.mismatch.is_some())>
                <summary>{move || t("import-features")}" ("{move || count(bringing, total)}")"</summary>
                <ul class="small muted">{move || feeds(bringing)}</ul>
                {controls}
            </details>
        })
    };
    view.into_any()
}

/// The columns that are read; while nothing is said, all that have no other role are tried.
fn fed(bringing: Bringing) -> Vec<String> {
    bringing.checked.with(|checked| {
        let scenario = &checked.scenario;
        if !scenario.features.is_empty() {
            return scenario.features.iter().map(|feature| feature.name.clone()).collect();
        }
        let is_free = |name: &String| !SINGLE.iter().any(|(role, _)| proposal::role_of(scenario, *role) == name);
        let found = bringing.found.get_untracked();
        found.iter().flat_map(|found| &found.columns).map(|c| c.name.clone()).filter(is_free).collect()
    })
}

fn count(bringing: Bringing, total: usize) -> String {
    let chosen = fed(bringing).len();
    with_texts("import-features-count", [("chosen", chosen.to_string()), ("all", total.to_string())])
}

/// How each input found its columns.
fn feeds(bringing: Bringing) -> AnyView {
    const LISTED: usize = 12;
    let feeds = bringing.checked.with(|checked| checked.feeds.clone());
    let line = |feed: &crate::protocol::Feed| {
        let mut columns: Vec<&str> = feed.columns.iter().take(LISTED).map(String::as_str).collect();
        if feed.columns.len() > LISTED {
            columns.push("…");
        }
        let id = if feed.by_name { "import-feed-by-name" } else { "import-feed-in-order" };
        let input = with_texts("import-feed", [("input", feed.input.clone())]);
        view! { <li>{input}": "{with_texts(id, [("columns", columns.join(", "))])}</li> }
    };
    let few = if feeds.len() > LISTED { feeds.get(..LISTED).unwrap_or_default() } else { &feeds };
    few.iter().map(line).collect_view().into_any()
}

/// A list of columns for each input.
fn each(bringing: Bringing, inputs: Vec<String>, columns: &[String]) -> AnyView {
    let all = inputs.clone();
    let line = move |input: String| {
        let wanted = input.clone();
        let now = Memo::new(move |_| column_of(bringing, &wanted));
        let (changed, inputs) = (input.clone(), all.clone());
        let change = move |column: String| {
            let fed = inputs.iter().map(|name| {
                let column = if *name == changed { column.clone() } else { column_of(bringing, name) };
                ModelInput { name: name.clone(), columns: Some(column).filter(|c| !c.is_empty()).into_iter().collect() }
            });
            let fed = fed.collect();
            bringing.change(|scenario, _| proposal::set_inputs(scenario, fed));
        };
        let field = format!("feed-{input}");
        view! {
            <div class="role">
                <label for=field.clone()>{input.clone()}</label>
                {select(field, columns.to_vec(), now, change)}
            </div>
        }
    };
    inputs.into_iter().map(line).collect_view().into_any()
}

/// The column that feeds an input of one column; before anything was matched,
/// the one of its name.
fn column_of(bringing: Bringing, input: &str) -> String {
    let given = bringing.checked.with(|checked| {
        let inputs = checked.scenario.shown_model().map(|entry| entry.inputs.clone()).unwrap_or_default();
        inputs.into_iter().find(|known| known.name == input)
    });
    match given {
        Some(given) => given.columns.into_iter().next().unwrap_or_default(),
        None => bringing
            .found
            .with(|found| {
                found.as_ref().and_then(|f| f.columns.iter().find(|c| c.name == input)).map(|c| c.name.clone())
            })
            .unwrap_or_default(),
    }
}

/// A box for each column; they are read in the order of the table.
fn all(bringing: Bringing, columns: &[String]) -> AnyView {
    let chosen = Memo::new(move |_| fed(bringing));
    let order: Vec<String> = columns.to_vec();
    let order = StoredValue::new(order);
    let change = move |name: &str, on: bool| {
        let mut now = chosen.get_untracked();
        now.retain(|known| known != name);
        if on {
            now.push(name.to_owned());
        }
        let next: Vec<String> = order.with_value(|order| order.iter().filter(|c| now.contains(c)).cloned().collect());
        bringing.change(|scenario, _| proposal::set_features(scenario, &next));
    };
    let boxes = columns.iter().map(|name| checkbox(name.clone(), chosen, change)).collect_view();
    view! { <fieldset class="checks"><legend class="unseen">{move || t("import-features")}</legend>{boxes}</fieldset> }
        .into_any()
}
