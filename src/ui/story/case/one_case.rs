//! The case at hand, and what the model says of it.

use crate::bridge::{self, FeatureValue, Pool};
use crate::ui::open::{Opened, Outcome, inputs_of};
use crate::ui::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The case at hand; cheap to copy.
#[derive(Clone, Copy)]
pub struct OneCase {
    /// The page.
    pub state: State,
    pool: StoredValue<Pool, LocalStorage>,
    /// Its row; what it really is counts only while nobody changed it.
    pub row: RwSignal<Option<usize>>,
    /// Its features, in the order of the columns.
    pub values: RwSignal<Vec<FeatureValue>>,
    /// Whether somebody changed it.
    pub changed: RwSignal<bool>,
    /// Which outcome the cases that are shown have; any when `None`.
    pub wanted: RwSignal<Option<Outcome>>,
    /// Whether no case has it.
    pub none: RwSignal<bool>,
    /// Score of the positive class.
    pub score: RwSignal<Option<f64>>,
    /// Scores of all classes, where there are several.
    pub classes: RwSignal<Vec<f64>>,
    asked: StoredValue<u32>,
}

impl OneCase {
    /// The first case of the choosing set.
    pub fn new() -> Self {
        let case = Self {
            state: State::get(),
            pool: expect_context(),
            row: RwSignal::new(None),
            values: RwSignal::new(Vec::new()),
            changed: RwSignal::new(false),
            wanted: RwSignal::new(None),
            none: RwSignal::new(false),
            score: RwSignal::new(None),
            classes: RwSignal::new(Vec::new()),
            asked: StoredValue::new(0),
        };
        case.take(0);
        case
    }

    /// Takes the next case of the wanted outcome from a row on, or the first one.
    pub fn take(self, from: usize) {
        let Some(opened) = self.state.opened.get_untracked() else { return };
        let threshold = opened.sweep.threshold(self.state.index.get_untracked());
        let row = opened.held.case_with(self.wanted.get_untracked(), threshold, from);
        self.none.set(row.is_none());
        let Some((row, values)) = row.and_then(|row| Some((row, opened.held.bundle.cases.case(row)?))) else { return };
        self.row.set(Some(row));
        self.changed.set(false);
        self.values.set(values);
        self.ask(&opened);
    }

    /// Changes the case and asks again.
    pub fn change(self, change: impl FnOnce(&mut Vec<FeatureValue>)) {
        self.values.update(change);
        self.changed.set(true);
        if let Some(opened) = self.state.opened.get_untracked() {
            self.ask(&opened);
        }
    }

    /// Asks the model; an answer that a later question has overtaken is dropped.
    fn ask(self, opened: &Arc<Opened>) {
        let bundle = opened.held.bundle.clone();
        let Some(model) = bundle.model else { return };
        let (case, inputs) = (bundle.cases.made_up(&self.values.get_untracked()), inputs_of(&bundle.scenario));
        self.asked.update_value(|n| *n = n.wrapping_add(1));
        let (number, pool) = (self.asked.get_value(), self.pool.get_value());
        spawn_local(async move {
            let scored = bridge::score(&pool, &model, &case, &inputs, |_| ()).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            let positive = scored.as_ref().ok().map(|scored| scored.positive.get_index(0));
            self.score.set(positive.filter(|score| !score.is_nan()));
            let classes = scored.ok().and_then(|scored| scored.classes).map(|all| all.to_vec());
            self.classes.set(classes.unwrap_or_default());
        });
    }
}
