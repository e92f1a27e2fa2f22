//! Rows to slices.

use std::fmt;

use crate::metrics::paired::PairedSample;
use crate::metrics::sample::{Label, Sample, SampleError};

impl Sample {
    /// Splits the rows by the slice that each belongs to, counted from 0. All
    /// figures of the whole sample can then be read per slice from its sweep.
    ///
    /// # Errors
    /// [`SliceError`] when there is not exactly one slice a row or a row names
    /// a slice that does not exist.
    pub fn split(&self, slice_of: &[u32], slices: usize) -> Result<Vec<Sample>, SliceError> {
        if slice_of.len() != self.rows() {
            return Err(SliceError::Length { slices: slice_of.len(), rows: self.rows() });
        }
        let mut parts = vec![(Vec::new(), Vec::new(), Vec::new()); slices];
        for (row, (slice, (score, label, weight))) in slice_of.iter().zip(self.cases()).enumerate() {
            let Some(part) = parts.get_mut(*slice as usize) else {
                return Err(SliceError::Unknown { row: row + 1, slice: *slice });
            };
            part.0.push(score.get());
            part.1.push(label == Label::Positive);
            part.2.push(weight);
        }
        let weighted = self.weights().is_some();
        let parts = parts.into_iter().map(|(scores, positive, weights)| {
            Sample::new(scores, positive, weighted.then_some(weights)).map_err(SliceError::Sample)
        });
        parts.collect()
    }
}

impl PairedSample {
    /// Splits the rows by slice, as [`Sample::split`] does, for both models.
    ///
    /// # Errors
    /// As [`Sample::split`].
    pub fn split(&self, slice_of: &[u32], slices: usize) -> Result<Vec<PairedSample>, SliceError> {
        let (old, new) = (self.old().split(slice_of, slices)?, self.new_model().split(slice_of, slices)?);
        Ok(old.into_iter().zip(new).map(|(old, new)| PairedSample::from_parts(old, new)).collect())
    }
}

/// Why rows could not be split into slices.
#[derive(Debug, Clone, PartialEq)]
pub enum SliceError {
    /// There is not one slice a row.
    Length {
        /// Entries in the slice column.
        slices: usize,
        /// Rows of the sample.
        rows: usize,
    },
    /// A row names a slice that does not exist.
    Unknown {
        /// The row, from 1.
        row: usize,
        /// The slice it names.
        slice: u32,
    },
    /// A part was refused (which a valid sample does not cause).
    Sample(SampleError),
}

impl fmt::Display for SliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SliceError::Length { slices, rows } => {
                write!(f, "the slice column has {slices} rows but there are {rows} cases: give one per case")
            }
            SliceError::Unknown { row, slice } => write!(f, "row {row}: there is no slice number {slice}"),
            SliceError::Sample(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for SliceError {}
