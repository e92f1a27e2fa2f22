//! How many more cases until we can tell.

use super::interval::Confidence;

/// How many cases of a kind (flagged ones for precision, positives for recall)
/// a Wilson interval needs in all to leave `target` on one side, if the share
/// stays what it is. It inverts Wilson's interval exactly: the smallest whole
/// n with z² t (1 - t) / n < (share - t)². `None` when share and target are the
/// same (no number is enough) or a share is outside 0..=1.
pub fn cases_to_tell(share: f64, target: f64, confidence: Confidence) -> Option<f64> {
    let valid = (0.0..=1.0).contains(&share) && (0.0..=1.0).contains(&target) && share != target;
    let z = confidence.z();
    let least = z * z * target * (1.0 - target) / ((share - target) * (share - target));
    // Strictly more than `least`, and at least one.
    (valid && least.is_finite()).then(|| (least.floor() + 1.0).max(1.0))
}

/// How many more cases must come in, when `counted` of the `seen` cases are of
/// the kind that the share is about: 0 when one can tell already. `None` when
/// no number is enough or none of the kind was seen.
pub fn more_cases_to_tell(share: f64, target: f64, counted: f64, seen: f64, confidence: Confidence) -> Option<f64> {
    let needed = cases_to_tell(share, target, confidence)?;
    let rate = counted / seen;
    (counted > 0.0 && seen >= counted).then(|| ((needed - counted).max(0.0) / rate).ceil())
}

/// How many times as many cases a difference needs until its interval, whose
/// half-width shrinks with the root of the cases, excludes `excluded` (0 for
/// "better or worse", a margin for "practically the same"): 1 or more. `None`
/// when the difference is exactly that.
pub fn times_as_many(difference: f64, half_width: f64, excluded: f64) -> Option<f64> {
    let gap = (difference - excluded).abs();
    let times = (half_width / gap) * (half_width / gap);
    (gap > 0.0 && times.is_finite()).then(|| times.max(1.0))
}
