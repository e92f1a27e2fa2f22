//! The rules and why one may be impossible.

use std::fmt;

use super::limits::Limits;
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::prevalence::Prevalence;
use crate::metrics::threshold::Threshold;
use crate::metrics::undefined::Undefined;
use crate::metrics::value::Values;

/// How the threshold is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The highest F-beta; beta > 0.
    FBeta {
        /// Weight of recall against precision.
        beta: f64,
    },
    /// The highest expected value per case.
    ExpectedValue {
        /// What the outcomes are worth.
        values: Values,
        /// Share of positives where the model will work; `None` for the
        /// sample's own.
        prevalence: Option<Prevalence>,
    },
    /// The highest expected value per case among thresholds that keep limits.
    ValueWithin {
        /// What the outcomes are worth.
        values: Values,
        /// As in [`Rule::ExpectedValue`]; the limits are judged there too.
        prevalence: Option<Prevalence>,
        /// What has to be kept.
        limits: Limits,
    },
    /// The highest precision among thresholds with at least this recall.
    PrecisionAtRecall {
        /// The least recall, in 0..=1.
        recall: f64,
    },
    /// The highest recall among thresholds with at least this precision.
    RecallAtPrecision {
        /// The least precision, in 0..=1.
        precision: f64,
    },
    /// The lowest threshold that flags at most `flagged` of every `per` cases.
    Capacity {
        /// How many cases can be dealt with, 0 or more.
        flagged: f64,
        /// Out of how many that come in, more than 0.
        per: f64,
    },
    /// The lowest threshold that flags at most this share of the cases.
    FlaggedShare {
        /// The share, in 0..=1.
        share: f64,
    },
    /// The highest recall + specificity - 1.
    Youden,
    /// The highest Matthews correlation.
    Matthews,
    /// This threshold, whatever the data say.
    Fixed(Threshold),
}

impl Rule {
    /// The figure that the rule makes as large as possible; `None` when it
    /// looks for a place instead.
    pub fn figure(self) -> Option<Figure> {
        match self {
            Rule::FBeta { beta } => Some(Figure::FBeta(beta)),
            Rule::ExpectedValue { values, prevalence } | Rule::ValueWithin { values, prevalence, .. } => {
                Some(Figure::ExpectedValue(values, prevalence))
            }
            Rule::PrecisionAtRecall { .. } => Some(Figure::Precision),
            Rule::RecallAtPrecision { .. } => Some(Figure::Recall),
            Rule::Youden => Some(Figure::Youden),
            Rule::Matthews => Some(Figure::Matthews),
            Rule::Capacity { .. } | Rule::FlaggedShare { .. } | Rule::Fixed(_) => None,
        }
    }

    /// Whether the threshold depends on the data, so that judging it on the
    /// same data flatters it.
    pub fn reads_data(self) -> bool {
        !matches!(self, Rule::Fixed(_))
    }

    /// Whether these counts satisfy the rule's condition.
    pub(super) fn allows(self, c: &Confusion) -> bool {
        match self {
            Rule::PrecisionAtRecall { recall } => c.positives() > 0.0 && at_least(c.tp, recall, c.positives()),
            Rule::RecallAtPrecision { precision } => c.flagged() > 0.0 && at_least(c.tp, precision, c.flagged()),
            Rule::ValueWithin { prevalence, limits, .. } => limits.broken(c, prevalence).is_empty(),
            _ => true,
        }
    }

    /// The objective at these counts, `None` where undefined or not allowed.
    pub(super) fn objective(self, c: &Confusion) -> Option<f64> {
        if self.allows(c) { c.figure(self.figure()?) } else { None }
    }

    /// Whether the parameters are in range.
    pub(super) fn valid(self) -> bool {
        let share = |share: f64| (0.0..=1.0).contains(&share);
        match self {
            Rule::FBeta { beta } => beta > 0.0 && beta.is_finite(),
            Rule::ExpectedValue { values, .. } => values.finite(),
            Rule::ValueWithin { values, limits, .. } => values.finite() && limits.valid(),
            Rule::PrecisionAtRecall { recall } => share(recall),
            Rule::RecallAtPrecision { precision } => share(precision),
            Rule::Capacity { flagged, per } => flagged >= 0.0 && flagged.is_finite() && per > 0.0 && per.is_finite(),
            Rule::FlaggedShare { share: flagged } => share(flagged),
            Rule::Youden | Rule::Matthews | Rule::Fixed(_) => true,
        }
    }
}

/// Whether `part / whole >= share`, forgiving the rounding of the product:
/// 0.7 of 10 is 7 cases although 0.7 * 10 may come out a hair above.
pub(super) fn at_least(part: f64, share: f64, whole: f64) -> bool {
    let needed = share * whole;
    part >= needed - needed * 4.0 * f64::EPSILON
}

/// Why no threshold satisfies a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Impossible {
    /// What the rule optimises has no value at any threshold.
    Undefined(Undefined),
    /// No threshold reaches the precision asked for.
    PrecisionOutOfReach {
        /// What was asked for.
        asked: f64,
        /// The best precision of any threshold.
        best: f64,
    },
    /// Even the highest threshold that flags anyone flags more than allowed,
    /// because so many cases share the highest score.
    TieAboveCapacity {
        /// How many may be flagged.
        allowed: f64,
        /// How many share the highest score.
        tied: f64,
    },
    /// No threshold keeps all limits at once.
    LimitsExcludeAll,
    /// A parameter of the rule is outside its range.
    ParameterOutOfRange,
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Impossible::Undefined(reason) => write!(f, "no threshold has a value for this rule: {reason}"),
            Impossible::PrecisionOutOfReach { asked, best } => {
                write!(f, "no threshold has a precision of {asked}: the best is {best}")
            }
            Impossible::TieAboveCapacity { allowed, tied } => {
                write!(f, "{tied} cases share the highest score but only {allowed} may be flagged")
            }
            Impossible::LimitsExcludeAll => write!(f, "no threshold keeps all limits at once"),
            Impossible::ParameterOutOfRange => write!(f, "a setting of the rule is outside its range"),
        }
    }
}

impl std::error::Error for Impossible {}
