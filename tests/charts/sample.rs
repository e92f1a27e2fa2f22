//! Samples for pictures: whole-number arithmetic only, so the same everywhere.

use cutpoint::metrics::bootstrap::BandPoint;
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::interval::{Confidence, wilson};
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;

/// 160 positive and 270 negative cases that overlap, as in screening.
pub fn screening() -> Sweep {
    sweep(430, |i| i % 8 < 3)
}

/// 150 positive cases among 10,000, as in a fleet.
pub fn rare() -> Sweep {
    sweep(10_000, |i| i % 200 < 3)
}

fn sweep(n: u64, positive: impl Fn(u64) -> bool) -> Sweep {
    let mut state = 12_345_u64;
    // Knuth's MMIX generator; its upper bits as a share from 0 to 1 in steps of 1/4096.
    let mut share = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 52) as f64 / 4096.0
    };
    let outcomes: Vec<bool> = (0..n).map(positive).collect();
    // The larger (smaller) of draws pushes towards 1 (0); the product makes a tail.
    let scores = outcomes.iter().map(|&is_positive| {
        let (a, b, c) = (share(), share(), share());
        if is_positive { 1.0 - a * b * 0.9 } else { a * b * (0.4 + 0.6 * c) }
    });
    Sweep::of(&Sample::new(scores.collect(), outcomes, None).unwrap())
}

/// The operating point that flags the cases at or above a score.
pub fn point(sweep: &Sweep, threshold: f64) -> usize {
    sweep.index_at(cutpoint::metrics::threshold::Threshold::at(threshold).unwrap())
}

/// An interval at every operating point, for pictures of bands: of the share
/// that `parts` gives, at the place that it gives.
pub fn band(sweep: &Sweep, parts: impl Fn(&Confusion) -> Option<(f64, f64, f64)>) -> Vec<BandPoint> {
    let point = |index: usize| {
        let (x, part, whole) = parts(&sweep.confusion(index))?;
        Some(BandPoint { x, y: part / whole, interval: wilson(part, whole, Confidence::default())? })
    };
    (1..sweep.len()).filter_map(point).collect()
}

/// 150 positive cases among 10,000 with scores as a calibrated model of a rare
/// event gives them: nearly all below 0.05.
pub fn rare_and_calibrated() -> Sweep {
    let rare = rare();
    let squeezed: Vec<f64> = rare.scores().iter().map(|s| s * s * s * 0.9 + 0.001).collect();
    let counts: Vec<_> = (0..rare.len()).map(|i| rare.confusion(i)).collect();
    let (mut scores, mut outcomes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (score, pair) in squeezed.iter().zip(counts.windows(2)) {
        for (outcome, gained) in [(true, pair[1].tp - pair[0].tp), (false, pair[1].fp - pair[0].fp)] {
            scores.push(*score);
            outcomes.push(outcome);
            weights.push(gained);
        }
    }
    Sweep::of(&Sample::new(scores, outcomes, Some(weights)).unwrap())
}
