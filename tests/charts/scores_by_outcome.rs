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
fn every_id_is_worded() {
    check_ids(&chart(&sample::screening()));
}
