//! A rule that chooses the threshold, as numbers that travel beside a message.

use crate::metrics::choice::{Limits, Rule};
use crate::metrics::prevalence::Prevalence;
use crate::metrics::threshold::Threshold;
use crate::metrics::value::Values;

/// The rule, every number in a place of its own; NaN where there is none.
pub fn rule_numbers(rule: Rule) -> Vec<f64> {
    let (mut values, mut prevalence, mut limits, mut number) = ([f64::NAN; 4], None, Limits::default(), f64::NAN);
    let mut worth = |all: Values, share: Option<Prevalence>| {
        values = [all.tp, all.fp, all.fn_, all.tn];
        prevalence = share.map(Prevalence::get);
    };
    let kind = match rule {
        Rule::ExpectedValue { values, prevalence } => {
            worth(values, prevalence);
            0.0
        }
        Rule::ValueWithin { values, prevalence, limits: own } => {
            worth(values, prevalence);
            limits = own;
            1.0
        }
        Rule::PrecisionAtRecall { recall } => {
            number = recall;
            2.0
        }
        Rule::RecallAtPrecision { precision } => {
            number = precision;
            3.0
        }
        Rule::Capacity { flagged, per } => {
            limits.capacity = Some((flagged, per));
            4.0
        }
        Rule::FlaggedShare { share } => {
            number = share;
            5.0
        }
        Rule::FBeta { beta } => {
            number = beta;
            6.0
        }
        Rule::Youden => 7.0,
        Rule::Matthews => 8.0,
        Rule::Fixed(threshold) => {
            number = threshold.score().unwrap_or(f64::NAN);
            9.0
        }
    };
    let or_none = |number: Option<f64>| number.unwrap_or(f64::NAN);
    let capacity = limits.capacity.unzip();
    let [tp, fp, fn_, tn] = values;
    let rest = [or_none(capacity.0), or_none(capacity.1), or_none(limits.recall), or_none(limits.precision)];
    [&[kind, number, tp, fp, fn_, tn, or_none(prevalence)][..], &rest].concat()
}

/// The rule of such numbers; `None` where they are not of any.
pub fn rule_of_numbers(numbers: &[f64]) -> Option<Rule> {
    let [kind, number, tp, fp, fn_, tn, prevalence, flagged, per, recall, precision] = *numbers else { return None };
    let some = |number: f64| (!number.is_nan()).then_some(number);
    let values = Values { tp, fp, fn_, tn };
    let prevalence = match some(prevalence) {
        Some(share) => Some(Prevalence::new(share)?),
        None => None,
    };
    let limits = Limits { capacity: some(flagged).zip(some(per)), recall: some(recall), precision: some(precision) };
    Some(match kind as u8 {
        0 => Rule::ExpectedValue { values, prevalence },
        1 => Rule::ValueWithin { values, prevalence, limits },
        2 => Rule::PrecisionAtRecall { recall: number },
        3 => Rule::RecallAtPrecision { precision: number },
        4 => Rule::Capacity { flagged, per },
        5 => Rule::FlaggedShare { share: number },
        6 => Rule::FBeta { beta: number },
        7 => Rule::Youden,
        8 => Rule::Matthews,
        9 => Rule::Fixed(Threshold::at(number).unwrap_or(Threshold::Nobody)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_comes_back_as_it_was_sent() {
        let values = Values { tp: 1.0, fp: -2.5, fn_: -400.0, tn: 0.0 };
        let limits = Limits { capacity: Some((50.0, 1_000.0)), recall: Some(0.9), precision: None };
        for rule in [
            Rule::ExpectedValue { values, prevalence: None },
            Rule::ExpectedValue { values, prevalence: Prevalence::new(0.02) },
            Rule::ValueWithin { values, prevalence: None, limits },
            Rule::ValueWithin {
                values,
                prevalence: None,
                limits: Limits { precision: Some(0.25), ..Limits::default() },
            },
            Rule::PrecisionAtRecall { recall: 0.8 },
            Rule::RecallAtPrecision { precision: 0.7 },
            Rule::Capacity { flagged: 0.0, per: 12.0 },
            Rule::FlaggedShare { share: 0.1 },
            Rule::FBeta { beta: 2.0 },
            Rule::Youden,
            Rule::Matthews,
            Rule::Fixed(Threshold::Nobody),
            Rule::Fixed(Threshold::at(f64::INFINITY).unwrap()),
        ] {
            assert_eq!(rule_of_numbers(&rule_numbers(rule)), Some(rule));
        }
    }

    #[test]
    fn other_numbers_are_no_rule() {
        let mut numbers = rule_numbers(Rule::Youden);
        assert_eq!(rule_of_numbers(numbers.get(1..).unwrap()), None, "too few");
        numbers[0] = 77.0;
        assert_eq!(rule_of_numbers(&numbers), None, "an unknown kind");
        let mut numbers = rule_numbers(Rule::Youden);
        numbers[6] = 1.5;
        assert_eq!(rule_of_numbers(&numbers), None, "a share above 1");
    }
}
