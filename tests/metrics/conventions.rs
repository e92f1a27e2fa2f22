//! The conventions of DESIGN section 4, one test each.

use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::curve::{average_precision, pr_points, roc_area};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::sample::{Sample, SampleError, Score};
use cutpoint::metrics::sweep::{ColumnsError, Sweep};
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::undefined::Undefined;
use cutpoint::metrics::value::Values;

use crate::brute;

fn sweep(cases: &[(f64, bool)]) -> Sweep {
    let cases: Vec<_> = cases.iter().map(|(score, positive)| (*score, *positive, 1.0)).collect();
    Sweep::of(&brute::sample(&cases))
}

#[test]
fn a_case_is_flagged_when_score_is_at_or_above_threshold() {
    let sweep = sweep(&[(0.5, true), (0.4, false)]);
    let at = |t| sweep.confusion(sweep.index_at(Threshold::at(t).expect("a number")));
    assert_eq!(at(0.5).tp, 1.0);
    assert_eq!(at(0.5_f64.next_up()).tp, 0.0);
    assert_eq!(at(0.5_f64.next_down()).tp, 1.0);
    assert!(Threshold::at(0.5).is_some_and(|t| t.flags(Score::new(0.5).expect("a number"))));
}

#[test]
fn nobody_is_the_highest_threshold_and_flags_not_even_infinity() {
    let infinite = Score::new(f64::INFINITY).expect("a number");
    assert!(Threshold::Nobody > Threshold::At(infinite));
    assert!(!Threshold::Nobody.flags(infinite));
    let sweep = sweep(&[(f64::INFINITY, true), (f64::NEG_INFINITY, false)]);
    assert_eq!(sweep.len(), 3);
    assert_eq!(sweep.confusion(0).flagged(), 0.0);
    assert_eq!(sweep.confusion(1).tp, 1.0);
}

#[test]
fn minus_zero_and_zero_are_one_operating_point() {
    assert_eq!(sweep(&[(0.0, true), (-0.0, false)]).len(), 2);
}

#[test]
fn nan_scores_are_refused_with_their_row() {
    let refused = Sample::new(vec![0.1, f64::NAN], vec![true, false], None);
    assert_eq!(refused, Err(SampleError::ScoreIsNotANumber { row: 2 }));
    assert_eq!(Score::new(f64::NAN), None);
}

#[test]
fn bad_weights_are_refused_with_their_row() {
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        let refused = Sample::new(vec![0.1, 0.2, 0.3], vec![true; 3], Some(vec![1.0, 0.0, bad]));
        assert!(matches!(refused, Err(SampleError::Weight { row: 3, .. })));
    }
    let overflow = Sample::new(vec![0.1, 0.2], vec![true; 2], Some(vec![f64::MAX; 2]));
    assert_eq!(overflow, Err(SampleError::WeightsOverflow));
}

#[test]
fn columns_of_different_length_are_refused() {
    let refused = Sample::new(vec![0.1, 0.2], vec![true], None);
    assert_eq!(refused, Err(SampleError::Length { column: "label", rows: 1, scores: 2 }));
}

#[test]
fn an_undefined_ratio_is_none_with_its_reason_and_never_zero() {
    let nobody = Confusion { fn_: 3.0, tn: 5.0, ..Confusion::default() };
    assert_eq!(nobody.precision(), None);
    assert_eq!(Figure::Precision.of(&nobody), Err(Undefined::NothingFlagged));
    assert_eq!(Figure::Matthews.of(&nobody), Err(Undefined::NothingFlagged));
    assert_eq!(Figure::PositiveLikelihoodRatio.of(&nobody), Err(Undefined::NoFalseAlarms));
    // Nothing flagged but positives missed: F is 0, not undefined.
    assert_eq!(Figure::F1.of(&nobody), Ok(0.0));
    let no_positives = Confusion { fp: 2.0, tn: 5.0, ..Confusion::default() };
    assert_eq!(Figure::Recall.of(&no_positives), Err(Undefined::NoPositives));
    assert_eq!(Figure::Lift.of(&no_positives), Err(Undefined::NoPositives));
    let everyone = Confusion { tp: 2.0, fp: 2.0, ..Confusion::default() };
    assert_eq!(Figure::NegativePredictiveValue.of(&everyone), Err(Undefined::NothingLeftAlone));
    assert_eq!(Figure::Accuracy.of(&Confusion::default()), Err(Undefined::NoCases));
    assert_eq!(Figure::FBeta(0.0).of(&everyone), Err(Undefined::ParameterOutOfRange));
}

#[test]
fn the_pr_curve_has_no_invented_point_at_recall_zero() {
    let points = pr_points(&sweep(&[(0.9, false), (0.8, true)]));
    assert_eq!(points.len(), 2);
    assert_eq!((points[0].recall, points[0].precision), (0.0, 0.0));
    assert_eq!((points[1].recall, points[1].precision), (1.0, 0.5));
}

#[test]
fn areas_are_undefined_when_a_class_is_missing() {
    assert_eq!(average_precision(&sweep(&[(0.5, false)])), None);
    assert_eq!(roc_area(&sweep(&[(0.5, true)])), None);
    assert_eq!(roc_area(&sweep(&[])), None);
    assert_eq!(roc_area(&sweep(&[(0.5, true), (0.5, false)])), Some(0.5));
}

#[test]
fn rows_of_weight_zero_make_no_operating_point() {
    let sample = Sample::new(vec![0.9, 0.5], vec![true, true], Some(vec![0.0, 2.0])).expect("valid");
    let sweep = Sweep::of(&sample);
    assert_eq!(sweep.len(), 2);
    assert_eq!(sweep.threshold(1).score(), Some(0.5));
}

#[test]
fn columns_that_are_no_sweep_are_refused() {
    let refuse = |t: &[f64], tp: &[f64], fp: &[f64], p, n| {
        Sweep::from_columns(t.to_vec(), tp.to_vec(), fp.to_vec(), p, n).expect_err("not a sweep")
    };
    assert_eq!(refuse(&[0.5], &[1.0], &[], 1.0, 0.0), ColumnsError::Length);
    assert_eq!(refuse(&[0.5, 0.5], &[1.0, 1.0], &[0.0, 1.0], 1.0, 1.0), ColumnsError::NotDescending { row: 2 });
    assert_eq!(refuse(&[0.5, 0.4], &[1.0, 0.0], &[0.0, 1.0], 1.0, 1.0), ColumnsError::CountsFall { row: 2 });
    assert_eq!(refuse(&[0.5], &[f64::NAN], &[0.0], 1.0, 0.0), ColumnsError::CountsFall { row: 1 });
    assert_eq!(refuse(&[f64::NAN], &[1.0], &[0.0], 1.0, 0.0), ColumnsError::NotANumber { row: 1 });
    assert_eq!(refuse(&[0.5], &[1.0], &[0.0], 2.0, 0.0), ColumnsError::TotalsDiffer);
}

#[test]
fn a_calibrated_threshold_balances_what_a_false_alarm_and_a_miss_cost() {
    let values = Values { tp: 0.0, fp: -1.0, fn_: -9.0, tn: 0.0 };
    assert_eq!(values.calibrated_threshold(), Some(0.1));
    assert_eq!(Values { tp: -9.0, ..values }.calibrated_threshold(), None);
}

#[test]
fn sorting_a_million_scores_keeps_their_order_and_counts() {
    // A linear congruential walk, so that the test needs no generator.
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 11
    };
    let scores: Vec<f64> = (0..1_000_000).map(|_| (next() as f64 - 4.5e15) / 4.5e15).collect();
    let positive: Vec<bool> = scores.iter().map(|score| score.to_bits() % 3 == 0).collect();
    let mut sorted = scores.clone();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted.dedup();
    let sweep = Sweep::of(&Sample::new(scores, positive, None).expect("valid"));
    assert_eq!(sweep.scores(), sorted);
}

#[test]
fn adding_weights_up_loses_no_small_part() {
    // One case of weight 2^53 swallows every 1 that is added to it alone.
    let large = (1_u64 << 53) as f64;
    let weights = [vec![large], vec![1.0; 1_000]].concat();
    let sample = Sample::new(vec![0.5; 1_001], vec![true; 1_001], Some(weights)).expect("valid");
    assert_eq!(sample.positives(), large + 1_000.0);
    assert_eq!(Sweep::of(&sample).positives(), large + 1_000.0);
}
