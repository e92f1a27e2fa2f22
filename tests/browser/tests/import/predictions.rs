//! Tables of predictions, from every program that writes them.

use super::{expected, opened, written};
use browser_tests::Outcome;
use browser_tests::bring::file;
use serde_json::Value;

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
        page.open(&site.page("?scenario=tumour")).await?;
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
async fn without_features_there_is_no_simple_rule_and_that_is_said() -> Outcome {
    let (_site, page) = opened().await?;
    let name = "scores-only.csv";
    page.bring(&[written(name, "score,label,split\n0.9,1,choose\n0.2,0,choose\n0.7,1,test\n0.1,0,test\n")]).await?;
    page.until_found().await?;
    page.start().await?;
    page.run("[...document.querySelectorAll('.story button')].find(b => b.innerText === 'Why not accuracy').click()")
        .await?;
    page.until(
        "the end of the search",
        "return document.querySelector('main').innerText.includes('No single feature tells anything.')",
    )
    .await?;
    Ok(page.close().await?)
}
