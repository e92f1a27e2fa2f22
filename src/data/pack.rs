//! Scenario packs: a zip archive with `scenario.json`, models and cases.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::{DataError, EntryRule};
use super::limits;
use super::message::{shown, shown_list};
use super::scenario::{self, Scenario, is_plain_path, read_scenario};

/// Most files in a pack.
const MAX_FILES: usize = 1_000;
/// A file that grows more than this when it is unpacked, and is large then,
/// is a bomb: tables shrink about ten times, models hardly.
const MAX_RATIO: u64 = 200;
/// Sizes below this may grow as they like.
const SMALL: u64 = 64 << 20;

/// An open pack. Nothing is unpacked until it is asked for.
pub struct Pack<'a> {
    file: String,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Path in the pack, and index in the archive.
    files: Vec<(String, usize)>,
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
        let damaged = |_| DataError::Damaged { file: file.to_owned(), format: "zip".into() };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let bad = |entry: &str, rule| DataError::BadEntry { file: file.to_owned(), entry: shown(entry), rule };
        if archive.len() > MAX_FILES {
            return Err(limits::too_large(file, "files in the pack", MAX_FILES));
        }
        let mut files: Vec<(String, usize)> = Vec::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(damaged)?;
            let name = entry.name().map_err(damaged)?.into_owned();
            if entry.is_dir() || name.ends_with('/') || is_clutter(&name) {
                continue;
            }
            if !is_plain_path(&name) || entry.is_symlink() {
                return Err(bad(&name, EntryRule::Path));
            }
            if entry.encrypted() {
                return Err(bad(&name, EntryRule::Encrypted));
            }
            let (size, packed) = (entry.size(), entry.compressed_size());
            if size > limits::MAX_WHOLE as u64 || (size > SMALL && size / MAX_RATIO > packed) {
                return Err(bad(&name, EntryRule::TooLarge));
            }
            if files.iter().any(|(known, _)| *known == name) {
                return Err(bad(&name, EntryRule::Twice));
            }
            files.push((name, index));
        }
        take_off_folder(&mut files);
        if files.iter().any(|(name, _)| name == "xl/workbook.xml") {
            return Err(DataError::NotATable { file: file.to_owned(), found: "xls".into() });
        }
        Ok(Pack { file: file.to_owned(), archive, files })
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
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, DataError> {
        let Some((_, index)) = self.files.iter().find(|(known, _)| known == name) else {
            let files = shown_list(self.names());
            return Err(DataError::MissingFile { file: self.file.clone(), wanted: shown(name), files });
        };
        let bad = |rule| DataError::BadEntry { file: self.file.clone(), entry: shown(name), rule };
        let damaged = || DataError::Damaged { file: self.file.clone(), format: "zip".into() };
        let entry = self.archive.by_index(*index).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => bad(EntryRule::Method),
            _ => damaged(),
        })?;
        let size = entry.size();
        let mut bytes = Vec::new();
        entry.take(size + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        match bytes.len() as u64 == size {
            true => Ok(bytes),
            false => Err(damaged()),
        }
    }

    /// The scenario of the pack.
    ///
    /// # Errors
    /// Those of [`read`](Self::read) and [`read_scenario`], and
    /// [`DataError::MissingFile`] for a model or cases file that the scenario
    /// names and the pack does not have.
    pub fn scenario(&mut self) -> Result<Scenario, DataError> {
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

/// What operating systems add.
fn is_clutter(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|n| n == ".DS_Store" || n == "Thumbs.db")
}

/// Takes off the folder that holds everything.
fn take_off_folder(files: &mut [(String, usize)]) {
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
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let all = std::iter::once((scenario::FILE, json.as_bytes())).chain(files.iter().copied());
    for (at, (name, bytes)) in all.enumerate() {
        if !is_plain_path(name) {
            return Err(bad(name, EntryRule::Path));
        }
        if at > 0 && (name == scenario::FILE || files.iter().take(at - 1).any(|(known, _)| *known == name)) {
            return Err(bad(name, EntryRule::Twice));
        }
        writer.start_file(name, options).map_err(|_| bad(name, EntryRule::Path))?;
        writer.write_all(bytes).map_err(|_| bad(name, EntryRule::TooLarge))?;
    }
    let cursor = writer.finish().map_err(|_| bad("", EntryRule::TooLarge))?;
    Ok(cursor.into_inner())
}
