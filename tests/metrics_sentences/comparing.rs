//! Two models, other prevalences, slices and people who help.

use cutpoint::explain::beyond;
use cutpoint::explain::compare::{Compared, difference, gained_and_lost, mcnemar, verdict};
use cutpoint::metrics::bootstrap::Resampling;
use cutpoint::metrics::calibration::{Binning, calibration};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::{Confidence, Interval};
use cutpoint::metrics::multiclass::hand_over;
use cutpoint::metrics::paired::{Agreement, Difference, McNemar, PairedCounts, Verdict};
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::slice::{SliceCare, judge};
use cutpoint::metrics::sweep::Sweep;

use crate::{counts, fleet, say};

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
    let thirds = Difference { old: 1.0 / 3.0, new: 0.66659, value: 0.66659 - 1.0 / 3.0, ..recall };
    assert!(said(Compared::Figure(Figure::Recall), &thirds).starts_with("Recall: from 33.3% to 66.7%, 33.4 points up"));
    let same = Difference { new: recall.old, value: 0.0, interval: Interval { low: -0.01, high: 0.01 }, ..recall };
    assert_eq!(
        said(Compared::RocArea, &same),
        "ROC area: from 0.800 to 0.800, unchanged (95% interval: −0.010 to +0.010)."
    );
    let worse = Difference { new: 0.79, value: -0.01, ..same };
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
fn elsewhere_slices_hand_over_and_calibration_speak_plainly() {
    let words = fleet();
    let c = counts(90.0, 30.0, 10.0, 870.0);
    let half = Prevalence::new(0.5).expect("a share");
    assert_eq!(
        say(&beyond::elsewhere(&c, half, &words)),
        "Suppose 50% are positive. Of 1,000 vehicle-weeks like these, 467 are flagged: 450 rightly, 17 wrongly. 50 are missed."
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
