//! Natural frequencies: "of 1,000 cases like these ...".

use super::confusion::Confusion;

/// The four counts scaled to a round number of cases, as whole numbers that
/// add up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequencies {
    /// The round number of cases, such as 1,000.
    pub of: u64,
    /// Flagged rightly.
    pub caught: u64,
    /// Flagged wrongly.
    pub false_alarms: u64,
    /// Positive but not flagged.
    pub missed: u64,
    /// Rightly left alone.
    pub left_alone: u64,
}

impl Frequencies {
    /// Scales the counts to `of` cases. Each is rounded down, then the ones
    /// with the largest remainders get the cases that are left (Hamilton's
    /// method; equal remainders in the order caught, missed, false alarms,
    /// left alone). `None` without cases.
    pub fn of(confusion: &Confusion, of: u64) -> Option<Frequencies> {
        let cells = [confusion.tp, confusion.fn_, confusion.fp, confusion.tn];
        let [caught, missed, false_alarms, left_alone] = apportion(cells, of)?;
        Some(Frequencies { of, caught, false_alarms, missed, left_alone })
    }

    /// The smallest power of ten, from 1,000 up to a million, that shows every
    /// outcome which occurs at least once.
    pub fn round_base(confusion: &Confusion) -> u64 {
        let total = confusion.total();
        let rarest = confusion.cells().into_iter().filter(|n| *n > 0.0).fold(total, f64::min);
        let shows = |base: &u64| *base as f64 * rarest >= total;
        [1_000, 10_000, 100_000].into_iter().find(shows).unwrap_or(1_000_000)
    }

    /// Flagged cases, rightly or wrongly.
    pub fn flagged(&self) -> u64 {
        self.caught + self.false_alarms
    }

    /// Positive cases, caught or missed.
    pub fn positives(&self) -> u64 {
        self.caught + self.missed
    }
}

/// Whole shares of `whole` in proportion to `parts`, by largest remainders;
/// earlier parts win ties. `None` when the parts add up to nothing.
pub fn apportion<const N: usize>(parts: [f64; N], whole: u64) -> Option<[u64; N]> {
    let total: f64 = parts.iter().sum();
    if !(total > 0.0 && total.is_finite()) {
        return None;
    }
    let exact = parts.map(|part| part / total * whole as f64);
    let mut shares = exact.map(|share| share.floor() as u64);
    let left = whole.saturating_sub(shares.iter().sum());
    let mut order: [usize; N] = std::array::from_fn(|i| i);
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    for i in order.into_iter().cycle().take(left as usize) {
        shares[i] += 1; // order holds the places of shares
    }
    Some(shares)
}
