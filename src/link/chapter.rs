//! The chapters of the story, in the order in which they are told.

/// A view of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chapter {
    /// Everything that the story elaborates on, on one screen.
    #[default]
    Overview,
    /// What is decided, and what each outcome costs.
    Decision,
    /// Why accuracy misleads: the model beside simple ways to decide.
    Accuracy,
    /// Where to draw the line.
    Line,
    /// What it costs, and what limits it.
    Cost,
    /// One metric, one number, one rule.
    Agreement,
    /// Where positives are rarer or more frequent.
    Elsewhere,
    /// One case, and what the model says about it.
    Case,
    /// Uncertain cases go to people (several classes only).
    HandOver,
    /// All panels at once, for experts.
    Explore,
}

impl Chapter {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Overview,
        Self::Decision,
        Self::Accuracy,
        Self::Line,
        Self::Cost,
        Self::Agreement,
        Self::Elsewhere,
        Self::Case,
        Self::HandOver,
        Self::Explore,
    ];

    /// Its name in links and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Decision => "decision",
            Self::Accuracy => "accuracy",
            Self::Line => "line",
            Self::Cost => "cost",
            Self::Agreement => "agreement",
            Self::Elsewhere => "elsewhere",
            Self::Case => "case",
            Self::HandOver => "hand-over",
            Self::Explore => "explore",
        }
    }

    /// The chapter of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chapter| chapter.name() == name)
    }
}
