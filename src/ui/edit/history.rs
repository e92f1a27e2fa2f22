//! What was changed, step by step.

use crate::data::scenario::Scenario;
use crate::link::Field;
use crate::ui::saved::Saving;
use crate::ui::state::State;
use leptos::html::Dialog;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// Typing rests so long before the page follows: fast enough to feel live,
/// and a word is one step back, not seven.
const REST: Duration = Duration::from_millis(350);
/// Most steps back.
const MOST: usize = 200;

/// The editor's signals; cheap to copy.
#[derive(Clone, Copy)]
pub struct Editing {
    /// What the fields hold.
    pub draft: RwSignal<Scenario>,
    /// Whether the panel is open.
    pub is_open: RwSignal<bool>,
    /// The panel.
    pub dialog: NodeRef<Dialog>,
    /// All steps, and which of them is shown.
    steps: RwSignal<(Vec<Scenario>, usize)>,
    pending: StoredValue<Option<TimeoutHandle>>,
    state: State,
    saving: Saving,
}

impl Editing {
    /// Nothing is edited.
    pub fn new(state: State, saving: Saving) -> Self {
        let editing = Self {
            draft: RwSignal::new(Scenario::default()),
            is_open: RwSignal::new(false),
            dialog: NodeRef::new(),
            steps: RwSignal::new((Vec::new(), 0)),
            pending: StoredValue::new(None),
            state,
            saving,
        };
        // Another scenario on screen: its fields, and nothing to take back.
        let id = state.shown_id();
        Effect::new(move || {
            let changed = id.get().is_some() && id.get() != Some(editing.draft.with_untracked(|d| d.id.clone()));
            if changed && editing.is_open.get_untracked() {
                editing.close();
            }
        });
        editing
    }

    /// Opens the panel on what is on screen.
    pub fn show(self) {
        let Some(opened) = self.state.opened.get_untracked() else { return };
        let mut scenario = opened.scenario.clone();
        scenario.id.clone_from(&opened.id);
        if self.draft.with_untracked(|draft| draft.id != scenario.id) {
            self.steps.set((vec![scenario.clone()], 0));
        }
        self.draft.set(scenario);
        self.is_open.set(true);
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.show();
        }
    }

    /// Closes the panel; what was changed stays.
    pub fn close(self) {
        self.is_open.set(false);
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    /// Changes what the fields hold; the page follows when typing rests.
    pub fn change(self, change: impl FnOnce(&mut Scenario)) {
        self.draft.update(change);
        if let Some(Some(earlier)) = self.pending.try_update_value(Option::take) {
            earlier.clear();
        }
        let later = set_timeout_with_handle(move || self.settle(), REST);
        self.pending.set_value(later.ok());
    }

    /// Whether there is a step back (-1) or on (1).
    pub fn can(self, step: isize) -> bool {
        self.steps.with(|(steps, at)| at.checked_add_signed(step).is_some_and(|to| to < steps.len()))
    }

    /// A step back (-1) or on (1).
    pub fn step(self, step: isize) {
        self.settle();
        let mut shown = None;
        self.steps.update(|(steps, at)| {
            if let Some(to) = at.checked_add_signed(step).filter(|to| *to < steps.len()) {
                *at = to;
                shown = steps.get(to).cloned();
            }
        });
        if let Some(scenario) = shown {
            self.draft.set(scenario.clone());
            self.apply(scenario);
        }
    }

    /// Makes a step of what was typed.
    fn settle(self) {
        if let Some(Some(earlier)) = self.pending.try_update_value(Option::take) {
            earlier.clear();
        }
        let draft = self.draft.get_untracked();
        if self.steps.with_untracked(|(steps, at)| steps.get(*at) == Some(&draft)) {
            return;
        }
        self.steps.update(|(steps, at)| {
            steps.truncate(*at + 1);
            steps.push(draft.clone());
            let over = steps.len().saturating_sub(MOST);
            steps.drain(..over);
            *at = steps.len() - 1;
        });
        self.apply(draft);
    }

    /// Shows and keeps it.
    fn apply(self, scenario: Scenario) {
        let Some(opened) = self.state.opened.get_untracked().filter(|opened| opened.id == scenario.id) else { return };
        // A file needs a title; while the field is empty the page keeps the last one.
        if scenario.title.trim().is_empty() {
            return;
        }
        self.saving.keep(&scenario);
        let told = opened.reworded(scenario);
        // What nobody moved away from the scenario's own costs follows them.
        let setting = self.state.setting.get_untracked();
        let follows = |f: &&Field| setting.get(**f) == opened.own.get(**f);
        let next = Field::ALL.iter().filter(follows).fold(setting.clone(), |s, f| s.with(*f, told.own.get(*f)));
        self.state.opened.set(Some(Arc::new(told)));
        if next != setting {
            self.state.set(|_| next.clone());
        }
    }
}
