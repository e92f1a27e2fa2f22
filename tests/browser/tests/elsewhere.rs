//! "In other places": the share of positives as a slider, a field and a chart.

use browser_tests::{Outcome, Page, Site};
use thirtyfour::prelude::*;

async fn summary(page: &Page) -> WebDriverResult<String> {
    let text = page.run("return document.getElementById('by-prevalence-summary').innerText").await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn slider_field_and_link_say_the_same_share() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=fleet&chapter=elsewhere")).await?;
    let slider = page.by_role("slider", "Share of positives").await?;
    let spoken = slider.attr("aria-valuetext").await?.unwrap_or_default();
    assert!(spoken.contains("as here") && spoken.contains('%'), "{spoken}");
    page.by_role("figure", "By share of positives").await?;
    assert!(summary(&page).await?.contains("as here"), "{}", summary(&page).await?);
    for _ in 0..3 {
        slider.send_keys(Key::Right).await?;
    }
    page.until("a share in the field", "return document.getElementById('field-prevalence').value !== ''").await?;
    let typed = page.run("return document.getElementById('field-prevalence').value").await?;
    let typed = typed.as_str().unwrap_or_default().to_owned();
    let spoken = slider.attr("aria-valuetext").await?.unwrap_or_default();
    assert!(spoken.starts_with(&format!("{typed}% of all")) && !spoken.contains("as here"), "{typed}: {spoken}");
    page.until("the link", &format!("return location.search.includes('prevalence={typed}')")).await?;

    let field = page.driver.find(By::Id("field-prevalence")).await?;
    page.run("document.getElementById('field-prevalence').select()").await?;
    field.send_keys("10").await?;
    page.until(
        "the slider",
        "return document.getElementById('share').getAttribute('aria-valuetext').startsWith('10% of all')",
    )
    .await?;
    let place = page.run("const s = document.getElementById('share'); return s.value / s.max").await?;
    assert!(place.as_f64().is_some_and(|place| (0.5..0.95).contains(&place)), "10% is towards the right: {place}");
    page.by_role("button", "as here").await?.click().await?;
    page.until("the share here", "return document.getElementById('field-prevalence').value === ''").await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn the_chart_reads_out_by_arrow_keys_and_has_a_table_twin() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=spam&chapter=elsewhere")).await?;
    let figure = page.by_role("figure", "By share of positives").await?;
    let plot = figure.find(By::Css(".layers")).await?;
    plot.send_keys(Key::Home).await?;
    let spoken = figure.find(By::Css("[aria-live]")).await?.prop("textContent").await?.unwrap_or_default();
    assert!(spoken.contains("Share of positives: ") && spoken.contains("Missed of 1,000: "), "{spoken}");
    figure.find(By::Css("details summary")).await?.click().await?;
    page.until("the table", "return document.querySelectorAll('#by-prevalence details tbody tr').length > 50").await?;
    Ok(page.close().await?)
}
