//! What a link sets, on what is on screen.

use super::{Opened, follow, open_bundle, stop};
use crate::bridge::Pool;
use crate::link::{Link, Reason, Setting, Subject, Unusable};
use crate::metrics::threshold::Threshold;
use crate::ui::left_out::LeftOut;
use crate::ui::linked::Asked;
use crate::ui::state::{Phase, State};
use crate::ui::story::offered;
use leptos::prelude::*;

/// Shows what was opened, as the link asks.
pub fn show(state: State, opened: Opened, link: &Link) {
    let (setting, index, pinned) = set_by(link, &opened);
    state.show(opened, setting, index, pinned);
    arrive(state, link);
}

/// Goes to an entry of the browser's history. What is on screen is not opened again.
pub fn come_to(state: State, pool: Pool, mut link: Link) {
    let shown = state.opened.get_untracked().filter(|opened| Some(&opened.id) == link.scenario.as_ref());
    let Some(opened) = shown else { return follow(state, pool, link) };
    if link.positive.is_none() {
        link.positive.clone_from(&opened.scenario.positive_class);
    }
    if state.is_busy() {
        stop(state, &pool);
    }
    state.wanted.set(opened.id.clone());
    let asked = Asked::by_address(link);
    if asked.link.positive.as_ref().is_some_and(|class| class != opened.positive_class()) {
        return open_bundle(state, pool, opened.held.bundle.clone(), asked);
    }
    let (setting, index, pinned) = set_by(&asked.link, &opened);
    state.set_all(setting, index, pinned);
    state.phase.set(Phase::Idle);
    state.linked.asked.set_value(asked.clone());
    arrive(state, &asked.link);
}

/// The settings, the operating point and the pinned one.
fn set_by(link: &Link, opened: &Opened) -> (Setting, usize, Option<usize>) {
    let start = link.threshold.or_else(|| {
        let score = opened.scenario.shown_model().and_then(|model| model.default_threshold);
        Threshold::at(score.unwrap_or(0.5))
    });
    let index = |threshold: Option<Threshold>| threshold.map(|threshold| opened.sweep.index_at(threshold));
    (link.setting(&opened.own), index(start).unwrap_or(0), index(link.pinned))
}

/// The chapter, unless somebody turned to another one meanwhile; then what was left out.
fn arrive(state: State, link: &Link) {
    let Some(opened) = state.opened.get_untracked() else { return };
    state.wanted.set(opened.id.clone());
    let mut unusable = link.unusable.clone();
    if let Some(chapter) = state.linked.asked.with_value(|asked| asked.link.chapter) {
        state.chapter.set(chapter);
        if offered(state, chapter) != chapter {
            unusable.push(Unusable::new(Subject::Chapter, chapter.name(), Reason::NotOffered));
        }
    }
    let chapter = untrack(|| offered(state, state.chapter.get()));
    let setting = state.setting.get_untracked();
    let threshold = opened.sweep.threshold(state.index.get_untracked());
    let left_out = |part| LeftOut::new(part, &opened, chapter, &setting, threshold);
    state.linked.arrive(unusable.into_iter().map(left_out).collect());
}
