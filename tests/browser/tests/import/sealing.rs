//! Half of the cases sealed, or all of them looked at.

use super::{opened, written};
use browser_tests::bring::file;
use browser_tests::{Outcome, Page};
use serde_json::Value;
use thirtyfour::prelude::*;

/// scikit-learn's figures of a table of predictions, every row counted.
fn notebook() -> Value {
    let path = file("tests/fixtures/data/notebook.json");
    serde_json::from_slice(&std::fs::read(path).expect("the fixture")).expect("JSON")
}

/// The predictions, with what stands in a split column, if there is to be one.
fn predictions(split: Option<&str>) -> String {
    let mut table = format!("score,label{}\n", split.map_or("", |_| ",split"));
    for row in notebook()["rows"].as_array().expect("rows") {
        table += &format!("{},{}{}\n", row[0], row[1], split.map_or(String::new(), |word| format!(",{word}")));
    }
    table
}

/// tp, fp, fn, tn at 0.5, where a scenario of one's own begins.
fn counts() -> [u64; 4] {
    let points = notebook()["points"].clone();
    let middle =
        points.as_array().expect("points").iter().find(|point| point["threshold"] == 0.5).expect("0.5").clone();
    ["tp", "fp", "fn", "tn"].map(|name| middle[name].as_u64().expect("a count"))
}

async fn says(page: &Page, text: &str) -> WebDriverResult<bool> {
    let said = format!("return document.querySelector('main').innerText.includes({})", Value::from(text));
    Ok(page.run(&said).await? == Value::Bool(true))
}

#[tokio::test]
async fn looking_at_all_of_them_gives_the_counts_of_a_notebook_after_a_reload_too() -> Outcome {
    let (_site, page) = opened().await?;
    page.bring(&[written("all.csv", predictions(None))]).await?;
    page.until_found().await?;
    assert!(page.by_role("radio", "Seal half of them for a final check").await?.is_selected().await?, "as it was");
    page.by_role("radio", "Look at all of them").await?.click().await?;
    page.until_found().await?;
    page.until(
        "the finding",
        "return document.querySelector('dialog.import .findings').innerText.includes('No case is sealed')",
    )
    .await?;
    page.start().await?;
    assert_eq!(page.outcomes().await?, counts());
    assert_eq!(page.outcomes().await?.iter().sum::<u64>(), 342, "every row");
    assert!(says(&page, "None is sealed for a final check").await?, "in the introduction");
    assert!(says(&page, "All cases are looked at").await?, "beside the figures");
    assert!(!says(&page, "choosing set").await?, "there is no choosing set");
    // What is kept is written in the background.
    page.until("it in the list", "return !!document.querySelector('header optgroup option')").await?;
    page.driver.refresh().await?;
    page.until_ready().await?;
    page.until_own().await?;
    assert_eq!(page.outcomes().await?, counts());
    assert!(says(&page, "None is sealed for a final check").await?);
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_column_that_says_choose_everywhere_is_taken_at_its_word() -> Outcome {
    let (_site, page) = opened().await?;
    page.bring(&[written("choose.csv", predictions(Some("choose")))]).await?;
    page.until_found().await?;
    assert!(page.by_role("radio", "Look at all of them").await.is_err(), "nothing is asked");
    page.start().await?;
    assert_eq!(page.outcomes().await?, counts());
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_column_that_seals_everything_says_what_to_do() -> Outcome {
    let (_site, page) = opened().await?;
    page.bring(&[written("test.csv", predictions(Some("test")))]).await?;
    page.until_found().await?;
    page.until_alert("puts every row into the sealed test").await?;
    assert!(!page.by_role("button", "Start").await?.is_enabled().await?);
    page.choose("Choosing set or test", "").await?;
    page.by_role("radio", "Look at all of them").await?.click().await?;
    page.until_found().await?;
    page.start().await?;
    assert_eq!(page.outcomes().await?, counts());
    Ok(page.close().await?)
}

#[tokio::test]
async fn without_costs_one_question_is_asked_and_its_answer_is_a_first_cost() -> Outcome {
    let (_site, page) = opened().await?;
    page.bring(&[written("costs.csv", predictions(Some("choose")))]).await?;
    page.until_found().await?;
    page.start().await?;
    let go = "[...document.querySelectorAll('.story button')].find(b => b.innerText === 'What it costs').click()";
    page.run(go).await?;
    page.until("the question", "return !!document.getElementById('first-cost')").await?;
    assert!(page.by_role("figure", "Expected value by threshold").await.is_err(), "there is no curve of nothing");
    assert!(!says(&page, "cheapest: ").await? && !says(&page, "No other line is cheaper").await?);
    let question = page.by_role("textbox", "How many false alarms is one missed case worth?").await?;
    question.send_keys("none").await?;
    page.by_role("button", "Use this answer").await?.click().await?;
    page.until("a hint", "return document.getElementById('first-cost-hint').innerText.includes('not a number')")
        .await?;
    question.clear().await?;
    question.send_keys("20").await?;
    question.send_keys(Key::Enter).await?;
    page.until("the curve", "return !!document.getElementById('expected-value')").await?;
    page.until("the field of the answer", "return document.activeElement.id === 'field-missed'").await?;
    let costs =
        page.run("return ['field-missed', 'field-false-alarm'].map(id => document.getElementById(id).value)").await?;
    assert_eq!(costs, serde_json::json!(["20", "1"]));
    page.until("the link", "return location.search.includes('missed=20') && location.search.includes('false-alarm=1')")
        .await?;
    Ok(page.close().await?)
}
