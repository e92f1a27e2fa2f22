//! What links ask of the page.

use crate::link::{Link, Steps};
use crate::ui::left_out::LeftOut;
use leptos::prelude::*;

/// Who asked for something to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The person, on the page: a step of the history.
    Person,
    /// The address, when the page opened or by Back and Forward: the history has its entry.
    Address,
}

/// What was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is to be set; what it leaves out is the scenario's own.
    pub link: Link,
    /// Who asked.
    pub by: By,
}

impl Asked {
    /// A person's wish; the chapter stays unless the link names one.
    pub fn by_person(link: Link) -> Self {
        Self { link, by: By::Person }
    }

    /// An address, which means the first chapter when it names none.
    pub fn by_address(mut link: Link) -> Self {
        link.chapter.get_or_insert_default();
        Self { link, by: By::Address }
    }
}

/// A change of address that waits a moment.
pub type Pending = (TimeoutHandle, Link);

/// What links ask of the page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Linked {
    /// Where the page stands in the browser's history.
    pub steps: StoredValue<Steps>,
    /// A change of address that waits a moment.
    pub pending: StoredValue<Option<Pending>>,
    /// What was asked for last.
    pub asked: StoredValue<Asked>,
    /// A link to a scenario of somebody's own that could not be opened here:
    /// its settings wait for its files.
    pub waiting: StoredValue<Option<Link>>,
    /// What the link of what is on screen says and cannot be used.
    pub left_out: RwSignal<Vec<LeftOut>>,
}

impl Linked {
    /// Before anything is on screen.
    pub fn new(link: Link) -> Self {
        Self {
            steps: StoredValue::new(Steps::at(&link)),
            pending: StoredValue::new(None),
            asked: StoredValue::new(Asked::by_address(link)),
            waiting: StoredValue::new(None),
            left_out: RwSignal::new(Vec::new()),
        }
    }

    /// The person turns to another chapter, perhaps while something is on its
    /// way; that comes all the same, in this chapter.
    pub fn turn(self) {
        self.steps.update_value(Steps::leave);
        self.asked.update_value(|asked| {
            asked.link.chapter = None;
            asked.by = By::Person;
        });
    }

    /// What was asked for is on screen.
    pub fn arrive(self, left_out: Vec<LeftOut>) {
        let by = self.asked.with_value(|asked| asked.by);
        self.steps.update_value(if by == By::Address { Steps::arrive } else { Steps::leave });
        self.left_out.set(left_out);
    }
}
