use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::precision_recall::{PrecisionRecall, Texts};
use cutpoint::charts::{Chart, MarkerLook, PointMarker, Theme, ThemeName};
use cutpoint::metrics::bootstrap::{Band, Resampling, pr_band};
use cutpoint::metrics::sweep::Sweep;

fn marker(sweep: &Sweep, threshold: f64, look: MarkerLook) -> PointMarker {
    let counts = sweep.confusion(sample::point(sweep, threshold));
    let percent = |share: Option<f64>| share.map_or("–".into(), |s| format!("{:.0}%", s * 100.0));
    PointMarker {
        x: counts.recall(),
        y: counts.precision(),
        lines: vec![
            format!("Precision {}", percent(counts.precision())),
            format!("Recall {}", percent(counts.recall())),
        ],
        look,
    }
}

fn chart(sweep: &Sweep) -> PrecisionRecall {
    PrecisionRecall::of(sweep, Texts::load(word))
}

#[test]
fn golden_with_todays_point() {
    let sweep = sample::screening();
    let today = marker(&sweep, 0.4, MarkerLook::Today);
    golden::check("precision-recall", &chart(&sweep), &[today]);
}

#[test]
fn golden_of_a_rare_class_without_a_point_because_nobody_is_flagged() {
    let sweep = sample::rare();
    let nobody = PointMarker {
        x: Some(0.0),
        y: None,
        lines: vec![word("chart-precision-recall-nobody")],
        look: MarkerLook::Today,
    };
    golden::check("precision-recall-nobody", &chart(&sweep), &[nobody]);
}

#[test]
fn golden_with_interval_band_and_level_lines_of_f1() {
    let sweep = sample::screening();
    let points = sample::band(&sweep, |c| Some((c.recall()?, c.tp, c.flagged())));
    let chart = chart(&sweep).with_band(Some(Band { points })).with_iso_f1(&[0.5, 0.7, 0.9]);
    let today = marker(&sweep, 0.4, MarkerLook::Today);
    golden::check("precision-recall-band", &chart, &[today]);
}

#[test]
fn a_drawn_band_has_a_point_at_every_step_and_no_band_leaves_the_curve_as_it_is() {
    let sweep = sample::screening();
    let draws = Resampling { draws: 50, ..Resampling::default() };
    assert_eq!(chart(&sweep).with_band(pr_band(&sweep, 20, &draws)).band.len(), 21);
    assert_eq!(chart(&sweep).with_band(None).with_iso_f1(&[]), chart(&sweep));
}

#[test]
fn every_id_is_worded() {
    check_ids(&chart(&sample::screening()));
    check_ids(&PrecisionRecall::default());
}

#[test]
fn dragging_to_a_pixel_and_back_ends_where_it_began() {
    let theme = Theme::new(ThemeName::Light, 2.0);
    let t = chart(&sample::screening()).layout((1280, 800), &theme).unwrap();
    let (px, py) = t.to_pixel(0.37, 0.81);
    let (x, y) = t.to_data(px, py);
    assert!((x - 0.37).abs() < 1e-12 && (y - 0.81).abs() < 1e-12);
    assert_eq!(t.to_data(-1e9, 1e9), (0.0, 0.0));
    assert!(t.contains(px, py) && !t.contains(0.0, 0.0));
}

#[test]
fn an_area_without_room_is_an_error_and_not_a_crash() {
    let theme = Theme::new(ThemeName::Light, 1.0);
    for size in [(0, 0), (1, 1), (90, 90), (u32::MAX, 3)] {
        assert!(chart(&sample::screening()).layout(size, &theme).is_err(), "{size:?}");
    }
}
