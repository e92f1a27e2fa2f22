//! Reference values of scikit-learn, SciPy, statsmodels and mpmath, made by
//! tests/fixtures/metrics/make.py (versions are noted in each file). Run with
//! `--nocapture` to see how many are checked and how far off the worst is.

use cutpoint::metrics::bootstrap::{Resampling, figure_interval};
use cutpoint::metrics::calibration::{Binning, calibration};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::curve::{average_precision, kolmogorov_smirnov, pr_points, roc_area, roc_points};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::independent::newcombe_independent;
use cutpoint::metrics::interval::{Confidence, clopper_pearson, wilson};
use cutpoint::metrics::multiclass::{Average, MultiSample, hand_over};
use cutpoint::metrics::paired::{McNemar, PairedSample, average_precision_difference, roc_area_difference};
use cutpoint::metrics::probability::{brier_score, expected_calibration_error, log_loss};
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::special;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::value::Values;
use serde_json::Value;

use crate::tally::{Tally, flags, number, numbers, read};

/// The walk of make.py.
fn walk(spec: &Value) -> Sample {
    let mut state = spec["seed"].as_u64().expect("a seed");
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (mut scores, mut positive) = (Vec::new(), Vec::new());
    for _ in 0..spec["rows"].as_u64().expect("rows") {
        let (score, chance) = (unit(), unit());
        let square = spec["rule"] == "square";
        let is_positive = if square { chance < score * score } else { chance < 0.0001 };
        scores.push(if !square && is_positive { 0.5 + 0.5 * score } else { score });
        positive.push(is_positive);
    }
    Sample::new(scores, positive, None).expect("valid")
}

fn sample(shape: &Value) -> Sample {
    if !shape["walk"].is_null() {
        return walk(&shape["walk"]);
    }
    let weights = shape["weights"].as_array().map(|_| numbers(&shape["weights"]));
    Sample::new(numbers(&shape["scores"]), flags(&shape["positive"]), weights).expect("valid")
}

#[test]
fn figures_and_curves_agree_with_scikit_learn_and_scipy() {
    let shapes = read(include_str!("../fixtures/metrics/shapes.json"), "shapes");
    assert!(shapes.len() >= 12);
    let mut all = Tally::new("figures and curves, all shapes");
    for shape in &shapes {
        let mut tally = Tally::new(shape["name"].as_str().expect("a name"));
        check_shape(shape, &mut tally);
        all.checked += tally.checked;
        all.worst = all.worst.max(tally.worst);
        tally.report();
    }
    all.report();
}

fn check_shape(shape: &Value, tally: &mut Tally) {
    let sweep = Sweep::of(&sample(shape));
    tally.check("average precision", average_precision(&sweep), &shape["average_precision"]);
    tally.check("ROC area", roc_area(&sweep), &shape["roc_area"]);
    if !shape["kolmogorov_smirnov"].is_null() {
        tally.check("KS", kolmogorov_smirnov(&sweep).map(|ks| ks.statistic), &shape["kolmogorov_smirnov"]);
    }
    for point in shape["points"].as_array().expect("points") {
        let threshold = Threshold::at(number(&point["threshold"]).expect("a threshold")).expect("no NaN");
        check_point(&sweep.confusion(sweep.index_at(threshold)), point, tally);
    }
    if let Some(curve) = shape["pr_curve"].as_array() {
        // scikit-learn stops at full recall; the points after it only lose precision.
        let ours = pr_points(&sweep);
        assert!(ours.len() >= curve.len());
        for (point, theirs) in ours.iter().zip(curve) {
            tally.check("PR recall", Some(point.recall), &theirs[0]);
            tally.check("PR precision", Some(point.precision), &theirs[1]);
        }
        assert!(ours[curve.len()..].iter().all(|point| point.recall == 1.0));
    }
    if let Some(curve) = shape["roc_curve"].as_array() {
        let ours = roc_points(&sweep);
        assert_eq!(ours.len(), curve.len());
        for (point, theirs) in ours.iter().zip(curve) {
            tally.check("ROC x", Some(point.false_positive_rate), &theirs[0]);
            tally.check("ROC y", Some(point.recall), &theirs[1]);
        }
    }
    if !shape["brier"].is_null() {
        tally.check("Brier", brier_score(&sweep).ok(), &shape["brier"]);
        tally.check("log loss", log_loss(&sweep).ok(), &shape["log_loss"]);
    }
    for theirs in shape["calibration"].as_array().into_iter().flatten() {
        let binning = if theirs["strategy"] == "uniform" { Binning::EqualWidth } else { Binning::EqualCount };
        let bins = theirs["bins"].as_u64().expect("bins") as usize;
        let ours = calibration(&sweep, bins, binning, Confidence::default()).expect("probabilities");
        let curve = theirs["curve"].as_array().expect("a curve");
        assert_eq!(ours.len(), curve.len(), "{}", tally.topic);
        for (bin, theirs) in ours.iter().zip(curve) {
            tally.check("mean score", Some(bin.mean_score), &theirs[0]);
            tally.check("observed", Some(bin.observed), &theirs[1]);
        }
        tally.check("calibration error", expected_calibration_error(&ours), &theirs["error"]);
    }
}

fn check_point(c: &Confusion, point: &Value, tally: &mut Tally) {
    for (ours, theirs) in c.cells().into_iter().zip(numbers(&point["cells"])) {
        // fn and tn are differences: their rounding is that of the totals.
        tally.checked += 1;
        assert!((ours - theirs).abs() <= 1e-12 * c.total(), "{}: {ours} is not {theirs}", tally.topic);
    }
    let figures = [
        ("precision", Figure::Precision),
        ("recall", Figure::Recall),
        ("specificity", Figure::Specificity),
        ("npv", Figure::NegativePredictiveValue),
        ("accuracy", Figure::Accuracy),
        ("balanced_accuracy", Figure::BalancedAccuracy),
        ("f1", Figure::F1),
        ("f_half", Figure::FBeta(0.5)),
        ("f2", Figure::FBeta(2.0)),
        ("matthews", Figure::Matthews),
        ("likelihood_ratio_positive", Figure::PositiveLikelihoodRatio),
        ("likelihood_ratio_negative", Figure::NegativeLikelihoodRatio),
        ("lift", Figure::Lift),
        ("net_benefit_20", Figure::NetBenefit(0.2)),
    ];
    for (name, figure) in figures {
        tally.check(name, c.figure(figure), &point[name]);
    }
}

#[test]
fn intervals_and_tests_agree_with_scipy_and_statsmodels() {
    let text = include_str!("../fixtures/metrics/intervals.json");
    let mut tally = Tally::new("Wilson and Clopper-Pearson");
    for row in read(text, "proportions") {
        let (k, n) = (number(&row[0]).expect("k"), number(&row[1]).expect("n"));
        let confidence = Confidence::new(number(&row[2]).expect("level")).expect("a level");
        let ours = wilson(k, n, confidence).expect("a proportion");
        tally.check("Wilson low", Some(ours.low), &row[3]);
        tally.check("Wilson high", Some(ours.high), &row[4]);
        let ours = clopper_pearson(k, n, confidence).expect("a proportion");
        tally.check("exact low", Some(ours.low), &row[5]);
        tally.check("exact high", Some(ours.high), &row[6]);
    }
    tally.report();
    let mut tally = Tally::new("McNemar");
    for row in read(text, "mcnemar") {
        let ours = McNemar::of(number(&row[0]).expect("b"), number(&row[1]).expect("c"));
        tally.check(&row.to_string(), Some(ours.p_value), &row[2]);
    }
    tally.report();
    let mut tally = Tally::new("Newcombe, independent");
    for row in read(text, "newcombe") {
        let cell = |k: usize| number(&row[k]).expect("a count");
        let ours = newcombe_independent((cell(0), cell(1)), (cell(2), cell(3)), Confidence::default()).expect("cases");
        tally.check("low", Some(ours.low), &row[4]);
        tally.check("high", Some(ours.high), &row[5]);
    }
    tally.report();
}

#[test]
fn special_functions_agree_with_mpmath_and_scipy() {
    let text = include_str!("../fixtures/metrics/special.json");
    type Function = fn(&[f64]) -> f64;
    let functions: [(&str, Function); 5] = [
        ("beta", |v| special::incomplete_beta(v[0], v[1], v[2])),
        ("inverse", |v| special::inverse_incomplete_beta(v[0], v[1], v[2])),
        ("density", |v| special::binomial_density(v[0], v[1], v[2])),
        ("quantiles", |v| special::normal_quantile(v[0])),
        ("tails", |v| special::normal_tail(v[0])),
    ];
    for (name, function) in functions {
        let mut tally = Tally::new(name);
        for row in read(text, name) {
            let row = row.as_array().expect("a row");
            let (theirs, arguments) = row.split_last().expect("a value");
            let arguments: Vec<f64> = arguments.iter().map(|v| number(v).expect("a number")).collect();
            tally.check(&format!("{arguments:?}"), Some(function(&arguments)), theirs);
        }
        tally.report();
    }
}

#[test]
fn delong_agrees_with_the_definition_over_all_pairs() {
    let mut tally = Tally::new("DeLong and paired areas");
    for theirs in read(include_str!("../fixtures/metrics/paired.json"), "samples") {
        let (old, new) = (numbers(&theirs["old"]), numbers(&theirs["new"]));
        let sample = PairedSample::new(old, new, flags(&theirs["positive"]), None).expect("valid");
        let ours = roc_area_difference(&sample, Confidence::default()).expect("both classes");
        tally.check("old area", Some(ours.old), &theirs["roc_areas"][0]);
        tally.check("new area", Some(ours.new), &theirs["roc_areas"][1]);
        tally.check("difference", Some(ours.value), &theirs["difference"][0]);
        tally.check("low", Some(ours.interval.low), &theirs["difference"][1]);
        tally.check("high", Some(ours.interval.high), &theirs["difference"][2]);
        tally.check("p", ours.p_value, &theirs["p_value"]);
        let few = Resampling { draws: 10, ..Resampling::default() };
        let ours = average_precision_difference(&sample, &few).expect("positives");
        tally.check("old AP", Some(ours.old), &theirs["average_precisions"][0]);
        tally.check("new AP", Some(ours.new), &theirs["average_precisions"][1]);
    }
    tally.report();
}

#[test]
fn multi_class_figures_agree_with_scikit_learn() {
    let mut tally = Tally::new("multi-class");
    for theirs in read(include_str!("../fixtures/metrics/multiclass.json"), "samples") {
        let classes = theirs["classes"].as_u64().expect("classes") as usize;
        let labels = numbers(&theirs["labels"]).into_iter().map(|label| label as u32).collect();
        let weights = theirs["weights"].as_array().map(|_| numbers(&theirs["weights"]));
        let sample = MultiSample::new(classes, numbers(&theirs["scores"]), labels, weights).expect("valid");
        let matrix = sample.matrix();
        assert_eq!(matrix.rows().flatten().copied().collect::<Vec<_>>(), numbers(&theirs["matrix"]));
        tally.check("accuracy", matrix.accuracy(), &theirs["accuracy"]);
        for (name, average) in [("macro", Average::Macro), ("micro", Average::Micro), ("weighted", Average::Weighted)] {
            let theirs = &theirs["averages"][name];
            tally.check("precision", matrix.average(Figure::Precision, average).ok(), &theirs["precision"]);
            tally.check("recall", matrix.average(Figure::Recall, average).ok(), &theirs["recall"]);
            tally.check("f1", matrix.average(Figure::F1, average).ok(), &theirs["f1"]);
        }
        for (class, area) in (0_u32..).zip(theirs["roc_areas"].as_array().expect("areas")) {
            let one = sample.one_against_rest(class).expect("a class");
            tally.check("one against the rest", roc_area(&Sweep::of(&one)), area);
        }
        let sweep = Sweep::of(&sample.confidence().expect("valid"));
        for row in theirs["hand_over"].as_array().expect("rows") {
            let threshold = Threshold::at(number(&row[0]).expect("a threshold")).expect("no NaN");
            let ours = hand_over(&sweep, sweep.index_at(threshold), &Resampling::default()).expect("cases");
            tally.check("coverage", Some(ours.coverage), &row[1]);
            tally.check("accuracy", ours.accuracy.ok().map(|a| a.value), &row[2]);
        }
    }
    tally.report();
}

#[test]
fn bootstrap_percentiles_come_near_a_million_draws_of_numpy() {
    let values = Values { tp: 50.0, fp: -10.0, fn_: -200.0, tn: 0.0 };
    let figures = [
        ("f1", Figure::F1),
        ("expected_value", Figure::ExpectedValue(values, None)),
        ("lift", Figure::Lift),
        ("matthews", Figure::Matthews),
    ];
    for table in read(include_str!("../fixtures/metrics/bootstrap.json"), "tables") {
        let c = Confusion::from_cells(numbers(&table["cells"]).try_into().expect("four cells"));
        for (name, figure) in figures {
            let many = Resampling { draws: 200_000, ..Resampling::default() };
            let ours = figure_interval(&c, figure, &many).expect("defined").interval;
            let theirs = numbers(&table[name]);
            // Both have a Monte-Carlo error, of about 0.3 % of the width.
            let near = 0.02 * (theirs[1] - theirs[0]);
            assert!((ours.low - theirs[0]).abs() < near, "{name} {c:?}: {ours:?} is not {theirs:?}");
            assert!((ours.high - theirs[1]).abs() < near, "{name} {c:?}: {ours:?} is not {theirs:?}");
        }
    }
}
