//! Draws, bands, optimism and how many more cases.

use cutpoint::metrics::bootstrap::{
    Method, Resampling, chosen_figures, figure_at_prevalence, figure_interval, pr_band, roc_band, summary_interval,
};
use cutpoint::metrics::choice::Rule;
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::curve::{average_precision, roc_area};
use cutpoint::metrics::estimate::estimate;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::{Confidence, clopper_pearson, wilson};
use cutpoint::metrics::needed::{cases_to_tell, more_cases_to_tell, times_as_many};
use cutpoint::metrics::paired::roc_area_estimate;
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::undefined::Undefined;
use proptest::prelude::*;

/// The walk of the fixtures, to make samples without a generator.
pub struct Walk(pub u64);

impl Walk {
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Scores that are right with chance `score`, rounded to `steps` steps.
    pub fn calibrated(&mut self, rows: usize, steps: f64) -> Sample {
        let scores: Vec<f64> = (0..rows).map(|_| (self.unit() * steps).round() / steps).collect();
        let positive = scores.iter().map(|score| self.unit() < *score).collect();
        Sample::new(scores, positive, None).expect("valid")
    }

    /// Scores that know nothing.
    pub fn noise(&mut self, rows: usize) -> Sample {
        let scores = (0..rows).map(|_| self.unit()).collect();
        let positive = (0..rows).map(|_| self.unit() < 0.4).collect();
        Sample::new(scores, positive, None).expect("valid")
    }
}

const TABLE: Confusion = Confusion { tp: 90.0, fp: 30.0, fn_: 10.0, tn: 870.0 };

#[test]
fn the_same_seed_gives_the_same_interval_and_another_seed_nearly() {
    let plain = Resampling::default();
    let first = figure_interval(&TABLE, Figure::F1, &plain);
    assert_eq!(first, figure_interval(&TABLE, Figure::F1, &plain));
    let other = figure_interval(&TABLE, Figure::F1, &Resampling { seed: 8, ..plain }).expect("defined");
    let first = first.expect("defined");
    assert_ne!(first.interval, other.interval);
    assert!((first.interval.low - other.interval.low).abs() < 0.01);
}

#[test]
fn proportions_get_wilson_and_others_the_bootstrap() {
    let recall = estimate(&TABLE, Figure::Recall, &Resampling::default()).expect("defined");
    assert_eq!(recall.method, Method::Wilson);
    assert_eq!(Some(recall.interval), wilson(90.0, 100.0, Confidence::default()));
    let f1 = estimate(&TABLE, Figure::F1, &Resampling::default()).expect("defined");
    assert_eq!((f1.method, f1.undefined_draws), (Method::Bootstrap, 0));
    assert!(f1.interval.contains(f1.value));
    let nobody = Confusion { fn_: 3.0, tn: 4.0, ..Confusion::default() };
    assert_eq!(estimate(&nobody, Figure::Precision, &Resampling::default()), Err(Undefined::NothingFlagged));
}

#[test]
fn an_outcome_never_seen_is_not_taken_for_impossible() {
    let clean = Confusion { tp: 30.0, fp: 0.0, fn_: 0.0, tn: 70.0 };
    let f1 = figure_interval(&clean, Figure::F1, &Resampling::default()).expect("defined");
    assert_eq!((f1.value, f1.method), (1.0, Method::PaddedBootstrap));
    // The rule of three: up to 3 of the 30 and of the 70 may have gone wrong.
    assert!(f1.interval.low < 0.96 && f1.interval.low > 0.85 && f1.interval.high == 1.0, "{f1:?}");
}

#[test]
fn a_95_percent_bootstrap_interval_holds_the_true_f1_about_95_percent_of_the_time() {
    let truth = 2.0 * 0.12 / (2.0 * 0.12 + 0.08 + 0.05);
    let mut walk = Walk(99);
    let mut held = 0;
    for _ in 0..1_000 {
        let mut c = Confusion::default();
        for _ in 0..400 {
            match walk.unit() {
                u if u < 0.12 => c.tp += 1.0,
                u if u < 0.20 => c.fp += 1.0,
                u if u < 0.25 => c.fn_ += 1.0,
                _ => c.tn += 1.0,
            }
        }
        let few = Resampling { draws: 500, ..Resampling::default() };
        held += usize::from(figure_interval(&c, Figure::F1, &few).expect("defined").interval.contains(truth));
    }
    assert!((925..=970).contains(&held), "{held} of 1,000");
}

proptest! {
    #[test]
    fn clopper_pearson_leaves_exactly_half_of_the_rest_on_each_side(n in 1..300_u32, share in 0.0..1.0_f64) {
        let k = (f64::from(n) * share).floor();
        let n = f64::from(n);
        let interval = clopper_pearson(k, n, Confidence::default()).expect("a proportion");
        // At the ends, the chance of a result at least this extreme is 2.5 %.
        let at_most = |p: f64| cutpoint::metrics::special::binomial_at_most(k, n, p);
        let at_least = |p: f64| 1.0 - cutpoint::metrics::special::binomial_at_most(k - 1.0, n, p);
        if k > 0.0 {
            prop_assert!((at_least(interval.low) - 0.025).abs() < 1e-12);
        }
        if k < n {
            prop_assert!((at_most(interval.high) - 0.025).abs() < 1e-12);
        }
    }

    #[test]
    fn the_number_of_cases_to_tell_is_the_smallest(share in 0.0..=1.0_f64, target in 0.01..0.99_f64) {
        prop_assume!((share - target).abs() > 0.01);
        let needed = cases_to_tell(share, target, Confidence::default()).expect("a number");
        let tells = |n: f64| !wilson(share * n, n, Confidence::default()).expect("cases").contains(target);
        prop_assert!(tells(needed + 1e-6));
        prop_assert!(needed <= 1.0 || !tells(needed - 1.0 - 1e-6));
    }

    #[test]
    fn wilson_holds_its_share_and_narrows_with_cases(k in 0..500_u32, more in 0..500_u32) {
        let (k, n) = (f64::from(k), f64::from(k + more).max(1.0));
        let once = wilson(k, n, Confidence::default()).expect("cases");
        let twice = wilson(2.0 * k, 2.0 * n, Confidence::default()).expect("cases");
        prop_assert!(once.contains(k / n) && once.low >= 0.0 && once.high <= 1.0);
        prop_assert!(twice.width() <= once.width());
    }
}

#[test]
fn no_number_of_cases_tells_a_share_from_itself() {
    let level = Confidence::default();
    assert_eq!(cases_to_tell(0.9, 0.9, level), None);
    assert_eq!(cases_to_tell(1.2, 0.9, level), None);
    // 90 of 100 against a target of 0.85: one in ten cases is of the kind.
    let needed = cases_to_tell(0.9, 0.85, level).expect("a number");
    assert_eq!(needed, 196.0);
    let more = more_cases_to_tell(0.9, 0.85, 100.0, 1_000.0, level);
    assert_eq!(more, Some(960.0));
    assert_eq!(more_cases_to_tell(0.9, 0.5, 100.0, 1_000.0, level), Some(0.0));
    assert_eq!(times_as_many(0.01, 0.03, 0.0), Some(9.0));
    assert_eq!(times_as_many(0.0, 0.03, 0.0), None);
}

#[test]
fn resampling_cases_equals_the_multinomial_at_a_fixed_threshold() {
    // Few cases are drawn one by one; the same ones weighted by 40, by cell.
    let sample = Walk(3).calibrated(2_000, 50.0);
    let many =
        Sample::new(sample.scores().to_vec(), sample.positive().to_vec(), Some(vec![40.0; 2_000])).expect("valid");
    for sample in [sample, many] {
        let sweep = Sweep::of(&sample);
        let at = Threshold::at(0.6).expect("a number");
        let c = sweep.confusion(sweep.index_at(at));
        let plain = figure_interval(&c, Figure::F1, &Resampling::default()).expect("defined").interval;
        let report = chosen_figures(&sweep, Rule::Fixed(at), &[Figure::F1], &Resampling::default()).expect("possible");
        let whole = report.figures[0].expect("defined");
        assert!((whole.interval.low - plain.low).abs() < 0.06 * plain.width(), "{whole:?} {plain:?}");
        assert!((whole.interval.high - plain.high).abs() < 0.06 * plain.width(), "{whole:?} {plain:?}");
        assert!(whole.optimism.abs() < 0.05 * plain.width());
        assert_eq!(report.thresholds.0, report.thresholds.1);
    }
}

#[test]
fn a_threshold_chosen_from_noise_looks_better_than_it_is() {
    let (mut apparent, mut corrected) = (0.0, 0.0);
    for seed in 0..20 {
        let sweep = Sweep::of(&Walk(seed).noise(80));
        let few = Resampling { draws: 200, ..Resampling::default() };
        let report = chosen_figures(&sweep, Rule::Youden, &[Figure::Youden], &few).expect("possible");
        let youden = report.figures[0].expect("defined");
        assert!(youden.optimism > 0.0 && youden.corrected < youden.apparent);
        assert!(report.thresholds.0 <= report.thresholds.1);
        apparent += youden.apparent / 20.0;
        corrected += youden.corrected / 20.0;
    }
    // The truth is 0.
    assert!(apparent > 0.1 && corrected.abs() < apparent / 2.0, "{apparent} {corrected}");
}

#[test]
fn areas_get_intervals_also_beyond_four_thousand_operating_points() {
    for rows in [1_000, 30_000] {
        let sweep = Sweep::of(&Walk(17).calibrated(rows, 1e15));
        let few = Resampling { draws: 300, ..Resampling::default() };
        let roc = summary_interval(&sweep, roc_area, &few).expect("both classes");
        let delong = roc_area_estimate(&sweep, Confidence::default()).expect("both classes");
        assert!(roc.interval.contains(roc.value) && roc.value == delong.value);
        let ratio = roc.interval.width() / delong.interval.width();
        assert!((0.85..1.15).contains(&ratio), "{rows} rows: {ratio}");
        let ap = summary_interval(&sweep, average_precision, &few).expect("positives");
        assert!(ap.interval.contains(ap.value));
    }
    assert_eq!(
        summary_interval(&Sweep::of(&Walk(1).noise(0)), roc_area, &Resampling::default()),
        Err(Undefined::NoCases)
    );
}

#[test]
fn bands_hold_their_curve_and_narrow_with_cases() {
    let few = Resampling { draws: 300, ..Resampling::default() };
    let width = |rows| {
        let sweep = Sweep::of(&Walk(5).calibrated(rows, 1e15));
        let band = pr_band(&sweep, 20, &few).expect("positives");
        assert_eq!(band.points.len(), 21);
        let roc = roc_band(&sweep, 20, &few).expect("both classes");
        assert!(roc.points.iter().all(|point| point.interval.contains(point.y)));
        assert!(roc.points.windows(2).all(|pair| pair[0].y <= pair[1].y));
        assert_eq!(roc.points.last().map(|point| (point.x, point.y)), Some((1.0, 1.0)));
        let middle = band.points.iter().filter(|point| point.x > 0.2);
        middle
            .map(|point| {
                assert!(point.interval.contains(point.y), "{point:?}");
                point.interval.width()
            })
            .sum::<f64>()
    };
    let (small, large) = (width(400), width(6_400));
    assert!((2.5..6.0).contains(&(small / large)), "sixteen times the cases, a quarter of the width: {small} {large}");
    assert_eq!(pr_band(&Sweep::of(&Walk(1).noise(0)), 10, &few), None);
}

#[test]
fn precision_elsewhere_has_an_interval_of_its_own() {
    let rare = Prevalence::new(0.01).expect("a share");
    let there = figure_at_prevalence(&TABLE, Figure::Precision, rare, &Resampling::default()).expect("defined");
    // recall 0.9, false positive rate 1/30: 0.009 / (0.009 + 0.033).
    assert!((there.value - 0.009 / (0.009 + 0.033)).abs() < 1e-12);
    assert!(there.interval.low < there.value && there.value < there.interval.high);
    assert!(there.interval.low > 0.1 && there.interval.high < 0.4);
    let none = Confusion { fp: 3.0, tn: 9.0, ..Confusion::default() };
    assert_eq!(
        figure_at_prevalence(&none, Figure::Precision, rare, &Resampling::default()),
        Err(Undefined::NoPositives)
    );
}

#[test]
fn the_roc_band_starts_at_the_recall_reached_without_a_false_alarm() {
    let scores = (0..100).map(f64::from).collect();
    let positive = (0..100).map(|k| k >= 60 || k % 3 == 0).collect();
    let sweep = Sweep::of(&Sample::new(scores, positive, None).expect("valid"));
    let band = roc_band(&sweep, 4, &Resampling { draws: 50, ..Resampling::default() }).expect("both classes");
    // 40 of the 60 positives score above every negative.
    assert_eq!((band.points[0].x, band.points[0].y), (0.0, 40.0 / 60.0));
}
