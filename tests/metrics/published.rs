//! Published tables and worked examples.

use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::frequency::Frequencies;
use cutpoint::metrics::independent::newcombe_independent;
use cutpoint::metrics::interval::{Confidence, Interval, clopper_pearson, wilson};
use cutpoint::metrics::paired::{Agreement, McNemar, newcombe_paired};
use cutpoint::metrics::prevalence::Prevalence;

#[track_caller]
fn printed(ours: Option<Interval>, low: f64, high: f64, digits: i32) {
    let ours = ours.expect("cases");
    let half = 0.5 * 10_f64.powi(-digits) + 1e-12;
    assert!((ours.low - low).abs() <= half && (ours.high - high).abs() <= half, "{ours:?} is not {low} to {high}");
}

/// Newcombe (1998), "Two-sided confidence intervals for the single
/// proportion", Statistics in Medicine 17, 857-872, table I, methods 3 and 5.
/// The paper could not be opened. Opened: the tests of the R package propint
/// (its repository m-Py/propint), which hold 81 of 263 and 15 of 148 by method 3 to that
/// table; the other rows as several public test suites quote them.
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

/// Fagerland, Lydersen & Laake (2017), "Statistical Analysis of Contingency
/// Tables", chapter 2 (13 of 16), as printed by the authors' R package
/// contingencytables. Opened: its tests (ocbe-uio/contingencytables, test-ch2.R).
#[test]
fn wilson_and_clopper_pearson_match_fagerland_2017_chapter_2() {
    printed(wilson(13.0, 16.0, Confidence::default()), 0.5699, 0.9341, 4);
    printed(clopper_pearson(13.0, 16.0, Confidence::default()), 0.5435, 0.9595, 4);
}

/// Newcombe (1998), "Interval estimation for the difference between
/// independent proportions", Statistics in Medicine 17, 873-890, table II,
/// method 10. The paper could not be opened. Opened: the tests of propint, which
/// hold the first two rows; the others as several public test suites quote them.
#[test]
fn the_difference_of_separate_proportions_matches_newcombe_1998_table_2() {
    for (first, second, low, high) in [
        ((48.0, 80.0), (56.0, 70.0), 0.0524, 0.3339),
        ((3.0, 10.0), (9.0, 10.0), 0.1705, 0.8090),
        ((2.0, 7.0), (6.0, 7.0), 0.0582, 0.8062),
        ((0.0, 29.0), (5.0, 56.0), -0.0381, 0.1926),
        ((0.0, 20.0), (0.0, 10.0), -0.1611, 0.2775),
        ((0.0, 10.0), (0.0, 10.0), -0.2775, 0.2775),
        ((0.0, 20.0), (10.0, 10.0), 0.6791, 1.0000),
        ((0.0, 10.0), (10.0, 10.0), 0.6075, 1.0000),
    ] {
        printed(newcombe_independent(first, second, Confidence::default()), low, high, 4);
    }
}

/// Newcombe (1998), "Improved confidence intervals for the difference between
/// binomial proportions based on paired data", Statistics in Medicine 17,
/// 2635-2650, method 10. Opened: the tests of propint, which hold these four
/// rows to the paper.
#[test]
fn the_difference_of_paired_proportions_matches_newcombe_1998() {
    for (both, only_new, only_old, neither, low, high) in [
        (36.0, 12.0, 2.0, 0.0, 0.0569, 0.3404),
        (18.0, 12.0, 2.0, 18.0, 0.0562, 0.3290),
        (53.0, 0.0, 0.0, 1.0, -0.0729, 0.0729),
        (0.0, 30.0, 0.0, 0.0, 0.8395, 1.0000),
    ] {
        let table = Agreement { both, only_old, only_new, neither };
        printed(newcombe_paired(&table, Confidence::default()), low, high, 4);
    }
}

/// Fagerland, Lydersen & Laake (2017), chapter 8: complete response before and
/// after consolidation therapy (Cavo et al. 2012), 59 both, 6 and 16 one only,
/// 80 neither. Opened: the package's tests (test-ch8.R).
#[test]
fn a_paired_table_matches_fagerland_2017_chapter_8() {
    let table = Agreement { both: 59.0, only_old: 16.0, only_new: 6.0, neither: 80.0 };
    printed(newcombe_paired(&table, Confidence::default()), -0.1186, -0.0046, 4);
    assert!((McNemar::of(6.0, 16.0).p_value - 0.052479).abs() < 5e-7);
}

/// Twice the tail of the binomial with one half, by hand: 1 + 11 + 55 of 2^11,
/// 1 + 14 + 91 of 2^14.
#[test]
fn mcnemar_is_twice_the_binomial_tail() {
    assert!((McNemar::of(2.0, 9.0).p_value - 134.0 / 2048.0).abs() < 1e-15);
    assert!((McNemar::of(12.0, 2.0).p_value - 212.0 / 16384.0).abs() < 1e-15);
    assert_eq!(McNemar::of(0.0, 0.0).p_value, 1.0);
    assert_eq!(McNemar::of(4.0, 4.0).p_value, 1.0);
}

/// Gigerenzer et al. (2007), "Helping doctors and patients make sense of
/// health statistics", Psychological Science in the Public Interest 8, 53-96, p. 55:
/// of 1,000 women 10 have cancer, 9 of them test positive, and so do 89 without.
/// Only its abstract could be opened; the counts follow by hand from 1 %, 90 % and 9 %.
#[test]
fn a_prevalence_of_one_percent_gives_the_frequencies_of_gigerenzer_2007() {
    // 90 % sensitivity and 9 % false positives, measured where half have it.
    let seen = Confusion { tp: 900.0, fn_: 100.0, fp: 90.0, tn: 910.0 };
    let there = Prevalence::new(0.01).expect("a share").shift(&seen).expect("both classes");
    let f = Frequencies::of(&there, 1_000).expect("cases");
    assert_eq!((f.caught, f.missed, f.false_alarms), (9, 1, 89));
    assert!(there.precision().is_some_and(|precision| (precision - 9.0 / 98.0).abs() < 0.0005));
}
