use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::threshold_curves::{Texts, ThresholdCurves};
use cutpoint::charts::{Chart, Crossing, LineMarker, MarkerLook, Theme, ThemeName, Tone};
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
fn golden_of_scores_that_crowd_near_0_on_an_axis_of_log_odds() {
    let sweep = sample::rare_and_calibrated();
    let chart = ThresholdCurves::of(&sweep, Texts::load(word));
    golden::check("threshold-curves-crowded", &chart, &[marker(&sweep, 0.1)]);
}

#[test]
fn dragging_on_an_axis_of_log_odds_ends_where_it_began() {
    let chart = ThresholdCurves::of(&sample::rare_and_calibrated(), Texts::default());
    let t = chart.layout((640, 400), &Theme::new(ThemeName::Light, 1.0)).unwrap();
    for threshold in [0.002, 0.03, 0.5, 0.8] {
        let (px, py) = t.to_pixel(threshold, 0.5);
        let (back, _) = t.to_data(px, py);
        assert!((back - threshold).abs() < 1e-12, "{back}");
    }
    assert_eq!(t.to_data(-1e9, 0.0).0, t.x.0);
    assert_eq!(t.to_data(1e9, 0.0).0, t.x.1);
}

#[test]
fn the_table_has_every_distinct_score_of_ten_thousand_cases_and_thins_to_what_is_asked() {
    let chart = ThresholdCurves::of(&sample::rare(), Texts::default());
    assert_eq!(chart.table(usize::MAX).rows.len(), sample::rare().len() - 1);
    assert_eq!(chart.table(200).rows.len(), 200);
}
