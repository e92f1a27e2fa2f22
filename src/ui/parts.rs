//! What is loaded after the page's first picture: the chapters beyond the
//! first, and the tools with which people bring, edit and keep scenarios. Each
//! is a wasm file of its own (`cargo xtask dist` takes them apart) and is only
//! reached through the functions here; what is called from elsewhere would be
//! loaded at once.

use crate::bridge::{Failure, Pool};
use crate::link::Chapter;
use crate::protocol::Problem;
use crate::ui::import::Dropped;
use crate::ui::open::Bundle;
use crate::ui::state::{Phase, State};
use crate::ui::{story, tools};
use futures_util::join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Makes the view of a chapter.
pub type Chapters = fn(Chapter) -> AnyView;

/// A scenario that this browser keeps, once it is read.
pub type Kept = Pin<Box<dyn Future<Output = Result<Bundle, Failure>>>>;

/// Hears the share that is done, from 0 to 1.
pub type Progress = Box<dyn Fn(f32)>;

/// What the rest of the page asks of the tools.
#[derive(Clone, Copy)]
pub struct Tools {
    /// The dialogs, which hear wishes.
    pub view: fn() -> AnyView,
    /// Reads a scenario that this browser keeps; the function hears the share done.
    pub kept: fn(Pool, String, Progress) -> Kept,
}

/// What someone wants of the tools.
#[derive(Clone)]
pub enum Wish {
    /// To bring files.
    Bring,
    /// To open files that were dropped on the page.
    Open(Rc<Dropped>),
    /// To edit what is on screen.
    Edit,
}

/// Which parts are here; cheap to copy.
#[derive(Clone, Copy)]
pub struct Parts {
    /// The chapters beyond the first.
    pub chapters: RwSignal<Option<Chapters>>,
    /// The tools.
    pub tools: RwSignal<Option<Tools>>,
    /// Whether a part did not arrive.
    pub lost: RwSignal<bool>,
    /// What someone wants, until the tools hear it.
    pub wish: RwSignal<Option<Wish>, LocalStorage>,
    loading: StoredValue<bool>,
}

struct Lost;

impl From<SplitLoaderError> for Lost {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

#[wasm_split(chapters, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load_chapters() -> Result<Chapters, Lost> {
    Ok(story::later)
}

#[wasm_split(tools, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load_tools() -> Result<Tools, Lost> {
    Ok(Tools { view: tools::view, kept: tools::kept })
}

/// The tools, as soon as they are here.
///
/// # Errors
/// Their file does not arrive.
pub async fn tools() -> Result<Tools, Failure> {
    let lost = |_| Failure::Problem(Problem::new("page-part-lost", "the file of the tools did not arrive"));
    load_tools().await.map_err(lost)
}

impl Parts {
    /// Nothing is loaded yet. Everything is, while engines read the first
    /// scenario, whose files go first; or when it is wanted before.
    pub fn new(state: State) -> Self {
        let parts = Self {
            chapters: RwSignal::new(None),
            tools: RwSignal::new(None),
            lost: RwSignal::new(false),
            wish: RwSignal::new_local(None),
            loading: StoredValue::new(false),
        };
        let fetched = Memo::new(move |_| state.phase.with(|phase| *phase != Phase::Fetching));
        Effect::new(move || {
            let wanted = parts.wish.with(Option::is_some) || state.chapter.get() != Chapter::default();
            if (fetched.get() || wanted) && !parts.settled() {
                parts.load();
            }
        });
        parts
    }

    /// Whether all are here, or one does not arrive.
    pub fn settled(self) -> bool {
        self.lost.get() || (self.chapters.with(Option::is_some) && self.tools.with(Option::is_some))
    }

    /// Whether someone wants tools that are on their way.
    pub fn is_awaited(self) -> bool {
        self.wish.with(Option::is_some) && self.tools.with(Option::is_none) && !self.lost.get()
    }

    /// Loads what is not here.
    pub fn load(self) {
        if self.loading.get_value() {
            return;
        }
        self.loading.set_value(true);
        self.lost.set(false);
        spawn_local(async move {
            let (chapters, tools) = join!(load_chapters(), load_tools());
            self.loading.set_value(false);
            self.lost.set(chapters.is_err() || tools.is_err());
            // What was here stays: a view that is made anew forgets what is in its fields.
            if self.chapters.with_untracked(Option::is_none) {
                self.chapters.set(chapters.ok());
            }
            if self.tools.with_untracked(Option::is_none) {
                self.tools.set(tools.ok());
            }
        });
    }
}
