//! Runs, packed bits and deltas: Parquet's encodings of whole numbers.

use super::Wrong;
use super::thrift::Thrift;

/// Reads `count` numbers of `width` bits each, in runs and packed groups.
pub(super) fn hybrid(bytes: &[u8], width: u32, count: usize) -> Result<Vec<u32>, Wrong> {
    if width > 32 {
        return Err(Wrong::Damaged);
    }
    let mut out: Vec<u32> = Vec::with_capacity(count);
    let mut rest = bytes;
    while out.len() < count {
        let mut thrift = Thrift::new(rest);
        let header = thrift.varint()?;
        rest = rest.get(thrift.used()..).ok_or(Wrong::Damaged)?;
        let wanted = count - out.len();
        let length = usize::try_from(header >> 1).map_err(|_| Wrong::Damaged)?;
        if length == 0 {
            return Err(Wrong::Damaged);
        }
        if header & 1 == 0 {
            let size = width.div_ceil(8) as usize;
            let (value, after) = rest.split_at_checked(size).ok_or(Wrong::Damaged)?;
            let value = value.iter().rev().fold(0u32, |v, b| v << 8 | u32::from(*b));
            out.resize(out.len() + length.min(wanted), value);
            rest = after;
        } else {
            // Groups of eight; the last one may be cut at the end of the page.
            let size = length.saturating_mul(width as usize).min(rest.len());
            let (packed, after) = rest.split_at_checked(size).ok_or(Wrong::Damaged)?;
            let have = if width == 0 { wanted } else { packed.len() * 8 / width as usize };
            let taken = length.saturating_mul(8).min(wanted);
            if have < taken {
                return Err(Wrong::Damaged);
            }
            unpack(packed, width, taken, |v| out.push(v as u32));
            rest = after;
        }
    }
    Ok(out)
}

/// Takes `count` numbers of `width` (up to 64) bits from packed bytes, lowest
/// bit first; bytes that are not there count as 0.
fn unpack(packed: &[u8], width: u32, count: usize, mut each: impl FnMut(u64)) {
    let mask = if width >= 64 { u64::MAX } else { (1u64 << width) - 1 };
    let mut bytes = packed.iter();
    let (mut window, mut bits) = (0u128, 0u32);
    for _ in 0..count {
        while bits < width {
            window |= u128::from(bytes.next().copied().unwrap_or(0)) << bits;
            bits += 8;
        }
        each(window as u64 & mask);
        window >>= width;
        bits -= width;
    }
}

/// Reads DELTA_BINARY_PACKED: at most `most` numbers, and the bytes behind.
pub(super) fn delta(bytes: &[u8], most: usize) -> Result<(Vec<i64>, &[u8]), Wrong> {
    let mut thrift = Thrift::new(bytes);
    let block = thrift.varint()?;
    let parts = thrift.varint()?;
    let count = usize::try_from(thrift.varint()?).map_err(|_| Wrong::Damaged)?;
    let first = thrift.zigzag()?;
    if count > most || parts == 0 || parts > 512 || block == 0 || block > 1 << 20 || block % parts != 0 {
        return Err(Wrong::Damaged);
    }
    let part = (block / parts) as usize;
    let mut rest = bytes.get(thrift.used()..).ok_or(Wrong::Damaged)?;
    let mut out = Vec::with_capacity(count);
    if count > 0 {
        out.push(first);
    }
    let mut value = first;
    while out.len() < count {
        let mut thrift = Thrift::new(rest);
        let least = thrift.zigzag()?;
        rest = rest.get(thrift.used()..).ok_or(Wrong::Damaged)?;
        let (widths, mut packed) = rest.split_at_checked(parts as usize).ok_or(Wrong::Damaged)?;
        for width in widths {
            if out.len() == count {
                break;
            }
            let width = u32::from(*width);
            if width > 64 {
                return Err(Wrong::Damaged);
            }
            let size = (part * width as usize).div_ceil(8);
            let (numbers, after) = packed.split_at_checked(size).ok_or(Wrong::Damaged)?;
            unpack(numbers, width, part.min(count - out.len()), |v| {
                value = value.wrapping_add(least).wrapping_add(v as i64);
                out.push(value);
            });
            packed = after;
        }
        rest = packed;
    }
    Ok((out, rest))
}
