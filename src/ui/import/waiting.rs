//! A link to a scenario of somebody's own that is not kept here: its settings
//! wait for the files.

use crate::link::{Link, own};
use crate::ui::linked::{Asked, By};
use crate::ui::state::{Phase, State};
use leptos::prelude::*;

/// The link that waits for files with this fingerprint.
pub fn of(state: State, fingerprint: Option<&str>) -> Option<Link> {
    let same = |link: &Link| fingerprint.is_some() && of_link(link) == fingerprint;
    state.linked.waiting.get_value().filter(same)
}

/// What to set on files with this fingerprint, and the message that says so.
pub fn asked(state: State, fingerprint: Option<&str>) -> (Asked, Option<&'static str>) {
    let by_itself = || Asked::by_person(Link::default());
    if let Some(mut link) = of(state, fingerprint) {
        let is_first = is_said(state, &link);
        state.linked.waiting.set_value(None);
        // The dialog has asked for the class.
        link.positive = None;
        let mut asked = Asked::by_address(link);
        if !is_first {
            asked.by = By::Person;
        }
        return (asked, Some("link-same-files"));
    }
    let Some(link) = state.linked.waiting.get_value().filter(|link| is_said(state, link)) else {
        return (by_itself(), None);
    };
    let both = of_link(&link).is_some() && fingerprint.is_some();
    (by_itself(), Some(if both { "link-other-files" } else { "link-unknown-files" }))
}

fn of_link(link: &Link) -> Option<&str> {
    link.scenario.as_deref().and_then(own::fingerprint)
}

/// Whether the page says now that the link cannot be opened.
fn is_said(state: State, link: &Link) -> bool {
    let is_last = state.linked.asked.with_value(|asked| asked.link.scenario == link.scenario);
    is_last && state.phase.with_untracked(|phase| matches!(phase, Phase::Failed(_)))
}
