//! How much of anything is taken, so that a file can fill neither memory nor
//! time.

use super::error::DataError;

/// Bytes that a reader takes at a time.
pub const CHUNK: usize = 1 << 20;

/// Most bytes of columns in memory. The browser gives an engine 4 GiB at
/// most; scores, sweeps and growing need their part.
pub const MAX_MEMORY: usize = 1_500 << 20;

/// The error that says so.
pub(super) fn too_large(file: &str, what: &str, limit: usize) -> DataError {
    DataError::TooLarge { file: file.to_owned(), what: what.to_owned(), limit: limit as u64 }
}
