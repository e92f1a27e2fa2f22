//! Takes pictures of the page at the sizes and in the themes that people use. `cargo xtask screenshots` calls it.

use browser_tests::{Outcome, Page, Site, Wish};
use std::path::Path;

/// Name, width, height, theme, density.
const VIEWS: [(&str, u32, u32, &str, f64); 9] = [
    ("desktop", 1440, 1000, "light", 1.0),
    ("desktop-dark", 1440, 1000, "dark", 1.0),
    ("desktop-projector", 1440, 1000, "projector", 1.0),
    ("laptop", 1024, 768, "light", 1.0),
    ("laptop-dark", 1024, 768, "dark", 1.0),
    ("laptop-projector", 1024, 768, "projector", 1.0),
    ("phone", 390, 844, "light", 2.0),
    ("phone-dark", 390, 844, "dark", 2.0),
    ("phone-projector", 390, 844, "projector", 2.0),
];

/// Each chapter, in scenarios where it has something to say; `CUTPOINT_QUERIES` names others.
const CHAPTERS: &str = "glance=?scenario=fleet \
    decision=?scenario=tumour&chapter=decision \
    accuracy=?scenario=fleet&chapter=accuracy \
    line=?scenario=fleet&chapter=line \
    cost=?scenario=fleet&chapter=cost&rule=value \
    agreement=?scenario=tumour&chapter=agreement \
    elsewhere=?scenario=spam&chapter=elsewhere \
    case=?scenario=tumour&chapter=case \
    draw=?scenario=digits&chapter=case \
    hand-over=?scenario=digits&chapter=hand-over \
    explore=?scenario=fleet&chapter=explore";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = browser_tests::setting("CUTPOINT_SCREENSHOTS");
    std::fs::create_dir_all(&folder)?;
    let site = Site::as_built();
    let queries = std::env::var("CUTPOINT_QUERIES").unwrap_or_else(|_| CHAPTERS.to_owned());
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
