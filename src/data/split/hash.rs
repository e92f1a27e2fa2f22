//! Hashes of rows, by which equal cases are found and cases are put in an
//! order that has nothing to do with what they are.

use super::SEED;
use crate::data::table::{Column, MISSING, Values};

/// A hash of the features of every case, by which equal cases are found.
/// Columns of one value tell no case from another and are left out.
pub(in crate::data) fn hashes<'a>(features: impl IntoIterator<Item = &'a Column>, rows: usize) -> Vec<u64> {
    let mut hashes = vec![Hash(SEED); rows];
    features
        .into_iter()
        .filter(|column| !is_constant(&column.values))
        .for_each(|column| add_column(&mut hashes, column));
    hashes.into_iter().map(|h| h.0).collect()
}

/// A hash of the name of every case; of its row where it has none.
pub(super) fn of_names(ids: &Column, rows: usize) -> Vec<u64> {
    let mut hashes = vec![Hash(SEED); rows];
    add_column(&mut hashes, ids);
    for (row, hash) in hashes.iter_mut().enumerate().filter(|(row, _)| ids.values.is_missing(*row)) {
        hash.add(row as u64);
    }
    hashes.into_iter().map(|h| h.0).collect()
}

/// FNV-1a, a published hash that stays the same in every version.
pub(super) fn text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn is_constant(values: &Values) -> bool {
    match values {
        Values::Number(numbers) => numbers.first().is_none_or(|first| numbers.iter().all(|v| bits(*v) == bits(*first))),
        Values::Text { codes, dictionary } => {
            let first = codes.first().map(|code| dictionary.get(*code));
            dictionary.len() <= codes.len() && codes.iter().all(|code| Some(dictionary.get(*code)) == first)
        }
    }
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
}
