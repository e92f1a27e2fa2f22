//! Takes pictures of the page at the sizes and in the themes that people use. `cargo xtask screenshots` calls it.

use browser_tests::{Outcome, Page, Site, Wish};
use std::path::Path;

/// Name, width, height, theme, density.
const VIEWS: [(&str, u32, u32, &str, f64); 6] = [
    ("desktop", 1440, 1000, "light", 1.0),
    ("desktop-dark", 1440, 1000, "dark", 1.0),
    ("laptop", 1024, 768, "light", 1.0),
    ("phone", 390, 844, "light", 2.0),
    ("phone-dark", 390, 844, "dark", 2.0),
    ("projector", 1280, 720, "projector", 1.0),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = browser_tests::setting("CUTPOINT_SCREENSHOTS");
    std::fs::create_dir_all(&folder)?;
    let site = Site::as_built();
    let queries = std::env::var("CUTPOINT_QUERIES").unwrap_or_else(|_| "start=".to_owned());
    for (view, width, height, theme, density) in VIEWS {
        let page =
            Page::wish(Wish { size: Some((width, height)), density: Some(density), ..Default::default() }).await?;
        page.open(&site.page("")).await?;
        page.run(&format!("localStorage.setItem('cutpoint.theme', '{theme}')")).await?;
        for query in queries.split_whitespace() {
            let (name, query) = query.split_once('=').unwrap_or((query, ""));
            page.open(&site.page(query)).await?;
            page.whole_page(width, density).await?;
            let file = Path::new(&folder).join(format!("{name}-{view}.png"));
            page.driver.screenshot(&file).await?;
            println!("{}", file.display());
        }
        page.close().await?;
    }
    Ok(())
}
