//! The choosing set and the sealed test.

mod divide;
mod halves;
mod hash;

use serde::{Deserialize, Serialize};

use super::error::DataError;
use super::message::{shown, shown_list};
use super::roles::Roles;
use super::scenario::Sealed;
use super::table::{Column, Values};

pub(super) use divide::divide;
pub(super) use halves::Grounds;
pub(super) use hash::hashes;

/// Seed of the halves; part of the format, so that everyone who opens
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
    /// A column tells training rows from one set that was held back, and that
    /// set is halved here.
    ColumnAndHash {
        /// Its name.
        column: String,
        /// [`SEED`].
        seed: u64,
    },
    /// The file does not say it: each class is halved by a seeded draw.
    Hash {
        /// [`SEED`].
        seed: u64,
    },
    /// Somebody wants to look at all of them, where the file does not say it.
    All,
}

impl SplitSource {
    /// Whether it was decided here which cases are for choosing and which for
    /// the test. That is also so where the file only holds one set back from
    /// training: nobody outside knows which half was picked, so the page says it.
    #[must_use]
    pub fn made_here(&self) -> bool {
        match self {
            Self::Column { .. } | Self::All => false,
            Self::ColumnAndHash { .. } | Self::Hash { .. } => true,
        }
    }

    /// Whether the file leaves open what is sealed, so that [`Sealed`] decides.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Column { .. })
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

/// The set of each row, and how that was decided.
pub(super) struct Sets {
    /// The set; where rows are divided, whether a row belongs to both or to neither.
    pub(super) parts: Vec<Part>,
    /// How it was decided.
    pub(super) source: SplitSource,
    /// How many cases of each row are for choosing, where rows are divided.
    pub(super) choosing: Option<Vec<f64>>,
}

/// The set of each case. A column that names one set only is taken at its
/// word, except that nothing can be chosen on a test: where training rows
/// stand beside it, that test is what was held back, and [`Sealed`] says what
/// becomes of it, as it does where no column tells anything.
///
/// # Errors
/// A column that leaves no row to look at.
pub(super) fn sets(file: &str, column: Option<&Column>, roles: &Roles, grounds: &Grounds) -> Result<Sets, DataError> {
    let whole = |parts, source| Sets { parts, source, choosing: None };
    // The rows that are halved, and the set of the others.
    let halved = |others: Vec<Part>, inside: Vec<bool>, source| {
        let choosing = grounds.divided(&inside);
        let halves = if choosing.is_some() { Vec::new() } else { grounds.halves(&inside) };
        let half = |row: usize| halves.get(row).copied().unwrap_or(Part::Choose);
        let part = |(row, (other, inside))| if inside { half(row) } else { other };
        Sets { parts: others.into_iter().zip(inside).enumerate().map(part).collect(), source, choosing }
    };
    let Some(column) = column else {
        let all = vec![Part::Choose; grounds.label.codes.len()];
        return Ok(match roles.sealed {
            Sealed::Half => halved(all.clone(), vec![true; all.len()], SplitSource::Hash { seed: SEED }),
            Sealed::Nothing => whole(all, SplitSource::All),
        });
    };
    let names = roles.split_names.as_ref();
    let mut parts = by_column(column, names);
    let name = || column.name.clone();
    let has = |wanted| parts.contains(&wanted);
    match (has(Part::Choose), has(Part::Test), has(Part::Neither)) {
        (true, ..) => Ok(whole(parts, SplitSource::Column { column: name() })),
        (false, true, false) => Err(DataError::AllSealed { file: file.to_owned(), column: shown(&column.name) }),
        // A scenario that says what both sets are called means both.
        (false, true, true) if names.is_none() && roles.sealed == Sealed::Half => {
            let held_back = parts.iter().map(|part| *part == Part::Test).collect();
            Ok(halved(parts, held_back, SplitSource::ColumnAndHash { column: name(), seed: SEED }))
        }
        (false, true, true) if names.is_none() => {
            parts.iter_mut().filter(|part| **part == Part::Test).for_each(|part| *part = Part::Choose);
            Ok(whole(parts, SplitSource::All))
        }
        _ => Err(DataError::EmptySplit {
            file: file.to_owned(),
            column: shown(&column.name),
            values: match &column.values {
                Values::Text { dictionary, .. } => shown_list(dictionary.iter()),
                Values::Number(_) => Vec::new(),
            },
        }),
    }
}

/// What a column says; `names` are the scenario's words for the two sets.
fn by_column(column: &Column, names: Option<&(String, String)>) -> Vec<Part> {
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
    match &column.values {
        Values::Text { codes, dictionary } => {
            let known: Vec<Part> = dictionary.iter().map(part).collect();
            codes.iter().map(|c| known.get(*c as usize).copied().unwrap_or(Part::Neither)).collect()
        }
        values => (0..values.len()).map(|r| values.text(r).map_or(Part::Neither, |t| part(&t))).collect(),
    }
}
