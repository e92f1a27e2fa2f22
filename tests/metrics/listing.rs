//! docs/metrics-api.md lists every public item of the counting core.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

#[test]
fn the_document_lists_every_public_item() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join("docs/metrics-api.md")).expect("the document");
    let files = ["src/metrics", "src/explain"].into_iter().flat_map(|folder| sources(&root.join(folder)));
    let mut missing = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        for line in text.lines() {
            let item = ["pub fn ", "pub struct ", "pub enum "]
                .into_iter()
                .find_map(|start| line.trim_start().strip_prefix(start));
            let name =
                item.map(|item| item.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
            if let Some(name) = name
                && !document.contains(&format!("`{name}`"))
                && !document.contains(&format!("::{name}`"))
            {
                missing.push(format!("{name} in {}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "docs/metrics-api.md lacks: {}", missing.join(", "));
}

#[test]
fn the_counting_core_uses_std_only_and_explain_only_the_counting_core() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, allowed) in [
        ("src/metrics", ["std::", "super::", "crate::metrics::", "rule::"].as_slice()),
        ("src/explain", ["std::", "super::", "crate::metrics::"].as_slice()),
    ] {
        let own: Vec<String> = sources(&root.join(folder))
            .iter()
            .filter_map(|file| Some(format!("{}::", file.file_stem()?.to_str()?)))
            .collect();
        for file in sources(&root.join(folder)) {
            let text = fs::read_to_string(&file).expect("a source file");
            let uses = text.lines().filter_map(|line| {
                let line = line.trim_start();
                line.strip_prefix("pub use ").or(line.strip_prefix("pub(crate) use ")).or(line.strip_prefix("use "))
            });
            for path in uses {
                let known = allowed.iter().any(|start| path.starts_with(start))
                    || own.iter().any(|start| path.starts_with(start.as_str()))
                    // An enum's own variants, inside a function.
                    || path == "Figure::*;";
                assert!(known, "{} uses {path}", file.display());
            }
        }
    }
}
