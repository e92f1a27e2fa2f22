//! Which of the files that someone brings is what.

use super::super::problem::{data_problem, model_problem};
use super::super::table::{part, whole};
use crate::data::dropped::{self, Dropped};
use crate::data::kind::{ENOUGH, Kind, kind};
use crate::data::proposal::stem;
use crate::data::scenario::{self, Scenario, is_plain_path};
use crate::data::{DataError, Pack, read_scenario};
use crate::protocol::{FileSource, Problem};

/// A file and its name.
pub type Named = (String, FileSource);

/// Most files of an archive that are looked into when no scenario names them.
const MOST_ENTRIES: usize = 50;

/// What there is, under names that a pack can hold.
pub struct Gathered {
    pub scenario: Option<Scenario>,
    pub models: Vec<(String, Vec<u8>)>,
    pub cases: Named,
    /// Which of the files holds the cases; `None` when they were unpacked.
    pub cases_at: Option<u32>,
}

/// Sorts the files: a pack, a folder, a model with cases, predictions alone.
pub fn gather(files: &[Named]) -> Result<Gathered, Problem> {
    let sorted = match sort(files)? {
        Sorted::Files(sorted) => sorted,
        // A picture that is called model.onnx is told by the model's own reader.
        Sorted::ModelsAlone(error) => {
            for (name, file) in files {
                crate::model::load(&whole(file, name)?, name).map_err(|error| model_problem(&error))?;
            }
            return Err(error);
        }
    };
    if let Some(at) = sorted.scenario {
        return of_scenario(files, at);
    }
    let models = sorted.models.iter().filter_map(|at| files.get(*at));
    let mut models = models.map(read_model).collect::<Result<Vec<_>, _>>()?;
    if let Some(at) = sorted.cases {
        let (name, file) = files.get(at).ok_or_else(nothing)?;
        let cases = (plain(name, "cases.csv"), file.clone());
        return Ok(Gathered { scenario: None, models: distinct(models), cases, cases_at: u32::try_from(at).ok() });
    }
    let archive = sorted.archive.ok_or_else(nothing)?;
    let (name, file) = files.get(archive).ok_or_else(nothing)?;
    let mut gathered = unpack(name, file)?;
    models.append(&mut gathered.models);
    gathered.models = distinct(models);
    gathered.cases_at = gathered.cases_at.and(u32::try_from(archive).ok());
    Ok(gathered)
}

/// Files by what they are.
enum Sorted {
    Files(Dropped),
    /// Nothing but models came, so that this is to be said.
    ModelsAlone(Problem),
}

/// Sorts files. What is called a model is one, whatever its bytes are, so that
/// a damaged one is not left out in silence.
fn sort(files: &[Named]) -> Result<Sorted, Problem> {
    let starts = files.iter().map(|(name, file)| part(file, name, 0, ENOUGH as u64)).collect::<Result<Vec<_>, _>>()?;
    let is_model = |name: &str, start: &[u8]| name.to_lowercase().ends_with(".onnx") && kind(start) != Kind::Onnx;
    // A start that the sorter knows for a model's.
    const MODEL: &[u8] = &[0x08, 8, 0x12];
    let known = files.iter().zip(&starts).map(|((name, _), start)| {
        let start = if is_model(name, start) { MODEL } else { start.as_slice() };
        (name.as_str(), start)
    });
    match dropped::sort(&known.collect::<Vec<_>>()) {
        Ok(sorted) => Ok(Sorted::Files(sorted)),
        Err(error @ DataError::NoCases { .. })
            if files.iter().all(|(name, _)| name.to_lowercase().ends_with(".onnx")) =>
        {
            Ok(Sorted::ModelsAlone(data_problem(&error)))
        }
        Err(error) => Err(data_problem(&error)),
    }
}

/// A folder, or an unpacked archive, with a scenario that names its files.
fn of_scenario(files: &[Named], at: usize) -> Result<Gathered, Problem> {
    let (name, file) = files.get(at).ok_or_else(nothing)?;
    let scenario = read_scenario(&whole(file, name)?).map_err(|error| data_problem(&error))?;
    let folder = name.strip_suffix(scenario::FILE).unwrap_or_default();
    let find = |wanted: &str| {
        let found = files.iter().position(|(name, _)| name.strip_prefix(folder) == Some(wanted));
        found.ok_or_else(|| {
            let wanted = if wanted.is_empty() { "cases.csv" } else { wanted };
            let names = files.iter().take(20).map(|(name, _)| name.chars().take(80).collect());
            let (file, wanted) = (scenario::FILE.to_owned(), wanted.chars().take(80).collect());
            data_problem(&DataError::MissingFile { file, wanted, files: names.collect() })
        })
    };
    let mut models = Vec::new();
    for entry in &scenario.models {
        let file = files.get(find(&entry.file)?).ok_or_else(nothing)?;
        models.push((entry.file.clone(), whole(&file.1, &entry.file)?));
    }
    let at = find(&scenario.cases)?;
    let (_, file) = files.get(at).ok_or_else(nothing)?;
    let cases = (scenario.cases.clone(), file.clone());
    Ok(Gathered { scenario: Some(scenario), models, cases, cases_at: u32::try_from(at).ok() })
}

/// What an archive holds: a pack, a zipped table, or files side by side.
/// `cases_at` is set when the archive itself is read as the table.
fn unpack(name: &str, file: &FileSource) -> Result<Gathered, Problem> {
    let refused = |error: DataError| data_problem(&error);
    let bytes = whole(file, name)?;
    let pack = Pack::open(&bytes, name).map_err(refused)?;
    if pack.names().any(|entry| entry == scenario::FILE) {
        let scenario = pack.scenario().map_err(refused)?;
        let wanted = scenario.models.iter().map(|m| &m.file).chain(Some(&scenario.cases).filter(|c| !c.is_empty()));
        let mut entries = vec![(scenario::FILE.to_owned(), pack.read(scenario::FILE).map_err(refused)?.into())];
        for wanted in wanted {
            entries.push((wanted.clone(), pack.read(wanted).map_err(refused)?.into()));
        }
        return Ok(Gathered { cases_at: None, ..of_scenario(&entries, 0)? });
    }
    let names: Vec<String> = pack.names().map(str::to_owned).collect();
    let not_ours = || data_problem(&DataError::NotATable { file: name.to_owned(), found: "zip".into() });
    if names.is_empty() || names.len() > MOST_ENTRIES {
        return Err(not_ours());
    }
    if let [only] = names.as_slice() {
        let inner = pack.read(only).map_err(refused)?;
        let start = inner.get(..ENOUGH).unwrap_or(&inner);
        if matches!(kind(start), Kind::Csv | Kind::Json | Kind::Parquet | Kind::Gzip) {
            let cases = (plain(name, "cases.zip"), file.clone());
            return Ok(Gathered { scenario: None, models: Vec::new(), cases, cases_at: Some(0) });
        }
    }
    let mut entries: Vec<Named> = Vec::new();
    for entry in names {
        let bytes = pack.read(&entry).map_err(refused)?;
        entries.push((entry, bytes.into()));
    }
    let Sorted::Files(sorted) = sort(&entries)? else { return Err(not_ours()) };
    let cases = sorted.cases.and_then(|at| entries.get(at)).cloned().ok_or_else(not_ours)?;
    let models = sorted.models.iter().filter_map(|at| entries.get(*at)).map(read_model).collect::<Result<_, _>>()?;
    let cases = (plain(&cases.0, "cases.csv"), cases.1);
    Ok(Gathered { scenario: None, models, cases, cases_at: None })
}

fn read_model((name, file): &Named) -> Result<(String, Vec<u8>), Problem> {
    Ok((plain(name, "model.onnx"), whole(file, name)?))
}

/// The name without folders, as a pack can hold it.
fn plain(name: &str, otherwise: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if is_plain_path(name) && name != scenario::FILE { name.to_owned() } else { otherwise.to_owned() }
}

/// Models under names that differ.
fn distinct(models: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, bytes) in models {
        let taken = out.iter().any(|(known, _)| *known == name);
        let name = if taken { format!("{}-{}.onnx", stem(&name), out.len() + 1) } else { name };
        out.push((name, bytes));
    }
    out
}

/// Sorting gives places of the files that it was given: never reached.
fn nothing() -> Problem {
    Problem::new("engine-misunderstood", "a place without a file")
}
