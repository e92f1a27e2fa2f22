//! The definitions, written out case by case. Slow, plain, and written without
//! a look at the code under test.

use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::sample::Sample;
use proptest::prelude::*;

/// One case: score, outcome, weight.
pub type Case = (f64, bool, f64);

/// The cases as a sample, with weights when any is not 1.
pub fn sample(cases: &[Case]) -> Sample {
    let weights = cases.iter().any(|case| case.2 != 1.0).then(|| cases.iter().map(|case| case.2).collect());
    let scores = cases.iter().map(|case| case.0).collect();
    Sample::new(scores, cases.iter().map(|case| case.1).collect(), weights).expect("valid cases")
}

/// Counts the outcomes of `score >= threshold`, or of nobody flagged.
pub fn count(cases: &[Case], threshold: Option<f64>) -> Confusion {
    let mut c = Confusion::default();
    for (score, positive, weight) in cases {
        let flagged = threshold.is_some_and(|threshold| *score >= threshold);
        let cell = match (*positive, flagged) {
            (true, true) => &mut c.tp,
            (true, false) => &mut c.fn_,
            (false, true) => &mut c.fp,
            (false, false) => &mut c.tn,
        };
        *cell += weight;
    }
    c
}

/// All thresholds that matter: nobody, then the distinct scores, descending.
pub fn thresholds(cases: &[Case]) -> Vec<Option<f64>> {
    let mut scores: Vec<f64> = cases.iter().filter(|case| case.2 > 0.0).map(|case| case.0 + 0.0).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.dedup();
    std::iter::once(None).chain(scores.into_iter().map(Some)).collect()
}

/// The chance that a random positive outranks a random negative, over pairs.
pub fn pairs_won(cases: &[Case]) -> Option<f64> {
    let (mut won, mut all) = (0.0, 0.0);
    for (a, _, v) in cases.iter().filter(|case| case.1) {
        for (b, _, w) in cases.iter().filter(|case| !case.1) {
            all += v * w;
            won += v
                * w
                * if a > b {
                    1.0
                } else if a == b {
                    0.5
                } else {
                    0.0
                };
        }
    }
    (all > 0.0).then(|| won / all)
}

/// Relative agreement, or both next to nothing.
pub fn close(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1e-3)
}

/// Agreement of two figures that may be undefined.
pub fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// Scores with many ties, a few wild ones, both zeros and infinities.
pub fn score() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (0..8_i32).prop_map(|k| f64::from(k) / 8.0),
        4 => 0.0..1.0_f64,
        2 => -1e300..1e300_f64,
        1 => prop::sample::select(vec![
            0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, 5e-324, -5e-324, f64::MAX, f64::MIN_POSITIVE,
        ]),
    ]
}

/// Up to 60 cases of weight 1.
pub fn cases() -> impl Strategy<Value = Vec<Case>> {
    prop::collection::vec((score(), any::<bool>(), Just(1.0)), 0..60)
}

/// Up to 60 cases of whole weights, zeros among them.
pub fn weighted_cases() -> impl Strategy<Value = Vec<Case>> {
    prop::collection::vec((score(), any::<bool>(), (0..5_u8).prop_map(f64::from)), 0..60)
}

/// Up to 60 cases with probabilities for scores.
pub fn probabilities() -> impl Strategy<Value = Vec<Case>> {
    let probability = prop_oneof![(0..=10_i32).prop_map(|k| f64::from(k) / 10.0), 0.0..=1.0_f64];
    prop::collection::vec((probability, any::<bool>(), (0..4_u8).prop_map(f64::from)), 0..60)
}
