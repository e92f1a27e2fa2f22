//! The choosing set and the sealed test.

use serde::{Deserialize, Serialize};

use super::error::DataError;
use super::label::Label;
use super::message::{shown, shown_list};
use super::table::{Column, MISSING, Values};

/// Seed of the split by hash; part of the format, so that everyone who opens
/// the same file gets the same sets.
pub const SEED: u64 = 0x6375_7470_6f69_6e74; // "cutpoint"

/// A set of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The threshold is chosen on these.
    Choose,
    /// Sealed until the agreement stands.
    Test,
    /// Rows that the split column gives to neither, training rows above all.
    Neither,
}

/// How cases came into their sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SplitSource {
    /// A column of the file says it.
    Column {
        /// Its name.
        column: String,
    },
    /// A column tells training rows from one set that was held back, and a
    /// seeded hash divides that set.
    ColumnAndHash {
        /// Its name.
        column: String,
        /// [`SEED`].
        seed: u64,
    },
    /// The file does not say it: a seeded hash of each row decides, so that
    /// equal cases never part.
    Hash {
        /// [`SEED`].
        seed: u64,
    },
}

impl SplitSource {
    /// Whether it was decided here which cases are for choosing and which for
    /// the test. That is also so where the file only holds one set back from
    /// training: nobody outside knows which half was picked, so the page says it.
    #[must_use]
    pub fn made_here(&self) -> bool {
        match self {
            Self::Column { .. } => false,
            Self::ColumnAndHash { .. } | Self::Hash { .. } => true,
        }
    }
}

const CHOOSE: [&str; 8] = ["choose", "choosing", "val", "valid", "validation", "dev", "tune", "calibration"];
const TEST: [&str; 4] = ["test", "testing", "holdout", "sealed"];

/// Words for the rows that the model was trained on.
const TRAIN: [&str; 4] = ["train", "training", "fit", "learn"];

/// Whether a value of a split column is a word for a set.
pub(super) fn is_word(text: &str) -> bool {
    [&CHOOSE[..], &TEST, &TRAIN].iter().any(|words| words.iter().any(|w| text.trim().eq_ignore_ascii_case(w)))
}

/// Splits by a column; `names` are the scenario's words for the two sets.
pub(super) fn by_column(
    file: &str,
    column: &Column,
    names: Option<&(String, String)>,
) -> Result<(Vec<Part>, SplitSource), DataError> {
    let part = |text: &str| {
        let text = text.trim();
        match names {
            Some((choose, _)) if text == choose => Part::Choose,
            Some((_, test)) if text == test => Part::Test,
            _ if CHOOSE.iter().any(|w| text.eq_ignore_ascii_case(w)) => Part::Choose,
            _ if TEST.iter().any(|w| text.eq_ignore_ascii_case(w)) => Part::Test,
            _ => Part::Neither,
        }
    };
    let rows = column.values.len();
    let parts: Vec<Part> = match &column.values {
        Values::Text { codes, dictionary } => {
            let known: Vec<Part> = dictionary.iter().map(part).collect();
            codes.iter().map(|c| known.get(*c as usize).copied().unwrap_or(Part::Neither)).collect()
        }
        values => (0..rows).map(|r| values.text(r).map_or(Part::Neither, |t| part(&t))).collect(),
    };
    let has = |wanted| parts.contains(&wanted);
    let missing = match (has(Part::Choose), has(Part::Test)) {
        (true, true) => None,
        (false, true) => Some(Part::Choose),
        (_, false) => Some(Part::Test),
    };
    // Training rows beside one held-back set: that set is divided, unless a
    // scenario says what both are called.
    if missing.is_some() && names.is_none() && (has(Part::Choose) || has(Part::Test)) {
        let column = column.name.clone();
        return Ok((parts, SplitSource::ColumnAndHash { column, seed: SEED }));
    }
    if let Some(missing) = missing {
        let values = match &column.values {
            Values::Text { dictionary, .. } => shown_list(dictionary.iter()),
            Values::Number(_) => Vec::new(),
        };
        return Err(DataError::EmptySplit {
            file: file.to_owned(),
            column: shown(&column.name),
            part: if missing == Part::Test { "test".into() } else { "choose".into() },
            values,
        });
    }
    Ok((parts, SplitSource::Column { column: column.name.clone() }))
}

/// Splits half and half by a hash of the features and the class, so that
/// equal cases never part; without features by a hash of the id; without both
/// by a hash of the row number, because rows of predictions that look alike
/// are still different cases.
pub(super) fn by_hash(features: &[Column], label: &Label, ids: Option<&Column>) -> (Vec<Part>, SplitSource) {
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
    (parts, SplitSource::Hash { seed: SEED })
}

/// The rows of either set divided by the hash; the others stay out.
pub(super) fn divided(parts: &[Part], hash: &[Part]) -> Vec<Part> {
    let one = |(part, hash): (&Part, &Part)| if *part == Part::Neither { Part::Neither } else { *hash };
    parts.iter().zip(hash).map(one).collect()
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
pub(super) fn hashes(features: &[Column], rows: usize) -> Vec<u64> {
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
