//! What to make of the files that someone drops: a pack, a folder, a model
//! with cases, or predictions alone.

use serde::{Deserialize, Serialize};

use super::error::DataError;
use super::kind::{ENOUGH, Kind, kind};
use super::message::{shown, shown_list};
use super::scenario;

/// The parts among dropped files, as indices into them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dropped {
    /// `scenario.json`; it names the other files.
    pub scenario: Option<usize>,
    /// A zip archive alone: a pack, or a table that was zipped.
    pub archive: Option<usize>,
    /// Models.
    pub models: Vec<usize>,
    /// The cases, or predictions.
    pub cases: Option<usize>,
}

/// Sorts dropped files by their names (with folders) and first bytes
/// ([`ENOUGH`] of them).
///
/// # Errors
/// [`DataError::NotATable`] when nothing can be used, [`DataError::Choose`]
/// when there are several tables, [`DataError::NoCases`] for a model alone.
pub fn sort(files: &[(&str, &[u8])]) -> Result<Dropped, DataError> {
    let mut dropped = Dropped::default();
    let mut tables: Vec<usize> = Vec::new();
    let mut others: Vec<(usize, Kind)> = Vec::new();
    for (index, (name, start)) in files.iter().enumerate() {
        let kind = kind(start.get(..ENOUGH).unwrap_or(start));
        match kind {
            _ if base(name).starts_with('.') => {}
            Kind::Json if base(name) == scenario::FILE => dropped.scenario = Some(index),
            Kind::Onnx => dropped.models.push(index),
            Kind::Zip => dropped.archive = Some(index),
            // Notes, scripts and licences are text like a table.
            Kind::Csv if is_prose(name) => others.push((index, kind)),
            Kind::Csv | Kind::Json | Kind::Parquet | Kind::Gzip => tables.push(index),
            Kind::Other(_) => others.push((index, kind)),
        }
    }
    if dropped.scenario.is_some() {
        return Ok(dropped);
    }
    let name = |index: &usize| files.get(*index).map_or("", |(name, _)| name);
    // A file that is called so is meant.
    let called = tables.iter().filter(|i| base(name(i)).to_lowercase().starts_with("cases.")).count();
    if called == 1 {
        tables.retain(|i| base(name(i)).to_lowercase().starts_with("cases."));
    }
    match (tables.as_slice(), dropped.archive, dropped.models.first()) {
        ([cases], _, _) => {
            dropped.cases = Some(*cases);
            dropped.archive = None;
            Ok(dropped)
        }
        ([_, _, ..], _, _) => Err(DataError::Choose { files: shown_list(tables.iter().map(name)) }),
        ([], Some(_), _) => Ok(dropped),
        ([], None, Some(model)) => Err(DataError::NoCases { file: shown(base(name(model))) }),
        ([], None, None) => {
            let (index, kind) = others.first().copied().unwrap_or((0, Kind::Csv));
            let found = if let Kind::Other(other) = kind { other.word() } else { "text" };
            Err(DataError::NotATable { file: shown(base(name(&index))), found: found.to_owned() })
        }
    }
}

/// The name without folders.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Whether a text file is no table by its name.
fn is_prose(name: &str) -> bool {
    let name = base(name).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "md" | "rst" | "py" | "r" | "ipynb" | "html" | "toml" | "yaml" | "yml" | "log")
        || matches!(name.as_str(), "readme" | "license" | "licence" | "readme.txt" | "license.txt" | "requirements.txt")
}
