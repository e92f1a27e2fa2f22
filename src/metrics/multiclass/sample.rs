//! Cases with one score a class.

use std::fmt;

use super::matrix::ConfusionMatrix;
use crate::metrics::sample::{Sample, SampleError};

/// Cases that a model gave one score for each of several classes.
#[derive(Debug, Clone, PartialEq)]
pub struct MultiSample {
    classes: usize,
    scores: Vec<f64>,
    labels: Vec<u32>,
    weights: Option<Vec<f64>>,
}

impl MultiSample {
    /// Checks the columns and keeps them. `scores` holds `classes` numbers a
    /// row, row after row; `labels` the true class of each row, from 0.
    ///
    /// # Errors
    /// [`MultiError`] names the first offending row, counted from 1.
    pub fn new(
        classes: usize,
        scores: Vec<f64>,
        labels: Vec<u32>,
        weights: Option<Vec<f64>>,
    ) -> Result<MultiSample, MultiError> {
        if classes < 2 {
            return Err(MultiError::TooFewClasses { classes });
        }
        if labels.len().checked_mul(classes) != Some(scores.len()) {
            return Err(MultiError::Length { scores: scores.len(), rows: labels.len(), classes });
        }
        if let Some(place) = scores.iter().position(|score| score.is_nan()) {
            return Err(MultiError::ScoreIsNotANumber { row: place / classes + 1, class: place % classes });
        }
        if let Some((row, label)) = labels.iter().enumerate().find(|(_, label)| **label as usize >= classes) {
            return Err(MultiError::UnknownLabel { row: row + 1, label: *label });
        }
        // The weights are held against the rules of every other sample.
        let top = scores.chunks_exact(classes).map(|row| row.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        Sample::new(top.collect(), vec![true; labels.len()], weights.clone()).map_err(MultiError::Sample)?;
        Ok(MultiSample { classes, scores, labels, weights })
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Every row as (scores of the classes, true class, weight).
    pub fn cases(&self) -> impl Iterator<Item = (&[f64], u32, f64)> + '_ {
        self.scores.chunks_exact(self.classes).zip(&self.labels).enumerate().map(|(row, (scores, label))| {
            let weight = self.weights.as_ref().and_then(|w| w.get(row)).copied().unwrap_or(1.0);
            (scores, *label, weight)
        })
    }

    /// The two-class sample of one class against the rest, scored by that
    /// class's score.
    ///
    /// # Errors
    /// When the class does not exist.
    pub fn one_against_rest(&self, class: u32) -> Result<Sample, MultiError> {
        if class as usize >= self.classes {
            return Err(MultiError::UnknownLabel { row: 0, label: class });
        }
        let scores = self.cases().filter_map(|(scores, ..)| scores.get(class as usize).copied()).collect();
        let positive = self.labels.iter().map(|label| *label == class).collect();
        Sample::new(scores, positive, self.weights.clone()).map_err(MultiError::Sample)
    }

    /// The sample that asks whether the top class is right, scored by its
    /// score, the confidence: its sweep gives coverage as flagged share and
    /// accuracy of what the model decides as precision.
    ///
    /// # Errors
    /// Never for a valid sample; the type says so for the caller's `?`.
    pub fn confidence(&self) -> Result<Sample, MultiError> {
        let (scores, right) = self
            .cases()
            .map(|(scores, label, _)| {
                let (class, score) = top(scores);
                (score, class == label)
            })
            .unzip();
        Sample::new(scores, right, self.weights.clone()).map_err(MultiError::Sample)
    }

    /// The confusion matrix of the top class.
    pub fn matrix(&self) -> ConfusionMatrix {
        ConfusionMatrix::count(self.classes, self.cases().map(|(scores, label, weight)| (label, top(scores).0, weight)))
    }
}

/// The class with the highest score and that score; the first of equal ones,
/// as numpy's `argmax`.
fn top(scores: &[f64]) -> (u32, f64) {
    let mut best = (0, scores.first().copied().unwrap_or(f64::NEG_INFINITY));
    for (class, score) in (0_u32..).zip(scores) {
        if *score > best.1 {
            best = (class, *score);
        }
    }
    best
}

/// Why columns of a multi-class sample were refused. Rows count from 1.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum MultiError {
    /// Fewer than two classes.
    TooFewClasses {
        /// How many there are.
        classes: usize,
    },
    /// There are not `classes` scores a row.
    Length {
        /// Number of scores.
        scores: usize,
        /// Number of labels.
        rows: usize,
        /// Number of classes.
        classes: usize,
    },
    /// A score is NaN.
    ScoreIsNotANumber {
        /// The row.
        row: usize,
        /// The class, from 0.
        class: usize,
    },
    /// A label names a class that does not exist.
    UnknownLabel {
        /// The row, 0 when asked for outside the data.
        row: usize,
        /// The label.
        label: u32,
    },
    /// A weight was refused.
    Sample(SampleError),
}

impl fmt::Display for MultiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MultiError::TooFewClasses { classes } => write!(f, "{classes} classes: there must be at least two"),
            MultiError::Length { scores, rows, classes } => {
                write!(f, "{scores} scores for {rows} labels: give {classes} scores, one per class, for each")
            }
            MultiError::ScoreIsNotANumber { row, class } => {
                write!(f, "row {row}: the score of class {class} is not a number (NaN)")
            }
            MultiError::UnknownLabel { row, label } => write!(f, "row {row}: there is no class number {label}"),
            MultiError::Sample(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for MultiError {}
