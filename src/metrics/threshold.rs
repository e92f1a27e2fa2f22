//! Where the line is drawn.

use std::cmp::Ordering;

use super::sample::Score;

/// The line between flagged and left alone. A case is flagged when its score
/// is at or above the threshold. Thresholds are totally ordered; `Nobody` is
/// the highest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Threshold {
    /// Flag every case that scores this much or more.
    At(Score),
    /// Flag no case at all, not even one that scores infinity.
    Nobody,
}

impl Threshold {
    /// The threshold at a score, or `None` when it is NaN.
    pub fn at(score: f64) -> Option<Threshold> {
        Score::new(score).map(Threshold::At)
    }

    /// Whether a case of this score is flagged.
    pub fn flags(self, score: Score) -> bool {
        match self {
            Threshold::At(threshold) => score.get() >= threshold.get(),
            Threshold::Nobody => false,
        }
    }

    /// The score at which the line stands, `None` for `Nobody`.
    pub fn score(self) -> Option<f64> {
        match self {
            Threshold::At(score) => Some(score.get()),
            Threshold::Nobody => None,
        }
    }
}

impl Eq for Threshold {}

impl Ord for Threshold {
    fn cmp(&self, other: &Threshold) -> Ordering {
        match (self, other) {
            // A Score is neither NaN nor -0.0, so this is the usual order.
            (Threshold::At(a), Threshold::At(b)) => a.get().total_cmp(&b.get()),
            (Threshold::At(_), Threshold::Nobody) => Ordering::Less,
            (Threshold::Nobody, Threshold::At(_)) => Ordering::Greater,
            (Threshold::Nobody, Threshold::Nobody) => Ordering::Equal,
        }
    }
}

impl PartialOrd for Threshold {
    fn partial_cmp(&self, other: &Threshold) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
