//! Browsers and their drivers for tests: what is installed, else Debian's packages.

use crate::{debian, tools};
use std::path::PathBuf;
use xtask::shell::{self, Failure, Outcome, option};

/// Debian has no package of it.
const GECKODRIVER: &str = "0.36.0";

/// The browsers that the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    Firefox,
}

/// A browser and the program that drives it.
pub struct Installed {
    kind: Kind,
    browser: PathBuf,
    driver: PathBuf,
}

impl Kind {
    /// The browsers that `--browser` asks for, ready for use. Where it does not
    /// say, Chromium is needed and Firefox is welcome.
    pub fn ready(options: &[String]) -> Outcome<Vec<Installed>> {
        let asked = option(options, "--browser");
        let kinds = match asked {
            None | Some("all") => vec![Self::Chromium, Self::Firefox],
            Some("chromium") => vec![Self::Chromium],
            Some("firefox") => vec![Self::Firefox],
            Some(other) => {
                return Err(Failure::new(
                    format!("there is no browser '{other}'"),
                    "say --browser chromium, firefox or all",
                ));
            }
        };
        let mut ready = Vec::new();
        for kind in kinds {
            match kind.find_or_install() {
                Err(failure) if asked.is_none() && kind == Self::Firefox => {
                    eprintln!("without Firefox: {failure}");
                }
                found => ready.push(found?),
            }
        }
        Ok(ready)
    }

    /// Its name, as settings and messages say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// Takes what is installed, or installs it.
    pub fn find_or_install(self) -> Outcome<Installed> {
        let (packages, purpose, remedy): (&[&str], _, _) = match self {
            Self::Chromium => (
                &["chromium", "chromium-driver", "fonts-dejavu-core"],
                "Chromium and its driver",
                "install Chromium and ChromeDriver of the same version and put both on PATH",
            ),
            Self::Firefox => (&["firefox-esr", "fonts-dejavu-core"], "Firefox", "install Firefox and put it on PATH"),
        };
        if self.browser().is_none() || self.driver_missing() {
            debian::install(packages, purpose)?;
        }
        let browser = self.browser().ok_or_else(|| Failure::new(format!("no {purpose} on PATH"), remedy))?;
        let driver = match self {
            Self::Chromium => {
                shell::on_path("chromedriver").ok_or_else(|| Failure::new("no ChromeDriver on PATH", remedy))?
            }
            // Any recent one will do.
            Self::Firefox => shell::on_path("geckodriver").map_or_else(
                || tools::find_or_install("geckodriver", GECKODRIVER, "about 3 minutes on two cores"),
                Ok,
            )?,
        };
        Ok(Installed { kind: self, browser, driver })
    }

    fn browser(self) -> Option<PathBuf> {
        let names: &[&str] = match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome", "chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        };
        names.iter().find_map(|name| shell::on_path(name))
    }

    fn driver_missing(self) -> bool {
        self == Self::Chromium && shell::on_path("chromedriver").is_none()
    }
}

impl Installed {
    /// Which browser it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The settings that tell browser programs of it.
    pub fn settings(&self) -> [(&'static str, String); 3] {
        [
            ("CUTPOINT_BROWSER_KIND", self.kind.name().to_owned()),
            ("CUTPOINT_BROWSER", self.browser.display().to_string()),
            ("CUTPOINT_DRIVER", self.driver.display().to_string()),
        ]
    }
}
