//! What a link says and cannot be used.

use super::field::Hint;
use super::setting::Field;

/// Most characters of a value that are shown.
const SHOWN: usize = 24;

/// What a part of a link sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The scenario.
    Scenario,
    /// The view.
    Chapter,
    /// The threshold.
    Threshold,
    /// The threshold that was pinned for comparison.
    Pinned,
    /// The positive class.
    Positive,
    /// The way to choose the threshold.
    Rule,
    /// A number that people set.
    Number(Field),
}

impl Subject {
    /// All but the numbers, in the order of links.
    const OTHERS: [Self; 6] =
        [Self::Scenario, Self::Chapter, Self::Positive, Self::Rule, Self::Threshold, Self::Pinned];

    /// Its name in links and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::Chapter => "chapter",
            Self::Threshold => "threshold",
            Self::Pinned => "pinned",
            Self::Positive => "positive",
            Self::Rule => "rule",
            Self::Number(field) => field.name(),
        }
    }

    /// All of them, in the order of links.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OTHERS.into_iter().chain(Field::ALL.into_iter().map(Self::Number))
    }

    /// The one of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().find(|subject| subject.name() == name)
    }
}

/// Why something cannot be used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// There is none of that name.
    Unknown,
    /// The scenario on screen does not have it.
    NotOffered,
    /// It is no number that can be set.
    Number(Hint),
    /// The link has said something else before; the first counts.
    Repeated,
}

impl Reason {
    /// Id of the message that says it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unknown => "link-unknown",
            Self::NotOffered => "link-not-offered",
            Self::Number(Hint::Empty) => "link-empty",
            Self::Number(Hint::Comma) => "link-comma",
            Self::Number(Hint::NotANumber) => "link-not-a-number",
            Self::Number(Hint::TooSmall(_)) => "link-too-small",
            Self::Number(Hint::TooLarge(_)) => "link-too-large",
            Self::Repeated => "link-repeated",
        }
    }

    /// The limit that was passed.
    pub fn limit(self) -> Option<f64> {
        if let Self::Number(hint) = self { hint.limit() } else { None }
    }
}

/// A part of a link that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Unusable {
    /// What it would set.
    pub subject: Subject,
    /// What it says, as it came.
    pub value: String,
    /// Why it cannot be used.
    pub reason: Reason,
}

impl Unusable {
    /// A part that cannot be used.
    pub fn new(subject: Subject, value: impl Into<String>, reason: Reason) -> Self {
        Self { subject, value: value.into(), reason }
    }

    /// What it says, shortened to fit in a line, without characters that would
    /// break the line or turn its direction.
    pub fn shown(&self) -> String {
        let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let plain: String = self
            .value
            .chars()
            .filter(|c| !turns(*c))
            .map(|c| if breaks(c) { ' ' } else { c })
            .take(SHOWN + 1)
            .collect();
        match plain.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &plain[..end]),
            None => plain,
        }
    }
}
