//! The zoo: many exported models, scored here and compared with onnxruntime.

use crate::python;
use std::path::{Path, PathBuf};
use xtask::shell::{self, Failure, Outcome, option, step};

/// `cargo xtask zoo [--dir FOLDER]`: without a folder, the zoo of
/// `models/zoo` is made once (that needs Python) and kept in its cache.
pub fn run(options: &[String]) -> Outcome<()> {
    let folder = match option(options, "--dir") {
        Some(given) => PathBuf::from(given),
        None => made()?,
    };
    if !folder.is_dir() {
        return Err(Failure::new(format!("{} is no folder", folder.display()), "give the folder with --dir"));
    }
    let folder = folder.canonicalize()?;
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "cutpoint", "--features", "engine", "--example", "zoo", "--"]);
    command.arg("--dir").arg(&folder);
    step("comparing models with onnxruntime's answers", || {
        shell::run(&mut command, "the lines above say which models differ")
    })
}

/// What makes the models.
const SCRIPTS: [&str; 5] = ["make_sklearn.py", "make_boosting.py", "make_torch.py", "make_quantised.py", "make_odd.py"];

/// The cached zoo, made anew when its scripts changed.
fn made() -> Outcome<PathBuf> {
    let scripts = shell::root().join("models/zoo");
    let cache = scripts.join(".cache");
    let zoo = cache.join("files");
    let stamp = cache.join("stamp");
    let mut wanted = String::new();
    for name in ["requirements.txt", "store.py"].into_iter().chain(SCRIPTS) {
        wanted.push_str(&std::fs::read_to_string(scripts.join(name))?);
    }
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(zoo);
    }
    let python = python()?;
    let _ = std::fs::remove_dir_all(&zoo);
    for script in SCRIPTS {
        step(&format!("models by {script}"), || make(&python, &scripts.join(script), &zoo))?;
    }
    std::fs::write(&stamp, wanted)?;
    Ok(zoo)
}

/// A Python with the packages of `models/zoo/requirements.txt` (large: torch is among them).
pub fn python() -> Outcome<PathBuf> {
    let scripts = shell::root().join("models/zoo");
    let list = scripts.join("requirements.txt");
    let wanted = std::fs::read_to_string(&list)?;
    python::environment(&scripts.join(".cache/python"), &["-r".as_ref(), list.as_os_str()], &wanted)
}

/// Runs a script of `models/zoo` that writes models into a folder.
pub fn make(python: &Path, script: &Path, zoo: &Path) -> Outcome<()> {
    shell::read(python::script(python, script)?.arg(zoo), "report it with these lines").map(|_| ())
}
