//! Apache Parquet to table: flat columns of every type, in the encodings and
//! compressions that pandas, Polars and DuckDB write.
//!
//! Written for this program because the `parquet` crate reads Polars' default
//! (zstd) only through a C library, which does not build for the browser with
//! Rust alone. Format: the Parquet specification, version 2.

mod cell;
mod codec;
mod meta;
mod page;
mod rle;
mod thrift;
mod values;

use super::column::ColumnBuilder;
use super::error::DataError;
use super::limits;
use super::message::shown;
use super::table::{Lines, Table};
use cell::Put;

/// Most columns.
const MAX_COLUMNS: usize = 20_000;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrong {
    /// It breaks the format: cut, flipped, or no Parquet.
    Damaged,
    /// A part of the format that is not read here.
    Unsupported(&'static str),
    /// A column of lists or objects.
    Nested(String),
    /// Bytes that are no text, in this row (from 0).
    Encoding(usize),
    /// It would fill memory.
    TooLarge,
}

/// Reads a Parquet file that is in memory.
///
/// `progress` is told the share that is done, 0 to 1.
///
/// # Errors
/// [`DataError::Damaged`], [`DataError::Unsupported`], [`DataError::Nested`]
/// with the column, [`DataError::TooLarge`].
pub fn read_parquet(bytes: &[u8], name: &str, progress: &mut dyn FnMut(f32)) -> Result<Table, DataError> {
    let file = || name.to_owned();
    let table = read(bytes, name, progress).map_err(|wrong| match wrong {
        Wrong::Damaged => DataError::Damaged { file: file(), format: "Parquet".into() },
        Wrong::Unsupported(what) => DataError::Unsupported { file: file(), what: format!("Parquet with {what}") },
        Wrong::Nested(column) => DataError::Nested { file: file(), row: 0, line: 0, column: shown(&column) },
        Wrong::Encoding(row) => {
            DataError::Encoding { file: file(), row: row as u64 + 1, line: 0, encoding: "UTF-8".into() }
        }
        Wrong::TooLarge => limits::too_large(name, "megabytes of columns", limits::MAX_MEMORY >> 20),
    })?;
    if table.rows == 0 || table.columns.is_empty() {
        return Err(DataError::NoRows { file: file() });
    }
    progress(1.0);
    table.distinct_names()
}

fn read(bytes: &[u8], name: &str, progress: &mut dyn FnMut(f32)) -> Result<Table, Wrong> {
    let meta = meta::read(bytes)?;
    let memory = meta.rows.checked_mul(meta.leaves.len()).and_then(|n| n.checked_mul(size_of::<f64>()));
    if meta.leaves.len() > MAX_COLUMNS || memory.is_none_or(|m| m > limits::MAX_MEMORY) {
        return Err(Wrong::TooLarge);
    }
    let mut columns = vec![ColumnBuilder::new(b'.'); meta.leaves.len()];
    let steps = (meta.groups.len() * meta.leaves.len()).max(1);
    let mut step = 0;
    for group in &meta.groups {
        for ((chunk, leaf), column) in group.chunks.iter().zip(&meta.leaves).zip(&mut columns) {
            page::read(bytes, *chunk, leaf, group.rows, &mut Put { column, leaf })?;
            step += 1;
            progress(step as f32 / steps as f32);
        }
        if columns.iter().map(ColumnBuilder::bytes).sum::<usize>() > limits::MAX_MEMORY {
            return Err(Wrong::TooLarge);
        }
    }
    let mut lines = Lines::default();
    lines.note(0, 1);
    let columns = meta.leaves.into_iter().zip(columns).map(|(leaf, column)| column.finish(leaf.name)).collect();
    let mut table = Table { name: name.to_owned(), columns, rows: meta.rows, lines };
    table.name_columns();
    Ok(table)
}
