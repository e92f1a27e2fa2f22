//! Bad files, hostile files, large files, a storage that refuses: each is said, and nothing is lost.

use super::{expected, opened, written};
use browser_tests::bring::file;
use browser_tests::window::Browser;
use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use thirtyfour::prelude::*;

#[tokio::test]
async fn bad_files_say_what_is_wrong_and_nothing_is_lost() -> Outcome {
    let (_site, page) = opened().await?;
    let before = page.outcomes().await?;
    let heading = page.heading().await?;
    page.open_import().await?;
    let ragged = "score,label\n0.5,1\n0.25,0,7\n0.75,1\n";
    page.choose_files(&[written("ragged.csv", ragged)]).await?;
    page.until_alert("ragged.csv, row 2 (line 3): 3 fields where the header has 2").await?;
    page.choose_files(&[written("evil.csv", "<img src=x onerror=alert(1)>,b\n1.5,2.5\n3.5,4.5\n")]).await?;
    page.until_found().await?;
    let images = page.run("return document.querySelectorAll('dialog img').length").await?;
    assert_eq!(images, Value::from(0), "markup stays text");
    page.until_alert("evil.csv has no label column").await?;
    page.by_role("button", "Other files").await?.click().await?;
    let picture = written("picture.onnx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    page.choose_files(&[picture, file("models/tumour/cases.csv")]).await?;
    page.until_alert("picture.onnx cannot be read as an ONNX file").await?;
    assert!(!page.by_role("button", "Start").await?.is_enabled().await?);
    page.by_role("button", "Other files").await?.click().await?;
    let unknown = file("tests/fixtures/model/hostile/unknown_operators.onnx");
    page.choose_files(&[unknown, file("models/tumour/cases.csv")]).await?;
    page.until_alert("Frobnicate").await?;
    // Esc closes the dialog; the page is as it was.
    page.driver.active_element().await?.send_keys(Key::Escape).await?;
    page.until("the closed dialog", "return !document.querySelector('dialog.import')?.open").await?;
    assert_eq!((page.outcomes().await?, page.heading().await?), (before, heading));
    Ok(page.close().await?)
}

#[tokio::test]
async fn markup_in_every_text_of_a_pack_stays_text_in_every_chapter() -> Outcome {
    let (site, page) = opened().await?;
    let drop = r#"(async () => {
        const evil = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';
        const folder = 'scenarios/tumour/';
        const scenario = await (await fetch(folder + 'scenario.json')).json();
        const spoil = value => {
            for (const key of Object.keys(value)) {
                if (typeof value[key] === 'string') value[key] = evil;
                else if (value[key] && typeof value[key] === 'object') spoil(value[key]);
            }
        };
        for (const part of ['case', 'words', 'costs', 'provenance', 'licence', 'notes']) if (scenario[part]) spoil(scenario[part]);
        for (const text of ['title', 'question', 'summary']) scenario[text] = evil;
        for (const feature of scenario.features) feature.title = feature.unit = feature.description = evil;
        for (const model of scenario.models) model.title = model.description = evil;
        const transfer = new DataTransfer();
        transfer.items.add(new File([JSON.stringify(scenario)], 'scenario.json'));
        for (const name of ['model.onnx', 'cases.csv']) {
            transfer.items.add(new File([await (await fetch(folder + name)).blob()], name));
        }
        document.querySelector('main').dispatchEvent(
            new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        done(true);
    })().catch(error => done(String(error)))"#;
    assert_eq!(page.run_async(drop).await?, Value::Bool(true));
    page.until_found().await?;
    let clean = "return window.hacked === undefined && document.querySelectorAll('img, body script').length === 0";
    assert_eq!(page.run(clean).await?, Value::Bool(true), "in the dialog");
    page.start().await?;
    assert!(page.heading().await?.contains("<img"), "the text is shown as it is");
    let address = page.driver.current_url().await?.to_string();
    let own = address.split("scenario=").nth(1).and_then(|rest| rest.split('&').next()).expect("an id").to_owned();
    for chapter in ["overview", "decision", "accuracy", "line", "cost", "agreement", "elsewhere", "case", "explore"] {
        page.open(&site.page(&format!("?scenario={own}&chapter={chapter}"))).await?;
        page.until(
            "the scenario",
            "return document.querySelector('header optgroup option')?.textContent.includes('<img')",
        )
        .await?;
        assert_eq!(page.run(clean).await?, Value::Bool(true), "in the chapter {chapter}");
    }
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_storage_that_refuses_is_said_and_what_is_on_screen_stays() -> Outcome {
    // Only Chromium can be told before the page starts.
    if Browser::now() == Browser::Firefox {
        return Ok(());
    }
    let site = Site::as_built();
    let page = Page::new().await?;
    let refuse = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') }";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": refuse })).await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    page.until_alert("does not let the page keep anything").await?;
    assert_eq!(page.outcomes().await?, expected(0.5));
    page.close().await?;

    let page = Page::new().await?;
    let full = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": full })).await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    page.until_alert("This browser's storage is full").await?;
    assert_eq!(page.outcomes().await?, expected(0.5));
    Ok(page.close().await?)
}

#[tokio::test]
async fn reading_a_large_file_shows_progress_and_can_be_cancelled() -> Outcome {
    let (_site, page) = opened().await?;
    let before = page.outcomes().await?;
    let block = "0.123456789,1\n0.987654321,0\n".repeat(40_000);
    let table = format!("score,label\n{}", block.repeat(140));
    page.bring(&[written("large.csv", table)]).await?;
    page.until("progress", "return !!document.querySelector('dialog.import progress')").await?;
    page.driver.find(By::Css("dialog.import .progress button")).await?.click().await?;
    page.until("no progress", "return !document.querySelector('dialog.import progress')").await?;
    let found = page.run("return !!document.querySelector('dialog.import .found')").await?;
    assert_eq!(found, Value::Bool(false), "it was cancelled, not finished");
    // The dialog and the page go on.
    page.choose_files(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    assert_eq!(page.run("return document.querySelectorAll('[role=alert] .alert').length").await?, Value::from(0));
    page.driver.active_element().await?.send_keys(Key::Escape).await?;
    assert_eq!(page.outcomes().await?, before);
    Ok(page.close().await?)
}
