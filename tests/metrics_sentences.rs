//! What the page says about figures, word by word: right for none, one and
//! many, in the scenario's own words, with parts that add up.
#![cfg(feature = "words")]

use cutpoint::explain::compare::{Compared, difference, gained_and_lost, mcnemar, verdict};
use cutpoint::explain::words::{Noun, Words};
use cutpoint::explain::{Message, beyond, choice, figure, point, sure};
use cutpoint::locale;
use cutpoint::metrics::bootstrap::{ChosenFigure, Resampling};
use cutpoint::metrics::calibration::{Binning, calibration};
use cutpoint::metrics::choice::{Impossible, Rule, choose};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::estimate::estimate;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::{Confidence, Interval};
use cutpoint::metrics::multiclass::hand_over;
use cutpoint::metrics::paired::{Agreement, McNemar, PairedCounts, Verdict};
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::slice::{SliceCare, judge};
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::undefined::Undefined;
use cutpoint::metrics::value::Values;

fn fleet() -> Words {
    let noun = Noun::new;
    Words {
        case: noun("vehicle-week", "vehicle-weeks"),
        positive: noun("week before a failure", "weeks before a failure"),
        negative: noun("week without a failure", "weeks without a failure"),
        flagged: noun("vehicle sent to the workshop", "vehicles sent to the workshop"),
        not_flagged: noun("vehicle left on the road", "vehicles left on the road"),
        caught: noun("failure caught in time", "failures caught in time"),
        false_alarm: noun("needless check", "needless checks"),
        missed: noun("breakdown on the road", "breakdowns on the road"),
        ..Words::default()
    }
}

fn say(message: &Message) -> String {
    locale::say(&"en".parse().expect("a language"), message)
}

fn counts(tp: f64, fp: f64, fn_: f64, tn: f64) -> Confusion {
    Confusion { tp, fp, fn_, tn }
}

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
        "No threshold reaches a precision of 90.0%. The best is 66.6%."
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
fn a_difference_adds_up_as_shown() {
    let compared = PairedCounts {
        positives: Agreement { both: 80.0, only_new: 6.0, only_old: 0.0, neither: 14.0 },
        negatives: Agreement { both: 20.0, only_old: 5.0, only_new: 1.0, neither: 874.0 },
    };
    let recall = compared.difference(Figure::Recall, &Resampling::default()).expect("defined");
    let said = |c, d: &_| say(&difference(c, d, Confidence::default(), &fleet()));
    assert_eq!(
        said(Compared::Figure(Figure::Recall), &recall),
        "Recall: from 80.0% to 86.0%, 6.0 points up (95% interval: +0.8 to +11.8 points)."
    );
    // 0.3333 and 0.6666 as shown differ by 33.4, whatever the exact values do.
    let thirds =
        cutpoint::metrics::paired::Difference { old: 1.0 / 3.0, new: 0.66659, value: 0.66659 - 1.0 / 3.0, ..recall };
    assert!(said(Compared::Figure(Figure::Recall), &thirds).starts_with("Recall: from 33.3% to 66.7%, 33.4 points up"));
    let same = cutpoint::metrics::paired::Difference {
        new: recall.old,
        value: 0.0,
        interval: Interval { low: -0.01, high: 0.01 },
        ..recall
    };
    assert_eq!(
        said(Compared::RocArea, &same),
        "ROC area: from 0.800 to 0.800, unchanged (95% interval: −0.010 to +0.010)."
    );
    let worse = cutpoint::metrics::paired::Difference { new: 0.79, value: -0.01, ..same };
    assert!(said(Compared::Figure(Figure::Recall), &worse).starts_with("Recall: from 80.0% to 79.0%, 1 point down"));
    assert!(said(Compared::AveragePrecision, &worse).starts_with("Average precision: from 0.800 to 0.790, 0.010 down"));
    assert_eq!(
        say(&gained_and_lost(&compared, &fleet())),
        "The new model gets 11 vehicle-weeks right that the old one gets wrong, and 1 the other way round."
    );
    let none = PairedCounts::default();
    assert_eq!(
        say(&gained_and_lost(&none, &fleet())),
        "The new model gets no vehicle-week right that the old one gets wrong, and none the other way round."
    );
    assert_eq!(
        say(&mcnemar(&McNemar::of(11.0, 1.0), &fleet())),
        "If both models were equally good, a split as uneven as this would come up 0.6% of the time."
    );
}

#[test]
fn each_verdict_is_one_short_sentence() {
    let said = |v, margin| say(&verdict(Compared::Figure(Figure::Recall), v, margin, &fleet()));
    assert_eq!(said(Verdict::Better, 0.02), "Recall: the new model is better.");
    assert_eq!(said(Verdict::Worse, 0.02), "Recall: the new model is worse.");
    assert_eq!(said(Verdict::CannotTell, 0.02), "Recall: these cases cannot tell which model is better.");
    assert_eq!(
        said(Verdict::PracticallySame, 0.02),
        "Recall: practically the same. The difference stays within 2 points."
    );
    assert_eq!(
        said(Verdict::PracticallySame, 0.01),
        "Recall: practically the same. The difference stays within 1 point."
    );
    assert_eq!(
        say(&verdict(Compared::RocArea, Verdict::PracticallySame, 0.005, &fleet())),
        "ROC area: practically the same. The difference stays within 0.005."
    );
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
}

#[test]
fn elsewhere_slices_hand_over_and_calibration_speak_plainly() {
    let words = fleet();
    let c = counts(90.0, 30.0, 10.0, 870.0);
    let half = Prevalence::new(0.5).expect("a share");
    assert_eq!(
        say(&beyond::elsewhere(&c, half, &words)),
        "Suppose 50.0% are positive. Of 1,000 vehicle-weeks like these, 467 are flagged: 450 rightly, 17 wrongly. 50 are missed."
    );
    assert_eq!(
        say(&beyond::elsewhere_assumes(&words)),
        "This assumes that weeks before a failure and weeks without a failure look as they do here and only their mix differs."
    );
    let slices = [c, counts(20.0, 10.0, 30.0, 300.0), counts(3.0, 0.0, 1.0, 20.0), counts(0.0, 1.0, 0.0, 9.0)];
    let judged = judge(&slices, Figure::Recall, &SliceCare::default());
    let said = |k: usize, name| say(&beyond::slice(name, Figure::Recall, &judged[k], &slices[k], &words));
    assert_eq!(said(1, "North"), "North. Recall: 40%, worse than the rest (28% to 54%).");
    assert_eq!(said(2, "South"), "South. Recall: 75%, but there are too few to judge (30% to 95%).");
    assert_eq!(said(3, "West"), "West. Recall: no value. There are no weeks before a failure here.");
    assert_eq!(
        say(&beyond::slices_care(2, &SliceCare::default(), &words)),
        "2 slices are judged together, at 95% for all of them: a slice needs a larger difference than it would alone. Below 20 that count for the figure, a slice is not judged."
    );
    let sample = Sample::new(vec![0.9, 0.8, 0.7, 0.6], vec![true, true, true, false], None).expect("valid");
    let sweep = Sweep::of(&sample);
    let shared = hand_over(&sweep, 3, &Resampling::default()).expect("cases");
    assert_eq!(
        say(&beyond::hand_over(&shared, 4.0, &words)),
        "The model decides 75% of the vehicle-weeks and is right in 100% of them. People check the other 25%. No error goes unchecked."
    );
    let nothing = hand_over(&sweep, 0, &Resampling::default()).expect("cases");
    assert_eq!(
        say(&beyond::hand_over(&nothing, 4.0, &words)),
        "People check all vehicle-weeks. The model decides none."
    );
    let bins = calibration(&sweep, 1, Binning::EqualWidth, Confidence::default()).expect("probabilities");
    assert_eq!(
        say(&beyond::calibration_bin(&bins[0], &words)),
        "Of 4 vehicle-weeks scored about 75%, 75% are positive (interval: 30% to 95%)."
    );
    assert_eq!(say(&beyond::calibration_error(0.043, &words)), "Scores are off by 4.3 percentage points on average.");
    assert_eq!(say(&beyond::calibration_error(0.01, &words)), "Scores are off by 1 percentage point on average.");
}
