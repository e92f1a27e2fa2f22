//! The browser's history: chapters and scenarios are its steps, settings are
//! written over the present one.

use crate::bridge::Pool;
use crate::link::{Link, Steps, Write};
use crate::ui::linked::Pending;
use crate::ui::open;
use crate::ui::query;
use crate::ui::state::State;
use crate::ui::story::to_top;
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration};

/// Browsers refuse more than about a hundred changes of address in half a minute.
const PAUSE: Duration = Duration::from_millis(300);

/// Writes what is shown into the address: a step as a new entry, at once, and a
/// setting over the present entry, when it has rested.
pub fn keep_in_step(state: State) {
    Effect::new(move || {
        let Some(link) = query::shown(state) else { return };
        let linked = state.linked;
        let Some(write) = linked.steps.try_update_value(|steps| steps.write(&link)).flatten() else { return };
        let earlier = forget(state);
        match write {
            Write::Replace => {
                let later = set_timeout_with_handle(
                    move || {
                        if let Some((_, link)) = take(state) {
                            put(&link, Write::Replace);
                        }
                    },
                    PAUSE,
                );
                linked.pending.set_value(later.ok().map(|handle| (handle, link)));
            }
            Write::Push => {
                // The entry that is left keeps what was set last.
                if let Some(earlier) = earlier {
                    put(&earlier, Write::Replace);
                }
                put(&link, Write::Push);
            }
        }
    });
}

/// Goes where Back and Forward go, within the page.
pub fn follow_browser(state: State, pool: StoredValue<Pool, LocalStorage>) {
    // The page scrolls as after every other step: to its top.
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let moved = window_event_listener(ev::popstate, move |event| {
        // A place within the page, not a step of it.
        if event.state().is_null() && window().location().hash().is_ok_and(|hash| !hash.is_empty()) {
            return;
        }
        // What waits belongs to the entry that was left.
        forget(state);
        let link = query::of_entry(&event.state());
        state.linked.steps.update_value(|steps: &mut Steps| steps.went(&link));
        open::come_to(state, pool.get_value(), link);
        to_top();
    });
    on_cleanup(move || moved.remove());
}

fn take(state: State) -> Option<Pending> {
    state.linked.pending.try_update_value(Option::take).flatten()
}

/// Takes back a change of address that waits.
fn forget(state: State) -> Option<Link> {
    let (handle, link) = take(state)?;
    handle.clear();
    Some(link)
}

/// Writes an entry. The query is kept beside the address as well, since a page
/// that was opened from a file may not change its address. A browser may also
/// refuse because there were too many changes; the page goes on without.
fn put(link: &Link, write: Write) {
    let (Ok(history), Some(query)) = (window().history(), query::written(link)) else { return };
    let state = JsValue::from_str(&query);
    let put = |address: Option<&str>| match write {
        Write::Replace => History::replace_state_with_url(&history, &state, "", address),
        Write::Push => History::push_state_with_url(&history, &state, "", address),
    };
    if put(Some(&query)).is_err() {
        let _ = put(None);
    }
}
