//! Takes pictures of the dialog for one's own files and of its errors. `cargo xtask screenshots --of import` calls it.

use browser_tests::bring::file;
use browser_tests::{Outcome, Page, Site, Wish};
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

/// Name, width, height, theme, density.
const VIEWS: [(&str, u32, u32, &str, f64); 4] = [
    ("desktop", 1440, 1000, "light", 1.0),
    ("desktop-dark", 1440, 1000, "dark", 1.0),
    ("phone", 390, 844, "light", 2.0),
    ("phone-dark", 390, 844, "dark", 2.0),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = PathBuf::from(browser_tests::setting("CUTPOINT_SCREENSHOTS"));
    std::fs::create_dir_all(&folder)?;
    let site = Site::as_built();
    for (view, width, height, theme, density) in VIEWS {
        let wish = Wish { size: Some((width, height)), density: Some(density), ..Wish::default() };
        let page = Page::wish(wish).await?;
        page.open(&site.page("?scenario=tumour")).await?;
        page.run(&format!("localStorage.setItem('cutpoint.theme', '{theme}')")).await?;
        let shoot = Shoot { page: &page, folder: &folder, view };
        for (name, files) in sets(&folder)? {
            page.open(&site.page("?scenario=tumour")).await?;
            let metrics = serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": width < 500 });
            page.devtools("Emulation.setDeviceMetricsOverride", &metrics).await?;
            page.open_import().await?;
            if files.is_empty() {
                shoot.take(name).await?;
                continue;
            }
            page.choose_files(&files).await?;
            page.until("an answer", "const d = document.querySelector('dialog.import'); return !d.querySelector('progress') && !!(d.querySelector('.found') || d.querySelector('.alert'))").await?;
            shoot.take(name).await?;
            if name == "found" {
                page.start().await?;
                page.by_role("button", "Edit").await?.click().await?;
                shoot.take("editor").await?;
            }
        }
        page.close().await?;
    }
    Ok(())
}

struct Shoot<'a> {
    page: &'a Page,
    folder: &'a Path,
    view: &'a str,
}

impl Shoot<'_> {
    async fn take(&self, name: &str) -> WebDriverResult<()> {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let path = self.folder.join(format!("import-{name}-{}.png", self.view));
        self.page.driver.screenshot(&path).await?;
        println!("{}", path.display());
        Ok(())
    }
}

/// What is opened for each picture.
fn sets(folder: &Path) -> std::io::Result<Vec<(&'static str, Vec<PathBuf>)>> {
    let written = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).map(|()| path)
    };
    let mut asks = String::from("score,label\n");
    for (at, class) in ["red", "blue", "green"].into_iter().cycle().take(40).enumerate() {
        asks += &format!("{},{class}\n", at as f64 / 4.0 - 5.0);
    }
    let model = file("models/tumour/model.onnx");
    Ok(vec![
        ("choose", Vec::new()),
        ("found", vec![model.clone(), file("models/tumour/cases.csv")]),
        ("predictions", vec![file("tests/fixtures/data/real/polars.parquet")]),
        ("asks", vec![written("colours.csv", asks.as_bytes())?]),
        (
            "does-not-fit",
            vec![model.clone(), written("small.csv", b"age,income,label\n31,2000.5,0\n45,3000,1\n52,,0\n29,1800,1\n")?],
        ),
        ("error-row", vec![written("ragged.csv", b"score,label\n0.5,1\n0.25,0,7\n0.75,1\n")?]),
        (
            "error-model",
            vec![file("tests/fixtures/model/hostile/unknown_operators.onnx"), file("models/tumour/cases.csv")],
        ),
        ("error-picture", vec![written("picture.onnx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?]),
    ])
}
