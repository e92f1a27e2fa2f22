//! The zoo: many exported models, scored here and compared with onnxruntime.

use std::path::{Path, PathBuf};
use std::process::Command;

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

/// A Python with the packages of `models/zoo/requirements.txt`: `CUTPOINT_PYTHON`, or one made once.
pub fn python() -> Outcome<PathBuf> {
    if let Some(python) = std::env::var_os("CUTPOINT_PYTHON") {
        return Ok(PathBuf::from(python));
    }
    let scripts = shell::root().join("models/zoo");
    let list = scripts.join("requirements.txt");
    let wanted = std::fs::read_to_string(&list)?;
    let home = scripts.join(".cache/python");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let ready = home.join(".ready");
    if std::fs::read_to_string(&ready).is_ok_and(|packages| packages == wanted) {
        return Ok(python);
    }
    let remedy = "install Python 3.11 or later with venv, or set CUTPOINT_PYTHON to a Python that has the packages";
    let system = ["python3", "python"].into_iter().find_map(shell::on_path);
    let system = system.ok_or_else(|| Failure::new("there is no Python on this machine", remedy))?;
    step("a Python environment for the zoo", || {
        shell::read(Command::new(system).args(["-m", "venv"]).arg(&home), remedy)
    })?;
    step("the zoo's Python packages (large: torch is among them)", || {
        shell::read(
            Command::new(&python).args(["-m", "pip", "install", "--progress-bar", "off", "-r"]).arg(list),
            remedy,
        )
    })?;
    std::fs::write(ready, wanted)?;
    Ok(python)
}

/// Runs a script of `models/zoo` that writes models into a folder.
pub fn make(python: &Path, script: &Path, zoo: &Path) -> Outcome<()> {
    // onnxruntime's StringNormalizer asks for this locale.
    let mut command = Command::new(python);
    command.arg(script).arg(zoo).env("LANG", "en_US.UTF-8").env("PYTHONDONTWRITEBYTECODE", "1");
    shell::run(&mut command, "the message above is the script's")
}
