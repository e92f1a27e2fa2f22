//! Values of a page in each of Parquet's encodings.

use std::borrow::Cow;

use super::Wrong;
use super::meta::Physical;
use super::rle;

/// A value as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    Bool(bool),
    Int(i64),
    Float(f64),
    /// From and to in [`Cells::store`].
    Bytes(u32, u32),
}

/// The values of a page and the bytes that they point into.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells<'a> {
    pub cells: Vec<Cell>,
    pub store: Cow<'a, [u8]>,
}

impl Cells<'_> {
    /// The bytes of a cell.
    pub fn bytes(&self, from: u32, to: u32) -> &[u8] {
        self.store.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// Reads `count` values that begin at `from`.
pub(super) fn read<'a>(
    page: Cow<'a, [u8]>,
    from: usize,
    encoding: i64,
    physical: Physical,
    count: usize,
) -> Result<Cells<'a>, Wrong> {
    let bytes = page.get(from..).ok_or(Wrong::Damaged)?;
    let ints = |numbers: Vec<i64>| numbers.into_iter().map(Cell::Int).collect::<Vec<_>>();
    let narrow = |v: i64| if physical == Physical::Int32 { i64::from(v as i32) } else { v };
    match (encoding, physical) {
        (0, Physical::Boolean) => {
            let bit = |i: usize| Some(Cell::Bool(bytes.get(i / 8)? >> (i % 8) & 1 == 1));
            let cells = (0..count).map(bit).collect::<Option<_>>().ok_or(Wrong::Damaged)?;
            Ok(Cells { cells, store: page })
        }
        (0, Physical::Bytes) => {
            let mut at = from;
            let mut next = || {
                let length = u32::from_le_bytes(*page.get(at..)?.first_chunk::<4>()?) as usize;
                let start = at + 4;
                at = start.checked_add(length)?;
                page.get(start..at)?;
                Some(Cell::Bytes(u32::try_from(start).ok()?, u32::try_from(at).ok()?))
            };
            let cells = (0..count).map(|_| next()).collect::<Option<_>>().ok_or(Wrong::Damaged)?;
            Ok(Cells { cells, store: page })
        }
        (0, Physical::Fixed(_) | Physical::Int96) => {
            let width = if let Physical::Fixed(width) = physical { width } else { 12 };
            let cells = strided(from, width, count, page.len())?;
            Ok(Cells { cells, store: page })
        }
        (0, _) => {
            let cells = numbers(bytes, physical, count)?;
            Ok(Cells { cells, store: Cow::Borrowed(&[]) })
        }
        // Booleans in runs, behind their length.
        (3, Physical::Boolean) => {
            let length = u32::from_le_bytes(*bytes.first_chunk::<4>().ok_or(Wrong::Damaged)?) as usize;
            let runs = bytes.get(4..).and_then(|b| b.get(..length)).ok_or(Wrong::Damaged)?;
            let cells = rle::hybrid(runs, 1, count)?.into_iter().map(|v| Cell::Bool(v == 1)).collect();
            Ok(Cells { cells, store: Cow::Borrowed(&[]) })
        }
        (5, Physical::Int32 | Physical::Int64) => {
            let (numbers, _) = rle::delta(bytes, count)?;
            let cells = ints(numbers.into_iter().map(narrow).collect());
            exact(cells, count, Cow::Borrowed(&[]))
        }
        (6, Physical::Bytes) => {
            let (lengths, rest) = rle::delta(bytes, count)?;
            let mut at = page.len() - rest.len();
            let mut next = |length: i64| {
                let start = at;
                at = start.checked_add(usize::try_from(length).ok()?)?;
                page.get(start..at)?;
                Some(Cell::Bytes(u32::try_from(start).ok()?, u32::try_from(at).ok()?))
            };
            let cells = lengths.into_iter().map(&mut next).collect::<Option<_>>().ok_or(Wrong::Damaged)?;
            exact(cells, count, page)
        }
        (7, Physical::Bytes | Physical::Fixed(_)) => prefixed(bytes, count),
        (9, Physical::Int32 | Physical::Int64 | Physical::Float | Physical::Double | Physical::Fixed(_)) => {
            let width = match physical {
                Physical::Int32 | Physical::Float => 4,
                Physical::Fixed(width) => width,
                _ => 8,
            };
            let size = width.checked_mul(count).filter(|n| *n <= bytes.len()).ok_or(Wrong::Damaged)?;
            let mut joined = vec![0u8; size];
            for (i, byte) in bytes.iter().take(size).enumerate() {
                // Byte `i / count` of value `i % count`; `count` is not 0 inside.
                if let Some(to) = joined.get_mut(i % count * width + i / count) {
                    *to = *byte;
                }
            }
            match physical {
                Physical::Fixed(_) => {
                    let cells = strided(0, width, count, joined.len())?;
                    Ok(Cells { cells, store: Cow::Owned(joined) })
                }
                _ => Ok(Cells { cells: numbers(&joined, physical, count)?, store: Cow::Borrowed(&[]) }),
            }
        }
        _ => Err(Wrong::Unsupported("an encoding of values")),
    }
}

fn exact(cells: Vec<Cell>, count: usize, store: Cow<'_, [u8]>) -> Result<Cells<'_>, Wrong> {
    if cells.len() == count { Ok(Cells { cells, store }) } else { Err(Wrong::Damaged) }
}

/// Values of a fixed number of bytes, one behind the other.
fn strided(from: usize, width: usize, count: usize, length: usize) -> Result<Vec<Cell>, Wrong> {
    let end = width.checked_mul(count).and_then(|n| n.checked_add(from));
    if end.is_none_or(|end| end > length || u32::try_from(end).is_err()) {
        return Err(Wrong::Damaged);
    }
    let cell = |i: usize| Cell::Bytes((from + i * width) as u32, (from + (i + 1) * width) as u32);
    Ok((0..count).map(cell).collect())
}

fn numbers(bytes: &[u8], physical: Physical, count: usize) -> Result<Vec<Cell>, Wrong> {
    let four =
        |to: fn([u8; 4]) -> Cell| bytes.as_chunks::<4>().0.iter().take(count).map(|b| to(*b)).collect::<Vec<_>>();
    let eight =
        |to: fn([u8; 8]) -> Cell| bytes.as_chunks::<8>().0.iter().take(count).map(|b| to(*b)).collect::<Vec<_>>();
    let cells = match physical {
        Physical::Int32 => four(|b| Cell::Int(i64::from(i32::from_le_bytes(b)))),
        Physical::Float => four(|b| Cell::Float(f64::from(f32::from_le_bytes(b)))),
        Physical::Int64 => eight(|b| Cell::Int(i64::from_le_bytes(b))),
        _ => eight(|b| Cell::Float(f64::from_le_bytes(b))),
    };
    if cells.len() == count { Ok(cells) } else { Err(Wrong::Damaged) }
}

/// DELTA_BYTE_ARRAY: each value shares a prefix with the one before.
fn prefixed(bytes: &[u8], count: usize) -> Result<Cells<'static>, Wrong> {
    const MOST: usize = 512 << 20;
    let (prefixes, rest) = rle::delta(bytes, count)?;
    let (suffixes, mut rest) = rle::delta(rest, count)?;
    if prefixes.len() != count || suffixes.len() != count {
        return Err(Wrong::Damaged);
    }
    let mut store: Vec<u8> = Vec::new();
    let mut cells = Vec::with_capacity(count);
    let mut last = 0..0;
    for (prefix, suffix) in prefixes.into_iter().zip(suffixes) {
        let prefix = usize::try_from(prefix).ok().filter(|p| *p <= last.len()).ok_or(Wrong::Damaged)?;
        let suffix = usize::try_from(suffix).map_err(|_| Wrong::Damaged)?;
        let (new, after) = rest.split_at_checked(suffix).ok_or(Wrong::Damaged)?;
        let start = store.len();
        if start + prefix + suffix > MOST {
            return Err(Wrong::TooLarge);
        }
        store.extend_from_within(last.start..last.start + prefix);
        store.extend_from_slice(new);
        last = start..store.len();
        cells.push(Cell::Bytes(start as u32, store.len() as u32));
        rest = after;
    }
    Ok(Cells { cells, store: Cow::Owned(store) })
}
