//! Dividing cases at random into two parts of a given size.

use super::random::Random;
use super::special::binomial_density;

/// Draws, without putting back, which of some cases belong to the first of two
/// parts: rows come one after another, each with the number of cases that it
/// stands for, and are told how many of these are drawn.
///
/// The numbers drawn are multivariate hypergeometric: as likely as if every
/// single case had been drawn for itself. In the end exactly the wanted number
/// has been drawn.
#[derive(Debug, Clone)]
pub struct Halving {
    left: f64,
    wanted: f64,
    random: Random,
}

impl Halving {
    /// Draws `wanted` of `cases`, both whole; everything follows from `seed`.
    pub fn new(cases: f64, wanted: f64, seed: u64) -> Self {
        Self { left: cases, wanted: wanted.clamp(0.0, cases.max(0.0)), random: Random::seeded(seed) }
    }

    /// How many of the next row's cases are drawn.
    pub fn draw(&mut self, cases: f64) -> f64 {
        let cases = cases.min(self.left);
        let drawn = if cases <= 0.0 { 0.0 } else { hypergeometric(&mut self.random, self.left, self.wanted, cases) };
        self.left -= cases;
        self.wanted -= drawn;
        drawn
    }
}

/// Half of each number of cases, the odd ones by turns up and down, so that
/// half of them all is drawn as well.
pub fn halves(cases: &[f64]) -> Vec<f64> {
    let mut up = false;
    let half = |cases: &f64| {
        let odd = cases % 2.0 != 0.0;
        up ^= odd;
        ((cases + if odd && up { 1.0 } else { 0.0 }) / 2.0).floor()
    };
    cases.iter().map(half).collect()
}

/// How many of `wanted` among `all` are met when `drawn` are drawn (all whole):
/// the distribution function is walked from its middle outwards, as HIN of
/// Kachitvichyanukul & Schmeiser (1985) walks it from one end, so that the walk
/// takes about as many steps as the standard deviation.
fn hypergeometric(random: &mut Random, all: f64, wanted: f64, drawn: f64) -> f64 {
    let other = all - wanted;
    let (least, most) = ((drawn - other).max(0.0), drawn.min(wanted));
    let mut left = random.unit();
    if least >= most {
        return least;
    }
    if drawn <= 1.0 {
        return if left * all < wanted { 1.0 } else { 0.0 };
    }
    let middle = ((drawn + 1.0) / (all + 2.0) * (wanted + 1.0)).floor().clamp(least, most);
    let at_middle = density(middle, all, wanted, drawn);
    left -= at_middle;
    let (mut below, mut above) = ((middle, at_middle), (middle, at_middle));
    while left >= 0.0 {
        let (down, up) = (below.0 > least && below.1 > 1e-300, above.0 < most && above.1 > 1e-300);
        if up {
            let (k, density) = above;
            let ratio = (wanted - k) / (k + 1.0) * ((drawn - k) / (other - drawn + k + 1.0));
            above = (k + 1.0, density * ratio);
            left -= above.1;
            if left < 0.0 {
                return above.0;
            }
        }
        if down {
            let (k, density) = below;
            let ratio = k / (wanted - k + 1.0) * ((other - drawn + k) / (drawn - k + 1.0));
            below = (k - 1.0, density * ratio);
            left -= below.1;
            if left < 0.0 {
                return below.0;
            }
        }
        // The rounding of the sum may leave a crumb that nothing can eat.
        if !up && !down {
            break;
        }
    }
    middle
}

/// The chance of exactly `k`, through binomial densities at one common chance
/// (Loader 2000), which keeps its digits for large numbers.
fn density(k: f64, all: f64, wanted: f64, drawn: f64) -> f64 {
    let p = drawn / all;
    binomial_density(k, wanted, p) * binomial_density(drawn - k, all - wanted, p) / binomial_density(drawn, all, p)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chance by counting the ways, for small numbers.
    fn by_ways(k: u64, all: u64, wanted: u64, drawn: u64) -> f64 {
        let ways = |n: u64, k: u64| (0..k).fold(1.0, |ways, i| ways * (n - i) as f64 / (i + 1) as f64);
        ways(wanted, k) * ways(all - wanted, drawn - k) / ways(all, drawn)
    }

    #[test]
    fn the_density_is_that_of_the_ways_to_draw() {
        for (all, wanted, drawn) in [(10_u64, 5, 3), (40, 20, 20), (50, 1, 49), (30, 29, 7)] {
            let least = u64::saturating_sub(drawn + wanted, all);
            let mut sum = 0.0;
            for k in least..=drawn.min(wanted) {
                let ours = density(k as f64, all as f64, wanted as f64, drawn as f64);
                assert!((ours - by_ways(k, all, wanted, drawn)).abs() < 1e-13, "{k} of {all} {wanted} {drawn}: {ours}");
                sum += ours;
            }
            assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        }
    }

    #[test]
    fn draws_follow_the_hypergeometric_distribution() {
        const DRAWS: usize = 100_000;
        for (all, wanted, drawn) in
            [(2.0, 1.0, 1.0), (20.0, 10.0, 6.0), (900.0, 450.0, 500.0), (1e6, 5e5, 40.0), (1e9, 4e8, 2e4)]
        {
            let mut random = Random::seeded(7);
            let share: f64 = wanted / all;
            let spread = (drawn * share * (1.0 - share) * (all - drawn) / (all - 1.0_f64)).sqrt();
            let low = (drawn * share - 3.0 * spread).max(0.0).floor();
            let mut counts = vec![0.0; (6.0 * spread).ceil() as usize + 2];
            for _ in 0..DRAWS {
                let k = hypergeometric(&mut random, all, wanted, drawn);
                if let Some(count) = (k >= low).then(|| counts.get_mut((k - low) as usize)).flatten() {
                    *count += 1.0;
                }
            }
            let (mut chi_squared, mut cells) = (0.0, 0.0);
            for (bin, count) in counts.iter().enumerate().filter(|(bin, _)| low + *bin as f64 <= drawn.min(wanted)) {
                let expected = DRAWS as f64 * density(low + bin as f64, all, wanted, drawn);
                if expected >= 10.0 {
                    chi_squared += (count - expected).powi(2) / expected;
                    cells += 1.0;
                }
            }
            assert!(chi_squared < cells + 5.0 * (2.0_f64 * cells).sqrt(), "{all} {wanted} {drawn}: {chi_squared}");
        }
    }

    #[test]
    fn odd_numbers_are_halved_up_and_down_by_turns() {
        assert_eq!(halves(&[3.0, 4.0, 5.0, 1.0]), [2.0, 2.0, 2.0, 1.0]);
        assert_eq!(halves(&[]), Vec::<f64>::new());
    }
}
