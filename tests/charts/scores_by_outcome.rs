use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::MarkerLook;
use cutpoint::charts::scores_by_outcome::{Marker, ScoresByOutcome, Texts};
use cutpoint::metrics::histogram::Histogram;
use cutpoint::metrics::sweep::Sweep;

fn chart(sweep: &Sweep) -> ScoresByOutcome {
    let words = ("Malignant lumps".to_owned(), "Benign lumps".to_owned());
    ScoresByOutcome {
        histogram: Histogram::of(sweep, 40, Some((0.0, 1.0))),
        texts: Texts::load(word, words.0, words.1),
    }
}

fn marker(sweep: &Sweep, threshold: f64) -> Marker {
    let counts = sweep.confusion(sample::point(sweep, threshold));
    Marker {
        threshold,
        handle: format!("{threshold:.2}"),
        missed: format!("{} missed", counts.fn_),
        caught: format!("{} caught", counts.tp),
        left_alone: format!("{} rightly left alone", counts.tn),
        false_alarms: format!("{} false alarms", counts.fp),
        look: MarkerLook::Today,
    }
}

#[test]
fn golden_with_todays_line() {
    let sweep = sample::screening();
    golden::check("scores-by-outcome", &chart(&sweep), &[marker(&sweep, 0.4)]);
}

#[test]
fn golden_of_a_rare_class_on_its_own_scale() {
    let sweep = sample::rare();
    let pinned = Marker { threshold: 0.6, look: MarkerLook::Pinned, ..Marker::default() };
    golden::check("scores-by-outcome-rare", &chart(&sweep), &[pinned, marker(&sweep, 0.95)]);
}

#[test]
fn golden_of_scores_that_crowd_near_0_on_an_axis_of_log_odds() {
    let sweep = sample::rare_and_calibrated();
    let words = ("Failures".to_owned(), "Sound engines".to_owned());
    let chart = ScoresByOutcome::of(&sweep, 40, Texts::load(word, words.0, words.1));
    golden::check("scores-by-outcome-crowded", &chart, &[marker(&sweep, 0.1)]);
}

#[test]
fn the_bars_hold_every_case_once_whatever_the_axis() {
    for sweep in [sample::screening(), sample::rare(), sample::rare_and_calibrated()] {
        for bars in [1, 7, 40] {
            let bins = ScoresByOutcome::of(&sweep, bars, Texts::default()).histogram.bins;
            assert_eq!(bins.len(), bars);
            assert_eq!(bins.iter().map(|b| b.positives).sum::<f64>(), sweep.positives());
            assert_eq!(bins.iter().map(|b| b.negatives).sum::<f64>(), sweep.negatives());
        }
    }
}

#[test]
fn linear_bars_are_those_of_the_counting_core() {
    let sweep = sample::screening();
    let chart = ScoresByOutcome::of(&sweep, 25, Texts::default());
    assert_eq!(chart.histogram, Histogram::of(&sweep, 25, Some((0.0, 1.0))));
}

#[test]
fn every_id_is_worded() {
    check_ids(&chart(&sample::screening()));
}
