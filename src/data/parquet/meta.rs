//! The table of contents at the end of a Parquet file.

use super::Wrong;
use super::thrift::{Thrift, Type};

/// Physical type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Physical {
    Boolean,
    Int32,
    Int64,
    Int96,
    Float,
    Double,
    Bytes,
    /// So many bytes each.
    Fixed(usize),
}

/// What the values mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What the physical type says.
    Plain,
    Unsigned,
    /// Days since 1970-01-01.
    Date,
    /// So many of it in a second, since 1970-01-01.
    Timestamp(i64),
    /// So many of it in a second, since midnight.
    Time(i64),
    /// Digits behind the point.
    Decimal(i32),
    Float16,
    Uuid,
}

/// A column of the schema: a leaf right below the root.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub name: String,
    pub physical: Physical,
    pub meaning: Meaning,
    /// Whether a value may be missing.
    pub optional: bool,
}

/// Where one column of one row group stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub codec: i64,
    pub values: usize,
    pub start: usize,
    pub length: usize,
}

/// Rows that are stored together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub rows: usize,
    pub chunks: Vec<Chunk>,
}

/// The table of contents.
#[derive(Debug, Clone)]
pub(super) struct Meta {
    pub leaves: Vec<Leaf>,
    pub rows: usize,
    pub groups: Vec<Group>,
}

/// An element of the schema as it is written.
#[derive(Default)]
struct Element {
    physical: Option<i64>,
    length: usize,
    repetition: i64,
    name: String,
    children: usize,
    converted: Option<i64>,
    scale: i64,
    meaning: Option<Meaning>,
}

/// Reads the table of contents of a whole file.
pub(super) fn read(bytes: &[u8]) -> Result<Meta, Wrong> {
    let (body, tail) = bytes.split_last_chunk::<8>().ok_or(Wrong::Damaged)?;
    let [a, b, c, d, magic @ ..] = *tail;
    if &magic == b"PARE" {
        return Err(Wrong::Unsupported("encryption"));
    }
    if &magic != b"PAR1" {
        return Err(Wrong::Damaged);
    }
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    let start = body.len().checked_sub(length).ok_or(Wrong::Damaged)?;
    let mut thrift = Thrift::new(body.get(start..).ok_or(Wrong::Damaged)?);
    let (mut elements, mut rows, mut groups) = (Vec::new(), 0, Vec::new());
    thrift.root(|t, id, kind| match id {
        2 => t.list(kind, |t, kind| element(t, kind).map(|e| elements.push(e))),
        3 => t.size(kind).map(|n| rows = n),
        4 => t.list(kind, |t, kind| group(t, kind).map(|g| groups.push(g))),
        _ => t.skip(kind),
    })?;
    let leaves = leaves(elements)?;
    let total = groups.iter().try_fold(0usize, |sum, g| sum.checked_add(g.rows));
    if total != Some(rows) || groups.iter().any(|g| g.chunks.len() != leaves.len()) {
        return Err(Wrong::Damaged);
    }
    Ok(Meta { leaves, rows, groups })
}

fn element(thrift: &mut Thrift, kind: Type) -> Result<Element, Wrong> {
    let mut element = Element::default();
    thrift.fields(kind, |t, id, kind| match id {
        1 => t.int(kind).map(|v| element.physical = Some(v)),
        2 => t.size(kind).map(|v| element.length = v),
        3 => t.int(kind).map(|v| element.repetition = v),
        4 => t.text(kind).map(|v| element.name = v.to_owned()),
        5 => t.size(kind).map(|v| element.children = v),
        6 => t.int(kind).map(|v| element.converted = Some(v)),
        7 => t.int(kind).map(|v| element.scale = v),
        10 => logical(t, kind).map(|m| element.meaning = m),
        _ => t.skip(kind),
    })?;
    Ok(element)
}

/// LogicalType, a union.
fn logical(thrift: &mut Thrift, kind: Type) -> Result<Option<Meaning>, Wrong> {
    let mut meaning = None;
    thrift.fields(kind, |t, id, kind| {
        let (mut scale, mut unit, mut signed) = (0, 1_000_000, true);
        t.fields(kind, |t, field, kind| match (id, field) {
            (5, 1) => t.int(kind).map(|v| scale = v),
            (7 | 8, 2) => t.fields(kind, |t, which, kind| {
                unit = match which {
                    1 => 1_000,
                    3 => 1_000_000_000,
                    _ => 1_000_000,
                };
                t.skip(kind)
            }),
            (10, 2) => Thrift::boolean(kind).map(|v| signed = v),
            _ => t.skip(kind),
        })?;
        meaning = match id {
            5 => Some(Meaning::Decimal(scale as i32)),
            6 => Some(Meaning::Date),
            7 => Some(Meaning::Time(unit)),
            8 => Some(Meaning::Timestamp(unit)),
            10 if !signed => Some(Meaning::Unsigned),
            14 => Some(Meaning::Uuid),
            15 => Some(Meaning::Float16),
            _ => None,
        };
        Ok(())
    })?;
    Ok(meaning)
}

fn leaves(elements: Vec<Element>) -> Result<Vec<Leaf>, Wrong> {
    let mut elements = elements.into_iter();
    let root = elements.next().ok_or(Wrong::Damaged)?;
    let leaves = elements
        .by_ref()
        .take(root.children)
        .map(|element| {
            if element.children > 0 || element.repetition == 2 {
                return Err(Wrong::Nested(element.name));
            }
            let physical = match element.physical {
                Some(0) => Physical::Boolean,
                Some(1) => Physical::Int32,
                Some(2) => Physical::Int64,
                Some(3) => Physical::Int96,
                Some(4) => Physical::Float,
                Some(5) => Physical::Double,
                Some(6) => Physical::Bytes,
                Some(7) if (1..=1024).contains(&element.length) => Physical::Fixed(element.length),
                _ => return Err(Wrong::Damaged),
            };
            let converted = match element.converted {
                Some(5) => Some(Meaning::Decimal(element.scale as i32)),
                Some(6) => Some(Meaning::Date),
                Some(7) => Some(Meaning::Time(1_000)),
                Some(8) => Some(Meaning::Time(1_000_000)),
                Some(9) => Some(Meaning::Timestamp(1_000)),
                Some(10) => Some(Meaning::Timestamp(1_000_000)),
                Some(11..=14) => Some(Meaning::Unsigned),
                _ => None,
            };
            let meaning = element.meaning.or(converted).unwrap_or(Meaning::Plain);
            Ok(Leaf { name: element.name, physical, meaning, optional: element.repetition == 1 })
        })
        .collect::<Result<Vec<Leaf>, Wrong>>()?;
    match leaves.len() == root.children && elements.next().is_none() {
        true => Ok(leaves),
        false => Err(Wrong::Damaged),
    }
}

fn group(thrift: &mut Thrift, kind: Type) -> Result<Group, Wrong> {
    let mut group = Group { rows: 0, chunks: Vec::new() };
    thrift.fields(kind, |t, id, kind| match id {
        1 => t.list(kind, |t, kind| chunk(t, kind).map(|c| group.chunks.push(c))),
        3 => t.size(kind).map(|v| group.rows = v),
        _ => t.skip(kind),
    })?;
    Ok(group)
}

fn chunk(thrift: &mut Thrift, kind: Type) -> Result<Chunk, Wrong> {
    let mut chunk = Chunk { codec: -1, values: 0, start: 0, length: 0 };
    let (mut data, mut dictionary) = (0, 0);
    thrift.fields(kind, |t, id, kind| match id {
        1 => Err(Wrong::Unsupported("columns in other files")),
        3 => t.fields(kind, |t, id, kind| match id {
            4 => t.int(kind).map(|v| chunk.codec = v),
            5 => t.size(kind).map(|v| chunk.values = v),
            7 => t.size(kind).map(|v| chunk.length = v),
            9 => t.size(kind).map(|v| data = v),
            11 => t.size(kind).map(|v| dictionary = v),
            _ => t.skip(kind),
        }),
        8 => Err(Wrong::Unsupported("encryption")),
        _ => t.skip(kind),
    })?;
    // Some writers put 0 for "no dictionary".
    chunk.start = if dictionary > 0 { dictionary.min(data) } else { data };
    Ok(chunk)
}
