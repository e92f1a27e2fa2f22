//! The features of a case: a slider for a number, a list for a text.

use crate::bridge::FeatureValue;
use crate::data::scenario::Feature;
use crate::protocol::ColumnHead;
use crate::ui::open::Opened;
use crate::ui::story::case::OneCase;
use crate::ui::text::t;
use leptos::prelude::*;

/// Features that are shown without asking for more.
const FIRST: usize = 8;

/// The first features, and the others behind a fold.
pub fn sliders(case: OneCase) -> AnyView {
    let Some(opened) = case.state.opened.get_untracked() else { return ().into_any() };
    let mut all: Vec<AnyView> =
        opened.cases.columns.iter().enumerate().map(|(at, head)| feature(case, &opened, at, head)).collect();
    let rest = all.split_off(all.len().min(FIRST));
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details><summary>{t("case-more")}</summary>{rest}</details>
        }
    });
    view! { <div class="features">{all}{more}</div> }.into_any()
}

/// A slider for a number, a list for a text.
fn feature(case: OneCase, opened: &Opened, at: usize, head: &ColumnHead) -> AnyView {
    let name = match head {
        ColumnHead::Number { name } | ColumnHead::Text { name, .. } => name,
    };
    let own = opened.scenario.features.iter().find(|feature| feature.name == *name).cloned().unwrap_or_default();
    let title = if own.title.is_empty() { name.clone() } else { own.title.clone() };
    let about = own.description.clone();
    let id = format!("feature-{at}");
    let control = match head {
        ColumnHead::Number { .. } => slider(case, opened, at, &own, id.clone()),
        ColumnHead::Text { dictionary, .. } => list(case, at, dictionary, id.clone()),
    };
    view! {
        <div class="feature" title=about>
            <label for=id>{title}</label>
            {control}
        </div>
    }
    .into_any()
}

fn slider(case: OneCase, opened: &Opened, at: usize, own: &Feature, id: String) -> AnyView {
    let (low, high) = opened.held.range_of(at, own);
    let numbers = opened.words.numbers;
    let unit = own.unit.clone();
    let value = move || {
        case.values.with(|values| match values.get(at) {
            Some(FeatureValue::Number(number)) => *number,
            _ => f64::NAN,
        })
    };
    let shown = move || {
        let value = value();
        if value.is_nan() { "–".to_owned() } else { format!("{} {unit}", numbers.significant(value, 4)) }
    };
    let on_input = move |text: String| {
        if let Ok(number) = text.parse::<f64>() {
            case.change(|values| {
                if let Some(value) = values.get_mut(at) {
                    *value = FeatureValue::Number(number);
                }
            });
        }
    };
    view! {
        <input
            id=id type="range" step="any" min=low.to_string() max=high.to_string()
            prop:value=move || value().to_string()
            aria-valuetext=shown.clone()
            on:input:target=move |event| on_input(event.target().value())
        />
        <output>{shown.clone()}</output>
    }
    .into_any()
}

fn list(case: OneCase, at: usize, dictionary: &[String], id: String) -> AnyView {
    let value = move || {
        case.values.with(|values| match values.get(at) {
            Some(FeatureValue::Text(text)) => text.clone(),
            _ => String::new(),
        })
    };
    let on_change = move |text: String| {
        case.change(|values| {
            if let Some(value) = values.get_mut(at) {
                *value = FeatureValue::Text(text);
            }
        });
    };
    let options = dictionary.iter().map(|text| {
        let (name, selected) = (text.clone(), text.clone());
        view! { <option value=text.clone() selected=move || value() == selected>{name}</option> }
    });
    view! {
        <select id=id on:change:target=move |event| on_change(event.target().value())>{options.collect_view()}</select>
        <output></output>
    }
    .into_any()
}
