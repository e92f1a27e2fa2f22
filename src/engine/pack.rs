//! Writes scenario packs, and says what in them names the machine they come from.

use super::Reply;
use super::problem::data_problem;
use super::table::whole;
use crate::data::scenario::Scenario;
use crate::data::write_pack;
use crate::protocol::{Answer, FileSource, Payload, Problem};

/// Most paths of one file that are looked at.
const MOST: usize = 200;

/// The pack, and the files in it that carry paths of a machine.
pub fn write(scenario: &Scenario, names: &[String], files: &[FileSource]) -> Reply {
    let bytes = names
        .iter()
        .zip(files)
        .map(|(name, file)| Ok((name.as_str(), whole(file, name)?)))
        .collect::<Result<Vec<_>, Problem>>()?;
    let models = bytes.iter().filter(|(name, _)| scenario.models.iter().any(|m| m.file == *name));
    let traces = models.filter_map(|(name, bytes)| Some(((*name).to_owned(), machine_path(bytes)?))).collect();
    let entries: Vec<(&str, &[u8])> = bytes.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let pack = write_pack(scenario, &entries).map_err(|error| data_problem(&error))?;
    Ok((Answer::Pack { traces }, vec![Payload::U8(pack)]))
}

/// A path of a source file that an exporter left in a model: torch writes the
/// line of code of every operator beside it.
pub fn machine_path(bytes: &[u8]) -> Option<String> {
    let is_path = |b: &u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'|' | b',' | b';' | b'(');
    let ends = bytes.windows(3).enumerate().filter(|(_, window)| window == b".py").map(|(at, _)| at + 3);
    ends.take(MOST).find_map(|end| {
        let before = bytes.get(..end)?;
        let from = before.iter().rposition(|b| !is_path(b)).map_or(0, |at| at + 1);
        let path = std::str::from_utf8(before.get(from..)?).ok()?;
        // A folder at the root, or on a drive, and a file some folders below.
        let start = path.find('/').into_iter().chain(path.find(":\\").and_then(|at| at.checked_sub(1))).min()?;
        let path = path.get(start..)?;
        let folders = path.bytes().filter(|b| matches!(b, b'/' | b'\\')).count();
        (folders >= 2).then(|| path.chars().take(120).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_source_files_are_found_and_module_names_are_not() {
        let trace = b"\x0a\x10File \"/home/ann/work/net.py\", line 3, in forward";
        assert_eq!(machine_path(trace).as_deref(), Some("/home/ann/work/net.py"));
        assert_eq!(machine_path(b"x C:\\Users\\ann\\net.py:12").as_deref(), Some("C:\\Users\\ann\\net.py"));
        assert_eq!(machine_path(b"torch.nn.py and net.py and a/b"), None);
    }
}
