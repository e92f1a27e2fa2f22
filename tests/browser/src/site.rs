//! The built page, as it is or with a file broken, on a port of its own.

use std::path::{Path, PathBuf};
use std::time::Duration;
use xtask::server::{self, Delay, Running};

/// A served copy of the release folder; a changed copy is removed with this value.
pub struct Site {
    pub running: Running,
    copy: Option<PathBuf>,
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(copy) = &self.copy {
            let _ = std::fs::remove_dir_all(copy);
        }
    }
}

fn dist() -> PathBuf {
    PathBuf::from(crate::setting("CUTPOINT_DIST"))
}

impl Site {
    /// The folder as it was built.
    pub fn as_built() -> Self {
        Self::under("/")
    }

    /// The folder as it was built, under a sub-path.
    pub fn under(prefix: &str) -> Self {
        Self { running: server::start(&dist(), prefix, 0).expect("a free port"), copy: None }
    }

    /// Files whose path contains `part` arrive late.
    pub fn slow(part: &'static str, delay: Duration) -> Self {
        let delay = Delay { part: part.to_owned(), by: delay };
        Self { running: server::start_slow(&dist(), "/", 0, delay).expect("a free port"), copy: None }
    }

    /// A copy in which `change` has broken something.
    pub fn changed(change: impl FnOnce(&Path)) -> Self {
        let name = format!("cutpoint-site-{}-{:?}", std::process::id(), std::thread::current().id());
        let copy = std::env::temp_dir().join(name.replace(['(', ')'], "-"));
        let _ = std::fs::remove_dir_all(&copy);
        copy_folder(&dist(), &copy);
        change(&copy);
        Self { running: server::start(&copy, "/", 0).expect("a free port"), copy: Some(copy) }
    }

    /// The folder of a changed copy, else the one that was built.
    pub fn folder(&self) -> PathBuf {
        self.copy.clone().unwrap_or_else(dist)
    }

    /// Address of the page with a query.
    pub fn page(&self, query: &str) -> String {
        format!("{}{query}", self.running.address)
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder for the copy");
    for entry in std::fs::read_dir(from).expect("the release folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}
