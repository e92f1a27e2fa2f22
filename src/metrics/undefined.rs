//! Why a figure has no value.

use std::fmt;

/// Why a figure is undefined. The page shows "–" and this reason, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Undefined {
    /// There is no case at all (or all weigh nothing).
    NoCases,
    /// No case is positive.
    NoPositives,
    /// No case is negative.
    NoNegatives,
    /// No case is flagged at this threshold.
    NothingFlagged,
    /// Every case is flagged at this threshold: none is left alone.
    NothingLeftAlone,
    /// No positive case exists and none is flagged, so F has no parts.
    NoPositivesAndNothingFlagged,
    /// No negative case is flagged, so a ratio over false alarms is unbounded.
    NoFalseAlarms,
    /// No negative case is left alone, so a ratio over them is unbounded.
    NoNegativeLeftAlone,
    /// The scores are not probabilities between 0 and 1.
    ScoresAreNotProbabilities,
    /// A parameter lies outside its range (a beta, a prevalence, a share).
    ParameterOutOfRange,
}

impl Undefined {
    /// A stable name of the reason, as used in message ids.
    pub fn key(self) -> &'static str {
        match self {
            Undefined::NoCases => "no-cases",
            Undefined::NoPositives => "no-positives",
            Undefined::NoNegatives => "no-negatives",
            Undefined::NothingFlagged => "nothing-flagged",
            Undefined::NothingLeftAlone => "nothing-left-alone",
            Undefined::NoPositivesAndNothingFlagged => "no-positives-and-nothing-flagged",
            Undefined::NoFalseAlarms => "no-false-alarms",
            Undefined::NoNegativeLeftAlone => "no-negative-left-alone",
            Undefined::ScoresAreNotProbabilities => "scores-are-not-probabilities",
            Undefined::ParameterOutOfRange => "parameter-out-of-range",
        }
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Undefined::NoCases => "there are no cases",
            Undefined::NoPositives => "no case is positive",
            Undefined::NoNegatives => "no case is negative",
            Undefined::NothingFlagged => "no case is flagged",
            Undefined::NothingLeftAlone => "no case is left alone",
            Undefined::NoPositivesAndNothingFlagged => "no case is positive and none is flagged",
            Undefined::NoFalseAlarms => "there is no false alarm to compare with",
            Undefined::NoNegativeLeftAlone => "no negative case is left alone to compare with",
            Undefined::ScoresAreNotProbabilities => "the scores are not between 0 and 1",
            Undefined::ParameterOutOfRange => "a setting is outside its range",
        })
    }
}

impl std::error::Error for Undefined {}
