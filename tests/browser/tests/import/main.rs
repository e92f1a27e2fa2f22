//! Bringing one's own model and data: drop, glance, start. The figures are
//! those of scikit-learn and of the programs that wrote the files.

mod asked;
mod kept;
mod models;
mod predictions;
mod sealing;
mod trouble;

use browser_tests::bring::file;
use browser_tests::{Page, Site};
use serde_json::Value;
use std::path::PathBuf;
use thirtyfour::prelude::*;

async fn opened() -> Result<(Site, Page), WebDriverError> {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    Ok((site, page))
}

/// A file written for one test, outside the repository.
fn written(name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cutpoint-import-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the file");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// Weighted counts of the choosing set at a threshold: tp, fp, fn, tn.
fn expected(at: f64) -> [u64; 4] {
    let path = file("tests/fixtures/data/expected.json");
    let table: Value = serde_json::from_slice(&std::fs::read(path).expect("the fixture")).expect("JSON");
    let mut counts = [0; 4];
    for row in table["rows"].as_array().expect("rows") {
        let cell = |column: usize| row[column].as_str().unwrap_or_default();
        let number = |column: usize| cell(column).parse::<f64>().expect("a number");
        if cell(3) == "choose" {
            let place = match (number(1) >= at, cell(2) == "1") {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            counts[place] += number(6) as u64;
        }
    }
    counts
}
