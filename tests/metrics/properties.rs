//! Properties against brute force.

use cutpoint::metrics::calibration::{Binning, calibration};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::curve::{average_precision, kolmogorov_smirnov, pr_points, roc_area, roc_points, visible};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::frequency::{Frequencies, apportion};
use cutpoint::metrics::histogram::Histogram;
use cutpoint::metrics::interval::Confidence;
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::probability::{BrierParts, brier_score, expected_calibration_error, log_loss};
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use proptest::prelude::*;

use crate::brute::{self, Case, cases, close, same, weighted_cases};

fn repeated(cases: &[Case]) -> Vec<Case> {
    cases.iter().flat_map(|case| std::iter::repeat_n((case.0, case.1, 1.0), case.2 as usize)).collect()
}

proptest! {
    #[test]
    fn the_sweep_holds_every_distinct_score_and_its_exact_counts(cases in weighted_cases()) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let thresholds = brute::thresholds(&cases);
        prop_assert_eq!(sweep.len(), thresholds.len());
        for (index, threshold) in thresholds.iter().enumerate() {
            prop_assert_eq!(sweep.threshold(index).score(), *threshold);
            prop_assert_eq!(sweep.confusion(index), brute::count(&cases, *threshold));
        }
    }

    #[test]
    fn a_weighted_row_equals_repeated_rows(cases in weighted_cases()) {
        prop_assert_eq!(Sweep::of(&brute::sample(&cases)), Sweep::of(&brute::sample(&repeated(&cases))));
    }

    #[test]
    fn a_threshold_finds_the_operating_point_that_flags_the_same_cases(cases in cases(), at in brute::score()) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let threshold = Threshold::at(at).expect("no NaN");
        prop_assert_eq!(sweep.confusion(sweep.index_at(threshold)), brute::count(&cases, Some(at)));
        prop_assert_eq!(sweep.index_at(Threshold::Nobody), 0);
    }

    #[test]
    fn a_flagged_count_finds_the_last_point_within_it(cases in weighted_cases(), count in 0..80_u8) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let count = f64::from(count);
        let expected = brute::thresholds(&cases).iter().rposition(|t| brute::count(&cases, *t).flagged() <= count);
        prop_assert_eq!(Some(sweep.index_by_flagged_count(count)), expected);
    }

    #[test]
    fn a_flagged_share_of_whole_percent_is_exact(cases in cases(), percent in 0..=100_u32) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let within = |t: &Option<f64>| brute::count(&cases, *t).flagged() * 100.0 <= f64::from(percent) * cases.len() as f64;
        let expected = brute::thresholds(&cases).iter().rposition(within);
        prop_assert_eq!(Some(sweep.index_by_flagged_share(f64::from(percent) / 100.0)), expected);
    }

    #[test]
    fn columns_travel_and_come_back_as_the_same_sweep(cases in weighted_cases()) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let c = sweep.clone().into_columns();
        prop_assert_eq!(Sweep::from_columns(c.thresholds, c.tp, c.fp, c.positives, c.negatives), Ok(sweep));
    }

    #[test]
    fn columns_of_any_weights_are_accepted_again(
        cases in prop::collection::vec((brute::score(), any::<bool>(), prop_oneof![0.0..1.0_f64, 0.0..1e-12_f64, 1e9..1e16_f64]), 0..80)
    ) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let c = sweep.clone().into_columns();
        prop_assert_eq!(Sweep::from_columns(c.thresholds, c.tp, c.fp, c.positives, c.negatives), Ok(sweep));
    }

    #[test]
    fn roc_area_is_the_share_of_pairs_won_with_ties_half(cases in weighted_cases()) {
        prop_assert!(same(roc_area(&Sweep::of(&brute::sample(&cases))), brute::pairs_won(&cases)));
    }

    #[test]
    fn average_precision_is_the_step_sum(cases in weighted_cases()) {
        let (mut before, mut area, mut positives) = (0.0, 0.0, 0.0);
        for threshold in brute::thresholds(&cases).into_iter().skip(1) {
            let c = brute::count(&cases, threshold);
            positives = c.tp + c.fn_;
            let recall = c.tp / positives;
            area += (recall - before) * (c.tp / (c.tp + c.fp));
            before = recall;
        }
        prop_assert!(same(average_precision(&Sweep::of(&brute::sample(&cases))), (positives > 0.0).then_some(area)));
    }

    #[test]
    fn no_figure_is_ever_nan(tp in 0..3_u8, fp in 0..3_u8, fn_ in 0..3_u8, tn in 0..3_u8) {
        let c = Confusion::from_cells([tp, fp, fn_, tn].map(f64::from));
        let figures = [
            Figure::Precision, Figure::Recall, Figure::Specificity, Figure::FalsePositiveRate,
            Figure::FalseNegativeRate, Figure::NegativePredictiveValue, Figure::Accuracy,
            Figure::BalancedAccuracy, Figure::F1, Figure::FBeta(2.0), Figure::Matthews,
            Figure::PositiveLikelihoodRatio, Figure::NegativeLikelihoodRatio, Figure::FlaggedShare,
            Figure::Lift, Figure::NetBenefit(0.2), Figure::Youden,
        ];
        for figure in figures {
            if let Ok(value) = figure.of(&c) {
                prop_assert!(value.is_finite(), "{:?} is {} for {:?}", figure, value, c);
            }
        }
    }

    #[test]
    fn curves_have_one_point_an_operating_point(cases in cases()) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let both = sweep.positives() > 0.0 && sweep.negatives() > 0.0;
        prop_assert_eq!(pr_points(&sweep).len(), if sweep.positives() > 0.0 { sweep.len() - 1 } else { 0 });
        prop_assert_eq!(roc_points(&sweep).len(), if both { sweep.len() } else { 0 });
        let gap = roc_points(&sweep).iter().map(|p| (p.recall - p.false_positive_rate).abs()).reduce(f64::max);
        prop_assert!(same(kolmogorov_smirnov(&sweep).map(|ks| ks.statistic), gap));
    }

    #[test]
    fn visible_points_keep_the_ends_and_extremes_of_each_pixel_column(cases in cases(), columns in 1..12_usize) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let points = pr_points(&sweep);
        let place = |index: usize| points.iter().find(|p| p.index == index).map(|p| (p.recall, p.precision));
        let kept = visible(&sweep, columns, place);
        prop_assert!(kept.len() <= 4 * (columns + 1));
        prop_assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
        for column in 0..=columns {
            let inside = |p: &&cutpoint::metrics::curve::PrPoint| (p.recall * columns as f64) as usize == column;
            let all: Vec<f64> = points.iter().filter(inside).map(|p| p.precision).collect();
            let drawn: Vec<f64> = points.iter().filter(inside).filter(|p| kept.contains(&p.index)).map(|p| p.precision).collect();
            prop_assert_eq!(all.iter().copied().reduce(f64::max), drawn.iter().copied().reduce(f64::max));
            prop_assert_eq!(all.iter().copied().reduce(f64::min), drawn.iter().copied().reduce(f64::min));
            prop_assert_eq!(all.first(), drawn.first());
            prop_assert_eq!(all.last(), drawn.last());
        }
    }

    #[test]
    fn a_histogram_counts_every_case_once_in_the_bin_of_its_score(cases in weighted_cases(), bins in 1..9_usize) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let histogram = Histogram::of(&sweep, bins, Some((0.0, 1.0))).bins;
        for (k, bin) in histogram.iter().enumerate() {
            let (first, last) = (k == 0, k + 1 == bins);
            let inside = |s: f64| (first || s >= bin.low) && (last || s < bin.high);
            let weight = |wanted| cases.iter().filter(|c| c.1 == wanted && inside(c.0)).map(|c| c.2).sum::<f64>();
            prop_assert_eq!((bin.positives, bin.negatives), (weight(true), weight(false)));
        }
    }

    #[test]
    fn brier_and_log_loss_are_means_over_cases(cases in brute::probabilities()) {
        let sweep = Sweep::of(&brute::sample(&cases));
        let total: f64 = cases.iter().map(|c| c.2).sum();
        let mean = |loss: &dyn Fn(f64) -> f64| {
            (total > 0.0).then(|| cases.iter().map(|c| c.2 * loss(if c.1 { c.0 } else { 1.0 - c.0 })).sum::<f64>() / total)
        };
        prop_assert!(same(brier_score(&sweep).ok(), mean(&|right| (1.0 - right) * (1.0 - right))));
        let clip = |p: f64| p.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        prop_assert!(same(log_loss(&sweep).ok(), mean(&|right| -clip(right).ln())));
    }

    #[test]
    fn calibration_bins_hold_all_cases_and_the_brier_parts_add_up(cases in brute::probabilities(), bins in 1..12_usize) {
        let sweep = Sweep::of(&brute::sample(&cases));
        for binning in [Binning::EqualWidth, Binning::EqualCount] {
            let Ok(curve) = calibration(&sweep, bins, binning, Confidence::default()) else {
                prop_assert!(sweep.is_empty());
                continue;
            };
            prop_assert!(close(curve.iter().map(|b| b.cases).sum(), sweep.total()));
            prop_assert!(curve.len() <= bins);
            for (k, bin) in curve.iter().enumerate() {
                let inside = |s: f64| (k == 0 || s > bin.low) && s <= bin.high;
                prop_assert_eq!(bin.cases, cases.iter().filter(|c| inside(c.0)).map(|c| c.2).sum::<f64>());
                prop_assert!(bin.interval.contains(bin.observed));
            }
            let parts = BrierParts::of(&curve).expect("bins");
            prop_assert!((parts.score() - brier_score(&sweep).expect("probabilities")).abs() < 1e-13);
            prop_assert!(expected_calibration_error(&curve).is_some_and(|error| (0.0..=1.0).contains(&error)));
        }
    }

    #[test]
    fn equal_count_bins_differ_by_one_case_when_no_scores_tie(n in 10..200_usize, bins in 2..10_usize) {
        let cases: Vec<Case> = (0..n).map(|k| (k as f64 / n as f64, k % 3 == 0, 1.0)).collect();
        let curve = calibration(&Sweep::of(&brute::sample(&cases)), bins, Binning::EqualCount, Confidence::default());
        let sizes: Vec<f64> = curve.expect("probabilities").iter().map(|b| b.cases).collect();
        let (low, high) = (sizes.iter().copied().fold(f64::MAX, f64::min), sizes.iter().copied().fold(0.0, f64::max));
        prop_assert!(high - low <= 1.0, "{:?}", sizes);
    }

    #[test]
    fn frequencies_add_up_and_stay_within_one_of_exact(cells in prop::array::uniform4(0.0..1e6_f64), of in 1..5000_u64) {
        if let Some(shares) = apportion(cells, of) {
            prop_assert_eq!(shares.iter().sum::<u64>(), of);
            let total: f64 = cells.iter().sum();
            for (share, cell) in shares.iter().zip(cells) {
                prop_assert!((*share as f64 - cell / total * of as f64).abs() < 1.0);
            }
        }
    }

    #[test]
    fn the_round_base_shows_every_outcome_that_occurs(cells in prop::array::uniform4(0..5000_u32)) {
        let c = Confusion::from_cells(cells.map(f64::from));
        let Some(f) = Frequencies::of(&c, Frequencies::round_base(&c)) else { return Ok(()) };
        prop_assert_eq!(f.caught + f.false_alarms + f.missed + f.left_alone, f.of);
        for (shown, real) in [(f.caught, c.tp), (f.false_alarms, c.fp), (f.missed, c.fn_), (f.left_alone, c.tn)] {
            prop_assert_eq!(shown > 0, real > 0.0);
        }
    }

    #[test]
    fn a_prevalence_shift_keeps_both_error_rates(cells in prop::array::uniform4(1..500_u32), share in 0.01..0.99_f64) {
        let c = Confusion::from_cells(cells.map(f64::from));
        let shifted = Prevalence::new(share).expect("a share").shift(&c).expect("both classes");
        prop_assert!(close(shifted.total(), c.total()));
        prop_assert!(close(shifted.positives() / shifted.total(), share));
        prop_assert!(same(shifted.recall(), c.recall()));
        prop_assert!(same(shifted.figure(Figure::Specificity), c.figure(Figure::Specificity)));
    }
}
