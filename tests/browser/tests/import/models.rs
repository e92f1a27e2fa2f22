//! Models with a table of cases, from every maker.

use super::{opened, written};
use browser_tests::Outcome;
use browser_tests::bring::file;
use serde_json::Value;
use thirtyfour::prelude::*;

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
async fn models_of_other_makers_open_with_a_table_of_their_inputs() -> Outcome {
    let (site, page) = opened().await?;
    for name in ["xgb_holes", "lgb_holes", "mixed_logistic", "torch_mlp_gelu_dynamo", "skl_logistic_columns"] {
        let folder = file(&format!("tests/fixtures/model/zoo/{name}"));
        let Some((table, positive, tp)) = zoo_table(&folder) else { panic!("{name} has no table") };
        page.open(&site.page("?scenario=tumour")).await?;
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
