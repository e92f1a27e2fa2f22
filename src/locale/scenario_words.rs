//! A scenario's own words, as `explain` wants them.

use crate::data::scenario::{Scenario, Term};
use crate::explain::words::{Noun, Words};

/// The scenario's words; where it has none, the general ones.
pub fn words_of(scenario: &Scenario) -> Words {
    let general = Words::default();
    let noun = |term: &Option<Term>, otherwise: Noun| match term {
        Some(term) => Noun::new(term.one.clone(), term.other.clone()),
        None => otherwise,
    };
    Words {
        case: noun(&scenario.case, general.case),
        positive: noun(&scenario.words.positive, general.positive),
        negative: noun(&scenario.words.negative, general.negative),
        flagged: noun(&scenario.words.flagged, general.flagged),
        not_flagged: noun(&scenario.words.not_flagged, general.not_flagged),
        caught: noun(&scenario.words.true_positive, general.caught),
        false_alarm: noun(&scenario.words.false_positive, general.false_alarm),
        missed: noun(&scenario.words.false_negative, general.missed),
        left_alone: noun(&scenario.words.true_negative, general.left_alone),
        numbers: general.numbers,
    }
}
