//! Two models on the same cases.

use cutpoint::metrics::bootstrap::{Method, Resampling};
use cutpoint::metrics::choice::{Rule, choose_index};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::{Confidence, Interval};
use cutpoint::metrics::multiclass::{Average, ConfusionMatrix};
use cutpoint::metrics::paired::{
    Agreement, Difference, PairedCounts, PairedError, PairedSample, Verdict, average_precision_difference,
    chosen_difference, newcombe_paired, roc_area_difference,
};
use cutpoint::metrics::sample::SampleError;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use proptest::prelude::*;

use crate::brute;
use crate::uncertainty::Walk;

pub fn pair(rows: usize, better: f64, seed: u64) -> PairedSample {
    let mut walk = Walk(seed);
    let (mut old, mut new, mut positive) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rows {
        let is_positive = walk.unit() < 0.3;
        let shared = walk.unit();
        let lift = if is_positive { 0.4 } else { 0.0 };
        old.push(0.5 * shared + 0.5 * walk.unit() + lift);
        new.push(0.5 * shared + 0.5 * walk.unit() + lift * better);
        positive.push(is_positive);
    }
    PairedSample::new(old, new, positive, None).expect("valid")
}

pub fn at(threshold: f64) -> Threshold {
    Threshold::at(threshold).expect("a number")
}

proptest! {
    #[test]
    fn paired_counts_are_those_of_each_model(
        rows in prop::collection::vec((brute::score(), brute::score(), any::<bool>(), 0..4_u8), 0..40),
        old in brute::score(), new in brute::score(),
    ) {
        let column = |pick: fn(&(f64, f64, bool, u8)) -> f64| rows.iter().map(pick).collect::<Vec<f64>>();
        let weights = column(|row| f64::from(row.3));
        let positive = rows.iter().map(|row| row.2).collect();
        let sample = PairedSample::new(column(|row| row.0), column(|row| row.1), positive, Some(weights)).expect("valid");
        let counts = sample.counts(at(old), at(new));
        let cases = |pick: fn(&(f64, f64, bool, u8)) -> f64| {
            rows.iter().map(|row| (pick(row), row.2, f64::from(row.3))).collect::<Vec<_>>()
        };
        prop_assert_eq!(counts.old(), brute::count(&cases(|row| row.0), Some(old)));
        prop_assert_eq!(counts.new_model(), brute::count(&cases(|row| row.1), Some(new)));
        let right = |row: &(f64, f64, bool, u8)| ((row.0 >= old) == row.2, (row.1 >= new) == row.2);
        let weight = |wanted| rows.iter().filter(|row| right(row) == wanted).map(|row| f64::from(row.3)).sum::<f64>();
        prop_assert_eq!(counts.gained(), weight((false, true)));
        prop_assert_eq!(counts.lost(), weight((true, false)));
    }

    #[test]
    fn newcombe_paired_mirrors_when_the_models_swap(cells in prop::array::uniform4(0..40_u8)) {
        let [both, only_old, only_new, neither] = cells.map(f64::from);
        let table = Agreement { both, only_old, only_new, neither };
        let swapped = Agreement { only_old: only_new, only_new: only_old, ..table };
        let Some(a) = newcombe_paired(&table, Confidence::default()) else { return Ok(()) };
        let b = newcombe_paired(&swapped, Confidence::default()).expect("cases");
        let value = (only_new - only_old) / table.total();
        prop_assert!((a.low + b.high).abs() < 1e-12 && (a.high + b.low).abs() < 1e-12);
        prop_assert!(a.contains(value) && a.low >= -1.0 - 1e-12 && a.high <= 1.0 + 1e-12);
    }

    #[test]
    fn slices_add_up_to_the_whole(
        cases in brute::weighted_cases(), slices in 1..5_u32,
    ) {
        let sample = brute::sample(&cases);
        let slice_of: Vec<u32> = (0..cases.len() as u32).map(|row| row % slices).collect();
        let parts = sample.split(&slice_of, slices as usize).expect("known slices");
        let at = at(0.5);
        let whole = Sweep::of(&sample);
        let sum = parts.iter().map(Sweep::of).fold(Confusion::default(), |all, sweep| all.plus(&sweep.confusion(sweep.index_at(at))));
        prop_assert_eq!(sum, whole.confusion(whole.index_at(at)));
    }

    #[test]
    fn a_two_class_matrix_is_the_confusion_of_its_class(cells in prop::array::uniform4(0..50_u8)) {
        let [tp, fp, fn_, tn] = cells.map(f64::from);
        let cases = [(1, 1, tp), (0, 1, fp), (1, 0, fn_), (0, 0, tn)];
        let matrix = ConfusionMatrix::count(2, cases.into_iter());
        let c = Confusion { tp, fp, fn_, tn };
        prop_assert_eq!(matrix.against_rest(1), c);
        prop_assert_eq!(matrix.accuracy(), c.figure(Figure::Accuracy));
        // Each case has one prediction, so micro precision is accuracy.
        let micro = matrix.average(Figure::Precision, Average::Micro).ok();
        prop_assert!(brute::same(micro, c.figure(Figure::Accuracy)));
    }
}

fn difference(low: f64, high: f64) -> Difference {
    let (interval, value) = (Interval { low, high }, (low + high) / 2.0);
    Difference {
        old: 0.5,
        new: 0.5 + value,
        value,
        interval,
        method: Method::Bootstrap,
        p_value: None,
        could_tell: true,
    }
}

#[test]
fn a_verdict_reads_the_interval_against_zero_and_the_margin() {
    assert_eq!(difference(0.01, 0.09).verdict(0.02), Verdict::Better);
    assert_eq!(difference(-0.09, -0.01).verdict(0.02), Verdict::Worse);
    assert_eq!(difference(-0.01, 0.09).verdict(0.02), Verdict::CannotTell);
    assert_eq!(difference(-0.01, 0.015).verdict(0.02), Verdict::PracticallySame);
    // Surely better, but by less than matters to anybody.
    assert_eq!(difference(0.001, 0.004).verdict(0.02), Verdict::PracticallySame);
    assert_eq!(difference(0.001, 0.004).verdict(0.0), Verdict::Better);
    assert_eq!(difference(0.01, 0.09).verdict_lower_is_better(0.02), Verdict::Worse);
    let few = Difference { could_tell: false, ..difference(0.01, 0.09) };
    assert_eq!(few.verdict(0.02), Verdict::CannotTell);
}

#[test]
fn ten_cases_without_a_difference_are_not_practically_the_same() {
    let counts = PairedCounts {
        positives: Agreement { both: 4.0, neither: 1.0, ..Agreement::default() },
        negatives: Agreement { neither: 5.0, ..Agreement::default() },
    };
    for figure in [Figure::Recall, Figure::Precision, Figure::F1, Figure::Specificity] {
        let difference = counts.difference(figure, &Resampling::default()).expect("defined");
        assert_eq!(difference.value, 0.0);
        assert_eq!(difference.verdict(0.02), Verdict::CannotTell, "{figure:?} {difference:?}");
    }
}

#[test]
fn five_cases_that_all_point_one_way_cannot_tell() {
    let counts = |gained| PairedCounts {
        positives: Agreement { both: 50.0, only_new: gained, neither: 10.0, only_old: 0.0 },
        negatives: Agreement { both: 10.0, neither: 500.0, ..Agreement::default() },
    };
    let told = |gained| counts(gained).difference(Figure::F1, &Resampling::default()).expect("defined").could_tell;
    assert!(!told(5.0) && told(6.0));
    assert!(counts(5.0).mcnemar().p_value > 0.05 && counts(6.0).mcnemar().p_value < 0.05);
}

#[test]
fn a_clearly_better_model_is_called_better_on_every_figure() {
    let sample = pair(3_000, 1.8, 4);
    let counts = sample.counts(at(0.7), at(0.8));
    for figure in [Figure::Recall, Figure::Precision, Figure::F1, Figure::Accuracy, Figure::Matthews] {
        let found = counts.difference(figure, &Resampling::default()).expect("defined");
        assert!(found.interval.contains(found.value));
        assert_eq!(found.verdict(0.0), Verdict::Better, "{figure:?} {found:?}");
    }
    let few = Resampling { draws: 300, ..Resampling::default() };
    assert_eq!(average_precision_difference(&sample, &few).expect("positives").verdict(0.0), Verdict::Better);
    let roc = roc_area_difference(&sample, Confidence::default()).expect("both classes");
    assert_eq!(roc.verdict(0.0), Verdict::Better);
    assert!(roc.p_value.is_some_and(|p| p < 1e-6));
}

#[test]
fn a_model_compared_with_itself_differs_by_nothing() {
    let mut walk = Walk(8);
    let scores: Vec<f64> = (0..200).map(|_| walk.unit()).collect();
    let positive = scores.iter().map(|s| walk.unit() < *s).collect();
    let sample = PairedSample::new(scores.clone(), scores, positive, None).expect("valid");
    let roc = roc_area_difference(&sample, Confidence::default()).expect("both classes");
    assert_eq!((roc.value, roc.interval.width(), roc.p_value), (0.0, 0.0, Some(1.0)));
    let few = Resampling { draws: 100, ..Resampling::default() };
    assert_eq!(average_precision_difference(&sample, &few).expect("positives").interval.width(), 0.0);
}

#[test]
fn the_influence_interval_agrees_with_drawing_cases() {
    let sample = pair(20_000, 1.1, 21);
    let drawn =
        average_precision_difference(&sample, &Resampling { draws: 400, ..Resampling::default() }).expect("positives");
    let fast = average_precision_difference(&sample, &Resampling { draws: 4_000, ..Resampling::default() })
        .expect("positives");
    assert_eq!((drawn.method, fast.method), (Method::Bootstrap, Method::Influence));
    let ratio = fast.interval.width() / drawn.interval.width();
    assert!((0.85..1.15).contains(&ratio), "{ratio}");
}

#[test]
fn paired_columns_name_the_model_that_is_wrong() {
    let refused = PairedSample::new(vec![0.1, 0.2], vec![0.1, f64::NAN], vec![true, false], None);
    assert_eq!(refused, Err(PairedError::New(SampleError::ScoreIsNotANumber { row: 2 })));
}

#[test]
fn repeating_the_choice_widens_the_interval_of_a_difference() {
    let sample = pair(400, 1.3, 12);
    let few = Resampling { draws: 400, ..Resampling::default() };
    let rule = Rule::FBeta { beta: 1.0 };
    let chosen = chosen_difference(&sample, (rule, rule), Figure::Precision, &few).expect("possible");
    let index = |sample| {
        let sweep = Sweep::of(sample);
        sweep.threshold(choose_index(&sweep, rule).expect("possible"))
    };
    let fixed = sample
        .counts(index(sample.old()), index(sample.new_model()))
        .difference(Figure::Precision, &few)
        .expect("defined");
    assert_eq!((chosen.old, chosen.new), (fixed.old, fixed.new));
    assert!(chosen.interval.width() > fixed.interval.width(), "{chosen:?} {fixed:?}");
}

#[test]
fn only_disagreements_that_a_figure_reads_can_tell() {
    let counts = PairedCounts {
        positives: Agreement { both: 4.0, only_new: 5.0, neither: 1.0, only_old: 0.0 },
        negatives: Agreement { only_old: 40.0, neither: 500.0, ..Agreement::default() },
    };
    let told = |figure| counts.difference(figure, &Resampling::default()).expect("defined").could_tell;
    assert!(!told(Figure::Recall) && told(Figure::Specificity) && told(Figure::Accuracy));
}
