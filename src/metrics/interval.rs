//! Intervals for a proportion.

use super::special::{inverse_incomplete_beta, normal_quantile};

/// A range that a figure plausibly lies in, `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies in the interval, ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// From lower to upper end.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// How often an interval made in this way holds the true value: 0.95 unless
/// said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// A level strictly between 0 and 1, else `None`.
    pub fn new(level: f64) -> Option<Confidence> {
        (level > 0.0 && level < 1.0).then_some(Confidence(level))
    }

    /// The level, such as 0.95.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The standard normal quantile that leaves half of the rest above it:
    /// 1.96 for 0.95.
    pub fn z(self) -> f64 {
        normal_quantile(0.5 + self.0 / 2.0)
    }

    /// The level that makes `comparisons` intervals hold all together at least
    /// this often (Bonferroni).
    pub fn shared_among(self, comparisons: usize) -> Confidence {
        Confidence((1.0 - (1.0 - self.0) / comparisons.max(1) as f64).min(1.0 - f64::EPSILON))
    }
}

impl Default for Confidence {
    /// 95 %.
    fn default() -> Confidence {
        Confidence(0.95)
    }
}

/// Wilson's score interval for `part` of `whole` cases (Wilson 1927; method 3
/// of Newcombe 1998). Counts may be weights. `None` when the counts are not
/// those of a proportion or there are none.
pub fn wilson(part: f64, whole: f64, confidence: Confidence) -> Option<Interval> {
    if !proportion(part, whole) {
        return None;
    }
    let z = confidence.z();
    let share = part / whole;
    let squared = z * z;
    let center = share + squared / (2.0 * whole);
    let spread = z * ((share * (1.0 - share) + squared / (4.0 * whole)) / whole).sqrt();
    let scale = 1.0 + squared / whole;
    // At the ends the two terms are equal; the difference is exactly nothing.
    let low = if part <= 0.0 { 0.0 } else { ((center - spread) / scale).max(0.0) };
    let high = if part >= whole { 1.0 } else { ((center + spread) / scale).min(1.0) };
    Some(Interval { low, high })
}

/// The interval of Clopper and Pearson (1934), which holds the true share at
/// least as often as asked: quantiles of beta distributions. `None` as for
/// [`wilson`].
pub fn clopper_pearson(part: f64, whole: f64, confidence: Confidence) -> Option<Interval> {
    if !proportion(part, whole) {
        return None;
    }
    let tail = (1.0 - confidence.get()) / 2.0;
    let rest = whole - part;
    // Each end from the side where it is small, so that it keeps its digits.
    let quantile = |a: f64, b: f64, p: f64| {
        if a <= b { inverse_incomplete_beta(a, b, p) } else { 1.0 - inverse_incomplete_beta(b, a, 1.0 - p) }
    };
    let low = if part <= 0.0 { 0.0 } else { quantile(part, rest + 1.0, tail) };
    let high = if rest <= 0.0 { 1.0 } else { quantile(part + 1.0, rest, 1.0 - tail) };
    Some(Interval { low, high })
}

fn proportion(part: f64, whole: f64) -> bool {
    part >= 0.0 && whole > 0.0 && part <= whole && whole.is_finite()
}
