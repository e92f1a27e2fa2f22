//! The scenario's own words, and how its numbers are written.

use super::number::NumberFormat;

/// A countable thing in the singular and the plural ("missed failure",
/// "missed failures").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// For one.
    pub one: String,
    /// For none or several.
    pub many: String,
}

impl Noun {
    /// A noun from its two forms.
    pub fn new(one: impl Into<String>, many: impl Into<String>) -> Noun {
        Noun { one: one.into(), many: many.into() }
    }
}

/// What the scenario calls its cases and the four outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// A case: "vehicle-week".
    pub case: Noun,
    /// A case of the positive class: "week before a failure".
    pub positive: Noun,
    /// A case of another class: "week without a failure".
    pub negative: Noun,
    /// A case at or above the threshold: "vehicle sent to the workshop".
    pub flagged: Noun,
    /// A case below the threshold: "vehicle left on the road".
    pub not_flagged: Noun,
    /// Positive and flagged: "caught failure".
    pub caught: Noun,
    /// Negative and flagged: "false alarm".
    pub false_alarm: Noun,
    /// Positive and not flagged: "missed failure".
    pub missed: Noun,
    /// Negative and not flagged: "vehicle rightly left alone".
    pub left_alone: Noun,
    /// How numbers are written in the language of the page.
    pub numbers: NumberFormat,
}

impl Default for Words {
    /// Plain English, for a file without a scenario.
    fn default() -> Words {
        Words {
            case: Noun::new("case", "cases"),
            positive: Noun::new("positive case", "positive cases"),
            negative: Noun::new("negative case", "negative cases"),
            flagged: Noun::new("flagged case", "flagged cases"),
            not_flagged: Noun::new("case left alone", "cases left alone"),
            caught: Noun::new("caught case", "caught cases"),
            false_alarm: Noun::new("false alarm", "false alarms"),
            missed: Noun::new("missed case", "missed cases"),
            left_alone: Noun::new("case rightly left alone", "cases rightly left alone"),
            numbers: NumberFormat::default(),
        }
    }
}
