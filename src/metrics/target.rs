//! Whether a figure keeps what was agreed.

use super::interval::Interval;

/// What was agreed for a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// The figure must be at least this.
    AtLeast(f64),
    /// The figure must be at most this (false alarms, cost).
    AtMost(f64),
}

/// Whether the target is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// The whole interval keeps it.
    Met,
    /// The whole interval misses it.
    NotMet,
    /// The interval reaches to both sides: too few cases to tell.
    CannotTell,
}

impl Target {
    /// The number that was agreed.
    pub fn value(self) -> f64 {
        match self {
            Target::AtLeast(value) | Target::AtMost(value) => value,
        }
    }

    /// Holds an interval against the target. A figure exactly on the target
    /// keeps it.
    pub fn judge(self, interval: &Interval) -> Kept {
        let (surely, surely_not) = match self {
            Target::AtLeast(least) => (interval.low >= least, interval.high < least),
            Target::AtMost(most) => (interval.high <= most, interval.low > most),
        };
        match (surely, surely_not) {
            (true, _) => Kept::Met,
            (_, true) => Kept::NotMet,
            _ => Kept::CannotTell,
        }
    }
}
