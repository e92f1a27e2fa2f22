//! What else could be done than today's line: found once for a setting, so
//! that a step of the slider does not search all operating points again.

use crate::link::{RuleKind, Setting};
use crate::metrics::choice::{Choice, choose};
use crate::metrics::sweep::Sweep;
use crate::ui::state::TOLERANCE;

/// What the rules choose that the setting has numbers for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alternatives {
    /// Rules and choices in the order of the list of rules; without those that
    /// cannot choose.
    pub choices: Vec<(RuleKind, Choice)>,
    /// The rule that finds the cheapest line: within the limits, if there are any.
    pub cheapest: RuleKind,
}

impl Alternatives {
    /// Applies each of the rules. O(n).
    pub fn of(sweep: &Sweep, setting: &Setting) -> Self {
        let limits = setting.limits();
        let applies = [
            (RuleKind::Value, true),
            (RuleKind::ValueWithin, limits.any()),
            (RuleKind::Capacity, limits.capacity.is_some()),
            (RuleKind::PrecisionAtRecall, limits.recall.is_some()),
            (RuleKind::RecallAtPrecision, limits.precision.is_some()),
        ];
        let choice = |kind| choose(sweep, setting.rule_of(kind)?, TOLERANCE).ok();
        let kinds = applies.into_iter().filter(|(_, applies)| *applies).map(|(kind, _)| kind);
        let choices = kinds.filter_map(|kind| Some((kind, choice(kind)?))).collect();
        Self { choices, cheapest: if limits.any() { RuleKind::ValueWithin } else { RuleKind::Value } }
    }

    /// What a rule chose; `None` when it does not apply or cannot choose.
    pub fn by(&self, kind: RuleKind) -> Option<&Choice> {
        self.choices.iter().find(|(known, _)| *known == kind).map(|(_, choice)| choice)
    }
}
