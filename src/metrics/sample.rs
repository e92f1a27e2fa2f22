//! The door: scores, outcomes and weights are checked once here, then trusted.

use std::fmt;

use super::sum::Sum;

/// What a model said about one case: any number but NaN; higher means more
/// likely positive. Infinities are allowed (a log-odds of a certain model).
///
/// `-0.0` is stored as `0.0`, so that equal scores are one operating point.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Score(f64);

impl Score {
    /// A score, or `None` when `value` is NaN.
    pub fn new(value: f64) -> Option<Score> {
        // Adding 0.0 turns -0.0 into 0.0 and leaves every other number alone.
        (!value.is_nan()).then_some(Score(value + 0.0))
    }

    /// The number itself, never NaN.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// What really happened to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The case is not of the class that the scenario looks for.
    Negative,
    /// The case is of the class that the scenario looks for.
    Positive,
}

impl From<bool> for Label {
    fn from(positive: bool) -> Label {
        if positive { Label::Positive } else { Label::Negative }
    }
}

/// Scored cases with their outcomes, validated: equally long columns, no NaN
/// score, and every weight a finite number that is not negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    scores: Vec<f64>,
    positive: Vec<bool>,
    weights: Option<Vec<f64>>,
    positives: f64,
    negatives: f64,
}

impl Sample {
    /// Checks the columns and keeps them. A row of weight `w` counts as `w`
    /// equal rows; without weights each row counts once. An empty sample is
    /// allowed: every figure of it is undefined.
    ///
    /// # Errors
    /// [`SampleError`] names the first offending row, counted from 1.
    pub fn new(scores: Vec<f64>, positive: Vec<bool>, weights: Option<Vec<f64>>) -> Result<Sample, SampleError> {
        let rows = scores.len();
        if positive.len() != rows {
            return Err(SampleError::Length { column: "label", rows: positive.len(), scores: rows });
        }
        if let Some(row) = scores.iter().position(|score| score.is_nan()) {
            return Err(SampleError::ScoreIsNotANumber { row: row + 1 });
        }
        if let Some(weights) = &weights {
            if weights.len() != rows {
                let column = "weight";
                return Err(SampleError::Length { column, rows: weights.len(), scores: rows });
            }
            let bad = |weight: &f64| !weight.is_finite() || *weight < 0.0;
            if let Some((row, weight)) = weights.iter().enumerate().find(|(_, w)| bad(w)) {
                return Err(SampleError::Weight { row: row + 1, weight: *weight });
            }
        }
        let (positives, negatives) = totals(&positive, weights.as_deref());
        if !(positives + negatives).is_finite() {
            return Err(SampleError::WeightsOverflow);
        }
        Ok(Sample { scores, positive, weights, positives, negatives })
    }

    /// Number of rows, whatever their weights.
    pub fn rows(&self) -> usize {
        self.scores.len()
    }

    /// The scores, one a row, none of them NaN.
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// Whether each row is positive.
    pub fn positive(&self) -> &[bool] {
        &self.positive
    }

    /// The weights when the sample has any.
    pub fn weights(&self) -> Option<&[f64]> {
        self.weights.as_deref()
    }

    /// Every row as (score, label, weight).
    pub fn cases(&self) -> impl Iterator<Item = (Score, Label, f64)> + '_ {
        self.scores.iter().zip(&self.positive).enumerate().map(|(row, (score, positive))| {
            let weight = self.weights.as_ref().and_then(|w| w.get(row)).copied().unwrap_or(1.0);
            (Score(*score + 0.0), Label::from(*positive), weight)
        })
    }

    /// Weight of the positive cases.
    pub fn positives(&self) -> f64 {
        self.positives
    }

    /// Weight of the negative cases.
    pub fn negatives(&self) -> f64 {
        self.negatives
    }

    /// Weight of all cases.
    pub fn total(&self) -> f64 {
        self.positives + self.negatives
    }
}

fn totals(positive: &[bool], weights: Option<&[f64]>) -> (f64, f64) {
    match weights {
        None => {
            let positives = positive.iter().filter(|p| **p).count();
            (positives as f64, (positive.len() - positives) as f64)
        }
        Some(weights) => {
            let (mut positives, mut negatives) = (Sum::default(), Sum::default());
            for (positive, weight) in positive.iter().zip(weights) {
                if *positive { positives.add(*weight) } else { negatives.add(*weight) }
            }
            (positives.total(), negatives.total())
        }
    }
}

/// Why columns were refused. Rows count from 1, without any header line.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SampleError {
    /// A column is longer or shorter than the score column.
    Length {
        /// Name of the column.
        column: &'static str,
        /// Its number of rows.
        rows: usize,
        /// Number of rows of the score column.
        scores: usize,
    },
    /// A score is NaN.
    ScoreIsNotANumber {
        /// The row.
        row: usize,
    },
    /// A weight is negative, infinite or NaN.
    Weight {
        /// The row.
        row: usize,
        /// What stands there.
        weight: f64,
    },
    /// The weights add up to more than a number can hold.
    WeightsOverflow,
}

impl fmt::Display for SampleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SampleError::Length { column, rows, scores } => {
                write!(f, "column {column} has {rows} rows but there are {scores} scores: give one per case")
            }
            SampleError::ScoreIsNotANumber { row } => {
                write!(f, "row {row}: the score is not a number (NaN): remove or score the row")
            }
            SampleError::Weight { row, weight } => {
                write!(f, "row {row}: weight {weight} is not a finite number of at least 0")
            }
            SampleError::WeightsOverflow => {
                write!(f, "the weights add up to infinity: divide them by a common factor")
            }
        }
    }
}

impl std::error::Error for SampleError {}
