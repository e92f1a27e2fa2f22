//! Seeded random numbers, the same on every machine.

use super::special::stirling_error;

/// xoshiro256++ (Blackman & Vigna 2021), seeded through SplitMix64.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: [u64; 4],
}

impl Random {
    /// A generator whose whole sequence follows from `seed`.
    pub(crate) fn seeded(seed: u64) -> Random {
        let mut s = seed;
        let state = std::array::from_fn(|_| {
            s = s.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (s ^ (s >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        });
        Random { state }
    }

    /// 64 random bits.
    pub(crate) fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let bits = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        bits
    }

    /// A number in 0..1, a multiple of 2^-53.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// A whole number below `bound`; off from even by less than bound / 2^64.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.bits()) * bound as u128) >> 64) as usize
    }

    /// How many of `n` (whole) succeed at chance `p` each.
    pub(crate) fn binomial(&mut self, n: f64, p: f64) -> f64 {
        if n <= 0.0 || p <= 0.0 {
            0.0
        } else if p >= 1.0 {
            n
        } else if p > 0.5 {
            n - self.binomial_rare(n, 1.0 - p)
        } else {
            self.binomial_rare(n, p)
        }
    }

    fn binomial_rare(&mut self, n: f64, p: f64) -> f64 {
        if n * p < 10.0 { self.binomial_by_inversion(n, p) } else { self.binomial_by_rejection(n, p) }
    }

    /// Walks up the distribution function (BINV of Kachitvichyanukul &
    /// Schmeiser 1988); quick when few succeed.
    fn binomial_by_inversion(&mut self, n: f64, p: f64) -> f64 {
        let odds = p / (1.0 - p);
        let mut density = (n * (-p).ln_1p()).exp();
        let mut left = self.unit();
        let mut k = 0.0;
        while left > density && k < n {
            left -= density;
            k += 1.0;
            density *= odds * (n - k + 1.0) / k;
            // The rounding of the sum may leave a crumb that nothing can eat.
            if density < 1e-300 {
                break;
            }
        }
        k
    }

    /// Transformed rejection (BTRS of Hörmann 1993), for n p of 10 or more.
    fn binomial_by_rejection(&mut self, n: f64, p: f64) -> f64 {
        let odds = p / (1.0 - p);
        let deviation = (n * p * (1.0 - p)).sqrt();
        let b = 1.15 + 2.53 * deviation;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let center = n * p + 0.5;
        let quick = 0.92 - 4.2 / b;
        let alpha = (2.83 + 5.1 / b) * deviation;
        let mode = ((n + 1.0) * p).floor();
        loop {
            let u = self.unit() - 0.5;
            let mut v = self.unit();
            let us = 0.5 - u.abs();
            let k = ((2.0 * a / us + b) * u + center).floor();
            if us >= 0.07 && v <= quick {
                return k;
            }
            if !(0.0..=n).contains(&k) {
                continue;
            }
            v = (v * alpha / (a / (us * us) + b)).ln();
            if v <= log_density_ratio(k, mode, n, odds) {
                return k;
            }
        }
    }

    /// Spreads `n` (whole) over cells in proportion to their weights.
    pub(crate) fn multinomial<const N: usize>(&mut self, n: f64, weights: &[f64; N]) -> [f64; N] {
        let mut left = n;
        let mut weight_left: f64 = weights.iter().sum();
        weights.map(|weight| {
            let chance = if weight >= weight_left { 1.0 } else { weight / weight_left };
            let drawn = if weight > 0.0 { self.binomial(left, chance) } else { 0.0 };
            left -= drawn;
            weight_left -= weight;
            drawn
        })
    }
}

/// ln of the binomial density at `k` over that at `mode`.
fn log_density_ratio(k: f64, mode: f64, n: f64, odds: f64) -> f64 {
    // ln j! = (j + 1/2) ln(j + 1) - (j + 1) + ln sqrt(2 pi) + tail(j)
    let tail = |j: f64| stirling_error(j + 1.0);
    let term = |j: f64| (j + 0.5) * (j + 1.0).ln();
    tail(mode) + tail(n - mode) - tail(k) - tail(n - k) + term(mode) + term(n - mode) - term(k) - term(n - k)
        + (k - mode) * odds.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::special::binomial_density;

    /// The first numbers of the authors' C program for the state 1, 2, 3, 4.
    #[test]
    fn the_generator_is_xoshiro256_plus_plus() {
        let mut random = Random { state: [1, 2, 3, 4] };
        let first: [u64; 4] = std::array::from_fn(|_| random.bits());
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    /// The first numbers of Vigna's splitmix64.c from the seed 1234567.
    #[test]
    fn the_seed_is_spread_by_split_mix() {
        let state = Random::seeded(1_234_567).state;
        assert_eq!(state[..2], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn binomial_draws_follow_the_binomial_distribution() {
        const DRAWS: usize = 200_000;
        for (n, p) in
            [(5.0, 0.3), (40.0, 0.02), (60.0, 0.25), (200.0, 0.5), (1_000.0, 0.93), (1e6, 2e-5), (40_000.0, 0.01)]
        {
            let mut random = Random::seeded(n as u64);
            let (mean, spread) = (n * p, f64::sqrt(n * p * (1.0 - p)));
            let low = (mean - 3.0 * spread).max(0.0).floor();
            let bins = (6.0 * spread).ceil() as usize + 2;
            let mut counts = vec![0.0; bins];
            for _ in 0..DRAWS {
                let k = random.binomial(n, p);
                assert!(k >= 0.0 && k <= n && k.fract() == 0.0);
                if let Some(count) = (k >= low).then(|| counts.get_mut((k - low) as usize)).flatten() {
                    *count += 1.0;
                }
            }
            let (mut chi_squared, mut cells) = (0.0, 0.0);
            for (bin, count) in counts.iter().enumerate().filter(|(bin, _)| low + *bin as f64 <= n) {
                let expected = DRAWS as f64 * binomial_density(low + bin as f64, n, p);
                if expected >= 10.0 {
                    chi_squared += (count - expected).powi(2) / expected;
                    cells += 1.0;
                }
            }
            // Mean and spread of chi squared are cells and sqrt(2 cells).
            assert!(chi_squared < cells + 5.0 * (2.0_f64 * cells).sqrt(), "{n} {p}: {chi_squared} over {cells} cells");
        }
    }

    #[test]
    fn a_multinomial_draw_spreads_all_and_nothing_into_empty_cells() {
        let mut random = Random::seeded(1);
        for _ in 0..1_000 {
            let drawn = random.multinomial(500.0, &[3.0, 0.0, 90.0, 0.5]);
            assert_eq!(drawn.iter().sum::<f64>(), 500.0);
            assert_eq!(drawn[1], 0.0);
        }
    }
}
