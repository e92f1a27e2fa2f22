//! Every message that the import, the kept scenarios and the editor name is in
//! the locale file; a reason without words would be shown as nothing.

use std::path::{Path, PathBuf};

/// Names of styles, not of messages.
const STYLES: [&str; 8] = [
    "edit-field",
    "edit-fields",
    "edit-noun",
    "import-head",
    "import-progress",
    "import-ways",
    "saved-open",
    "import-title import-head",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of src").flatten() {
        match entry.path() {
            path if path.is_dir() => sources(&path, found),
            path => found.push(path),
        }
    }
}

#[test]
fn every_message_that_is_named_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words: String = ["import", "page"]
        .map(|file| std::fs::read_to_string(root.join(format!("locales/en/{file}.ftl"))).expect("a locale file"))
        .concat();
    let mut files = Vec::new();
    for under in ["src/engine", "src/ui/import", "src/ui/saved", "src/ui/edit"] {
        sources(&root.join(under), &mut files);
    }
    let (mut named, mut missing) = (0, Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a source file");
        for id in text.split('"').skip(1).step_by(2) {
            let is_id = ["import-", "saved-", "edit-", "engine-"].iter().any(|start| id.starts_with(start))
                && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                && !STYLES.contains(&id);
            if is_id {
                named += 1;
                if !words.lines().any(|line| line.strip_prefix(id).is_some_and(|rest| rest.starts_with(" ="))) {
                    missing.push(format!("{id} ({})", file.display()));
                }
            }
        }
    }
    assert!(named > 80, "{named} messages named");
    assert!(missing.is_empty(), "{missing:#?}");
}
