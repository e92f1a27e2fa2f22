//! The beta and the binomial distribution.

use std::f64::consts::TAU;

/// Regularised incomplete beta function I_x(a, b), for a, b > 0: the chance
/// that a Beta(a, b) variable is at most x. Power term and continued fraction are
/// each in a form in which large parameters keep their digits. 0 below the range of x, 1 above.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let y = 1.0 - x;
    // How far x lies below the mean, without cancellation on either side.
    let below = if a > b { (a + b) * y - b } else { a - (a + b) * x };
    if below >= 0.0 {
        beta_power(a, b, x, y) * beta_fraction(a, b, x, y, below)
    } else {
        1.0 - beta_power(b, a, y, x) * beta_fraction(b, a, y, x, -below)
    }
}

/// x^a y^b / B(a, b) for y = 1 - x, where the smaller of both must be exact.
fn beta_power(a: f64, b: f64, x: f64, y: f64) -> f64 {
    density(a, a + b, x, y) * a * b / (a + b)
}

/// The continued fraction of the incomplete beta function in the form of
/// Didonato & Morris (1992, ACM TOMS 708, section 3), which is told how far x
/// lies below the mean and so keeps its digits for large a and b.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64, below: f64) -> f64 {
    let c = 1.0 + below;
    let (c0, c1) = (b / a, 1.0 + 1.0 / a);
    let (mut p, mut s) = (1.0, a + 1.0);
    let (mut top_before, mut bottom_before) = (0.0, 1.0);
    let (mut top, mut bottom) = (1.0, c / c1);
    let mut value = c1 / c;
    for n in 1..1_000_000 {
        let n = f64::from(n);
        let t = n / a;
        let w = n * (b - n) * x;
        let e = a / s;
        let alpha = p * (p + c0) * e * e * (w * x);
        let e = (t + 1.0) / (c1 + t + t);
        let beta = n + w / s + e * (c + n * (y + 1.0));
        (p, s) = (t + 1.0, s + 2.0);
        (top_before, top) = (top, alpha * top_before + beta * top);
        (bottom_before, bottom) = (bottom, alpha * bottom_before + beta * bottom);
        let next = top / bottom;
        let settled = (next - value).abs() <= 1e-16 * next;
        value = next;
        if settled {
            break;
        }
        // Only the ratios matter: keep the numbers near 1.
        (top_before, bottom_before) = (top_before / bottom, bottom_before / bottom);
        (top, bottom) = (next, 1.0);
    }
    value
}

/// The x in 0..=1 with I_x(a, b) = p: Newton's method inside a shrinking
/// bracket.
pub fn inverse_incomplete_beta(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..200 {
        let error = incomplete_beta(a, b, x) - p;
        if error > 0.0 {
            high = x
        } else {
            low = x
        }
        let slope = beta_power(a, b, x, 1.0 - x) / (x * (1.0 - x));
        let step = error / slope;
        if step.abs() <= f64::EPSILON * x {
            return x;
        }
        let newton = x - step;
        // Near 0 a bracket is halved in its order of magnitude, not its width.
        let middle = if low > 0.0 && high > 4.0 * low { (low * high).sqrt() } else { (low + high) / 2.0 };
        let next = if newton > low && newton < high { newton } else { middle };
        x = next;
    }
    x
}

/// Chance of exactly `k` of `n` at chance `p` each, for real k in 0..=n
/// (Loader 2000, "Fast and accurate computation of binomial probabilities").
pub fn binomial_density(k: f64, n: f64, p: f64) -> f64 {
    if k <= 0.0 {
        (n * (-p).ln_1p()).exp()
    } else if k >= n {
        (n * p.ln()).exp()
    } else {
        density(k, n, p, 1.0 - p)
    }
}

/// The density for k strictly between 0 and n, and q = 1 - p.
fn density(k: f64, n: f64, p: f64, q: f64) -> f64 {
    let exponent =
        stirling_error(n) - stirling_error(k) - stirling_error(n - k) - deviance(k, n * p) - deviance(n - k, n * q);
    exponent.exp() * (n / (TAU * k * (n - k))).sqrt()
}

/// ln Gamma(x + 1) - ln(sqrt(2 pi x) (x/e)^x), for x > 0.
pub fn stirling_error(x: f64) -> f64 {
    // The asymptotic series needs a large argument; step up to it by
    // f(x) = f(x + 1) + (x + 1/2) ln(1 + 1/x) - 1.
    let mut x = x;
    let mut steps = 0.0;
    while x < 16.0 {
        steps += (x + 0.5) * (1.0 / x).ln_1p() - 1.0;
        x += 1.0;
    }
    let s = 1.0 / (x * x);
    let series = 1.0 / 12.0
        - s * (1.0 / 360.0 - s * (1.0 / 1260.0 - s * (1.0 / 1680.0 - s * (1.0 / 1188.0 - s * (691.0 / 360_360.0)))));
    steps + series / x
}

/// k ln(k / mean) + mean - k without cancellation, for k, mean > 0.
fn deviance(k: f64, mean: f64) -> f64 {
    let v = (k - mean) / (k + mean);
    if v.abs() >= 0.1 {
        return k * (k / mean).ln() + mean - k;
    }
    // 2k (v^3/3 + v^5/5 + ...) + (k - mean) v
    let mut sum = (k - mean) * v;
    let mut power = 2.0 * k * v;
    for odd in (3..1000).step_by(2) {
        power *= v * v;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// Chance that a binomial variable of `n` trials at chance `p` is at most `k`.
pub fn binomial_at_most(k: f64, n: f64, p: f64) -> f64 {
    if k >= n { 1.0 } else { incomplete_beta(n - k, k + 1.0, 1.0 - p) }
}
