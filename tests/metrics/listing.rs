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
