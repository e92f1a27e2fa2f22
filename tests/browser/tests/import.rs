//! Bringing one's own model and data: drop, glance, start. The figures are
//! those of scikit-learn and of the programs that wrote the files.

use browser_tests::bring::file;
use browser_tests::window::Browser;
use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use std::path::PathBuf;
use thirtyfour::prelude::*;

async fn opened() -> Result<(Site, Page), WebDriverError> {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("")).await?;
    Ok((site, page))
}

/// A file written for one test, outside the repository.
fn written(name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cutpoint-import-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the file");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// Weighted counts of the choosing set at a threshold: tp, fp, fn, tn.
fn expected(at: f64) -> [u64; 4] {
    let path = file("tests/fixtures/data/expected.json");
    let table: Value = serde_json::from_slice(&std::fs::read(path).expect("the fixture")).expect("JSON");
    let mut counts = [0; 4];
    for row in table["rows"].as_array().expect("rows") {
        let cell = |column: usize| row[column].as_str().unwrap_or_default();
        let number = |column: usize| cell(column).parse::<f64>().expect("a number");
        if cell(3) == "choose" {
            let place = match (number(1) >= at, cell(2) == "1") {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            counts[place] += number(6) as u64;
        }
    }
    counts
}

#[tokio::test]
async fn a_model_and_its_cases_start_with_one_glance_and_give_scikit_learns_counts() -> Outcome {
    let (_site, page) = opened().await?;
    let built_in = page.outcomes().await?;
    page.bring(&[file("models/tumour/model.onnx"), file("models/tumour/cases.csv")]).await?;
    page.until_found().await?;
    let said = page.dialog().await?;
    assert!(said.contains("342 rows") && said.contains("takes 30 values a case"), "{said}");
    assert!(said.contains("its name says so"), "each guess has a reason: {said}");
    let focused = page.run("return document.activeElement.innerText").await?;
    assert_eq!(focused, Value::from("Start"), "drop, glance, Enter");
    page.start().await?;
    assert_eq!(page.outcomes().await?, built_in, "the same model on the same cases");
    assert!(page.heading().await?.contains("malignant"));
    Ok(page.close().await?)
}

#[tokio::test]
async fn predictions_of_every_program_give_the_same_counts() -> Outcome {
    let (site, page) = opened().await?;
    let files = [
        "pandas.csv",
        "pandas-german.csv",
        "pandas-tab-utf16.csv",
        "pandas.csv.gz",
        "pandas.jsonl",
        "pandas.parquet",
        "polars.csv",
        "polars.parquet",
        "polars.jsonl.gz",
        "duckdb.csv",
        "duckdb.parquet",
        "duckdb-v2-zstd.parquet",
        "r-write-csv.csv",
        "r-write-csv2.csv",
        "libreoffice.csv",
        "libreoffice-tab-utf16.csv",
        "excel-german.csv",
        "arrow-plain.parquet",
    ];
    for name in files {
        page.open(&site.page("")).await?;
        page.bring(&[file(&format!("tests/fixtures/data/real/{name}"))]).await?;
        page.until_found().await?;
        page.start().await?;
        assert_eq!(page.outcomes().await?, expected(0.5), "{name}");
    }
    Ok(page.close().await?)
}

#[tokio::test]
async fn predictions_of_the_other_class_are_turned_when_it_is_the_one_looked_for() -> Outcome {
    let (site, page) = opened().await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    let address = page.driver.current_url().await?.to_string();
    let own = address.split("scenario=").nth(1).and_then(|rest| rest.split('&').next()).expect("an id").to_owned();
    page.open(&site.page(&format!("?scenario={own}&positive=0&threshold=0.5"))).await?;
    page.until_own().await?;
    // At 0.5, where no score stands, both classes change places.
    let [tp, fp, missed, left] = expected(0.5);
    assert_eq!(page.outcomes().await?, [left, missed, fp, tp]);
    Ok(page.close().await?)
}

#[tokio::test]
async fn models_of_other_makers_open_with_a_table_of_their_inputs() -> Outcome {
    let (site, page) = opened().await?;
    for name in ["xgb_holes", "lgb_holes", "mixed_logistic", "torch_mlp_gelu_dynamo", "skl_logistic_columns"] {
        let folder = file(&format!("tests/fixtures/model/zoo/{name}"));
        let Some((table, positive, tp)) = zoo_table(&folder) else { panic!("{name} has no table") };
        page.open(&site.page("")).await?;
        page.bring(&[folder.join("model.onnx"), written(&format!("{name}.csv"), table)]).await?;
        page.until_found().await?;
        page.choose("Positive class", &positive).await?;
        let said = page.dialog().await?;
        assert!(!said.contains("other scores than the file"), "{name}: {said}");
        page.start().await?;
        let [flagged_right, _, missed, _] = page.outcomes().await?;
        assert_eq!((flagged_right, flagged_right + missed), tp, "{name}");
    }
    Ok(page.close().await?)
}

/// A zoo model's inputs with its maker's labels and scores; the last class; how many of it the maker's program flags at
/// 0.5, and how many there are, all rows being for choosing.
fn zoo_table(folder: &std::path::Path) -> Option<(String, String, (u64, u64))> {
    let read = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(folder.join(name)).expect("the fixture")).expect("JSON")
    };
    let (inputs, expected) = (read("inputs.json"), read("expected.json"));
    let inputs = inputs.as_array()?;
    let classes = expected["proba"]["shape"][1].as_u64()? as usize;
    let rows = expected["proba"]["shape"][0].as_u64()? as usize;
    let score_of = |row: usize, class: usize| expected["proba"]["data"][row * classes + class].as_f64();
    // torch has no labels: the class of the highest score is as good.
    let top =
        |row: usize| (0..classes).max_by(|a, b| score_of(row, *a).partial_cmp(&score_of(row, *b)).expect("numbers"));
    let label = |row: usize| match &expected["label"]["data"][row] {
        Value::String(text) => text.clone(),
        Value::Null => top(row).unwrap_or_default().to_string(),
        other => other.to_string(),
    };
    let mut names: Vec<String> = (0..rows).map(label).collect();
    names.sort();
    names.dedup();
    let positive = names.last()?.clone();
    let width = |input: &Value| {
        input["shape"].as_array().into_iter().flatten().skip(1).filter_map(Value::as_u64).product::<u64>() as usize
    };
    let mut csv = String::new();
    for input in inputs {
        let name = input["name"].as_str()?;
        match width(input) {
            1 => csv += &format!("{name},"),
            wide => (0..wide).for_each(|at| csv += &format!("{name}.{at},")),
        }
    }
    csv += "label,y_score,split\n";
    let mut counts = (0, 0);
    for row in 0..rows {
        for input in inputs {
            for at in 0..width(input) {
                csv += &match &input["data"][row * width(input) + at] {
                    Value::Null => ",".to_owned(),
                    Value::String(text) => format!("\"{text}\","),
                    other => format!("{other},"),
                };
            }
        }
        let score = score_of(row, classes - 1)?;
        // One row is the test: a set cannot be empty.
        let is_choose = row + 1 < rows;
        if is_choose && label(row) == positive {
            counts.1 += 1;
            counts.0 += u64::from(score >= 0.5);
        }
        csv += &format!("{},{score},{}\n", label(row), if is_choose { "choose" } else { "test" });
    }
    Some((csv, positive, counts))
}

#[tokio::test]
async fn the_positive_class_is_asked_for_before_anything_starts() -> Outcome {
    let (_site, page) = opened().await?;
    let table = "score,label\n0.9,red\n0.2,blue\n0.7,red\n0.1,blue\n0.3,blue\n0.8,red\n0.4,blue\n0.6,red\n";
    page.bring(&[written("colours.csv", table)]).await?;
    page.until_found().await?;
    let start = page.by_role("button", "Start").await?;
    assert!(!start.is_enabled().await?, "which class is looked for is not known");
    assert_eq!(
        page.run("return document.activeElement.id").await?,
        Value::from("import-positive"),
        "it is asked first"
    );
    page.choose("Positive class", "red").await?;
    assert!(start.is_enabled().await?);
    page.start().await?;
    assert!(page.heading().await?.contains("red"));
    Ok(page.close().await?)
}

#[tokio::test]
async fn bad_files_say_what_is_wrong_and_nothing_is_lost() -> Outcome {
    let (_site, page) = opened().await?;
    let before = page.outcomes().await?;
    let heading = page.heading().await?;
    page.by_role("button", "Load your own").await?.click().await?;
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
    page.until("the closed dialog", "return !document.querySelector('dialog.import').open").await?;
    assert_eq!((page.outcomes().await?, page.heading().await?), (before, heading));
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_table_that_does_not_fit_can_be_mended_in_place() -> Outcome {
    let (_site, page) = opened().await?;
    let mut table = String::from("a,b,c,d,extra,label\n");
    for row in 0..60 {
        table += &format!("{},3,{},0.2,{row}.5,{}\n", 5.0 + f64::from(row) / 60.0, 1 + row % 6, row % 3);
    }
    let model = file("tests/fixtures/model/zoo/skl_forest_three/model.onnx");
    page.bring(&[model, written("five.csv", table)]).await?;
    page.until_found().await?;
    page.until_alert("takes 4 columns and the table has 5").await?;
    let boxes = page.driver.find_all(By::Css("details.features input[type=checkbox]")).await?;
    for label in boxes {
        let name = label.parent().await?.text().await?;
        if name == "extra" {
            label.click().await?;
        }
    }
    page.until_found().await?;
    page.choose("Positive class", "2").await?;
    page.start().await?;
    assert!(page.outcomes().await?.iter().sum::<u64>() > 0);
    Ok(page.close().await?)
}

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
    page.by_role("button", "Load your own").await?.click().await?;
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
async fn a_storage_that_refuses_is_said_and_what_is_on_screen_stays() -> Outcome {
    // Only Chromium can be told before the page starts.
    if Browser::now() == Browser::Firefox {
        return Ok(());
    }
    let site = Site::as_built();
    let page = Page::new().await?;
    let refuse = "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') }";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": refuse })).await?;
    page.open(&site.page("")).await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    page.until_alert("does not let the page keep anything").await?;
    assert_eq!(page.outcomes().await?, expected(0.5));
    page.close().await?;

    let page = Page::new().await?;
    let full = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": full })).await?;
    page.open(&site.page("")).await?;
    page.bring(&[file("tests/fixtures/data/real/pandas.csv")]).await?;
    page.until_found().await?;
    page.start().await?;
    page.until_alert("This browser's storage is full").await?;
    assert_eq!(page.outcomes().await?, expected(0.5));
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
    page.until("the open editor", "return document.querySelector('dialog.edit').open").await?;
    assert_eq!(page.outcomes().await?, counts);
    // What is exported is caught on its way to the disk.
    let catch = "window.exported = null; const real = URL.createObjectURL; \
        URL.createObjectURL = blob => { window.exported = blob; return real.call(URL, blob); };";
    page.run(catch).await?;
    page.by_role("button", "Close").await?.click().await?;
    page.by_role("button", "Load your own").await?.click().await?;
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
async fn a_score_for_each_of_three_classes_leads_to_the_views_of_several_classes() -> Outcome {
    let (site, page) = opened().await?;
    let mut table = String::from("prob_a,prob_b,prob_c,label\n");
    for row in 0..90 {
        let p =
            |class: i32| if row % 3 == class { 0.5 + f64::from(row) / 1000.0 } else { 0.25 - f64::from(row) / 2000.0 };
        table += &format!("{},{},{},{}\n", p(0), p(1), p(2), ["a", "b", "c"][row as usize % 3]);
    }
    page.bring(&[written("three.csv", table)]).await?;
    page.until_found().await?;
    page.choose("Positive class", "b").await?;
    page.start().await?;
    let [caught, wrong, missed, left] = page.outcomes().await?;
    assert_eq!((wrong, missed), (0, 0), "the scores of b tell b from the rest");
    assert!(caught > 0 && left > caught);
    let chapters = page.by_role("navigation", "Story").await?.text().await?;
    assert!(chapters.contains("Hand over"), "{chapters}");
    let address = page.driver.current_url().await?.to_string();
    let own = address.split("scenario=").nth(1).and_then(|rest| rest.split('&').next()).expect("an id").to_owned();
    page.open(&site.page(&format!("?scenario={own}&positive=c&threshold=0.4"))).await?;
    page.until_own().await?;
    let [_, wrong, missed, _] = page.outcomes().await?;
    assert_eq!((wrong, missed), (0, 0), "each class has its own scores, after a reload too");
    Ok(page.close().await?)
}
