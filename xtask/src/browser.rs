//! A browser and its driver for tests: what is installed, else Debian's packages.

use crate::debian;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use xtask::shell::{self, Failure, Outcome};

pub struct Installed {
    browser: PathBuf,
    driver: PathBuf,
}

const REMEDY: &str = "install Chromium and ChromeDriver of the same version and put both on PATH";

pub fn find_or_install() -> Outcome<Installed> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(&["chromium", "chromium-driver", "fonts-dejavu-core"], "Chromium and its driver")?;
    find().ok_or_else(|| Failure::new("no Chromium with a ChromeDriver on PATH", REMEDY))
}

fn find() -> Option<Installed> {
    let browser =
        ["chromium", "chromium-browser", "google-chrome", "chrome"].iter().find_map(|name| shell::on_path(name))?;
    Some(Installed { browser, driver: shell::on_path("chromedriver")? })
}

/// A driver that listens; it ends with this value.
pub struct Driver {
    child: Child,
    pub address: String,
    pub browser: PathBuf,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn start_driver() -> Outcome<Driver> {
    let installed = find_or_install()?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let child = Command::new(&installed.driver)
        .arg(format!("--port={port}"))
        .arg("--log-level=SEVERE")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| Failure::new(format!("chromedriver: {error}"), REMEDY))?;
    let driver = Driver { child, address: format!("http://127.0.0.1:{port}"), browser: installed.browser };
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if start.elapsed() > Duration::from_secs(20) {
            return Err(Failure::new("chromedriver does not answer", REMEDY));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(driver)
}
