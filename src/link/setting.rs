//! What the room has set: prices, limits, the mix, and how the line is drawn.

use super::field::read_number;
use crate::metrics::choice::{Limits, Rule};
use crate::metrics::prevalence::Prevalence;
use crate::metrics::value::Values;
use std::ops::RangeInclusive;

/// The ways to choose the threshold that the page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RuleKind {
    /// Somebody moves the line.
    #[default]
    Hand,
    /// Highest expected value.
    Value,
    /// Highest expected value within the limits.
    ValueWithin,
    /// Highest precision with at least a recall.
    PrecisionAtRecall,
    /// Highest recall with at least a precision.
    RecallAtPrecision,
    /// As many as people can deal with.
    Capacity,
    /// A share of the cases.
    FlaggedShare,
    /// Highest F-beta.
    FBeta,
    /// Highest Youden index.
    Youden,
    /// Highest Matthews correlation.
    Matthews,
}

impl RuleKind {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 10] = [
        Self::Hand,
        Self::Value,
        Self::ValueWithin,
        Self::Capacity,
        Self::PrecisionAtRecall,
        Self::RecallAtPrecision,
        Self::FlaggedShare,
        Self::FBeta,
        Self::Youden,
        Self::Matthews,
    ];

    /// Its name in links and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Value => "value",
            Self::ValueWithin => "value-within",
            Self::PrecisionAtRecall => "precision-at-recall",
            Self::RecallAtPrecision => "recall-at-precision",
            Self::Capacity => "capacity",
            Self::FlaggedShare => "flagged-share",
            Self::FBeta => "f-beta",
            Self::Youden => "youden",
            Self::Matthews => "matthews",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A number that people set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Cost of a caught case.
    Caught,
    /// Cost of a false alarm.
    FalseAlarm,
    /// Cost of a missed case.
    Missed,
    /// Cost of a case rightly left alone.
    LeftAlone,
    /// How many cases people can deal with ...
    Capacity,
    /// ... out of how many.
    Per,
    /// Least recall, in percent.
    Recall,
    /// Least precision, in percent.
    Precision,
    /// Largest flagged share, in percent.
    Share,
    /// Weight of recall against precision in F-beta.
    Beta,
    /// Share of positives elsewhere, in percent.
    Prevalence,
    /// Cases in a year.
    Yearly,
    /// The number that is agreed on, in percent.
    Target,
}

impl Field {
    /// All of them, in the order of links.
    pub const ALL: [Self; 13] = [
        Self::Caught,
        Self::FalseAlarm,
        Self::Missed,
        Self::LeftAlone,
        Self::Capacity,
        Self::Per,
        Self::Recall,
        Self::Precision,
        Self::Share,
        Self::Beta,
        Self::Prevalence,
        Self::Yearly,
        Self::Target,
    ];

    /// Its name in links and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Caught => "caught",
            Self::FalseAlarm => "false-alarm",
            Self::Missed => "missed",
            Self::LeftAlone => "left-alone",
            Self::Capacity => "capacity",
            Self::Per => "per",
            Self::Recall => "recall",
            Self::Precision => "precision",
            Self::Share => "share",
            Self::Beta => "beta",
            Self::Prevalence => "prevalence",
            Self::Yearly => "yearly",
            Self::Target => "target",
        }
    }

    /// What can be set.
    pub fn range(self) -> RangeInclusive<f64> {
        match self {
            // A cost below zero is a gain.
            Self::Caught | Self::FalseAlarm | Self::Missed | Self::LeftAlone => -1e9..=1e9,
            Self::Capacity => 0.0..=1e9,
            Self::Per | Self::Yearly => 1.0..=1e12,
            Self::Recall | Self::Precision | Self::Share | Self::Prevalence | Self::Target => 0.0..=100.0,
            Self::Beta => 0.01..=100.0,
        }
    }

    /// Whether it may be left empty.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Capacity | Self::Recall | Self::Precision | Self::Prevalence | Self::Yearly)
    }
}

/// All that is set; shares are in percent, as people write them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Setting {
    /// How the threshold is chosen.
    pub rule: RuleKind,
    numbers: [Option<f64>; 13],
}

impl Setting {
    /// A number; `None` where none is set.
    pub fn get(&self, field: Field) -> Option<f64> {
        self.numbers.get(field as usize).copied().flatten()
    }

    /// The setting with this number.
    #[must_use]
    pub fn with(mut self, field: Field, number: Option<f64>) -> Self {
        if let Some(place) = self.numbers.get_mut(field as usize) {
            *place = number;
        }
        self
    }

    /// The setting with another rule.
    #[must_use]
    pub fn with_rule(mut self, rule: RuleKind) -> Self {
        self.rule = rule;
        self
    }

    /// What the outcomes are worth: costs with the other sign.
    pub fn values(&self) -> Values {
        let value = |field| 0.0 - self.get(field).unwrap_or(0.0);
        Values {
            tp: value(Field::Caught),
            fp: value(Field::FalseAlarm),
            fn_: value(Field::Missed),
            tn: value(Field::LeftAlone),
        }
    }

    /// Whether any outcome has a price.
    pub fn has_costs(&self) -> bool {
        [Field::Caught, Field::FalseAlarm, Field::Missed, Field::LeftAlone]
            .into_iter()
            .any(|field| self.get(field).is_some_and(|cost| cost != 0.0))
    }

    /// Share of positives that figures are computed for; `None` for the cases' own.
    pub fn prevalence(&self) -> Option<Prevalence> {
        Prevalence::new(self.share(Field::Prevalence)?)
    }

    /// What has to be kept.
    pub fn limits(&self) -> Limits {
        Limits {
            capacity: self.get(Field::Capacity).map(|room| (room, self.get(Field::Per).unwrap_or(1_000.0))),
            recall: self.share(Field::Recall),
            precision: self.share(Field::Precision),
        }
    }

    /// The rule that is set; `None` when somebody moves the line, or when the
    /// rule lacks its number.
    pub fn rule(&self) -> Option<Rule> {
        self.rule_of(self.rule)
    }

    /// The rule of that kind, with the numbers that are set; `None` where it
    /// lacks them: where nothing has a price, no line is the cheapest.
    pub fn rule_of(&self, kind: RuleKind) -> Option<Rule> {
        let (values, prevalence) = (self.values(), self.prevalence());
        Some(match kind {
            RuleKind::Hand => return None,
            RuleKind::Value | RuleKind::ValueWithin if !self.has_costs() => return None,
            RuleKind::Value => Rule::ExpectedValue { values, prevalence },
            RuleKind::ValueWithin => Rule::ValueWithin { values, prevalence, limits: self.limits() },
            RuleKind::PrecisionAtRecall => Rule::PrecisionAtRecall { recall: self.share(Field::Recall).unwrap_or(0.9) },
            RuleKind::RecallAtPrecision => {
                Rule::RecallAtPrecision { precision: self.share(Field::Precision).unwrap_or(0.9) }
            }
            RuleKind::Capacity => {
                let (flagged, per) = self.limits().capacity?;
                Rule::Capacity { flagged, per }
            }
            RuleKind::FlaggedShare => Rule::FlaggedShare { share: self.share(Field::Share).unwrap_or(0.1) },
            RuleKind::FBeta => Rule::FBeta { beta: self.get(Field::Beta).unwrap_or(1.0) },
            RuleKind::Youden => Rule::Youden,
            RuleKind::Matthews => Rule::Matthews,
        })
    }

    /// Reads a field of a link; what cannot be meant changes nothing.
    pub(super) fn read(&mut self, name: &str, text: &str) {
        if let Some(field) = Field::ALL.into_iter().find(|field| field.name() == name) {
            let number = match text {
                "" if field.is_optional() => Some(None),
                _ => read_number(text, field.range()).ok().map(Some),
            };
            if let Some(number) = number {
                *self = self.clone().with(field, number);
            }
        }
    }

    /// A percentage as a share, in 0..=1.
    pub fn share(&self, field: Field) -> Option<f64> {
        self.get(field).map(|percent| percent / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_has_a_price_no_rule_looks_for_the_cheapest_line() {
        let free = Setting::default().with(Field::Capacity, Some(30.0)).with(Field::Caught, Some(0.0));
        let priced = free.clone().with(Field::Missed, Some(20.0));
        for kind in [RuleKind::Value, RuleKind::ValueWithin] {
            assert_eq!(free.rule_of(kind), None);
            assert!(priced.rule_of(kind).is_some());
        }
        assert!(free.rule_of(RuleKind::Capacity).is_some(), "the other rules need no price");
    }
}
