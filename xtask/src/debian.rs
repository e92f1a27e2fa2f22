//! Debian's packages, for browsers and for machines that cannot reach rustup's server.

use std::path::Path;
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

/// Suites beside the machine's own in which a newer package may be found, nearest first.
const SUITES: [&str; 6] = ["stable-backports", "trixie-backports", "testing", "unstable", "experimental", "stable"];

/// Installs packages system-wide with apt; needs root or password-less sudo.
pub fn install(packages: &[&str], purpose: &str) -> Outcome<()> {
    let names = packages.join(" ");
    let by_hand = format!("install {purpose} by hand, on Debian or Ubuntu: `apt-get install {names}`");
    if shell::on_path("apt-get").is_none() {
        return Err(Failure::new(format!("{purpose} is missing and this machine has no apt"), by_hand));
    }
    step(&format!("installing {purpose} with apt ({names})"), || {
        // The lists may be missing or stale on a new machine; an update costs seconds.
        let attempt = shell::read(apt("install").args(["-y", "-qq", "--no-install-recommends"]).args(packages), "");
        if attempt.is_ok() {
            return Ok(());
        }
        shell::read(apt("update").arg("-qq"), &by_hand)?;
        shell::read(apt("install").args(["-y", "-qq", "--no-install-recommends"]).args(packages), &by_hand).map(|_| ())
    })
}

fn apt(verb: &str) -> Command {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.starts_with(b"0"));
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.arg(verb).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Fetches the newest build of `package` whose upstream version is exactly `upstream`, from whichever
/// suite of the machine's own mirror has it, and unpacks it into `folder`. Nothing is installed.
pub fn unpack(package: &str, upstream: &str, folder: &Path) -> Outcome<()> {
    let state = folder.join("apt");
    for part in ["lists/partial", "archives/partial"] {
        std::fs::create_dir_all(state.join(part))?;
    }
    let (mirror, key) = main_mirror()?;
    let sources: String = SUITES.iter().map(|suite| format!("deb [{key}] {mirror} {suite} main\n")).collect();
    std::fs::write(state.join("private.list"), sources)?;

    // A suite that the mirror lacks makes `update` fail although the others arrived.
    let _ = shell::read(private(&state, "apt-get").args(["-qq", "update"]), "");
    let listed = shell::read(private(&state, "apt-cache").args(["madison", package]), "")?;
    let version = listed
        .lines()
        .filter_map(|line| line.split('|').nth(1).map(str::trim))
        .find(|version| version.strip_prefix(upstream).is_some_and(|rest| rest.starts_with(['+', '-', '~'])))
        .ok_or_else(|| {
            Failure::new(format!("no suite of this machine's Debian mirror has {package} {upstream}"), "")
        })?;
    shell::read(
        private(&state, "apt-get").args(["-qq", "download", &format!("{package}={version}")]).current_dir(folder),
        "",
    )?;
    let deb = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "deb"))
        .ok_or_else(|| Failure::new(format!("apt downloaded no {package}"), ""))?;
    shell::read(Command::new("dpkg").arg("-x").arg(&deb).arg(folder), "")?;
    std::fs::remove_file(deb)?;
    Ok(())
}

fn private(state: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    let mut set = |name: &str, value: String| {
        command.args(["-o", &format!("{name}={value}")]);
    };
    set("Dir::Etc::sourcelist", state.join("private.list").display().to_string());
    set("Dir::Etc::sourceparts", "-".into());
    set("Dir::State::lists", state.join("lists").display().to_string());
    set("Dir::Cache::archives", state.join("archives").display().to_string());
    set("Dir::Cache::pkgcache", String::new());
    set("Dir::Cache::srcpkgcache", String::new());
    // An unprivileged download user cannot write into a private folder.
    set("APT::Sandbox::User", "root".into());
    command
}

/// Address of the machine's own Debian mirror and the `signed-by` option that goes with it.
fn main_mirror() -> Outcome<(String, String)> {
    let format = "$(REPO_URI)|$(COMPONENT)|$(CREATED_BY)|$(RELEASE)";
    let lists = shell::read(Command::new("apt-get").args(["indextargets", "--format", format]), "")?;
    let mirror = lists
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('|');
            let (uri, component, kind) = (parts.next()?, parts.next()?, parts.next()?);
            let is_archive = uri.trim_end_matches('/').ends_with("/debian");
            (component == "main" && kind == "Packages" && is_archive).then(|| uri.to_string())
        })
        .next()
        .ok_or_else(|| Failure::new("apt is not set up with a Debian mirror on this machine", ""))?;
    let key = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let option = if Path::new(key).is_file() { format!("signed-by={key}") } else { "arch=amd64".into() };
    Ok((mirror, option))
}
