//! Columns of a table as rows of a tensor, a block at a time.

use std::sync::Arc;

use super::error::OpError;
use super::tensor::{DType, Tensor, volume};

/// A column handed to [`Batch::pack`](super::Batch::pack).
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// Numbers; NaN marks a missing value.
    Numbers(&'a [f64]),
    /// Numbers of single precision.
    Singles(&'a [f32]),
    /// Text, one reference a row.
    Text(&'a [&'a str]),
    /// Text as codes into its distinct values; any other code is empty text.
    Coded {
        /// One code a row.
        codes: &'a [u32],
        /// The distinct values.
        texts: &'a [Arc<str>],
    },
}

impl Column<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Numbers(v) => v.len(),
            Self::Singles(v) => v.len(),
            Self::Text(v) => v.len(),
            Self::Coded { codes, .. } => codes.len(),
        }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Coded { .. })
    }
}

/// Rows read from one column before the next: a cache line of it.
const TILE: usize = 8;

/// Rows `from..to` of columns as a tensor `[rows, columns]`: text when they
/// hold text, else single floats where the model takes them, else doubles.
pub(super) fn rows(columns: &[Column], from: usize, to: usize, kind: DType) -> Result<Tensor, OpError> {
    let (width, count) = (columns.len(), to.saturating_sub(from));
    let shape = vec![count, width];
    let len = volume(&shape)?;
    if columns.iter().any(Column::is_text) {
        let empty: Arc<str> = "".into();
        let mut words = Vec::with_capacity(len);
        for row in from..to {
            words.extend(columns.iter().map(|column| match column {
                Column::Text(v) => v.get(row).map_or_else(|| empty.clone(), |text| (*text).into()),
                Column::Coded { codes, texts } => {
                    codes.get(row).and_then(|code| texts.get(*code as usize)).unwrap_or(&empty).clone()
                }
                Column::Numbers(_) | Column::Singles(_) => empty.clone(),
            }));
        }
        return Tensor::text(shape, words);
    }
    if kind == DType::F32 {
        let mut values = vec![0f32; len];
        fill(&mut values, columns, from, |x| x as f32, |x| x);
        return Tensor::f32(shape, values);
    }
    let mut values = vec![0f64; len];
    fill(&mut values, columns, from, |x| x, f64::from);
    Tensor::f64(shape, values)
}

fn fill<T>(values: &mut [T], columns: &[Column], from: usize, double: impl Fn(f64) -> T, single: impl Fn(f32) -> T) {
    let width = columns.len().max(1);
    for (tile, rows) in values.chunks_mut(TILE * width).enumerate() {
        let from = from + tile * TILE;
        for (j, column) in columns.iter().enumerate() {
            match column {
                Column::Numbers(v) => put(rows, width, j, v.get(from..).unwrap_or_default(), &double),
                Column::Singles(v) => put(rows, width, j, v.get(from..).unwrap_or_default(), &single),
                Column::Text(_) | Column::Coded { .. } => {}
            }
        }
    }
}

/// Writes column `j` of a tile.
#[inline(always)]
fn put<T, X: Copy>(rows: &mut [T], width: usize, j: usize, column: &[X], number: impl Fn(X) -> T) {
    match column.first_chunk::<TILE>() {
        Some(column) if rows.len() == TILE * width && j < width => {
            for (r, x) in column.iter().enumerate() {
                // SAFETY: r < TILE and j < width, as just checked.
                unsafe { *rows.get_unchecked_mut(r * width + j) = number(*x) };
            }
        }
        _ => rows.iter_mut().skip(j).step_by(width).zip(column).for_each(|(to, x)| *to = number(*x)),
    }
}

/// A tensor of `count` rows with its last row repeated up to `pad` rows.
pub(super) fn repeated(rows: Tensor, count: usize, pad: usize) -> Result<Tensor, OpError> {
    if count >= pad || count == 0 {
        return Ok(rows);
    }
    let width = rows.len() / count;
    let last = (count - 1) * width;
    let index: Vec<usize> =
        (0..rows.len()).chain((0..(pad - count) * width).map(|i| last + i % width.max(1))).collect();
    let mut shape = rows.shape.clone();
    if let Some(d) = shape.first_mut() {
        *d = pad;
    }
    rows.take(shape, &index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_rows_wherever_a_block_begins() {
        let columns: Vec<Vec<f64>> = (0..3).map(|j| (0..40).map(|i| f64::from(i * 10 + j)).collect()).collect();
        let singles: Vec<f32> = columns[1].iter().map(|v| *v as f32).collect();
        let given = [Column::Numbers(&columns[0]), Column::Singles(&singles), Column::Numbers(&columns[2])];
        for (from, to) in [(0, 40), (0, 8), (3, 20), (39, 40), (5, 5)] {
            let expected: Vec<f64> = (from..to).flat_map(|i| columns.iter().map(move |c| c[i])).collect();
            let double = rows(&given, from, to, DType::F64).unwrap();
            assert_eq!(double, Tensor::f64(vec![to - from, 3], expected.clone()).unwrap());
            let single = rows(&given, from, to, DType::F32).unwrap();
            let expected = expected.iter().map(|v| *v as f32).collect();
            assert_eq!(single, Tensor::f32(vec![to - from, 3], expected).unwrap());
        }
    }

    #[test]
    fn codes_become_their_texts_and_unknown_codes_empty_text() {
        let texts: [Arc<str>; 2] = ["a".into(), "b".into()];
        let given = [Column::Coded { codes: &[1, 0, u32::MAX], texts: &texts }, Column::Text(&["x", "y", "z"])];
        let made = rows(&given, 1, 3, DType::Text).unwrap();
        let expected: Vec<Arc<str>> = ["a", "y", "", "z"].map(Arc::from).into();
        assert_eq!(made, Tensor::text(vec![2, 2], expected).unwrap());
    }
}
