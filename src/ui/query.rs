//! The address bar: read once, then kept in step with the page.

use crate::link::Link;
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
    let value = |name: &str| params.get(name);
    let found: Vec<(&str, String)> =
        ["scenario", "threshold"].into_iter().filter_map(|name| Some((name, value(name)?))).collect();
    Link::from_pairs(found.iter().map(|(name, value)| (*name, value.as_str())))
}

/// What the page shows now, as a link says it.
fn shown(state: State) -> Option<Link> {
    state.opened.with(|opened| {
        let opened = opened.as_ref()?;
        let threshold = Some(opened.sweep.threshold(state.index.get()));
        Some(Link { scenario: Some(opened.id.clone()), threshold })
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

fn write(link: &Link) {
    let Ok(params) = UrlSearchParams::new() else { return };
    for (name, value) in link.to_pairs() {
        params.append(name, &value);
    }
    // A browser may refuse (too often, or from a file); the page goes on without.
    if let Ok(history) = window().history() {
        let address = format!("?{}", params.to_string());
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
