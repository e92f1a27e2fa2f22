//! What drawing the cases anew shows, on request: the interval along the precision-recall curve, and
//! how much choosing the line on these same cases flatters it.

use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use thirtyfour::prelude::*;

const CURVE: &str = "document.querySelector('figure#precision-recall canvas')";

/// The box with that label in the figure.
async fn tick(page: &Page, label: &str) -> WebDriverResult<WebElement> {
    let figure = page.by_role("figure", "Precision-recall curve").await?;
    figure.find(By::XPath(format!(".//label[contains(., '{label}')]//input"))).await
}

/// What is drawn, pixel by pixel.
async fn picture(page: &Page) -> WebDriverResult<Value> {
    page.run(&format!("return {CURVE}.toDataURL()")).await
}

async fn until_other(page: &Page, than: &Value) -> WebDriverResult<()> {
    page.until("another picture", &format!("return {CURVE}.toDataURL() !== {than}")).await
}

#[tokio::test]
async fn band_and_lines_of_equal_f1_come_on_request_and_go_again() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour&chapter=explore")).await?;
    let plain = picture(&page).await?;
    let (band, iso) = (tick(&page, "Show interval band").await?, tick(&page, "Show lines of equal F1").await?);
    assert!(!band.is_selected().await? && !iso.is_selected().await?, "off at first");
    iso.click().await?;
    until_other(&page, &plain).await?;
    let with_iso = picture(&page).await?;
    iso.click().await?;
    page.until("the plain picture", &format!("return {CURVE}.toDataURL() === {plain}")).await?;
    band.click().await?;
    page.until("the band", &format!("return {CURVE}.closest('figure').innerText.includes('95 of 100 draws')")).await?;
    until_other(&page, &plain).await?;
    let with_band = picture(&page).await?;
    assert_ne!(with_band, with_iso);
    // It is drawn once: hidden and shown again, it is there at once and the same.
    band.click().await?;
    until_other(&page, &with_band).await?;
    let at_once = page
        .run(&format!(
            "const box = {CURVE}.closest('figure').querySelector('input[type=checkbox]'); box.click(); \
             return Promise.resolve().then(() => {CURVE}.closest('figure').innerText.includes('95 of 100 draws'))"
        ))
        .await?;
    assert_eq!(at_once, Value::Bool(true));
    page.until("the same band", &format!("return {CURVE}.toDataURL() === {with_band}")).await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn the_agreement_says_how_much_choosing_on_the_same_cases_flatters() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour&chapter=agreement&rule=hand")).await?;
    let name = "Check by drawing the cases anew 2,000 times";
    let button = page.by_role("button", name).await?;
    assert!(!button.is_enabled().await?, "a line drawn by hand has no choice to repeat");
    assert!(page.says("status").await?.contains("moved the line by hand"));
    page.open(&site.page("?scenario=tumour&chapter=agreement&rule=f-beta")).await?;
    let button = page.by_role("button", name).await?;
    assert!(button.is_enabled().await?);
    button.click().await?;
    page.until(
        "what it flatters",
        "return [...document.querySelectorAll('[role=status]')].some(e => e.innerText.includes('chosen on these same cases'))",
    )
    .await?;
    assert!(!button.is_enabled().await?, "it is drawn once for a rule");
    let recall = flattery(&page).await?;
    assert!(recall.contains("recall"), "{recall}");
    // The same draws answer for another figure.
    page.driver.find(By::Css("#agreed option[value=precision]")).await?.click().await?;
    let precision = flattery(&page).await?;
    assert!(precision.contains("precision") && !button.is_enabled().await?, "{precision}");
    Ok(page.close().await?)
}

/// The sentence about it.
async fn flattery(page: &Page) -> WebDriverResult<String> {
    let script = "return [...document.querySelectorAll('[role=status]')].map(e => e.innerText)\
                  .find(text => text.includes('chosen on these same cases'))";
    Ok(page.run(script).await?.as_str().unwrap_or_default().to_lowercase())
}
