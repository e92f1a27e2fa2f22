//! Verbs for bringing one's own files.

use crate::Page;
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

/// A file of the repository.
pub fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).canonicalize().expect("a file of the repository")
}

impl Page {
    /// Presses "Load your own" and chooses files.
    pub async fn bring(&self, files: &[PathBuf]) -> WebDriverResult<()> {
        self.open_import().await?;
        self.choose_files(files).await
    }

    /// Presses "Load your own" and waits for the dialog, whose part of the page may be on its way.
    pub async fn open_import(&self) -> WebDriverResult<()> {
        self.by_role("button", "Load your own").await?.click().await?;
        self.until("the dialog", "return document.querySelector('dialog.import')?.open === true").await
    }

    /// Chooses files in the open dialog.
    pub async fn choose_files(&self, files: &[PathBuf]) -> WebDriverResult<()> {
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let input = self.driver.find(By::Css("dialog.import[open] input[type=file]")).await?;
        input.send_keys(names.join("\n")).await
    }

    /// Waits until the dialog says what was found.
    pub async fn until_found(&self) -> WebDriverResult<()> {
        self.until("what was found", "return !!document.querySelector('dialog.import .found') && !document.querySelector('dialog.import progress')")
            .await
    }

    /// What the dialog says.
    pub async fn dialog(&self) -> WebDriverResult<String> {
        Ok(self
            .run("return document.querySelector('dialog.import').innerText")
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Chooses from a list of the dialog.
    pub async fn choose(&self, list: &str, value: &str) -> WebDriverResult<()> {
        let list = self.by_role("combobox", list).await?;
        list.find(By::Css(format!("option[value='{value}']"))).await?.click().await?;
        self.until_found().await
    }

    /// Presses "Start" and waits until the own scenario is on screen.
    pub async fn start(&self) -> WebDriverResult<()> {
        self.by_role("button", "Start").await?.click().await?;
        self.until_own().await
    }

    /// Waits until a scenario of one's own is on screen.
    pub async fn until_own(&self) -> WebDriverResult<()> {
        let script = "return !document.querySelector('dialog.import')?.open && location.search.includes('scenario=own-') \
                      && !document.querySelector('main progress') && !!document.querySelector('.sentence')";
        self.until("the own scenario", script).await
    }

    /// The first heading.
    pub async fn heading(&self) -> WebDriverResult<String> {
        self.driver.find(By::Css("h1")).await?.text().await
    }
}
