//! Which changes are steps of the browser's history, and which are settings.

use super::{Chapter, Link};

/// What Back and Forward go through: a chapter of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Step {
    scenario: String,
    chapter: Chapter,
}

impl Step {
    fn of(link: &Link) -> Self {
        Self { scenario: link.scenario.clone().unwrap_or_default(), chapter: link.chapter.unwrap_or_default() }
    }
}

/// How an address is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// Over the present entry of the history: a setting changed.
    Replace,
    /// As a new entry: a step was taken.
    Push,
}

/// Where the page stands in the browser's history.
///
/// An entry that was asked for and is not on screen yet is never written over:
/// what is still on screen belongs to another one.
#[derive(Debug, Clone)]
pub struct Steps {
    /// The step of the present entry.
    here: Step,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The entry was asked for and is not on screen yet.
    Coming,
    /// It just came on screen, perhaps not all as it was asked for.
    Arrived,
    /// It is on screen.
    There,
}

impl Steps {
    /// At the entry with which the page was opened.
    pub fn at(asked: &Link) -> Self {
        Self { here: Step::of(asked), stage: Stage::Coming }
    }

    /// The browser went to an entry, which says `asked`.
    pub fn went(&mut self, asked: &Link) {
        *self = Self::at(asked);
    }

    /// What the present entry asked for is on screen.
    pub fn arrive(&mut self) {
        self.stage = Stage::Arrived;
    }

    /// The person goes elsewhere, so that what was coming no longer is.
    pub fn leave(&mut self) {
        if self.stage == Stage::Coming {
            self.stage = Stage::There;
        }
    }

    /// How to write what is on screen now; `None` while it is no entry's.
    pub fn write(&mut self, shown: &Link) -> Option<Write> {
        let step = Step::of(shown);
        let write = match self.stage {
            Stage::Coming => return None,
            Stage::There if step != self.here => Write::Push,
            Stage::Arrived | Stage::There => Write::Replace,
        };
        *self = Self { here: step, stage: Stage::There };
        Some(write)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(scenario: &str, chapter: Chapter) -> Link {
        Link { scenario: Some(scenario.into()), chapter: Some(chapter), ..Link::default() }
    }

    /// A page that shows the first chapter of a scenario.
    fn shown(scenario: &str) -> Steps {
        let first = link(scenario, Chapter::Overview);
        let mut steps = Steps::at(&first);
        assert_eq!(steps.write(&first), None, "nothing is on screen yet");
        steps.arrive();
        assert_eq!(steps.write(&first), Some(Write::Replace), "the page opened with this entry");
        steps
    }

    #[test]
    fn chapters_and_scenarios_are_steps_and_settings_are_not() {
        let mut steps = shown("fleet");
        assert_eq!(steps.write(&link("fleet", Chapter::Overview)), Some(Write::Replace));
        assert_eq!(steps.write(&link("fleet", Chapter::Line)), Some(Write::Push));
        assert_eq!(steps.write(&link("fleet", Chapter::Line)), Some(Write::Replace));
        assert_eq!(steps.write(&link("tumour", Chapter::Line)), Some(Write::Push));
    }

    #[test]
    fn going_back_writes_no_new_entry() {
        let mut steps = shown("fleet");
        assert_eq!(steps.write(&link("fleet", Chapter::Cost)), Some(Write::Push));
        steps.went(&link("fleet", Chapter::Overview));
        steps.arrive();
        assert_eq!(steps.write(&link("fleet", Chapter::Overview)), Some(Write::Replace));
    }

    #[test]
    fn an_entry_that_is_still_loading_is_not_written_over() {
        let mut steps = shown("fleet");
        assert_eq!(steps.write(&link("tumour", Chapter::Overview)), Some(Write::Push));
        steps.went(&link("fleet", Chapter::Overview));
        assert_eq!(steps.write(&link("tumour", Chapter::Overview)), None, "a setting of what is still on screen");
        steps.arrive();
        assert_eq!(steps.write(&link("fleet", Chapter::Overview)), Some(Write::Replace));
    }

    #[test]
    fn an_entry_that_cannot_be_shown_as_asked_is_put_right() {
        // The scenario has no such chapter, so the first one is shown.
        let mut steps = Steps::at(&link("tumour", Chapter::HandOver));
        steps.arrive();
        assert_eq!(steps.write(&link("tumour", Chapter::Overview)), Some(Write::Replace));
    }

    #[test]
    fn a_step_taken_where_an_entry_could_not_be_shown_is_a_new_entry() {
        let mut steps = shown("fleet");
        steps.went(&link("own-1", Chapter::Overview));
        steps.leave();
        assert_eq!(steps.write(&link("fleet", Chapter::Line)), Some(Write::Push));
    }
}
