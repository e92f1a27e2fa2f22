//! The address bar: read once, then kept in step with the page.

use crate::link::{Field, Link};
use crate::ui::state::State;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// Browsers refuse more than about a hundred changes of address in half a minute.
const PAUSE: Duration = Duration::from_millis(300);

/// What the address says now.
pub fn read() -> Link {
    let query = window().location().search().unwrap_or_default();
    let Ok(params) = UrlSearchParams::new_with_str(&query) else { return Link::default() };
    let names = ["scenario", "chapter", "threshold", "pinned", "positive", "rule"];
    let names = names.into_iter().chain(Field::ALL.into_iter().map(Field::name));
    let found: Vec<(&str, String)> = names.filter_map(|name| Some((name, params.get(name)?))).collect();
    Link::from_pairs(found.iter().map(|(name, value)| (*name, value.as_str())))
}

/// What the page shows now, as a link says it.
fn shown(state: State) -> Option<Link> {
    let (index, chapter, pinned) = (state.index.get(), state.chapter.get(), state.pinned.get());
    let setting = state.setting.get();
    state.opened.with(|opened| {
        let opened = opened.as_ref()?;
        let own = opened.scenario.positive_class.as_deref();
        let positive = Some(opened.positive_class()).filter(|class| own.is_some_and(|own| own != *class));
        let link = Link {
            scenario: Some(opened.id.clone()),
            chapter: Some(chapter).filter(|chapter| *chapter != Default::default()),
            threshold: Some(opened.sweep.threshold(index)),
            pinned: pinned.map(|index| opened.sweep.threshold(index)),
            positive: positive.map(str::to_owned),
            ..Link::default()
        };
        Some(link.with_setting(&setting, &opened.own))
    })
}

/// Writes every change of what is shown into the address, without adding to the history.
pub fn keep_in_step(state: State) {
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let Some(link) = shown(state) else { return };
        if let Some(earlier) = pending.get_value() {
            earlier.clear();
        }
        let later = set_timeout_with_handle(move || write(&link), PAUSE);
        pending.set_value(later.ok());
    });
}

/// The whole address of what is shown, for "Copy link".
pub fn address(state: State) -> Option<String> {
    let link = untrack(|| shown(state))?;
    let location = window().location();
    let base = format!("{}{}", location.origin().ok()?, location.pathname().ok()?);
    Some(format!("{base}{}", query(&link)?))
}

fn query(link: &Link) -> Option<String> {
    let params = UrlSearchParams::new().ok()?;
    for (name, value) in link.to_pairs() {
        params.append(name, &value);
    }
    Some(format!("?{}", params.to_string()))
}

fn write(link: &Link) {
    // A browser may refuse (too often, or from a file); the page goes on without.
    if let (Ok(history), Some(address)) = (window().history(), query(link)) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
