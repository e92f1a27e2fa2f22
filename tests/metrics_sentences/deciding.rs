//! Choosing a threshold, and how sure one can be.

use cutpoint::explain::summary::{self, Summary};
use cutpoint::explain::{choice, sure};
use cutpoint::metrics::bootstrap::{ChosenFigure, Estimate, Method};
use cutpoint::metrics::choice::{Impossible, Rule, choose};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::Interval;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::target::{Kept, Target};
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::undefined::Undefined;

use crate::{fleet, say};

#[test]
fn a_choice_says_its_threshold_and_how_flat_it_is() {
    let sample = Sample::new(vec![0.9, 0.8, 0.5, 0.3, 0.1], vec![true, true, false, true, false], None).expect("valid");
    let sweep = Sweep::of(&sample);
    let rule = Rule::FBeta { beta: 1.0 };
    assert_eq!(say(&choice::rule(rule, &fleet())), "Highest F1");
    let flat = |tolerance| {
        let chosen = choose(&sweep, rule, tolerance).expect("possible");
        (say(&choice::chosen(&chosen, rule, &fleet())), say(&choice::flatness(&chosen, &fleet()).expect("an optimum")))
    };
    assert_eq!(flat(0.01), ("Threshold 0.3. F1: 0.86.".to_owned(), "No other threshold is about as good.".to_owned()));
    assert_eq!(flat(0.2).1, "Thresholds from 0.1 to 0.8 are about as good.");
    let capacity = Rule::Capacity { flagged: 1.0, per: 5.0 };
    assert_eq!(say(&choice::rule(capacity, &fleet())), "At most 1 flagged of every 5 vehicle-weeks");
    let chosen = choose(&sweep, capacity, 0.0).expect("possible");
    assert_eq!(say(&choice::chosen(&chosen, capacity, &fleet())), "Threshold 0.9: 1 of 5 vehicle-weeks is flagged.");
    assert_eq!(choice::flatness(&chosen, &fleet()), None);
    let none = Rule::Fixed(Threshold::Nobody);
    assert_eq!(say(&choice::rule(none, &fleet())), "Fixed threshold: above every score");
    for rule in [
        Rule::Youden,
        Rule::Matthews,
        Rule::PrecisionAtRecall { recall: 0.9 },
        Rule::RecallAtPrecision { precision: 0.5 },
        Rule::FlaggedShare { share: 0.1 },
    ] {
        assert!(!say(&choice::rule(rule, &fleet())).contains('$'));
    }
}

#[test]
fn an_impossible_rule_says_what_stands_in_its_way() {
    let said = |reason| say(&choice::impossible(reason, &fleet()));
    assert_eq!(
        said(Impossible::PrecisionOutOfReach { asked: 0.9, best: 0.666 }),
        "No threshold reaches a precision of 90%. The best is 66.6%."
    );
    assert_eq!(
        said(Impossible::TieAboveCapacity { allowed: 50.0, tied: 1_200.0 }),
        "1,200 vehicle-weeks share the highest score, but only 50 can be flagged. They cannot be told apart by score."
    );
    assert_eq!(
        said(Impossible::Undefined(Undefined::NoPositives)),
        "This rule cannot choose a threshold. There are no weeks before a failure here."
    );
    assert_eq!(said(Impossible::ParameterOutOfRange), "A setting of this rule is outside its range.");
}

#[test]
fn how_many_more_cases_is_a_round_number() {
    let said = |more| say(&sure::more_cases(more, &fleet()));
    assert_eq!(said(Some(0.0)), "There are enough vehicle-weeks to tell.");
    assert_eq!(said(Some(1.0)), "One more vehicle-week would be enough to tell.");
    assert_eq!(
        said(Some(1_237.0)),
        "About 1,300 more vehicle-weeks would be enough to tell, if the figure stays as it is."
    );
    assert_eq!(said(None), "No number of vehicle-weeks can tell: the figure is exactly the target.");
}

#[test]
fn optimism_says_what_to_expect_on_new_cases() {
    let interval = Interval { low: 0.6, high: 0.9 };
    let chosen = |optimism| ChosenFigure {
        apparent: 0.8,
        interval,
        optimism,
        corrected: 0.8 - optimism,
        corrected_interval: interval,
        undefined_draws: 0,
    };
    let said = |figure, optimism| say(&sure::optimism(figure, &chosen(optimism), 100.0, &fleet()));
    assert_eq!(
        said(Figure::Precision, 0.03),
        "The threshold was chosen on these same cases. On new ones, expect about 77% for Precision: 3 points less."
    );
    assert_eq!(
        said(Figure::Recall, -0.01),
        "The threshold was chosen on these same cases. On new ones, expect about 81% for Recall: 1 point more."
    );
    assert_eq!(
        said(Figure::F1, 0.02),
        "The threshold was chosen on these same cases. On new ones, expect about 0.78 for F1: 0.02 less."
    );
    assert_eq!(said(Figure::F1, 0.0), "The threshold was chosen on these same cases, but F1 hardly gains from that.");
    // 80.4% and 79.6% are both shown as 80%: there is no point between them.
    let shown = |apparent: f64, optimism: f64, of: f64| {
        let chosen = ChosenFigure { apparent, corrected: apparent - optimism, ..chosen(optimism) };
        say(&sure::optimism(Figure::Precision, &chosen, of, &fleet()))
    };
    assert_eq!(
        shown(0.804, 0.008, 100.0),
        "The threshold was chosen on these same cases, but Precision hardly gains from that."
    );
    // Where they are shown as 80% and 79%, there is one, as small as the difference may be.
    assert!(
        shown(0.796, 0.004, 100.0).contains("about 79% for Precision: 1 point less"),
        "{}",
        shown(0.796, 0.004, 100.0)
    );
    // From a thousand cases on there is a decimal.
    assert!(shown(0.804, 0.008, 2_000.0).contains("about 79.6% for Precision: 0.8 points less"));
}

#[test]
fn a_target_is_met_not_met_or_cannot_be_told() {
    let estimate = |low, high| Estimate {
        value: 0.92,
        interval: Interval { low, high },
        method: Method::Wilson,
        undefined_draws: 0,
    };
    let said = |target, low, high| say(&sure::target(Figure::Recall, target, &estimate(low, high), 200.0, &fleet()));
    let least = Target::AtLeast(0.9);
    assert_eq!(said(least, 0.91, 0.95), "Recall: 92% (91% to 95%). At least 90% was agreed: met.");
    assert_eq!(said(least, 0.88, 0.95), "Recall: 92% (88% to 95%). At least 90% was agreed: too few cases to tell.");
    assert_eq!(said(Target::AtLeast(0.96), 0.88, 0.95), "Recall: 92% (88% to 95%). At least 96% was agreed: not met.");
    assert_eq!(said(Target::AtMost(0.95), 0.88, 0.95), "Recall: 92% (88% to 95%). At most 95% was agreed: met.");
    assert!(said(Target::AtLeast(0.925), 0.88, 0.95).contains("At least 92.5% was agreed"));
    // Exactly on the line is kept.
    assert_eq!(least.judge(&Interval { low: 0.9, high: 0.95 }), Kept::Met);
    assert_eq!(Target::AtMost(0.9).judge(&Interval { low: 0.9, high: 0.95 }), Kept::CannotTell);
}

#[test]
fn summaries_have_a_name_a_meaning_and_a_value() {
    use Summary::*;
    for summary in [AveragePrecision, RocArea, KolmogorovSmirnov, Brier, LogLoss, CalibrationError] {
        let texts = [say(&summary::name(summary)), say(&summary::meaning(summary, &fleet()))];
        assert!(texts.iter().all(|text| !text.contains('$') && !text.contains("Unknown")), "{texts:?}");
    }
    assert_eq!(say(&summary::sentence(RocArea, 0.8731, &fleet())), "ROC area: 0.873.");
}
