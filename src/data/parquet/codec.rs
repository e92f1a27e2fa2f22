//! Unpacks pages.

use std::borrow::Cow;
use std::io::Read;

use super::Wrong;

/// Largest page when unpacked.
const MAX_PAGE: usize = 256 << 20;

/// Unpacks a page to exactly `size` bytes.
pub(super) fn unpack(codec: i64, bytes: &[u8], size: usize) -> Result<Cow<'_, [u8]>, Wrong> {
    // The most that each compression can shrink, so that a small file cannot
    // ask for much memory.
    let ratio = match codec {
        0 => 1,
        1 => 32,
        2 => 1_100,
        6 => 50_000,
        7 => 260,
        3 => return Err(Wrong::Unsupported("LZO compression")),
        4 => return Err(Wrong::Unsupported("Brotli compression")),
        5 => return Err(Wrong::Unsupported("Hadoop's LZ4 compression")),
        _ => return Err(Wrong::Damaged),
    };
    if size > MAX_PAGE {
        return Err(Wrong::TooLarge);
    }
    if size > bytes.len().saturating_mul(ratio) + 1_024 {
        return Err(Wrong::Damaged);
    }
    let out = match codec {
        0 => return if bytes.len() == size { Ok(Cow::Borrowed(bytes)) } else { Err(Wrong::Damaged) },
        1 => {
            if snap::raw::decompress_len(bytes).ok() != Some(size) {
                return Err(Wrong::Damaged);
            }
            snap::raw::Decoder::new().decompress_vec(bytes).ok()
        }
        2 => whole(flate2::read::MultiGzDecoder::new(bytes), size),
        6 => ruzstd::decoding::StreamingDecoder::new(bytes).ok().and_then(|decoder| whole(decoder, size)),
        _ => lz4_flex::block::decompress(bytes, size).ok(),
    };
    out.filter(|out| out.len() == size).map(Cow::Owned).ok_or(Wrong::Damaged)
}

fn whole(reader: impl Read, size: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(size);
    reader.take(size as u64 + 1).read_to_end(&mut out).ok()?;
    Some(out)
}
