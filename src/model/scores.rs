//! The scores of a batch.

/// Whether scores are probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreKind {
    /// Between 0 and 1, made by a softmax, a sigmoid or votes.
    Probability,
    /// Any number: a margin, a logit, a distance.
    RawScore,
}

/// The scores of a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Class labels in column order; empty when the file does not say.
    pub classes: Vec<String>,
    /// Number of columns.
    pub width: usize,
    /// Row-major, one row a case.
    pub values: Vec<f64>,
    /// The label that the file itself gives to each case, if it gives any.
    pub labels: Option<Vec<String>>,
    /// What the values are.
    pub kind: ScoreKind,
}

impl Scores {
    /// Appends the scores of the cases that follow.
    pub fn extend(&mut self, more: Scores) {
        if self.width == 0 || self.values.is_empty() {
            self.width = more.width;
        }
        if self.classes.is_empty() {
            self.classes = more.classes;
        }
        self.values.extend(more.values);
        if let (Some(mine), Some(more)) = (&mut self.labels, more.labels) {
            mine.extend(more);
        }
        // One raw block makes all of it raw.
        if more.kind == ScoreKind::RawScore {
            self.kind = ScoreKind::RawScore;
        }
    }
}
