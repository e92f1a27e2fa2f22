//! Calibration, decision curve, and coverage by confidence.

use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::calibration::{self, Calibration};
use cutpoint::charts::coverage::{self, Coverage};
use cutpoint::charts::decision_curve::{self, DecisionCurve};
use cutpoint::charts::{Crossing, LineMarker, MarkerLook, PointMarker};
use cutpoint::metrics::calibration::{Binning, calibration};
use cutpoint::metrics::decision::decision_curve;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::interval::Confidence;

#[test]
fn golden_calibration_with_intervals_and_todays_line() {
    let confidence = Confidence::new(0.95).unwrap();
    let bins = calibration(&sample::screening(), 10, Binning::EqualWidth, confidence).unwrap();
    let chart = Calibration { bins, texts: calibration::Texts::load(word) };
    let today = LineMarker { x: 0.4, handle: "0.40".into(), ..LineMarker::default() };
    golden::check("calibration", &chart, &[today]);
    check_ids(&chart);
    check_ids(&Calibration::default());
}

#[test]
fn golden_decision_curve_that_leaves_out_what_falls_below_the_plot() {
    let at = (0..100).map(|i| f64::from(i) / 100.0);
    let points = decision_curve(&sample::screening(), at).unwrap();
    let y = points.iter().find(|p| p.probability == 0.4).map(|p| p.model);
    let chart = DecisionCurve { points, texts: decision_curve::Texts::load(word) };
    let today = LineMarker {
        x: 0.4,
        handle: "0.40".into(),
        points: vec![Crossing { y, text: "0.29".into(), tone: DecisionCurve::TONE }],
        look: MarkerLook::Today,
    };
    golden::check("decision-curve", &chart, &[today]);
    check_ids(&chart);
    check_ids(&DecisionCurve::default());
}

#[test]
fn golden_coverage_with_todays_point() {
    let sweep = sample::screening();
    let counts = sweep.confusion(sample::point(&sweep, 0.45));
    let chart = Coverage::of(&sweep, coverage::Texts::load(word));
    let today = PointMarker {
        x: counts.figure(Figure::FlaggedShare),
        y: counts.precision(),
        lines: vec!["82% right".into(), "42% decided by the model".into()],
        look: MarkerLook::Today,
    };
    golden::check("coverage", &chart, &[today]);
    check_ids(&chart);
    check_ids(&Coverage::default());
}
