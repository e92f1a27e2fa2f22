//! Checks that the documents' links to files of this repository lead somewhere.

use std::path::{Path, PathBuf};
use xtask::shell::{self, Failure, Outcome};

/// Looks at every Markdown file that git tracks. Links to other hosts are not followed.
pub fn check() -> Outcome<()> {
    let root = shell::root();
    let listed = shell::read(std::process::Command::new("git").current_dir(&root).args(["ls-files", "*.md"]), "")?;
    let mut broken = Vec::new();
    let mut seen = 0;
    for document in listed.lines().map(PathBuf::from) {
        let text = std::fs::read_to_string(root.join(&document))?;
        for target in targets(&text) {
            seen += 1;
            let path = target.split('#').next().unwrap_or("");
            let from = document.parent().unwrap_or(Path::new(""));
            if !path.is_empty() && !root.join(from).join(path).exists() {
                broken.push(format!("{}: {target}", document.display()));
            }
        }
    }
    eprintln!("{seen} links inside the repository, {} broken", broken.len());
    match broken.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(broken.join("\n"), "mend the links or the files they name")),
    }
}

/// Targets of `[text](target)` that are files here.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
}

#[cfg(test)]
mod check {
    #[test]
    fn only_links_to_files_are_looked_at() {
        let text = "[a](docs/a.md#b) [b](https://example.org) ![c](c.png \"t\") [d](#here)";
        assert_eq!(super::targets(text).collect::<Vec<_>>(), ["docs/a.md#b", "c.png", "#here"]);
    }
}
