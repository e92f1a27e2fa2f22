//! Back and Forward go through chapters and scenarios; settings are not steps.

use browser_tests::bring::file;
use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use std::time::Duration;
use thirtyfour::prelude::*;

/// How many entries the history of this window has.
async fn entries(page: &Page) -> WebDriverResult<u64> {
    Ok(page.run("return history.length").await?.as_u64().unwrap_or_default())
}

async fn until_chapter(page: &Page, chapter: &str) -> WebDriverResult<()> {
    let script = format!(
        "const here = document.querySelector('[data-chapter]')?.dataset.chapter ?? 'overview'; \
         return here === '{chapter}' && !document.querySelector('main progress')"
    );
    page.until(&format!("the chapter {chapter}"), &script).await
}

/// Waits until a scenario is on screen, and in the address.
async fn until_scenario(page: &Page, id: &str) -> WebDriverResult<()> {
    let script = format!(
        "return location.search.includes('scenario={id}') && !document.querySelector('main progress') \
         && document.querySelector('header select').value.startsWith('{id}') && !!document.querySelector('.sentence, [data-chapter]')"
    );
    page.until(&format!("the scenario {id}"), &script).await
}

async fn choose_scenario(page: &Page, id: &str) -> WebDriverResult<()> {
    let list = page.by_role("combobox", "Scenario").await?;
    list.find(By::Css(format!("option[value='{id}']"))).await?.click().await
}

/// Waits until the threshold that was set has come to the address.
async fn settled(page: &Page) -> WebDriverResult<()> {
    page.until("the threshold in the address", "return location.search.includes('threshold=')").await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    Ok(())
}

/// Goes so many entries without waiting for anything.
async fn go(page: &Page, steps: i32) -> WebDriverResult<()> {
    page.run(&format!("history.go({steps})")).await.map(|_| ())
}

#[tokio::test]
async fn chapters_are_steps_with_their_own_settings_and_settings_are_not() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    let first = entries(&page).await?;
    page.slider().await?.send_keys(Key::Home).await?;
    settled(&page).await?;
    let at_first = page.outcomes().await?;
    assert_eq!(entries(&page).await?, first, "a setting is no step");
    page.by_role("button", "Where to draw the line").await?.click().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(entries(&page).await?, first + 1);
    assert_eq!(page.outcomes().await?, at_first);
    page.slider().await?.send_keys(Key::End).await?;
    settled(&page).await?;
    let in_line = page.outcomes().await?;
    assert_ne!(in_line, at_first);
    page.by_role("button", "What it costs").await?.click().await?;
    until_chapter(&page, "cost").await?;
    assert_eq!(entries(&page).await?, first + 2);

    // No chapter opens the scenario again.
    let watch = "window.seen = 0; new MutationObserver(() => { if (document.querySelector('main progress')) window.seen += 1; }) \
                 .observe(document.querySelector('main'), { childList: true, subtree: true }); \
                 window.files = performance.getEntriesByType('resource').length";
    page.run(watch).await?;
    page.run("scrollTo(0, 400)").await?;
    page.driver.back().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, in_line);
    page.until("the focus in main, at the top", "return document.activeElement?.id === 'main' && scrollY === 0")
        .await?;
    page.driver.back().await?;
    until_chapter(&page, "overview").await?;
    assert_eq!(page.outcomes().await?, at_first, "the setting of that step");
    page.driver.forward().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, in_line);
    page.driver.forward().await?;
    until_chapter(&page, "cost").await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(entries(&page).await?, first + 2, "going back and forward adds nothing");
    assert_eq!(page.run("return window.seen").await?, Value::from(0), "nothing was opened again");
    assert_eq!(page.run("return performance.getEntriesByType('resource').length === window.files").await?, true);
    Ok(page.close().await?)
}

#[tokio::test]
async fn back_opens_the_earlier_scenario_with_its_settings() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=fleet&chapter=line&rule=capacity")).await?;
    let first = entries(&page).await?;
    let fleet = page.outcomes().await?;
    choose_scenario(&page, "tumour").await?;
    until_scenario(&page, "tumour").await?;
    page.slider().await?.send_keys(Key::Home).await?;
    settled(&page).await?;
    let tumour = page.outcomes().await?;
    assert_eq!(entries(&page).await?, first + 1);
    page.driver.back().await?;
    until_scenario(&page, "fleet").await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, fleet);
    assert_eq!(page.run("return document.querySelector('#rule').value").await?, "capacity");
    page.driver.forward().await?;
    until_scenario(&page, "tumour").await?;
    assert_eq!(page.outcomes().await?, tumour);
    assert_eq!(entries(&page).await?, first + 1);
    Ok(page.close().await?)
}

#[tokio::test]
async fn back_twice_while_something_loads_ends_where_it_should() -> Outcome {
    let site = Site::slow("cases.csv", Duration::from_millis(1500));
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.slider().await?.send_keys(Key::Home).await?;
    settled(&page).await?;
    let tumour = page.outcomes().await?;
    for id in ["spam", "fleet"] {
        choose_scenario(&page, id).await?;
        until_scenario(&page, id).await?;
    }
    let all = entries(&page).await?;
    go(&page, -1).await?;
    page.until("the other on its way", "return !!document.querySelector('main progress')").await?;
    // What is still on screen belongs to another entry.
    page.slider().await?.send_keys(Key::Home).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    go(&page, -1).await?;
    until_scenario(&page, "tumour").await?;
    assert_eq!(page.outcomes().await?, tumour);
    go(&page, 2).await?;
    page.until("the last on its way", "return !!document.querySelector('main progress')").await?;
    // Stopped on the way: what was on screen stays, and the entry is not lost.
    page.by_role("button", "Cancel").await?.click().await?;
    assert_eq!(page.outcomes().await?, tumour);
    go(&page, -1).await?;
    until_scenario(&page, "spam").await?;
    go(&page, 1).await?;
    until_scenario(&page, "fleet").await?;
    assert_eq!(entries(&page).await?, all);
    Ok(page.close().await?)
}

#[tokio::test]
async fn another_positive_class_is_a_setting() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=digits&chapter=line")).await?;
    let first = entries(&page).await?;
    let usual = page.outcomes().await?;
    page.by_role("button", "Explore").await?.click().await?;
    until_chapter(&page, "explore").await?;
    let classes = page.by_role("combobox", "Positive class").await?;
    classes.find(By::Css("option:not(:checked)")).await?.click().await?;
    page.until(
        "the other class",
        "return location.search.includes('positive=') && !document.querySelector('main progress')",
    )
    .await?;
    let turned = page.outcomes().await?;
    assert_ne!(turned, usual);
    assert_eq!(entries(&page).await?, first + 1);
    page.driver.back().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, usual);
    page.driver.forward().await?;
    until_chapter(&page, "explore").await?;
    assert_eq!(page.outcomes().await?, turned);
    assert_eq!(entries(&page).await?, first + 1);
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_scenario_that_does_not_load_is_no_step() -> Outcome {
    let site = Site::changed(|folder| std::fs::remove_file(folder.join("scenarios/spam/model.onnx")).expect("removed"));
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour&chapter=line")).await?;
    let first = entries(&page).await?;
    let usual = page.outcomes().await?;
    choose_scenario(&page, "spam").await?;
    page.until_alert("model.onnx is not where the page looks for it").await?;
    assert_eq!((entries(&page).await?, page.outcomes().await?), (first, usual));
    page.by_role("button", "Explore").await?.click().await?;
    until_chapter(&page, "explore").await?;
    assert_eq!(entries(&page).await?, first + 1);
    page.driver.back().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, usual);
    assert_eq!(page.says("alert").await?.trim(), "", "what is on screen is what the address says");
    let shown = page.by_role("combobox", "Scenario").await?.prop("value").await?;
    assert_eq!(shown.as_deref(), Some("tumour"));
    Ok(page.close().await?)
}

#[tokio::test]
async fn going_back_to_a_scenario_that_was_deleted_says_so() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    choose_scenario(&page, "tumour").await?;
    until_scenario(&page, "tumour").await?;
    let tumour = page.outcomes().await?;
    page.open_import().await?;
    page.driver.find(By::Css(".saved button[aria-label^=Delete]")).await?.click().await?;
    page.until("an empty list", "return document.querySelectorAll('.saved li').length === 0").await?;
    page.by_role("button", "Close").await?.click().await?;
    let all = entries(&page).await?;
    page.driver.back().await?;
    page.until_alert("This browser does not keep that scenario").await?;
    assert_eq!(page.outcomes().await?, tumour, "what was on screen stays");
    page.driver.back().await?;
    until_scenario(&page, "tumour").await?;
    page.until("no alert", "return !document.querySelector('main [role=alert] .alert')").await?;
    assert_eq!(entries(&page).await?, all);
    Ok(page.close().await?)
}

#[tokio::test]
async fn where_the_address_may_not_change_steps_work_all_the_same() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    // As browsers do for a page that was opened from a file.
    let refuse = "for (const name of ['pushState', 'replaceState']) { \
        const real = History.prototype[name]; \
        History.prototype[name] = function (state, title, address) { \
            if (address !== undefined && address !== null) throw new DOMException('from a file', 'SecurityError'); \
            return real.call(this, state, title); }; }";
    page.run(refuse).await?;
    page.by_role("button", "Where to draw the line").await?.click().await?;
    until_chapter(&page, "line").await?;
    page.slider().await?.send_keys(Key::Home).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let in_line = page.outcomes().await?;
    page.by_role("button", "Explore").await?.click().await?;
    until_chapter(&page, "explore").await?;
    page.driver.back().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, in_line);
    page.driver.back().await?;
    until_chapter(&page, "overview").await?;
    page.driver.forward().await?;
    until_chapter(&page, "line").await?;
    assert_eq!(page.outcomes().await?, in_line);
    Ok(page.close().await?)
}
