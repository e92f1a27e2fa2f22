//! Slices and classes.

use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::multiclass::{Average, ConfusionMatrix, MultiError, MultiSample};
use cutpoint::metrics::paired::{Agreement, PairedCounts, Verdict};
use cutpoint::metrics::slice::{SliceCare, SliceError, by_risk, judge, judge_change};
use cutpoint::metrics::undefined::Undefined;

use crate::brute;
use crate::comparing::{at, pair};
use crate::uncertainty::Walk;

#[test]
fn one_bad_slice_is_found_and_a_small_one_is_not_judged() {
    let good = Confusion { tp: 180.0, fn_: 20.0, fp: 30.0, tn: 770.0 };
    let bad = Confusion { tp: 60.0, fn_: 40.0, fp: 15.0, tn: 385.0 };
    let small = Confusion { tp: 5.0, fn_: 14.0, fp: 1.0, tn: 80.0 };
    let judged = judge(&[good, good, bad, small], Figure::Recall, &SliceCare::default());
    let verdicts: Vec<Verdict> = judged.iter().map(|slice| slice.verdict).collect();
    assert_eq!(verdicts[2], Verdict::Worse);
    assert!(!judged[3].enough && judged[3].against_rest.is_none() && verdicts[3] == Verdict::CannotTell);
    assert!(judged[3].estimate.is_ok_and(|estimate| estimate.interval.width() > 0.3));
}

#[test]
fn among_twenty_equal_slices_a_false_alarm_is_rarer_than_one_in_twenty() {
    let mut walk = Walk(1234);
    let mut alarmed = 0;
    for _ in 0..200 {
        let slice = |walk: &mut Walk| {
            let tp = (0..60).filter(|_| walk.unit() < 0.8).count() as f64;
            Confusion { tp, fn_: 60.0 - tp, fp: 10.0, tn: 100.0 }
        };
        let slices: Vec<Confusion> = (0..20).map(|_| slice(&mut walk)).collect();
        let judged = judge(&slices, Figure::Recall, &SliceCare { margin: 0.0, ..SliceCare::default() });
        alarmed += usize::from(judged.iter().any(|s| matches!(s.verdict, Verdict::Better | Verdict::Worse)));
    }
    assert!(alarmed <= 18, "{alarmed} of 200 rounds");
}

#[test]
fn rows_of_unknown_slices_and_classes_are_refused_with_their_row() {
    let sample = brute::sample(&[(0.1, true, 1.0), (0.2, false, 1.0)]);
    assert_eq!(sample.split(&[0, 7], 2), Err(SliceError::Unknown { row: 2, slice: 7 }));
    assert_eq!(sample.split(&[0], 2), Err(SliceError::Length { slices: 1, rows: 2 }));
    let refuse = |scores: &[f64], labels: &[u32]| MultiSample::new(2, scores.to_vec(), labels.to_vec(), None);
    assert_eq!(refuse(&[0.1, 0.9, 0.2, 0.8], &[0, 2]), Err(MultiError::UnknownLabel { row: 2, label: 2 }));
    assert_eq!(refuse(&[0.1, 0.9, 0.2, f64::NAN], &[0, 1]), Err(MultiError::ScoreIsNotANumber { row: 2, class: 1 }));
    assert_eq!(refuse(&[0.1], &[0]), Err(MultiError::Length { scores: 1, rows: 1, classes: 2 }));
}

#[test]
fn a_class_never_predicted_makes_the_macro_precision_undefined() {
    let matrix = ConfusionMatrix::count(3, [(0, 0, 3.0), (1, 1, 2.0), (2, 0, 1.0)].into_iter());
    assert_eq!(matrix.average(Figure::Precision, Average::Macro), Err(Undefined::NothingFlagged));
    assert_eq!(matrix.average(Figure::Recall, Average::Macro), Ok((1.0 + 1.0 + 0.0) / 3.0));
}

#[test]
fn slices_that_may_have_got_worse_come_first() {
    let pair = |only_old, only_new, size| PairedCounts {
        positives: Agreement { both: 0.7 * size, only_old, only_new, neither: 0.3 * size - only_old - only_new },
        negatives: Agreement { both: 10.0, only_old: 1.0, only_new: 1.0, neither: 300.0 },
    };
    let slices = [
        pair(0.0, 30.0, 200.0),
        pair(3.0, 3.0, 60.0),
        pair(30.0, 1.0, 200.0),
        pair(0.0, 0.0, 10.0),
        PairedCounts::default(),
    ];
    let changes = judge_change(&slices, Figure::Recall, &SliceCare::default());
    let verdicts: Vec<Verdict> = changes.iter().map(|change| change.verdict).collect();
    assert_eq!(verdicts[..4], [Verdict::Better, Verdict::CannotTell, Verdict::Worse, Verdict::CannotTell]);
    assert!(changes[1].enough && !changes[3].enough && changes[4].difference.is_err());
    let order = by_risk(&changes);
    assert_eq!((order[0], order[4]), (2, 4));
    assert!(order.iter().position(|k| *k == 1) < order.iter().position(|k| *k == 0));
}

#[test]
fn paired_slices_split_both_models_alike() {
    let sample = pair(90, 1.2, 2);
    let slice_of: Vec<u32> = (0..90).map(|row| row % 3).collect();
    let parts = sample.split(&slice_of, 3).expect("known slices");
    let whole = sample.counts(at(0.5), at(0.6));
    let gained: f64 = parts.iter().map(|part| part.counts(at(0.5), at(0.6)).gained()).sum();
    assert_eq!((parts.len(), gained), (3, whole.gained()));
}
