//! The address and the link in it.

use crate::link::{Chapter, Link, Reason, Subject, Unusable};
use crate::ui::open::{BUILT_IN, bare_setting};
use crate::ui::saved::PREFIX;
use crate::ui::state::State;
use crate::ui::story::offered;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::UrlSearchParams;

/// What the address says now. The scenario is always a known one.
pub fn read() -> Link {
    let state = window().history().ok().and_then(|history| history.state().ok());
    of_entry(&state.unwrap_or(JsValue::NULL))
}

/// What the present entry of the history says, which may keep its query beside the address.
pub fn of_entry(state: &JsValue) -> Link {
    let kept = state.as_string().filter(|text| text.starts_with('?'));
    let query = kept.or_else(|| window().location().search().ok()).unwrap_or_default();
    let mut link = UrlSearchParams::new_with_str(&query).map(|params| of_params(&params)).unwrap_or_default();
    let is_known = |id: &String| BUILT_IN.contains(&id.as_str()) || id.starts_with(PREFIX);
    if let Some(unknown) = link.scenario.take_if(|id| !is_known(id)) {
        link.unusable.insert(0, Unusable::new(Subject::Scenario, unknown, Reason::Unknown));
    }
    link.scenario.get_or_insert_with(|| BUILT_IN[0].to_owned());
    link
}

fn of_params(params: &UrlSearchParams) -> Link {
    let pair = |pair: JsValue| {
        let pair: js_sys::Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    let pairs = js_sys::try_iter(params).ok().flatten();
    let pairs: Vec<_> = pairs.into_iter().flatten().filter_map(|found| pair(found.ok()?)).collect();
    Link::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// What the page shows now, as a link says it.
pub fn shown(state: State) -> Option<Link> {
    let (index, chapter, pinned) = (state.index.get(), offered(state, state.chapter.get()), state.pinned.get());
    let setting = state.setting.get();
    state.opened.with(|opened| {
        let opened = opened.as_ref()?;
        // Somebody else may load the files of such a scenario without what was agreed about them here.
        let is_own = opened.id.starts_with(PREFIX);
        let own = opened.scenario.positive_class.as_deref();
        let class = opened.positive_class();
        let positive = Some(class).filter(|class| own.is_some_and(|own| is_own || own != *class));
        let link = Link {
            scenario: Some(opened.id.clone()),
            chapter: Some(chapter).filter(|chapter| *chapter != Chapter::default()),
            threshold: Some(opened.sweep.threshold(index)),
            pinned: pinned.map(|index| opened.sweep.threshold(index)),
            positive: positive.map(str::to_owned),
            ..Link::default()
        };
        Some(match is_own {
            true => link.with_setting(&setting, &[&opened.own, &bare_setting()]),
            false => link.with_setting(&setting, &[&opened.own]),
        })
    })
}

/// The whole address of what is shown, for "Copy link".
pub fn address(state: State) -> Option<String> {
    let link = untrack(|| shown(state))?;
    let location = window().location();
    let base = format!("{}{}", location.origin().ok()?, location.pathname().ok()?);
    Some(format!("{base}{}", written(&link)?))
}

/// A link as the query of an address.
pub fn written(link: &Link) -> Option<String> {
    let params = UrlSearchParams::new().ok()?;
    for (name, value) in link.to_pairs() {
        params.append(name, &value);
    }
    Some(format!("?{}", params.to_string()))
}
