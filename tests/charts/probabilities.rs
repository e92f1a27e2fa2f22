//! Calibration, decision curve, and coverage by confidence.

use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::calibration::{self, Calibration};
use cutpoint::charts::coverage::{self, Coverage};
use cutpoint::charts::decision_curve::{self, DecisionCurve};
use cutpoint::charts::{Chart, Crossing, LineMarker, MarkerLook, PointMarker};
use cutpoint::metrics::decision::decision_curve;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;

#[test]
fn golden_calibration_with_intervals_and_todays_line() {
    let chart = Calibration::of(&sample::screening(), calibration::Texts::load(word));
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
fn golden_decision_curve_of_a_rare_class() {
    let chart = DecisionCurve::of(&sample::rare_and_calibrated(), decision_curve::Texts::load(word));
    golden::check_looks("decision-curve-rare", &chart, &[], &["light"]);
}

#[test]
fn scores_that_are_no_probabilities_have_neither_calibration_nor_decision_curve() {
    let sample = Sample::new(vec![-2.0, 3.0, 4.0], vec![false, true, true], None).unwrap();
    let sweep = Sweep::of(&sample);
    assert_eq!(Calibration::of(&sweep, calibration::Texts::default()).summary().id, "summary-calibration-none");
    assert_eq!(DecisionCurve::of(&sweep, decision_curve::Texts::default()).summary().id, "summary-decision-none");
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
