//! How measurements spread.

use std::fmt;

/// Measurements in rising order.
pub struct Spread(Vec<f64>);

impl Spread {
    /// Stands over what it prints.
    pub const HEAD: &str = "    min     p50     p95     max";

    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// The measurement below which that share lies.
    pub fn at(&self, quantile: f64) -> f64 {
        let at = self.0.len().saturating_sub(1) as f64 * quantile;
        self.0.get(at.round() as usize).copied().unwrap_or(f64::NAN)
    }
}

/// Smallest, median, 95th of 100, largest.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [min, p50, p95, max] = [0.0, 0.5, 0.95, 1.0].map(|quantile| self.at(quantile));
        write!(f, "{min:>7.2} {p50:>7.2} {p95:>7.2} {max:>7.2}")
    }
}
