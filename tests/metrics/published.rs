//! Published tables and worked examples.

use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::frequency::Frequencies;
use cutpoint::metrics::independent::newcombe_independent;
use cutpoint::metrics::interval::{Confidence, Interval, clopper_pearson, wilson};
use cutpoint::metrics::paired::{Agreement, McNemar, newcombe_paired, roc_area_estimate};
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;

#[track_caller]
fn printed(ours: Option<Interval>, low: f64, high: f64, digits: i32) {
    let ours = ours.expect("cases");
    let half = 0.5 * 10_f64.powi(-digits) + 1e-12;
    assert!((ours.low - low).abs() <= half && (ours.high - high).abs() <= half, "{ours:?} is not {low} to {high}");
}

/// Newcombe (1998), "Two-sided confidence intervals for the single
/// proportion", Statistics in Medicine 17, 857-872, table I, methods 3 and 5.
#[test]
fn wilson_and_clopper_pearson_match_newcombe_1998_table_1() {
    let level = Confidence::default();
    for (k, n, wilson_ends, exact_ends) in [
        (81.0, 263.0, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15.0, 148.0, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0.0, 20.0, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1.0, 29.0, (0.0061, 0.1718), (0.0009, 0.1776)),
    ] {
        printed(wilson(k, n, level), wilson_ends.0, wilson_ends.1, 4);
        printed(clopper_pearson(k, n, level), exact_ends.0, exact_ends.1, 4);
    }
}

/// Newcombe (1998), "Interval estimation for the difference between
/// independent proportions", Statistics in Medicine 17, 873-890, table II,
/// method 10.
#[test]
fn the_difference_of_separate_proportions_matches_newcombe_1998_table_2() {
    for (first, second, low, high) in [
        ((48.0, 80.0), (56.0, 70.0), 0.0524, 0.3339),
        ((3.0, 10.0), (9.0, 10.0), 0.1705, 0.8090),
        ((2.0, 7.0), (6.0, 7.0), 0.0582, 0.8062),
        ((0.0, 29.0), (5.0, 56.0), -0.0381, 0.1926),
        ((0.0, 20.0), (0.0, 10.0), -0.1611, 0.2775),
        ((0.0, 20.0), (10.0, 10.0), 0.6791, 1.0000),
    ] {
        printed(newcombe_independent(first, second, Confidence::default()), low, high, 4);
    }
}

/// Altman, Machin, Bryant & Gardner (2000), "Statistics with Confidence", 2nd
/// edition, table 6.2 and page 52, with the method of Newcombe (1998),
/// Statistics in Medicine 17, 2635-2650: 14 both, 5 and 0 one only, 22 neither.
#[test]
fn the_difference_of_paired_proportions_matches_altman_2000() {
    let table = Agreement { both: 14.0, only_old: 0.0, only_new: 5.0, neither: 22.0 };
    printed(newcombe_paired(&table, Confidence::default()), 0.011, 0.226, 3);
}

/// Armitage & Berry (1994), "Statistical Methods in Medical Research", p. 127
/// (12 against 2), and Fay's "exact2x2" (2 against 9), both two-sided exact.
#[test]
fn mcnemar_matches_armitage_and_berry_and_exact2x2() {
    assert!((McNemar::of(12.0, 2.0).p_value - 0.0129).abs() < 5e-5);
    assert!((McNemar::of(2.0, 9.0).p_value - 0.06543).abs() < 5e-6);
    assert_eq!(McNemar::of(0.0, 0.0).p_value, 1.0);
    assert_eq!(McNemar::of(4.0, 4.0).p_value, 1.0);
}

/// Hanley & McNeil (1982), Radiology 143, 29-36, table I: 109 CT images rated
/// 1 to 5, with the area, DeLong standard error (0.0307) and interval that the
/// Stata manual prints for them (`roctab`).
#[test]
fn delong_matches_stata_on_the_ct_images_of_hanley_and_mcneil() {
    let normal = [33.0, 6.0, 6.0, 11.0, 2.0];
    let abnormal = [3.0, 2.0, 2.0, 11.0, 33.0];
    let ratings = [1.0, 2.0, 3.0, 4.0, 5.0];
    let scores = [ratings, ratings].concat();
    let positive = [[false; 5], [true; 5]].concat();
    let sample = Sample::new(scores, positive, Some([normal, abnormal].concat())).expect("valid");
    let ours = roc_area_estimate(&Sweep::of(&sample), Confidence::default()).expect("both classes");
    assert!((ours.value - 0.8932).abs() < 5e-5);
    printed(Some(ours.interval), 0.83295, 0.95339, 5);
}

/// Gigerenzer et al. (2007), "Helping doctors and patients make sense of
/// health statistics", p. 55: of 1,000 women 10 have cancer, 9 of them test
/// positive, and so do 89 without.
#[test]
fn a_prevalence_of_one_percent_gives_the_frequencies_of_gigerenzer_2007() {
    // 90 % sensitivity and 9 % false positives, measured where half have it.
    let seen = Confusion { tp: 900.0, fn_: 100.0, fp: 90.0, tn: 910.0 };
    let there = Prevalence::new(0.01).expect("a share").shift(&seen).expect("both classes");
    let f = Frequencies::of(&there, 1_000).expect("cases");
    assert_eq!((f.caught, f.missed, f.false_alarms), (9, 1, 89));
    assert!(there.precision().is_some_and(|precision| (precision - 9.0 / 98.0).abs() < 0.0005));
}
