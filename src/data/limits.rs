//! How much of anything is taken, so that a file can fill neither memory nor
//! time.

use super::column::ColumnBuilder;
use super::error::DataError;

/// Bytes that a reader takes at a time.
pub const CHUNK: usize = 1 << 20;

/// Most bytes of columns in memory. The browser gives an engine 4 GiB at
/// most; scores, sweeps and growing need their part.
pub const MAX_MEMORY: usize = 1_500 << 20;

/// Most bytes of a file that must be in memory as a whole.
pub const MAX_WHOLE: usize = 1 << 30;

/// Most bytes that come out of a compressed file.
pub const MAX_EXPANDED: u64 = 4 << 30;

/// The error that says so.
pub(super) fn too_large(file: &str, what: &str, limit: usize) -> DataError {
    DataError::TooLarge { file: file.to_owned(), what: what.to_owned(), limit: limit as u64 }
}

/// Whether the columns still fit.
pub(super) fn check_memory(file: &str, columns: &[ColumnBuilder]) -> Result<(), DataError> {
    match columns.iter().map(ColumnBuilder::bytes).sum::<usize>() > MAX_MEMORY {
        true => Err(too_large(file, "megabytes of columns", MAX_MEMORY >> 20)),
        false => Ok(()),
    }
}
