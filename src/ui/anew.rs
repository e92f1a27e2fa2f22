//! What drawing the cases anew shows, kept for as long as they are open.

use crate::bridge::{self, Chosen, Failure, Pool};
use crate::metrics::bootstrap::Band;
use crate::metrics::choice::Rule;
use crate::protocol::Problem;
use crate::ui::open::Opened;
use crate::ui::state::State;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::sync::Arc;

/// Something that takes a worker some seconds.
#[derive(Clone, PartialEq)]
pub enum Drawn<T> {
    /// It is under way.
    Drawing,
    /// It is there.
    Done(T),
    /// It cannot be done.
    Failed(Problem),
}

/// Signals; cheap to copy.
#[derive(Clone, Copy)]
pub struct Anew {
    /// Whether the interval of the precision-recall curve is to be shown.
    pub with_band: RwSignal<bool>,
    /// Whether lines of equal F1 are to be shown.
    pub with_iso: RwSignal<bool>,
    /// The interval; `None` as long as nobody asked.
    pub band: RwSignal<Option<Drawn<Band>>>,
    /// What each rule's choice is worth on other cases, as far as somebody asked.
    pub chosen: RwSignal<Vec<(Rule, Drawn<Chosen>)>>,
}

impl Default for Anew {
    fn default() -> Self {
        Self {
            with_band: RwSignal::new(false),
            with_iso: RwSignal::new(false),
            band: RwSignal::new(None),
            chosen: RwSignal::new(Vec::new()),
        }
    }
}

impl Anew {
    /// Other cases are open.
    pub fn clear(self) {
        self.with_band.set(false);
        self.band.set(None);
        self.chosen.set(Vec::new());
    }

    /// Shows the interval, or hides it; it is drawn once.
    pub fn show_band(self, state: State, pool: Pool, shown: bool) {
        self.with_band.set(shown);
        if shown && self.band.with_untracked(Option::is_none) {
            self.band.set(Some(Drawn::Drawing));
            let drawn = async move |opened: Arc<Opened>| bridge::band(&pool, &opened.sweep).await;
            draw(state, drawn, move |end| {
                if end.is_none() {
                    self.with_band.set(false);
                }
                self.band.set(end);
            });
        }
    }

    /// Repeats a rule's choice, once.
    pub fn check(self, state: State, pool: Pool, rule: Rule) {
        if self.of(rule).is_none() {
            self.chosen.update(|all| all.push((rule, Drawn::Drawing)));
            let drawn = async move |opened: Arc<Opened>| bridge::chosen(&pool, &opened.sweep, rule).await;
            draw(state, drawn, move |end| {
                self.chosen.update(|all| {
                    all.retain(|(known, _)| *known != rule);
                    all.extend(end.map(|end| (rule, end)));
                });
            });
        }
    }

    /// What is known about a rule's choice.
    pub fn of(self, rule: Rule) -> Option<Drawn<Chosen>> {
        self.chosen.with(|all| all.iter().find(|(known, _)| *known == rule).map(|(_, drawn)| drawn.clone()))
    }
}

/// Asks for what is open now; `take` hears the end unless something else was
/// opened meanwhile, and `None` when a person stopped it.
fn draw<T: 'static, F>(
    state: State,
    ask: impl FnOnce(Arc<Opened>) -> F + 'static,
    take: impl FnOnce(Option<Drawn<T>>) + 'static,
) where
    F: Future<Output = Result<T, Failure>> + 'static,
{
    let Some(opened) = state.opened.get_untracked() else { return };
    spawn_local(async move {
        let end = match ask(opened.clone()).await {
            Ok(found) => Some(Drawn::Done(found)),
            Err(Failure::Cancelled) => None,
            Err(Failure::Problem(problem)) => Some(Drawn::Failed(problem)),
            Err(Failure::Died(detail)) => Some(Drawn::Failed(Problem::new("page-engine-lost", detail))),
        };
        if state.opened.with_untracked(|now| now.as_ref().is_some_and(|now| Arc::ptr_eq(now, &opened))) {
            take(end);
        }
    });
}
