//! The beta and the binomial distribution.

use std::f64::consts::TAU;

/// Regularised incomplete beta function I_x(a, b), for a, b > 0: the chance
/// that a Beta(a, b) variable is at most x. Continued fraction (DLMF 8.17.22)
/// with the power term from Loader's saddle point, so that large parameters
/// keep their digits. 0 below the range of x, 1 above.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x <= (a + 1.0) / (a + b + 2.0) {
        beta_power(a, b, x) / a / beta_fraction(a, b, x)
    } else {
        1.0 - beta_power(b, a, 1.0 - x) / b / beta_fraction(b, a, 1.0 - x)
    }
}

/// x^a (1-x)^b / B(a, b).
fn beta_power(a: f64, b: f64, x: f64) -> f64 {
    binomial_density(a, a + b, x) * a * b / (a + b)
}

/// The continued fraction of the incomplete beta function by Lentz's method
/// (as modified by Thompson and Barnett 1986).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut c, mut d) = (1.0, 1.0 / guard(1.0 - (a + b) * x / (a + 1.0)));
    // The first fraction is 1 + d1/(1 + ...), so it starts from 1/d.
    let mut value = 1.0 / d;
    for m in 1..1_000_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / guard(1.0 + term * d);
            c = guard(1.0 + term / c);
            change *= c * d;
        }
        value *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
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
        let slope = beta_power(a, b, x) / (x * (1.0 - x));
        let newton = x - error / slope;
        // Near 0 a bracket is halved in its order of magnitude, not its width.
        let middle = if low > 0.0 && high > 4.0 * low { (low * high).sqrt() } else { (low + high) / 2.0 };
        let next = if newton > low && newton < high { newton } else { middle };
        if (next - x).abs() <= f64::EPSILON * x.abs() {
            return next;
        }
        x = next;
    }
    x
}

/// Chance of exactly `k` of `n` at chance `p` each, for real k in 0..=n
/// (Loader 2000, "Fast and accurate computation of binomial probabilities").
pub fn binomial_density(k: f64, n: f64, p: f64) -> f64 {
    let q = 1.0 - p;
    if k <= 0.0 {
        return (n * (-p).ln_1p()).exp();
    }
    if k >= n {
        return (n * p.ln()).exp();
    }
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
