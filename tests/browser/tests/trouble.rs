//! What the page says when something is missing, broken, slow or switched off.

use browser_tests::{Outcome, Page, Site, Wish};
use std::time::Duration;
use thirtyfour::prelude::*;

#[tokio::test]
async fn a_missing_model_file_is_named() -> Outcome {
    let site =
        Site::changed(|folder| std::fs::remove_file(folder.join("scenarios/tumour/model.onnx")).expect("removed"));
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("model.onnx is not where the page looks for it").await?;
    page.by_role("button", "Try again").await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_truncated_model_file_is_named() -> Outcome {
    let site = Site::changed(|folder| {
        let file = folder.join("scenarios/tumour/model.onnx");
        let bytes = std::fs::read(&file).expect("the model");
        std::fs::write(&file, &bytes[..bytes.len() / 2]).expect("written");
    });
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("model.onnx").await?;
    let said = page.says("alert").await?;
    assert!(!said.contains("panicked") && !said.contains("unreachable"), "{said}");
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_table_without_a_label_column_is_named_with_its_columns() -> Outcome {
    let site = Site::changed(|folder| {
        let file = folder.join("scenarios/tumour/cases.csv");
        let text = std::fs::read_to_string(&file).expect("the cases");
        std::fs::write(&file, text.replacen(",label,", ",remark,", 1)).expect("written");
    });
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("cases.csv").await?;
    let said = page.says("alert").await?;
    assert!(said.contains("label") && said.contains("mean radius"), "{said}");
    Ok(page.close().await?)
}

#[tokio::test]
async fn without_javascript_the_page_says_what_to_do() -> Outcome {
    let site = Site::as_built();
    let page = Page::wish(Wish { without_javascript: true, ..Default::default() }).await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    let text = page.driver.find(By::Tag("body")).await?.text().await?;
    assert!(text.contains("JavaScript is switched off"), "{text}");
    Ok(page.close().await?)
}

#[tokio::test]
async fn without_webassembly_the_page_says_what_to_do() -> Outcome {
    let site = Site::as_built();
    let page = Page::wish(Wish { without_webassembly: true, ..Default::default() }).await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("WebAssembly is missing or switched off").await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_damaged_program_file_is_refused_and_said() -> Outcome {
    let site = Site::changed(|folder| {
        for file in std::fs::read_dir(folder).expect("the copy").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.starts_with("engine") && name.ends_with(".wasm") {
                let mut bytes = std::fs::read(file.path()).expect("the engine");
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                std::fs::write(file.path(), bytes).expect("written");
            }
        }
    });
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("The engine could not").await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn progress_is_shown_and_cancel_stops_it() -> Outcome {
    let site = Site::slow("cases.csv", Duration::from_secs(4));
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until("a progress bar", "return !!document.querySelector('progress')").await?;
    page.by_role("progressbar", "Scoring cases").await?;
    page.by_role("combobox", "Scenario").await?;
    page.by_role("button", "Cancel").await?.click().await?;
    let said = page.says("status").await?;
    assert!(said.contains("Stopped"), "{said}");
    // What was under way ends late and must change nothing.
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(page.says("status").await?.contains("Stopped"));
    assert!(page.driver.find(By::Tag("progress")).await.is_err(), "no progress bar is left");
    page.by_role("button", "Try again").await?.click().await?;
    page.until_ready().await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_dead_engine_is_replaced_and_the_page_says_so() -> Outcome {
    let site = Site::slow("scenario.json", Duration::from_secs(2));
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until("the boot script", "return !!document.querySelector('header')").await?;
    // The first worker that is started throws as soon as it is asked something.
    page.run(
        "const Real = window.Worker; window.Worker = function (address) { \
            window.Worker = Real; window.killed = true; \
            return new Real(URL.createObjectURL(new Blob(['onmessage = () => { throw new Error(\"out of memory\") }']))); }",
    )
    .await?;
    page.until_ready().await?;
    assert_eq!(page.run("return window.killed").await?, true);
    let said = page.says("status").await?;
    assert!(said.contains("Another one was started"), "{said}");
    assert!(page.outcomes().await?.iter().sum::<u64>() > 0, "the work was done all the same");
    Ok(page.close().await?)
}

/// Files of the page that are loaded after its first picture.
fn parts_of(folder: &std::path::Path, stem: &str) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(folder).expect("the copy").flatten().map(|file| file.path());
    let wanted = |file: &std::path::PathBuf| {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(stem) && name.ends_with(".wasm")
    };
    files.filter(wanted).collect()
}

#[tokio::test]
async fn a_part_that_does_not_arrive_is_said_and_can_be_had_again() -> Outcome {
    let site = Site::changed(|folder| {
        for part in parts_of(folder, "page-chapters") {
            std::fs::rename(&part, part.with_extension("away")).expect("moved");
        }
    });
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("A part of this page did not arrive").await?;
    // What is on screen stays and works.
    page.until_ready().await?;
    page.slider().await?.send_keys(Key::Home).await?;
    assert!(page.by_role("table", "Precision and recall").await?.text().await?.contains("100%"));
    for away in std::fs::read_dir(site.folder()).expect("the copy").flatten().map(|file| file.path()) {
        if away.extension().is_some_and(|end| end == "away") {
            std::fs::rename(&away, away.with_extension("wasm")).expect("moved back");
        }
    }
    page.by_role("button", "Try again").await?.click().await?;
    page.by_role("button", "The decision").await?.click().await?;
    page.until("the chapter", "return !!document.querySelector('[data-chapter=decision]')").await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn tools_that_are_on_their_way_open_as_soon_as_they_are_here() -> Outcome {
    let site = Site::slow("page-tools", Duration::from_secs(6));
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until("a chart", "return !!document.querySelector('figure canvas')").await?;
    page.by_role("button", "Load your own").await?.click().await?;
    page.until("the word of it", "return document.querySelector('.status').innerText.includes('still loading')")
        .await?;
    page.until("the dialog", "return document.querySelector('dialog.import')?.open === true").await?;
    assert!(!page.says("status").await?.contains("still loading"));
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_damaged_part_is_refused_and_said() -> Outcome {
    let site = Site::changed(|folder| {
        for part in parts_of(folder, "page-tools") {
            let mut bytes = std::fs::read(&part).expect("the tools");
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(&part, bytes).expect("written");
        }
    });
    let page = Page::new().await?;
    page.driver.goto(&site.page("?scenario=tumour")).await?;
    page.until_alert("A part of this page did not arrive").await?;
    Ok(page.close().await?)
}
