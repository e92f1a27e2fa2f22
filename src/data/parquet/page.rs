//! Pages of one column of one row group, into a column.

use std::borrow::Cow;

use super::Wrong;
use super::cell::Put;
use super::codec;
use super::meta::{Chunk, Leaf, Physical};
use super::rle;
use super::thrift::Thrift;
use super::values::{self, Cells};

/// Most values of one page.
const MAX_VALUES: usize = 8 << 20;

/// What stands before a page.
#[derive(Default, Clone, Copy)]
struct Header {
    kind: i64,
    unpacked: usize,
    packed: usize,
    values: usize,
    encoding: i64,
    /// Second version: bytes of the levels, which are not packed.
    levels: usize,
    repetition: usize,
    is_packed: bool,
}

fn header(bytes: &[u8]) -> Result<(Header, usize), Wrong> {
    let mut thrift = Thrift::new(bytes);
    let mut header = Header { is_packed: true, ..Header::default() };
    thrift.root(|t, id, kind| match id {
        1 => t.int(kind).map(|v| header.kind = v),
        2 => t.size(kind).map(|v| header.unpacked = v),
        3 => t.size(kind).map(|v| header.packed = v),
        5 | 7 => t.fields(kind, |t, id, kind| match id {
            1 => t.size(kind).map(|v| header.values = v),
            2 => t.int(kind).map(|v| header.encoding = v),
            _ => t.skip(kind),
        }),
        8 => t.fields(kind, |t, id, kind| match id {
            1 => t.size(kind).map(|v| header.values = v),
            4 => t.int(kind).map(|v| header.encoding = v),
            5 => t.size(kind).map(|v| header.levels = v),
            6 => t.size(kind).map(|v| header.repetition = v),
            7 => Thrift::boolean(kind).map(|v| header.is_packed = v),
            _ => t.skip(kind),
        }),
        _ => t.skip(kind),
    })?;
    Ok((header, thrift.used()))
}

/// Reads all pages of a chunk.
pub(super) fn read(file: &[u8], chunk: Chunk, leaf: &Leaf, rows: usize, put: &mut Put) -> Result<(), Wrong> {
    let end = chunk.start.checked_add(chunk.length).ok_or(Wrong::Damaged)?;
    let mut rest = file.get(chunk.start..end).ok_or(Wrong::Damaged)?;
    if chunk.values != rows {
        return Err(Wrong::Damaged);
    }
    let mut dictionary: Option<Cells> = None;
    let mut read = 0;
    while read < rows {
        let (header, used) = header(rest)?;
        let page = rest.get(used..).ok_or(Wrong::Damaged)?;
        let (page, after) = page.split_at_checked(header.packed).ok_or(Wrong::Damaged)?;
        rest = after;
        if header.values > MAX_VALUES {
            return Err(Wrong::TooLarge);
        }
        match header.kind {
            2 => {
                let page = codec::unpack(chunk.codec, page, header.unpacked)?;
                // PLAIN_DICTIONARY is the old name of PLAIN here.
                let encoding = if header.encoding == 2 { 0 } else { header.encoding };
                dictionary = Some(values::read(page, 0, encoding, leaf.physical, header.values)?);
            }
            0 | 3 if header.values <= rows - read => {
                data(page, header, chunk.codec, leaf, dictionary.as_ref(), put)?;
                read += header.values;
            }
            1 => {}
            _ => return Err(Wrong::Damaged),
        }
    }
    Ok(())
}

fn data(
    page: &[u8],
    header: Header,
    codec: i64,
    leaf: &Leaf,
    dictionary: Option<&Cells>,
    put: &mut Put,
) -> Result<(), Wrong> {
    // The levels (which values are there), then the values.
    let (present, page, from) = match header.kind {
        3 => {
            let levels_end = header.repetition.checked_add(header.levels).ok_or(Wrong::Damaged)?;
            let levels = page.get(header.repetition..levels_end).ok_or(Wrong::Damaged)?;
            let body = page.get(levels_end..).ok_or(Wrong::Damaged)?;
            let size = header.unpacked.checked_sub(levels_end).ok_or(Wrong::Damaged)?;
            let body = match header.is_packed && size > 0 {
                true => codec::unpack(codec, body, size)?,
                false => Cow::Borrowed(body),
            };
            let present = if leaf.optional { Some(rle::hybrid(levels, 1, header.values)?) } else { None };
            (present, body, 0)
        }
        _ => {
            let body = codec::unpack(codec, page, header.unpacked)?;
            if leaf.optional {
                let length = u32::from_le_bytes(*body.first_chunk::<4>().ok_or(Wrong::Damaged)?) as usize;
                let from = length.checked_add(4).ok_or(Wrong::Damaged)?;
                let levels = body.get(4..from).ok_or(Wrong::Damaged)?;
                (Some(rle::hybrid(levels, 1, header.values)?), body, from)
            } else {
                (None, body, 0)
            }
        }
    };
    let count = match &present {
        Some(levels) => levels.iter().filter(|l| **l == 1).count(),
        None => header.values,
    };
    if matches!(header.encoding, 2 | 8) {
        let dictionary = dictionary.ok_or(Wrong::Damaged)?;
        let bytes = page.get(from..).ok_or(Wrong::Damaged)?;
        // Without a value there need not be a width.
        let indices = match bytes.split_first() {
            Some((width, runs)) => rle::hybrid(runs, u32::from(*width), count)?,
            None if count == 0 => Vec::new(),
            None => return Err(Wrong::Damaged),
        };
        let cells = indices.iter().map(|i| dictionary.cells.get(*i as usize).copied().ok_or(Wrong::Damaged));
        return put.all(cells, dictionary, present.as_deref(), header.values);
    }
    if count == 0 {
        return put.all(std::iter::empty(), &Cells::default(), present.as_deref(), header.values);
    }
    debug_assert!(!matches!(leaf.physical, Physical::Fixed(0)), "the schema was checked");
    let cells = values::read(page, from, header.encoding, leaf.physical, count)?;
    put.all(cells.cells.iter().copied().map(Ok), &cells, present.as_deref(), header.values)
}
