//! The choice rules against a search over all thresholds.

use cutpoint::metrics::choice::{Impossible, Limit, Limits, Rule, choose, next_catch};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::undefined::Undefined;
use cutpoint::metrics::value::Values;
use proptest::prelude::*;

use crate::brute::{self, Case};

type Objective<'a> = &'a dyn Fn(&Confusion) -> Option<f64>;

/// The first threshold, from the highest down, whose objective no other beats
/// by more than rounding; and the run of thresholds within `tolerance`.
fn search(cases: &[Case], objective: Objective, tolerance: f64) -> Option<(usize, usize, usize)> {
    let values: Vec<Option<f64>> =
        brute::thresholds(cases).iter().map(|t| objective(&brute::count(cases, *t))).collect();
    let best = values.iter().flatten().copied().reduce(f64::max)?;
    let good = |value: &Option<f64>, slack: f64| value.is_some_and(|value| value >= best - slack);
    let index = values.iter().position(|value| good(value, 1e-11))?;
    let slack = tolerance + 1e-11;
    let first = (0..=index).rev().take_while(|k| good(&values[*k], slack)).last()?;
    let last = (index..values.len()).take_while(|k| good(&values[*k], slack)).last()?;
    Some((index, first, last))
}

fn check(cases: &[Case], rule: Rule, objective: Objective, tolerance: f64) -> Result<(), TestCaseError> {
    let found = choose(&Sweep::of(&brute::sample(cases)), rule, tolerance);
    let expected = search(cases, objective, tolerance);
    let found = found.ok().map(|choice| (choice.index, choice.stretch.first, choice.stretch.last));
    prop_assert_eq!(found, expected, "{:?}", rule);
    Ok(())
}

/// With at least one positive, so that the rules below have something to find.
fn some_cases() -> impl Strategy<Value = Vec<Case>> {
    brute::weighted_cases().prop_map(|mut cases| {
        cases.push((0.5, true, 1.0));
        cases
    })
}

proptest! {
    #[test]
    fn best_f_beta_takes_the_highest_of_equal_thresholds(cases in some_cases(), beta in 0.2..5.0_f64) {
        let squared = beta * beta;
        let f = |c: &Confusion| Some((1.0 + squared) * c.tp / ((1.0 + squared) * c.tp + squared * c.fn_ + c.fp));
        check(&cases, Rule::FBeta { beta }, &f, 0.0137)?;
    }

    #[test]
    fn best_youden_and_matthews_match_a_search(cases in some_cases()) {
        let youden = |c: &Confusion| {
            let (p, n) = (c.tp + c.fn_, c.fp + c.tn);
            (n > 0.0).then(|| c.tp / p - c.fp / n)
        };
        check(&cases, Rule::Youden, &youden, 0.0137)?;
        let matthews = |c: &Confusion| {
            let product = (c.tp + c.fp) * (c.tp + c.fn_) * (c.tn + c.fp) * (c.tn + c.fn_);
            (product > 0.0).then(|| (c.tp * c.tn - c.fp * c.fn_) / product.sqrt())
        };
        check(&cases, Rule::Matthews, &matthews, 0.0137)?;
    }

    #[test]
    fn highest_precision_with_enough_recall_matches_a_search(cases in some_cases(), percent in 0..=100_u8) {
        let percent = f64::from(percent);
        let precision = |c: &Confusion| {
            let enough = c.tp * 100.0 >= percent * (c.tp + c.fn_);
            (enough && c.tp + c.fp > 0.0).then(|| c.tp / (c.tp + c.fp))
        };
        check(&cases, Rule::PrecisionAtRecall { recall: percent / 100.0 }, &precision, 0.0137)?;
    }

    #[test]
    fn highest_recall_with_enough_precision_matches_a_search(cases in some_cases(), percent in 0..=100_u8) {
        let percent = f64::from(percent);
        let recall = |c: &Confusion| {
            let flagged = c.tp + c.fp;
            (flagged > 0.0 && c.tp * 100.0 >= percent * flagged).then(|| c.tp / (c.tp + c.fn_))
        };
        check(&cases, Rule::RecallAtPrecision { precision: percent / 100.0 }, &recall, 0.0137)?;
    }

    #[test]
    fn best_expected_value_matches_a_search_also_elsewhere(
        cases in some_cases(), worth in prop::array::uniform4(-9..=9_i32), share in prop::option::of(1..=99_u8),
    ) {
        let [tp, fp, fn_, tn] = worth.map(f64::from);
        let values = Values { tp, fp, fn_, tn };
        let prevalence = share.map(|share| f64::from(share) / 100.0);
        let value = |c: &Confusion| {
            let (p, n) = (c.tp + c.fn_, c.fp + c.tn);
            let share = prevalence.unwrap_or(p / (p + n));
            let rare = if share < 1.0 { (1.0 - share) * (fp * c.fp + tn * c.tn) / n } else { 0.0 };
            Some(share * (tp * c.tp + fn_ * c.fn_) / p + rare).filter(|value| value.is_finite())
        };
        let rule = Rule::ExpectedValue { values, prevalence: prevalence.and_then(Prevalence::new) };
        let all: Vec<f64> = brute::thresholds(&cases).iter().filter_map(|t| value(&brute::count(&cases, *t))).collect();
        let span = all.iter().copied().fold(f64::MIN, f64::max) - all.iter().copied().fold(f64::MAX, f64::min);
        let found = choose(&Sweep::of(&brute::sample(&cases)), rule, 0.0137);
        let found = found.ok().map(|choice| (choice.index, choice.stretch.first, choice.stretch.last));
        prop_assert_eq!(found, search(&cases, &value, 0.0137 * span));
    }

    #[test]
    fn capacity_flags_as_many_as_can_be_dealt_with(cases in some_cases(), k in 0..=50_u8) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let total: f64 = cases.iter().map(|case| case.2).sum();
        let within = |t: &Option<f64>| brute::count(&cases, *t).flagged() * 50.0 <= f64::from(k) * total;
        let expected = brute::thresholds(&cases).iter().rposition(within);
        match choose(&sweep, Rule::Capacity { flagged: f64::from(k), per: 50.0 }, 0.0) {
            Ok(choice) => prop_assert_eq!(Some(choice.index), expected),
            Err(Impossible::TieAboveCapacity { allowed, tied }) => {
                prop_assert_eq!(expected, Some(0));
                prop_assert!(tied > allowed);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
        let share = choose(&sweep, Rule::FlaggedShare { share: f64::from(k) / 50.0 }, 0.0);
        prop_assert_eq!(share.ok().map(|c| c.index), choose(&sweep, Rule::Capacity { flagged: f64::from(k), per: 50.0 }, 0.0).ok().map(|c| c.index));
    }
}

fn sweep(cases: &[(f64, bool)]) -> Sweep {
    let cases: Vec<_> = cases.iter().map(|(score, positive)| (*score, *positive, 1.0)).collect();
    Sweep::of(&brute::sample(&cases))
}

#[test]
fn a_precision_out_of_reach_names_the_best_there_is() {
    let sweep = sweep(&[(0.9, false), (0.8, true), (0.7, true)]);
    let impossible = choose(&sweep, Rule::RecallAtPrecision { precision: 0.9 }, 0.0);
    assert_eq!(impossible, Err(Impossible::PrecisionOutOfReach { asked: 0.9, best: 2.0 / 3.0 }));
}

#[test]
fn rules_say_which_class_is_missing() {
    let reason = |sweep: &Sweep, rule| choose(sweep, rule, 0.0).expect_err("impossible");
    let negatives = sweep(&[(0.9, false)]);
    assert_eq!(reason(&negatives, Rule::FBeta { beta: 1.0 }), Impossible::Undefined(Undefined::NoPositives));
    let positives = sweep(&[(0.9, true), (0.5, true)]);
    assert_eq!(reason(&positives, Rule::Youden), Impossible::Undefined(Undefined::NoNegatives));
    assert_eq!(reason(&sweep(&[]), Rule::Youden), Impossible::Undefined(Undefined::NoCases));
    assert_eq!(reason(&positives, Rule::FBeta { beta: -1.0 }), Impossible::ParameterOutOfRange);
}

#[test]
fn a_tie_above_capacity_is_said_and_not_broken() {
    let sweep = sweep(&[(0.9, true), (0.9, false), (0.9, false), (0.1, false)]);
    let impossible = choose(&sweep, Rule::Capacity { flagged: 2.0, per: 4.0 }, 0.0);
    assert_eq!(impossible, Err(Impossible::TieAboveCapacity { allowed: 2.0, tied: 3.0 }));
}

#[test]
fn a_fixed_threshold_stays_where_it_is_put() {
    let sweep = sweep(&[(0.9, true), (0.4, false)]);
    let rule = Rule::Fixed(Threshold::at(0.5).expect("a number"));
    let choice = choose(&sweep, rule, 0.1).expect("always possible");
    assert_eq!((choice.index, choice.stretch.first, choice.stretch.last), (1, 1, 1));
    assert!(!rule.reads_data());
}

#[test]
fn seven_of_a_hundred_is_a_recall_of_seven_percent() {
    // 0.07 * 100 is 7.000000000000001 in binary; without forgiveness an eighth would be needed.
    let cases: Vec<(f64, bool)> = (0..100).map(|k| (f64::from(k), true)).chain([(92.5, false)]).collect();
    let choice = choose(&sweep(&cases), Rule::PrecisionAtRecall { recall: 0.07 }, 0.0).expect("possible");
    assert_eq!((choice.confusion.tp, choice.confusion.fp), (7.0, 0.0));
}

proptest! {
    #[test]
    fn the_best_value_within_limits_matches_a_search(
        cases in some_cases(), room in 0.0..1.0_f64, recall in 0.0..0.9_f64, precision in 0.0..0.9_f64,
    ) {
        let values = Values { tp: 5.0, fp: -2.0, fn_: -7.0, tn: 0.5 };
        let limits = Limits { capacity: Some((room * 40.0, 40.0)), recall: Some(recall), precision: Some(precision) };
        let total: f64 = cases.iter().map(|case| case.2).sum();
        let value = |c: &Confusion| {
            let flagged = c.tp + c.fp;
            let kept = flagged <= room * total + 1e-9
                && c.tp >= recall * (c.tp + c.fn_) - 1e-9
                && flagged > 0.0
                && c.tp >= precision * flagged - 1e-9;
            kept.then(|| values.total(c) / total)
        };
        check(&cases, Rule::ValueWithin { values, prevalence: None, limits }, &value, 0.0)?;
    }

    #[test]
    fn the_next_catch_is_the_first_lower_threshold_that_catches_more(cases in some_cases(), at in 0.0..1.0_f64) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let index = (at * sweep.len() as f64) as usize;
        let here = sweep.confusion(index);
        match next_catch(&sweep, index) {
            Some(step) => {
                let there = sweep.confusion(step.index);
                prop_assert_eq!((step.caught, step.false_alarms), (there.tp - here.tp, there.fp - here.fp));
                prop_assert!(there.tp > here.tp && sweep.confusion(step.index - 1).tp == here.tp);
            }
            None => prop_assert_eq!(here.tp, sweep.positives()),
        }
    }
}

#[test]
fn broken_limits_are_named_at_the_prevalence_where_they_hold() {
    let c = Confusion { tp: 8.0, fp: 12.0, fn_: 2.0, tn: 78.0 };
    let limits = Limits { capacity: Some((150.0, 1_000.0)), recall: Some(0.9), precision: Some(0.4) };
    assert_eq!(limits.broken(&c, None), [Limit::Capacity, Limit::Recall]);
    // Where only 1 in 100 is positive, fewer are flagged and fewer of them rightly.
    assert_eq!(limits.broken(&c, Prevalence::new(0.01)), [Limit::Recall, Limit::Precision]);
    let excluded = choose(
        &sweep(&[(0.9, false), (0.1, true)]),
        Rule::ValueWithin {
            values: Values { tp: 1.0, fp: -1.0, fn_: 0.0, tn: 0.0 },
            prevalence: None,
            limits: Limits { precision: Some(0.9), ..Limits::default() },
        },
        0.0,
    );
    assert_eq!(excluded, Err(Impossible::LimitsExcludeAll));
}
