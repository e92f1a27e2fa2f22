//! Python, for what is compared with its packages: environments made once, and the locale they ask for.

use crate::debian;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

/// A Python with packages, as pip's arguments: `CUTPOINT_PYTHON`, or one made once in `home`.
/// `wanted` is kept beside it; when it changes the environment is made anew.
pub fn environment(home: &Path, packages: &[impl AsRef<OsStr>], wanted: &str) -> Outcome<PathBuf> {
    if let Some(python) = std::env::var_os("CUTPOINT_PYTHON") {
        return Ok(PathBuf::from(python));
    }
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let ready = home.join(".ready");
    if std::fs::read_to_string(&ready).is_ok_and(|packages| packages == wanted) {
        return Ok(python);
    }
    let remedy = "install Python 3.11 or newer with venv (on Debian or Ubuntu `apt-get install python3-venv`), or set \
                  CUTPOINT_PYTHON to a Python that has the packages";
    let system = ["python3", "python"].into_iter().find_map(shell::on_path);
    let system = system.ok_or_else(|| Failure::new("there is no Python on this machine", remedy))?;
    step("a Python environment, with the packages to compare with (once)", || {
        shell::read(Command::new(system).args(["-m", "venv"]).arg(home), remedy)?;
        let mut pip = Command::new(&python);
        shell::read(pip.args(["-m", "pip", "install", "--progress-bar", "off"]).args(packages), remedy)
    })?;
    std::fs::write(ready, wanted)?;
    Ok(python)
}

/// Runs a script with the locale that onnxruntime's StringNormalizer asks for.
pub fn script(python: &Path, script: &Path) -> Outcome<Command> {
    let mut command = Command::new(python);
    command.arg(script).env("LANG", LOCALE).env_remove("LC_ALL").env("PYTHONDONTWRITEBYTECODE", "1");
    if let Some(folder) = locale()? {
        command.env("LOCPATH", folder);
    }
    Ok(command)
}

const LOCALE: &str = "en_US.UTF-8";

/// Where the locale is, unless the system has it: small machines have no locale but C.
fn locale() -> Outcome<Option<PathBuf>> {
    // Systems without this command keep their locales elsewhere and have this one.
    let listed = shell::read(Command::new("locale").arg("-a"), "").unwrap_or_else(|_| LOCALE.to_owned());
    if listed.lines().any(|name| ["en_US.utf8", LOCALE].contains(&name)) {
        return Ok(None);
    }
    let folder = shell::cache()?.join("locale");
    if folder.join(LOCALE).is_dir() {
        return Ok(Some(folder));
    }
    step(&format!("making the locale {LOCALE} (once)"), || {
        std::fs::create_dir_all(&folder)?;
        let make = || {
            let mut command = Command::new("localedef");
            command.args(["-i", "en_US", "-f", "UTF-8"]).arg(folder.join(LOCALE));
            shell::read(&mut command, &format!("make the locale {LOCALE} with your system's tools"))
        };
        // The sources are a package of their own.
        make().or_else(|_| debian::install(&["locales"], "the sources of locales").and_then(|()| make()))
    })?;
    Ok(Some(folder))
}
