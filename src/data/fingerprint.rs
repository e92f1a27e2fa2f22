//! Whether two people have the same files, told by a few characters that say
//! nothing about what is in them.

use sha2::{Digest, Sha256};
use std::ops::Range;

/// Bytes that are read at once.
const BLOCK: u64 = 1 << 20;

/// Blocks of a larger file that are read: the first, the last, and others as far apart.
const BLOCKS: u64 = 16;

/// Bytes of the fingerprint: short enough for a link, and of 280 million million
/// pairs of different files one looks the same.
const BYTES: usize = 6;

/// What is read of a file of that length, in this order: all of it up to 16 MB,
/// and sixteen blocks of a larger one, so that a table of a gigabyte takes no
/// longer.
pub fn parts(length: u64) -> Vec<Range<u64>> {
    if length <= BLOCKS * BLOCK {
        return (0..length.div_ceil(BLOCK)).map(|n| n * BLOCK..length.min((n + 1) * BLOCK)).collect();
    }
    let last = length - BLOCK;
    let between = (0..BLOCKS - 1).map(|n| last / (BLOCKS - 1) * n);
    between.chain(std::iter::once(last)).map(|at| at..at + BLOCK).collect()
}

/// A file that is being read.
#[derive(Debug, Clone)]
pub struct FileDigest(Sha256);

impl FileDigest {
    /// Of a file of that length, whose [`parts`] come next.
    pub fn new(length: u64) -> Self {
        let mut digest = Sha256::new();
        digest.update(length.to_le_bytes());
        Self(digest)
    }

    /// The next part.
    pub fn read(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// The fingerprint of files, in whatever order and under whatever names they
/// come: twelve hexadecimal digits.
pub fn fingerprint(files: Vec<FileDigest>) -> String {
    let mut digests: Vec<_> = files.into_iter().map(|file| file.0.finalize()).collect();
    digests.sort_unstable();
    let all = digests.iter().fold(Sha256::new(), |all, digest| all.chain_update(digest)).finalize();
    all.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(files: &[&[u8]]) -> String {
        let digest = |bytes: &&[u8]| {
            let mut digest = FileDigest::new(bytes.len() as u64);
            for part in parts(bytes.len() as u64) {
                digest.read(&bytes[part.start as usize..part.end as usize]);
            }
            digest
        };
        fingerprint(files.iter().map(digest).collect())
    }

    #[test]
    fn it_follows_from_the_bytes_alone_and_not_from_the_order_of_files() {
        let one = of(&[b"score,label\n0.5,1\n", b"model"]);
        assert_eq!(one, of(&[b"model", b"score,label\n0.5,1\n"]));
        assert!(one.len() == 12 && one.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()), "{one}");
        for other in
            [of(&[b"score,label\n0.5,0\n", b"model"]), of(&[b"score,label\n0.5,1\nmodel"]), of(&[b"model"]), of(&[])]
        {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn it_stays_what_it_is_since_links_hold_it() {
        // sha256 of the sha256 of (length as eight bytes, bytes), computed with Python's hashlib.
        assert_eq!(of(&[b"abc"]), "1c4d1da2fa66");
    }

    proptest! {
        #[test]
        fn parts_lie_within_the_file_one_after_another(length in 0_u64..1 << 33) {
            let parts = parts(length);
            prop_assert!(parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(parts.iter().all(|part| part.start < part.end && part.end - part.start <= BLOCK));
            let read: u64 = parts.iter().map(|part| part.end - part.start).sum();
            prop_assert_eq!(read, length.min(BLOCKS * BLOCK));
            prop_assert_eq!(parts.first().map_or(0, |part| part.start), 0);
            prop_assert_eq!(parts.last().map_or(0, |part| part.end), length);
        }
    }
}
