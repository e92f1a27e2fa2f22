//! Zip archives, as far as packs need them: stored and deflated files, no
//! zip64, no encryption (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4). The
//! `zip` crate holds it in tests; in wasm it would be ten times as large.

use std::io::{Read, Write};

use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// Why an archive could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Damaged,
    /// Zip64, or an archive in several parts.
    Unsupported,
    /// A compression other than deflate.
    Method,
}

/// A file of an archive, as the table of contents has it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub name: String,
    pub encrypted: bool,
    pub is_link: bool,
    /// Bytes when unpacked.
    pub size: usize,
    /// Bytes in the archive.
    pub packed: usize,
    method: u16,
    crc: u32,
    header: usize,
}

/// A little-endian number at a place.
fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Wrong> {
    let two = bytes.get(at..).and_then(|b| b.first_chunk::<2>()).ok_or(Wrong::Damaged)?;
    Ok(u16::from_le_bytes(*two))
}

/// A little-endian number at a place, as a size.
fn u32_at(bytes: &[u8], at: usize) -> Result<usize, Wrong> {
    let four = bytes.get(at..).and_then(|b| b.first_chunk::<4>()).ok_or(Wrong::Damaged)?;
    Ok(u32::from_le_bytes(*four) as usize)
}

/// The bytes of a length at a place.
fn slice(bytes: &[u8], at: usize, length: usize) -> Result<&[u8], Wrong> {
    bytes.get(at..).and_then(|b| b.get(..length)).ok_or(Wrong::Damaged)
}

/// Reads the table of contents, of at most `most` files and one more.
pub(super) fn entries(bytes: &[u8], most: usize) -> Result<Vec<Entry>, Wrong> {
    // It ends with a record of 22 bytes and a comment of up to 64 KiB.
    let tail = bytes.len().saturating_sub(22 + 0xffff);
    let from = bytes.get(tail..).unwrap_or_default();
    let end = from.windows(4).rposition(|w| w == b"PK\x05\x06").ok_or(Wrong::Damaged)? + tail;
    let (count, size, mut at) = (u16_at(bytes, end + 10)?, u32_at(bytes, end + 12)?, u32_at(bytes, end + 16)?);
    if count == u16::MAX || at == u32::MAX as usize || u16_at(bytes, end + 4)? != 0 {
        return Err(Wrong::Unsupported);
    }
    if at.checked_add(size).is_none_or(|sum| sum > end) {
        return Err(Wrong::Damaged);
    }
    let mut entries = Vec::new();
    for _ in 0..usize::from(count).min(most + 1) {
        let fixed = slice(bytes, at, 46)?;
        if !fixed.starts_with(b"PK\x01\x02") {
            return Err(Wrong::Damaged);
        }
        let name = usize::from(u16_at(fixed, 28)?);
        let behind = usize::from(u16_at(fixed, 30)?) + usize::from(u16_at(fixed, 32)?);
        // The upper half of the attributes is a Unix mode if Unix made it.
        let is_unix = fixed.get(5) == Some(&3);
        let kind = u32_at(fixed, 38)? >> 28;
        entries.push(Entry {
            name: String::from_utf8_lossy(slice(bytes, at + 46, name)?).into_owned(),
            encrypted: u16_at(fixed, 8)? & 1 == 1,
            is_link: is_unix && kind == 0o12,
            size: u32_at(fixed, 24)?,
            packed: u32_at(fixed, 20)?,
            method: u16_at(fixed, 10)?,
            crc: u32_at(fixed, 16)? as u32,
            header: u32_at(fixed, 42)?,
        });
        at += 46 + name + behind;
    }
    Ok(entries)
}

/// Unpacks a file and checks its sum.
pub(super) fn read(bytes: &[u8], entry: &Entry) -> Result<Vec<u8>, Wrong> {
    let fixed = slice(bytes, entry.header, 30)?;
    let name = usize::from(u16_at(fixed, 26)?);
    let start = entry.header + 30;
    let same = slice(bytes, start, name)? == entry.name.as_bytes() || entry.name.contains('\u{fffd}');
    if !fixed.starts_with(b"PK\x03\x04") || !same {
        return Err(Wrong::Damaged);
    }
    let packed = slice(bytes, start + name + usize::from(u16_at(fixed, 28)?), entry.packed)?;
    let mut out = Vec::new();
    match entry.method {
        0 => out.extend_from_slice(packed),
        8 => {
            let most = entry.size as u64 + 1;
            DeflateDecoder::new(packed).take(most).read_to_end(&mut out).map_err(|_| Wrong::Damaged)?;
        }
        _ => return Err(Wrong::Method),
    }
    let mut crc = Crc::new();
    crc.update(&out);
    match out.len() == entry.size && crc.sum() == entry.crc {
        true => Ok(out),
        false => Err(Wrong::Damaged),
    }
}

/// Writes an archive; `None` when it would be larger than a zip can say.
/// Dates are 1980-01-01, so that equal content gives equal bytes.
pub(super) fn write(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut contents = Vec::new();
    for (name, bytes) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let packed = encoder.write_all(bytes).and_then(|()| encoder.finish()).ok()?;
        let mut crc = Crc::new();
        crc.update(bytes);
        let header = u32::try_from(out.len()).ok()?;
        // From "version needed" to "extra field length".
        let mut fields = Vec::new();
        for field in [20u16, 0x0800, 8, 0, 0x21] {
            fields.extend_from_slice(&field.to_le_bytes());
        }
        for field in [crc.sum(), u32::try_from(packed.len()).ok()?, u32::try_from(bytes.len()).ok()?] {
            fields.extend_from_slice(&field.to_le_bytes());
        }
        fields.extend_from_slice(&u16::try_from(name.len()).ok()?.to_le_bytes());
        fields.extend_from_slice(&[0; 2]);
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&fields);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&packed);
        contents.extend_from_slice(b"PK\x01\x02\x14\0");
        contents.extend_from_slice(&fields);
        // No comment, first part, no attributes.
        contents.extend_from_slice(&[0; 10]);
        contents.extend_from_slice(&header.to_le_bytes());
        contents.extend_from_slice(name.as_bytes());
    }
    let at = u32::try_from(out.len()).ok()?;
    let count = u16::try_from(files.len()).ok().filter(|n| *n < u16::MAX)?.to_le_bytes();
    out.extend_from_slice(&contents);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&[count, count].concat());
    out.extend_from_slice(&u32::try_from(contents.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    Some(out)
}
