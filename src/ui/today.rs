//! Today's setting, read once for all panels, so that none can differ.

use crate::metrics::confusion::Confusion;
use crate::metrics::threshold::Threshold;
use crate::ui::open::Opened;
use crate::ui::state::State;
use leptos::prelude::*;
use std::sync::Arc;

/// An operating point of what is on screen: all that panels need.
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

impl Today {
    /// The operating point of that number.
    pub fn at(opened: Arc<Opened>, index: usize) -> Self {
        Self { threshold: opened.sweep.threshold(index), confusion: opened.sweep.confusion(index), opened, index }
    }
}

impl PartialEq for Today {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.opened, &other.opened) && self.index == other.index
    }
}

/// Today's setting.
pub type TodayMemo = Memo<Option<Today>>;

/// Today's setting; `None` while nothing is open.
pub fn today(state: State) -> TodayMemo {
    Memo::new(move |_| Some(Today::at(state.opened.get()?, state.index.get())))
}

/// The pinned setting, if any.
#[derive(Clone, Copy)]
pub struct Pinned(pub TodayMemo);

/// The pinned setting; `None` while nothing is pinned.
pub fn pinned(state: State) -> Pinned {
    Pinned(Memo::new(move |_| Some(Today::at(state.opened.get()?, state.pinned.get()?))))
}
