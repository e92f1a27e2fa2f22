//! One threshold: frequencies, figures, intervals.

use cutpoint::explain::{figure, point};
use cutpoint::metrics::bootstrap::Resampling;
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::estimate::estimate;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::Confidence;
use cutpoint::metrics::value::Values;

use crate::{counts, fleet, say};

#[test]
fn frequencies_are_right_for_none_one_and_many() {
    let said = |c: Confusion| say(&point::frequency_sentence(&c, &fleet()));
    assert_eq!(
        said(counts(90.0, 30.0, 10.0, 870.0)),
        "Of 1,000 vehicle-weeks like these, 120 are flagged: 90 rightly, 30 wrongly. 10 are missed."
    );
    assert_eq!(
        said(counts(1.0, 0.0, 1.0, 998.0)),
        "Of 1,000 vehicle-weeks like these, 1 is flagged: 1 rightly, 0 wrongly. 1 is missed."
    );
    assert_eq!(said(counts(0.0, 0.0, 0.0, 5.0)), "Of 1,000 vehicle-weeks like these, none is flagged. None is missed.");
    // 2 of 40,000 is not none: the base grows until it shows.
    assert_eq!(
        said(counts(400.0, 600.0, 2.0, 38_998.0)),
        "Of 100,000 vehicle-weeks like these, 2,500 are flagged: 1,000 rightly, 1,500 wrongly. 5 are missed."
    );
    assert_eq!(said(Confusion::default()), "There are no vehicle-weeks here.");
}

#[test]
fn precision_and_recall_use_the_scenarios_own_words() {
    let c = counts(90.0, 30.0, 10.0, 870.0);
    assert_eq!(
        say(&point::precision_sentence(&c, &fleet())),
        "Of 120 vehicles sent to the workshop: 90 failures caught in time, 30 needless checks. Precision 75%."
    );
    assert_eq!(
        say(&point::recall_sentence(&c, &fleet())),
        "Of 100 weeks before a failure: 90 failures caught in time, 10 breakdowns on the road. Recall 90%."
    );
    assert_eq!(
        say(&point::precision_sentence(&counts(1.0, 0.0, 0.0, 3.0), &fleet())),
        "Of 1 vehicle sent to the workshop: 1 failure caught in time, no needless checks. Precision 100%."
    );
    assert_eq!(
        say(&point::recall_sentence(&counts(0.0, 0.0, 1.0, 3.0), &fleet())),
        "Of 1 week before a failure: no failures caught in time, 1 breakdown on the road. Recall 0%."
    );
    assert_eq!(
        say(&point::precision_sentence(&counts(0.0, 0.0, 1.0, 3.0), &fleet())),
        "No vehicle-week is flagged at this threshold."
    );
}

#[test]
fn what_is_not_quite_none_or_all_is_never_shown_as_0_or_100_percent() {
    let said = |c: Confusion| say(&figure::sentence(Figure::Accuracy, &c, &fleet()));
    assert_eq!(said(counts(1.0, 0.0, 1.0, 99_998.0)), "Accuracy: >99.9%.");
    assert_eq!(said(counts(1.0, 0.0, 0.0, 9.0)), "Accuracy: 100%.");
    assert_eq!(
        say(&figure::sentence(Figure::FlaggedShare, &counts(1.0, 0.0, 0.0, 9_999.0), &fleet())),
        "Flagged share: <0.1%."
    );
}

#[test]
fn every_figure_has_a_name_a_meaning_and_a_value_or_a_reason() {
    let values = Values { tp: 0.0, fp: -40.0, fn_: -1_000.0, tn: 0.0 };
    let figures = [
        Figure::Precision,
        Figure::Recall,
        Figure::Specificity,
        Figure::FalsePositiveRate,
        Figure::FalseNegativeRate,
        Figure::NegativePredictiveValue,
        Figure::Accuracy,
        Figure::BalancedAccuracy,
        Figure::F1,
        Figure::FBeta(0.5),
        Figure::Matthews,
        Figure::PositiveLikelihoodRatio,
        Figure::NegativeLikelihoodRatio,
        Figure::FlaggedShare,
        Figure::Lift,
        Figure::NetBenefit(0.2),
        Figure::ExpectedValue(values, None),
        Figure::Youden,
    ];
    for c in [counts(90.0, 30.0, 10.0, 870.0), counts(0.0, 0.0, 1.0, 3.0), Confusion::default()] {
        for figure in figures {
            let texts = [
                say(&figure::name(figure)),
                say(&figure::meaning(figure, &fleet())),
                say(&figure::sentence(figure, &c, &fleet())),
            ];
            for text in texts {
                assert!(
                    !text.is_empty() && !text.contains('$') && !text.contains('{') && !text.contains("Unknown"),
                    "{figure:?}: {text}"
                );
            }
        }
    }
    let c = counts(90.0, 30.0, 10.0, 870.0);
    let said = |figure| say(&figure::sentence(figure, &c, &fleet()));
    assert_eq!(said(Figure::FBeta(0.5)), "F0.5: 0.78.");
    assert_eq!(said(Figure::Lift), "Lift: 7.5.");
    assert_eq!(said(Figure::PositiveLikelihoodRatio), "Positive likelihood ratio: 27.");
    assert_eq!(said(Figure::ExpectedValue(values, None)), "Expected value: −11.20.");
    assert_eq!(
        say(&figure::sentence(Figure::Precision, &counts(0.0, 0.0, 1.0, 3.0), &fleet())),
        "Precision: no value. No vehicle-week is flagged at this threshold."
    );
    assert_eq!(
        say(&figure::meaning(Figure::Precision, &fleet())),
        "Of the vehicles sent to the workshop, the share that are weeks before a failure."
    );
}

#[test]
fn an_interval_says_its_level_and_its_caution() {
    let c = counts(90.0, 30.0, 10.0, 870.0);
    let recall = estimate(&c, Figure::Recall, &Resampling::default()).expect("defined");
    let text = say(&figure::interval_sentence(Figure::Recall, &recall, &c, Confidence::default(), &fleet()));
    assert_eq!(text, "Recall: 90% (95% interval: 83% to 94%).");
    assert_eq!(figure::interval_caution(&recall), None);
    let clean = counts(30.0, 0.0, 0.0, 70.0);
    let f1 = estimate(&clean, Figure::F1, &Resampling::default()).expect("defined");
    let caution = figure::interval_caution(&f1).expect("a caution");
    assert_eq!(
        say(&caution),
        "One kind of outcome never occurred here. The interval allows for that: not seen is not impossible."
    );
}
