//! What the page knows, and what follows from it.

use crate::bridge::{SimpleRule, TimeLeft};
use crate::explain::words::Words;
use crate::link::{Chapter, Link, RuleKind, Setting};
use crate::metrics::choice::{Choice, Impossible, choose};
use crate::metrics::confusion::Confusion;
use crate::protocol::Problem;
use crate::ui::alternatives::Alternatives;
use crate::ui::anew::Anew;
use crate::ui::linked::Linked;
use crate::ui::open::Opened;
use crate::ui::settings::ThemeChoice;
use leptos::prelude::*;
use std::sync::Arc;

/// What still counts as about as good: one percentage point, or one hundredth
/// of the way from the worst to the best value.
pub const TOLERANCE: f64 = 0.01;

/// Where loading stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Phase {
    /// Files and engine are on their way.
    Fetching,
    /// The table is being read; share done.
    Reading(f32),
    /// Cases are being scored.
    Scoring(Scoring),
    /// There is something to look at, or nothing was asked for.
    Idle,
    /// The person stopped it.
    Cancelled,
    /// It could not be done.
    Failed(Problem),
}

/// How far scoring is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scoring {
    /// Cases scored.
    pub done: usize,
    /// All cases.
    pub rows: usize,
    /// How long the others will take.
    pub left: Option<TimeLeft>,
    /// What the cases scored so far show.
    pub first: Option<Arc<FirstResults>>,
}

/// The outcomes of the cases that were scored first.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstResults {
    /// Counts at the threshold that will be shown.
    pub confusion: Confusion,
    /// The scenario's words.
    pub words: Words,
}

impl Phase {
    /// How far it is, from 0 to 1; `None` while nobody knows.
    pub fn share(&self) -> Option<f64> {
        match self {
            Self::Reading(done) => Some(f64::from(*done)),
            Self::Scoring(Scoring { done, rows, .. }) if *rows > 0 => Some(*done as f64 / *rows as f64),
            _ => None,
        }
    }
}

/// Where the search for the best rule on one feature stands.
#[derive(Clone)]
pub enum SimpleSearch {
    /// Under way.
    Looking,
    /// No feature tells anything, or there is none.
    Nothing,
    /// This one.
    Found(Arc<SimpleRule>),
}

impl SimpleSearch {
    /// The rule, once it is found.
    pub fn found(self) -> Option<Arc<SimpleRule>> {
        if let Self::Found(rule) = self { Some(rule) } else { None }
    }
}

/// The page's signals; cheap to copy.
#[derive(Clone, Copy)]
pub struct State {
    /// What is on screen.
    pub opened: RwSignal<Option<Arc<Opened>>>,
    /// Costs, limits, rule.
    pub setting: RwSignal<Setting>,
    /// The view.
    pub chapter: RwSignal<Chapter>,
    /// The operating point pinned for comparison.
    pub pinned: RwSignal<Option<usize>>,
    /// The best rule on one feature.
    pub simple: RwSignal<SimpleSearch>,
    /// What drawing the cases anew shows.
    pub anew: Anew,
    /// Operating point of a hand-over, once somebody chose one.
    pub confidence: RwSignal<Option<usize>>,
    /// Which figure counts in the agreement, by its place in the list.
    pub agreed: RwSignal<usize>,
    /// What else could be done; found when first asked for.
    pub alternatives: Memo<Alternatives>,
    /// What the rule chose, or why it cannot; `None` while the line is moved by hand.
    pub choice: Memo<Option<Result<Choice, Impossible>>>,
    /// Operating point in the sweep: the rule's, else where the line was moved.
    pub index: Memo<usize>,
    by_hand: RwSignal<usize>,
    /// Where loading stands.
    pub phase: RwSignal<Phase>,
    /// Something worth saying that stops nobody: message id.
    pub notice: RwSignal<Option<&'static str>>,
    /// Colours and sizes.
    pub theme: RwSignal<ThemeChoice>,
    /// Id of the scenario that was asked for.
    pub wanted: RwSignal<String>,
    /// What links ask of the page.
    pub linked: Linked,
    /// Counts attempts to open something; an earlier one that ends late changes nothing.
    attempt: StoredValue<u32>,
}

impl State {
    /// Id of the scenario on screen; changes with it alone.
    pub fn shown_id(self) -> Memo<Option<String>> {
        Memo::new(move |_| self.opened.with(|opened| opened.as_ref().map(|opened| opened.id.clone())))
    }

    /// The signals before anything is loaded; `link` is what the address says.
    pub fn new(link: &Link, theme: ThemeChoice) -> Self {
        let opened = RwSignal::new(None::<Arc<Opened>>);
        let setting = RwSignal::new(Setting::default());
        let by_hand = RwSignal::new(0);
        let rule = Memo::new(move |_| setting.with(Setting::rule));
        let choice = Memo::new(move |_| {
            let rule = rule.get()?;
            opened.with(|opened| opened.as_ref().map(|opened| choose(&opened.sweep, rule, TOLERANCE)))
        });
        let index = Memo::new(move |_| match choice.get() {
            Some(Ok(choice)) => choice.index,
            _ => by_hand.get(),
        });
        let alternatives = Memo::new(move |_| {
            let find = |opened: &Arc<Opened>| setting.with(|setting| Alternatives::of(&opened.sweep, setting));
            opened.with(|opened| opened.as_ref().map(find).unwrap_or_default())
        });
        Self {
            opened,
            setting,
            chapter: RwSignal::new(link.chapter.unwrap_or_default()),
            pinned: RwSignal::new(None),
            simple: RwSignal::new(SimpleSearch::Looking),
            anew: Anew::default(),
            confidence: RwSignal::new(None),
            agreed: RwSignal::new(0),
            alternatives,
            choice,
            index,
            by_hand,
            phase: RwSignal::new(Phase::Fetching),
            notice: RwSignal::new(None),
            theme: RwSignal::new(theme),
            wanted: RwSignal::new(link.scenario.clone().unwrap_or_default()),
            linked: Linked::new(link.clone()),
            attempt: StoredValue::new(0),
        }
    }

    /// Somebody moves the line to an operating point.
    pub fn place(self, index: usize) {
        self.by_hand.set(index);
        if self.setting.with_untracked(|setting| setting.rule != RuleKind::Hand) {
            self.setting.update(|setting| setting.rule = RuleKind::Hand);
        }
    }

    /// Changes what is set; a line that a rule had placed stays where it is
    /// when the rule goes, or the numbers that it needs.
    pub fn set(self, change: impl FnOnce(&Setting) -> Setting) {
        let new = self.setting.with_untracked(change);
        if new.rule().is_none() {
            self.by_hand.set(self.index.get_untracked());
        }
        self.setting.set(new);
    }

    /// One change for all panels: a new sweep with an old index would be a lie for a moment.
    pub fn show(self, opened: Opened, setting: Setting, index: usize, pinned: Option<usize>) {
        self.opened.set(None);
        self.simple.set(SimpleSearch::Looking);
        self.anew.clear();
        self.set_all(setting, index, pinned);
        self.confidence.set(None);
        self.opened.set(Some(Arc::new(opened)));
        self.phase.set(Phase::Idle);
    }

    /// Sets all that a link holds, for what is on screen.
    pub fn set_all(self, setting: Setting, index: usize, pinned: Option<usize>) {
        self.setting.set(setting);
        self.by_hand.set(index);
        self.pinned.set(pinned);
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
