//! What the page knows, and what follows from it.

use crate::data::scenario::Scenario;
use crate::explain::words::Words;
use crate::metrics::confusion::Confusion;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::protocol::{CasesHead, Problem};
use crate::ui::settings::ThemeChoice;
use leptos::prelude::*;
use std::sync::Arc;

/// Everything about the scenario on screen; replaced as a whole, so that
/// nothing half-loaded is ever shown.
pub struct Opened {
    /// Its id in links.
    pub id: String,
    /// What `scenario.json` says.
    pub scenario: Scenario,
    /// Its words.
    pub words: Words,
    /// The table of cases.
    pub cases: CasesHead,
    /// All operating points of the choosing set.
    pub sweep: Sweep,
}

/// Where loading stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// Files and engine are on their way.
    Fetching,
    /// The table is being read; share done.
    Reading(f32),
    /// Rows scored, of all rows.
    Scoring(usize, usize),
    /// There is something to look at, or nothing was asked for.
    Idle,
    /// The person stopped it.
    Cancelled,
    /// It could not be done.
    Failed(Problem),
}

impl Phase {
    /// How far it is, from 0 to 1; `None` while nobody knows.
    pub fn share(&self) -> Option<f64> {
        match self {
            Self::Reading(done) => Some(f64::from(*done)),
            Self::Scoring(done, rows) if *rows > 0 => Some(*done as f64 / *rows as f64),
            _ => None,
        }
    }
}

/// The page's signals; cheap to copy.
#[derive(Clone, Copy)]
pub struct State {
    /// What is on screen.
    pub opened: RwSignal<Option<Arc<Opened>>>,
    /// Operating point in the sweep.
    pub index: RwSignal<usize>,
    /// Where loading stands.
    pub phase: RwSignal<Phase>,
    /// Something worth saying that stops nobody: message id.
    pub notice: RwSignal<Option<&'static str>>,
    /// Colours and sizes.
    pub theme: RwSignal<ThemeChoice>,
    /// Id of the scenario that was asked for.
    pub wanted: RwSignal<String>,
    /// Counts attempts to open something; an earlier one that ends late changes nothing.
    attempt: StoredValue<u32>,
}

impl State {
    /// The signals before anything is loaded.
    pub fn new(wanted: String, theme: ThemeChoice) -> Self {
        Self {
            opened: RwSignal::new(None),
            index: RwSignal::new(0),
            phase: RwSignal::new(Phase::Fetching),
            notice: RwSignal::new(None),
            theme: RwSignal::new(theme),
            wanted: RwSignal::new(wanted),
            attempt: StoredValue::new(0),
        }
    }

    /// Begins an attempt to open something; whatever was under way no longer counts.
    pub fn begin(self) -> Attempt {
        self.attempt.update_value(|n| *n = n.wrapping_add(1));
        Attempt { state: self, number: self.attempt.get_value() }
    }

    /// The one from the component tree.
    pub fn get() -> Self {
        expect_context()
    }

    /// Whether something is under way.
    pub fn is_busy(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Fetching | Phase::Reading(_) | Phase::Scoring(..)))
    }
}

/// One attempt to open something.
#[derive(Clone, Copy)]
pub struct Attempt {
    state: State,
    number: u32,
}

impl Attempt {
    /// Whether no later attempt began and nobody cancelled.
    pub fn counts(self) -> bool {
        self.state.attempt.get_value() == self.number
    }

    /// Says where it stands, while it counts.
    pub fn stands(self, phase: Phase) {
        if self.counts() {
            self.state.phase.set(phase);
        }
    }
}

/// Today's setting on what is on screen: all that panels need.
#[derive(Clone)]
pub struct Today {
    /// What is on screen.
    pub opened: Arc<Opened>,
    /// Operating point in the sweep.
    pub index: usize,
    /// The threshold there.
    pub threshold: Threshold,
    /// The four counts there.
    pub confusion: Confusion,
}

impl PartialEq for Today {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.opened, &other.opened) && self.index == other.index
    }
}

/// Today's setting, read once for all panels, so that none can differ.
pub fn today(state: State) -> Memo<Option<Today>> {
    Memo::new(move |_| {
        let opened = state.opened.get()?;
        let index = state.index.get();
        Some(Today {
            threshold: opened.sweep.threshold(index),
            confusion: opened.sweep.confusion(index),
            opened,
            index,
        })
    })
}
