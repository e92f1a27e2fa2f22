use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::threshold_curves::{Texts, ThresholdCurves};
use cutpoint::charts::{Chart, Crossing, LineMarker, MarkerLook, Tone};
use cutpoint::metrics::sweep::Sweep;

pub fn marker(sweep: &Sweep, threshold: f64) -> LineMarker {
    let counts = sweep.confusion(sample::point(sweep, threshold));
    let crossing = |name: &str, y: Option<f64>, tone| {
        let percent = y.map_or("–".into(), |y| format!("{:.0}%", y * 100.0));
        Crossing { y, text: format!("{name} {percent}"), tone }
    };
    LineMarker {
        x: threshold,
        handle: format!("{threshold:.2}"),
        points: vec![
            crossing("Precision", counts.precision(), Tone::Third),
            crossing("Recall", counts.recall(), Tone::Positive),
        ],
        look: MarkerLook::Today,
    }
}

#[test]
fn golden_with_todays_line_where_the_curves_cross() {
    let sweep = sample::screening();
    let chart = ThresholdCurves::of(&sweep, Texts::load(word));
    golden::check("threshold-curves", &chart, &[marker(&sweep, 0.5)]);
    check_ids(&chart);
}

#[test]
fn golden_of_a_rare_class_with_a_line_near_the_right_edge() {
    let sweep = sample::rare();
    let chart = ThresholdCurves::of(&sweep, Texts::load(word));
    let pinned = LineMarker { x: 0.5, look: MarkerLook::Pinned, ..LineMarker::default() };
    golden::check("threshold-curves-rare", &chart, &[pinned, marker(&sweep, 0.93)]);
}

#[test]
fn the_table_has_every_distinct_score_of_ten_thousand_cases_and_thins_to_what_is_asked() {
    let chart = ThresholdCurves::of(&sample::rare(), Texts::default());
    assert_eq!(chart.table(usize::MAX).rows.len(), sample::rare().len() - 1);
    assert_eq!(chart.table(200).rows.len(), 200);
}
