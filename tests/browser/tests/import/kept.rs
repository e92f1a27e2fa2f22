//! Dropped and pasted; kept in the browser, edited, copied, exported.

use super::opened;
use browser_tests::Outcome;
use browser_tests::bring::file;
use serde_json::Value;
use thirtyfour::prelude::*;

#[tokio::test]
async fn files_dropped_anywhere_and_cells_pasted_open_the_dialog() -> Outcome {
    let (_site, page) = opened().await?;
    let drop = r#"
        const transfer = new DataTransfer();
        transfer.items.add(new File(['score,label\n0.9,1\n0.2,0\n0.7,1\n0.1,0\n'], 'dropped.csv'));
        const tell = kind => document.querySelector('main').dispatchEvent(
            new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        tell('dragover');
        requestAnimationFrame(() => {
            const seen = !document.querySelector('.drop-target').hidden;
            tell('drop');
            done(seen);
        });
    "#;
    assert_eq!(page.run_async(drop).await?, Value::Bool(true), "the target shows while files are held over the page");
    page.until_found().await?;
    assert!(page.dialog().await?.contains("dropped.csv"));
    page.by_role("button", "Other files").await?.click().await?;
    // Firefox lets no script make a paste with something in it: there the cells are put into the field.
    let paste = r#"
        const field = document.querySelector('textarea.paste');
        if (navigator.userAgent.includes('Firefox')) {
            field.value = 'score\tlabel\n0,9\t1\n0,2\t0\n0,7\t1\n0,1\t0\n';
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return;
        }
        const data = new DataTransfer();
        data.setData('text/plain', 'score\tlabel\n0,9\t1\n0,2\t0\n0,7\t1\n0,1\t0\n');
        field.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    "#;
    page.run(paste).await?;
    page.until_found().await?;
    assert!(page.dialog().await?.contains("pasted table: 4 rows, 2 columns"), "{}", page.dialog().await?);
    page.start().await?;
    assert_eq!(page.outcomes().await?.iter().sum::<u64>(), 2, "half of four rows are for choosing");
    Ok(page.close().await?)
}

#[tokio::test]
async fn own_scenarios_come_back_after_a_reload_and_deleting_can_be_undone() -> Outcome {
    let (_site, page) = opened().await?;
    page.bring(&[file("models/tumour/model.onnx"), file("models/tumour/cases.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    let counts = page.outcomes().await?;
    let address = page.driver.current_url().await?.to_string();
    assert!(address.contains("scenario=own-"), "{address}");
    page.until("it in the list", "return !!document.querySelector('header optgroup option')").await?;
    page.driver.refresh().await?;
    page.until_ready().await?;
    page.until_own().await?;
    assert_eq!(page.outcomes().await?, counts);
    page.open_import().await?;
    page.by_role("button", "Delete cases").await?.click().await?;
    page.until("an empty list", "return document.querySelectorAll('.saved li').length === 0").await?;
    page.by_role("button", "Undo").await?.click().await?;
    page.until("it back in the list", "return document.querySelectorAll('.saved li').length === 1").await?;
    page.driver.find(By::Css(".saved-open")).await?.click().await?;
    page.until_own().await?;
    assert_eq!(page.outcomes().await?, counts);
    Ok(page.close().await?)
}

#[tokio::test]
async fn edits_show_at_once_come_back_after_a_reload_and_can_be_undone() -> Outcome {
    let (_site, page) = opened().await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    let before = page.heading().await?;
    page.by_role("button", "Edit").await?.click().await?;
    let question = page.by_role("textbox", "Question").await?;
    question.clear().await?;
    question.send_keys("Whom do we call <b>first</b>?").await?;
    page.until(
        "the new question",
        "return document.querySelector('h1').textContent === 'Whom do we call <b>first</b>?'",
    )
    .await?;
    let cost = page.driver.find(By::Css("input[aria-label='Costs: Missed']")).await;
    assert!(cost.is_ok(), "costs can be edited");
    page.by_role("button", "Undo").await?.click().await?;
    page.until(
        "the question before",
        &format!("return document.querySelector('h1').textContent === {}", Value::from(before.clone())),
    )
    .await?;
    page.by_role("button", "Redo").await?.click().await?;
    page.until("the new question again", "return document.querySelector('h1').textContent.includes('Whom')").await?;
    // What is kept is written in the background.
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    page.driver.refresh().await?;
    page.until_ready().await?;
    page.until_own().await?;
    assert_eq!(page.heading().await?, "Whom do we call <b>first</b>?");
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_copy_of_a_built_in_scenario_can_be_edited_and_exported_and_opens_again() -> Outcome {
    let (_site, page) = opened().await?;
    let counts = page.outcomes().await?;
    page.by_role("button", "Edit a copy").await?.click().await?;
    page.until_own().await?;
    page.until("the open editor", "return document.querySelector('dialog.edit')?.open === true").await?;
    assert_eq!(page.outcomes().await?, counts);
    // What is exported is caught on its way to the disk.
    let catch = "window.exported = null; const real = URL.createObjectURL; \
        URL.createObjectURL = blob => { window.exported = blob; return real.call(URL, blob); };";
    page.run(catch).await?;
    page.by_role("button", "Close").await?.click().await?;
    page.open_import().await?;
    page.driver.find(By::Css(".saved button[aria-label^=Export]")).await?.click().await?;
    page.until("a pack", "return !!window.exported && window.exported.size > 1000").await?;
    let again = "const transfer = new DataTransfer(); transfer.items.add(new File([window.exported], 'pack.zip')); \
        document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));";
    page.run(again).await?;
    page.until_found().await?;
    assert!(page.dialog().await?.contains("the scenario says so"), "{}", page.dialog().await?);
    let address = page.driver.current_url().await?.to_string();
    page.by_role("button", "Start").await?.click().await?;
    page.until("the other scenario", &format!("return location.href !== {}", Value::from(address))).await?;
    page.until_own().await?;
    assert_eq!(page.outcomes().await?, counts);
    Ok(page.close().await?)
}
