//! What a link says and cannot be used, and links to what somebody else has opened.

use browser_tests::bring::file;
use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use std::time::Duration;
use thirtyfour::prelude::*;

async fn left_out(page: &Page) -> WebDriverResult<String> {
    let script = "return [...document.querySelectorAll('[role=status] .notice p')].map(p => p.textContent).join('\\n')";
    // Directions of quoted texts are marked with characters that nobody sees.
    let said = page.run(script).await?.as_str().unwrap_or_default().replace(['\u{2068}', '\u{2069}'], "");
    Ok(said)
}

#[tokio::test]
async fn what_of_a_link_cannot_be_used_is_said_in_one_line() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=fleet")).await?;
    let usual = page.outcomes().await?;
    assert_eq!(left_out(&page).await?, "");
    for (query, said) in [
        ("threshold=NaN", "the threshold “NaN” is not a number, so 0.5 is used."),
        ("threshold=0,7", "the threshold “0,7” has a comma, so 0.5 is used."),
        ("chapter=x&utm_source=mail", "there is no chapter “x”, so “At a glance” is open."),
        ("chapter=hand-over", "this scenario has no chapter “Hand over”, so “At a glance” is open."),
        ("rule=%3Cb%3Ex%3C/b%3E", "there is no way to choose the threshold “<b>x</b>”, so it is moved by hand."),
        ("positive=pigs", "there is no class “pigs”, so “failure” is the positive class."),
        ("missed=1e308", "the cost of a missed case “1e308” is above 1,000,000,000, so 9,000 is used."),
        ("recall=abc", "the least recall “abc” is not a number, so none is set."),
        ("pinned=", "the pinned threshold is empty, so nothing is pinned."),
        (
            "target=200&target=1",
            "the agreed figure “200” is above 100, so 90 is used; a second agreed figure “1” was given, so the first counts.",
        ),
        (
            "threshold=x&rule=x&missed=x&caught=x&per=x",
            "the threshold “x” is not a number, so 0.5 is used; there is no way to choose the threshold “x”, so it is moved by hand; \
             the cost of a missed case “x” is not a number, so 9,000 is used; and 2 more.",
        ),
    ] {
        page.open(&site.page(&format!("?scenario=fleet&{query}"))).await?;
        assert_eq!(left_out(&page).await?, format!("Part of the link could not be used: {said}"), "{query}");
        assert_eq!(page.outcomes().await?, usual, "{query}");
        assert_eq!(page.says("alert").await?.trim(), "", "{query}");
    }
    // The address says what is shown, so that it can be sent on.
    page.until("a right address", "return location.search.includes('threshold=0.') && !location.search.includes('x')")
        .await?;
    page.by_role("button", "Dismiss").await?.click().await?;
    page.until("no line", "return !document.querySelector('[role=status] .notice')").await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_link_to_an_unknown_scenario_names_it_and_opens_the_first() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=unheard-of&chapter=line")).await?;
    let said = left_out(&page).await?;
    let title = page.run("return document.querySelector('.eyebrow').textContent").await?;
    let title = title.as_str().unwrap_or_default().to_owned();
    assert_eq!(
        said,
        format!("Part of the link could not be used: there is no scenario “unheard-of”, so “{title}” is open.")
    );
    page.until("the chapter", "return !!document.querySelector('[data-chapter=line]')").await?;
    Ok(page.close().await?)
}

/// A link to files that somebody has opened, with a threshold, a cost and a chapter; also its counts.
async fn link_to_own(site: &Site, files: &[&str], class: Option<&str>) -> Result<(String, [u64; 4]), WebDriverError> {
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.bring(&files.iter().map(|path| file(path)).collect::<Vec<_>>()).await?;
    page.until_found().await?;
    if let Some(class) = class {
        page.choose("Positive class", class).await?;
    }
    page.start().await?;
    page.by_role("button", "What it costs").await?.click().await?;
    page.until("the chapter", "return !!document.querySelector('[data-chapter=cost]')").await?;
    let cost = page.driver.find(By::Id("field-missed")).await?;
    page.run("document.querySelector('#field-missed').select()").await?;
    cost.send_keys("4321").await?;
    page.by_role("button", "Where to draw the line").await?.click().await?;
    page.until("the chapter", "return !!document.querySelector('[data-chapter=line]')").await?;
    let slider = page.slider().await?;
    slider.send_keys(Key::Home).await?;
    for _ in 0..9 {
        slider.send_keys(Key::Right).await?;
    }
    page.until("the cost in the address", "return location.search.includes('missed=4321')").await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let (address, counts) = (page.driver.current_url().await?.to_string(), page.outcomes().await?);
    page.close().await?;
    Ok((address, counts))
}

/// Presses "Start" and waits until the files are on screen, in the link's chapter.
async fn start(page: &Page) -> WebDriverResult<()> {
    page.by_role("button", "Start").await?.click().await?;
    let script = "return !document.querySelector('dialog.import')?.open && !document.querySelector('main progress') \
                  && !!document.querySelector('[data-chapter=line]') && !document.querySelector('main [role=alert] .alert')";
    page.until("the files on screen", script).await
}

#[tokio::test]
async fn a_link_to_somebodys_own_files_applies_where_the_same_files_are_loaded() -> Outcome {
    let site = Site::as_built();
    let files = ["models/tumour/model.onnx", "models/tumour/cases.csv"];
    let (address, counts) = link_to_own(&site, &files, Some("benign")).await?;
    let page = Page::new().await?;
    page.driver.goto(&address).await?;
    page.until_alert("stays on the computer of whoever opened its files").await?;
    let before = page.run("return history.length").await?;
    let scenario = page.by_role("combobox", "Scenario").await?;
    assert_eq!(scenario.find(By::Css("option:checked")).await?.text().await?, "Kept elsewhere");
    // In another order, as a folder may give them.
    page.bring(&[file(files[1]), file(files[0])]).await?;
    page.until_found().await?;
    let class = page.by_role("combobox", "Positive class").await?.prop("value").await?;
    assert_eq!(class.as_deref(), Some("benign"), "the link's class is chosen already");
    start(&page).await?;
    page.until("the link's chapter", "return !!document.querySelector('[data-chapter=line]')").await?;
    assert_eq!(page.outcomes().await?, counts);
    page.until("the link's cost", "return location.search.includes('missed=4321')").await?;
    assert_eq!(left_out(&page).await?, "These are the files of the link that you opened: its settings apply.");
    assert_eq!(page.says("alert").await?.trim(), "");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.run("return history.length").await?, before, "the link's own entry shows them now");
    // From now on the link opens at once.
    page.driver.goto(&address).await?;
    page.until_ready().await?;
    page.until("the link's chapter", "return !!document.querySelector('[data-chapter=line]')").await?;
    assert_eq!(page.outcomes().await?, counts);
    assert_eq!(left_out(&page).await?, "");
    Ok(page.close().await?)
}

#[tokio::test]
async fn other_files_than_the_links_are_said_and_keep_their_own_settings() -> Outcome {
    let site = Site::as_built();
    let (address, _) = link_to_own(&site, &["tests/fixtures/data/real/pandas.csv"], None).await?;
    let page = Page::new().await?;
    page.driver.goto(&address).await?;
    page.until_alert("stays on the computer of whoever opened its files").await?;
    page.bring(&[file("models/tumour/model.onnx"), file("models/tumour/cases.csv")]).await?;
    page.until_found().await?;
    start(&page).await?;
    let said = "These are not the files of the link that you opened, so its settings do not apply.";
    assert_eq!(left_out(&page).await?, said);
    page.until(
        "its own address",
        "return location.search.includes('threshold=') && !location.search.includes('missed=4321')",
    )
    .await?;
    // The right ones may come afterwards.
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    start(&page).await?;
    page.until("the link's cost", "return location.search.includes('missed=4321')").await?;
    assert_eq!(left_out(&page).await?, "These are the files of the link that you opened: its settings apply.");
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_link_that_does_not_tell_its_files_says_so() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=own-19f0c0ffee0&chapter=line&threshold=0")).await?;
    page.until_alert("stays on the computer of whoever opened its files").await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    start(&page).await?;
    let said = "The link that you opened does not tell which files it was made with, so its settings do not apply.";
    assert_eq!(left_out(&page).await?, said);
    Ok(page.close().await?)
}

#[tokio::test]
async fn copy_link_gives_the_whole_address() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=fleet&chapter=line&missed=1234")).await?;
    page.run(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, \
         value: { writeText: text => { window.copied = text; return Promise.resolve(); } } })",
    )
    .await?;
    page.by_role("button", "Copy link").await?.click().await?;
    page.until("the copy", "return !!window.copied").await?;
    let copied = page.run("return window.copied").await?;
    let copied = copied.as_str().unwrap_or_default();
    assert!(copied.starts_with(&site.page("?scenario=fleet")), "{copied}");
    for part in ["chapter=line", "threshold=0.", "missed=1234"] {
        assert!(copied.contains(part), "{copied}");
    }
    let shown = page.outcomes().await?;
    page.open(copied).await?;
    assert_eq!(page.outcomes().await?, shown);
    assert_eq!(Value::from(left_out(&page).await?), "");
    Ok(page.close().await?)
}
