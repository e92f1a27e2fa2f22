//! Halves by a seeded hash of each row.

use super::{Part, SEED};
use crate::data::label::Label;
use crate::data::table::{Column, MISSING, Values};

/// Splits half and half by a hash of the features and the class, so that
/// equal cases never part; without features by a hash of the id; without both
/// by a hash of the row number, because rows of predictions that look alike
/// are still different cases.
pub(super) fn halves(features: &[Column], label: &Label, ids: Option<&Column>) -> Vec<Part> {
    let mut hashes = vec![Hash(SEED); label.codes.len()];
    match (features, ids) {
        ([], Some(ids)) => add_column(&mut hashes, ids),
        ([], None) => add(&mut hashes, 0..),
        (features, _) => {
            features.iter().for_each(|column| add_column(&mut hashes, column));
            let classes: Vec<u64> = label.classes.iter().map(|t| text(t)).collect();
            add(&mut hashes, label.codes.iter().map(|c| classes.get(*c as usize).copied().unwrap_or(0)));
        }
    }
    let part = |hash: &Hash| if hash.is_odd() { Part::Test } else { Part::Choose };
    let mut parts: Vec<Part> = hashes.iter().map(part).collect();
    // A handful of rows can all fall on one side; then alternate instead.
    if !parts.contains(&Part::Choose) || !parts.contains(&Part::Test) {
        for (row, part) in parts.iter_mut().enumerate() {
            *part = if row % 2 == 0 { Part::Choose } else { Part::Test };
        }
    }
    parts
}

fn add_column(hashes: &mut [Hash], column: &Column) {
    match &column.values {
        Values::Number(numbers) => add(hashes, numbers.iter().map(|v| bits(*v))),
        Values::Text { codes, dictionary } => {
            let texts: Vec<u64> = dictionary.iter().map(text).collect();
            let code = |c: &u32| texts.get(*c as usize).copied().unwrap_or(u64::from(MISSING));
            add(hashes, codes.iter().map(code));
        }
    }
}

fn add(hashes: &mut [Hash], values: impl Iterator<Item = u64>) {
    for (hash, value) in hashes.iter_mut().zip(values) {
        hash.add(value);
    }
}

/// Bits of a number, one for all zeros and one for all missing.
fn bits(value: f64) -> u64 {
    if value.is_nan() { f64::NAN.to_bits() } else { (value + 0.0).to_bits() }
}

/// FNV-1a, a published hash that stays the same in every version.
fn text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// A hash of the features of every case, by which equal cases are found.
pub(in crate::data) fn hashes(features: &[Column], rows: usize) -> Vec<u64> {
    let mut hashes = vec![Hash(SEED); rows];
    features.iter().for_each(|column| add_column(&mut hashes, column));
    hashes.into_iter().map(|h| h.0).collect()
}

/// A hash of a row: the splitmix64 finaliser over each value in turn.
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn add(&mut self, value: u64) {
        let mut z = (self.0 ^ value).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.0 = z ^ (z >> 31);
    }

    fn is_odd(self) -> bool {
        self.0 & 1 == 1
    }
}
