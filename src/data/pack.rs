//! Scenario packs: a zip archive with `scenario.json`, models and cases.

use super::archive::{self, Entry, Wrong};
use super::error::{DataError, EntryRule};
use super::limits;
use super::message::{shown, shown_list};
use super::scenario::{self, Scenario, is_plain_path, read_scenario};

/// Most files in a pack.
const MAX_FILES: usize = 1_000;
/// A file that grows more than this when it is unpacked, and is large then,
/// is a bomb: tables shrink about ten times, models hardly.
const MAX_RATIO: usize = 200;
/// Sizes below this may grow as they like.
const SMALL: usize = 64 << 20;

/// An open pack. Nothing is unpacked until it is asked for.
pub struct Pack<'a> {
    file: String,
    bytes: &'a [u8],
    /// Path in the pack, and where it stands.
    files: Vec<(String, Entry)>,
}

impl<'a> Pack<'a> {
    /// Looks at the table of contents of a zip archive. A single folder
    /// around everything is taken off.
    ///
    /// # Errors
    /// [`DataError::Damaged`], [`DataError::NotATable`] for an Excel file,
    /// [`DataError::BadEntry`] for paths that leave the pack, for files that
    /// are encrypted, come twice or would fill memory.
    pub fn open(bytes: &'a [u8], file: &str) -> Result<Pack<'a>, DataError> {
        let bad = |entry: &str, rule| DataError::BadEntry { file: file.to_owned(), entry: shown(entry), rule };
        let entries = archive::entries(bytes, MAX_FILES).map_err(|wrong| located(wrong, file, ""))?;
        if entries.len() > MAX_FILES {
            return Err(limits::too_large(file, "files in the pack", MAX_FILES));
        }
        let mut files: Vec<(String, Entry)> = Vec::new();
        for entry in entries {
            let name = entry.name.clone();
            if name.ends_with('/') || is_clutter(&name) {
                continue;
            }
            if !is_plain_path(&name) || entry.is_link {
                return Err(bad(&name, EntryRule::Path));
            }
            if entry.encrypted {
                return Err(bad(&name, EntryRule::Encrypted));
            }
            if entry.size > limits::MAX_WHOLE || (entry.size > SMALL && entry.size / MAX_RATIO > entry.packed) {
                return Err(bad(&name, EntryRule::TooLarge));
            }
            if files.iter().any(|(known, _)| *known == name) {
                return Err(bad(&name, EntryRule::Twice));
            }
            files.push((name, entry));
        }
        take_off_folder(&mut files);
        if files.iter().any(|(name, _)| name == "xl/workbook.xml") {
            return Err(DataError::NotATable { file: file.to_owned(), found: "xls".into() });
        }
        Ok(Pack { file: file.to_owned(), bytes, files })
    }

    /// The paths of its files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, _)| name.as_str())
    }

    /// Unpacks one file.
    ///
    /// # Errors
    /// [`DataError::MissingFile`], [`DataError::Damaged`], and
    /// [`DataError::BadEntry`] for one that is larger than it says.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        let Some((_, entry)) = self.files.iter().find(|(known, _)| known == name) else {
            let files = shown_list(self.names());
            return Err(DataError::MissingFile { file: self.file.clone(), wanted: shown(name), files });
        };
        archive::read(self.bytes, entry).map_err(|wrong| located(wrong, &self.file, name))
    }

    /// The scenario of the pack.
    ///
    /// # Errors
    /// Those of [`read`](Self::read) and [`read_scenario`], and
    /// [`DataError::MissingFile`] for a model or cases file that the scenario
    /// names and the pack does not have.
    pub fn scenario(&self) -> Result<Scenario, DataError> {
        let bytes = self.read(scenario::FILE)?;
        let scenario = read_scenario(&bytes)?;
        let cases = Some(&scenario.cases).filter(|c| !c.is_empty());
        for wanted in scenario.models.iter().map(|m| &m.file).chain(cases) {
            if !self.names().any(|name| name == wanted) {
                let files = shown_list(self.names());
                return Err(DataError::MissingFile { file: self.file.clone(), wanted: shown(wanted), files });
            }
        }
        Ok(scenario)
    }

    /// The only file of the archive, as pandas zips a table.
    pub(super) fn only_file(&self) -> Option<String> {
        match self.files.as_slice() {
            [(name, _)] if name != scenario::FILE => Some(name.clone()),
            _ => None,
        }
    }
}

fn located(wrong: Wrong, file: &str, entry: &str) -> DataError {
    let file = file.to_owned();
    match wrong {
        Wrong::Damaged => DataError::Damaged { file, format: "zip".into() },
        Wrong::Unsupported => DataError::Unsupported { file, what: "zip64, or a zip in several parts,".into() },
        Wrong::Method => DataError::BadEntry { file, entry: shown(entry), rule: EntryRule::Method },
    }
}

/// What operating systems add.
fn is_clutter(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|n| n == ".DS_Store" || n == "Thumbs.db")
}

/// Takes off the folder that holds everything.
fn take_off_folder(files: &mut [(String, Entry)]) {
    let Some(folder) = files.first().and_then(|(name, _)| Some(format!("{}/", name.split_once('/')?.0))) else {
        return;
    };
    // The folder of an Excel file is no wrapping.
    if folder != "xl/" && files.iter().all(|(name, _)| name.starts_with(&folder)) {
        files.iter_mut().for_each(|(name, _)| *name = name.split_off(folder.len()));
    }
}

/// Writes a pack: the scenario and its files, the same bytes for the same
/// content on every day.
///
/// # Errors
/// [`DataError::BadEntry`] for a name that is no plain path, comes twice, or
/// is that of the scenario.
pub fn write_pack(scenario: &Scenario, files: &[(&str, &[u8])]) -> Result<Vec<u8>, DataError> {
    let bad = |entry: &str, rule| DataError::BadEntry { file: "pack.zip".into(), entry: shown(entry), rule };
    let json = scenario.to_json();
    let all: Vec<(&str, &[u8])> =
        std::iter::once((scenario::FILE, json.as_bytes())).chain(files.iter().copied()).collect();
    for (at, (name, _)) in all.iter().enumerate() {
        if !is_plain_path(name) {
            return Err(bad(name, EntryRule::Path));
        }
        if all.iter().take(at).any(|(known, _)| known == name) {
            return Err(bad(name, EntryRule::Twice));
        }
    }
    archive::write(&all).ok_or_else(|| bad("", EntryRule::TooLarge))
}
