//! The engine's speed beside onnxruntime-web, in a browser, on one thread. `cargo xtask bench engine`
//! calls it with a folder that holds the page of `benches/engine`, both engines and the models.
//!
//! Prints, for each model, the median time of a row on both sides and how far the answers are apart,
//! then lines `spread NAME LOW HIGH` and `ratio NAME VALUE`: onnxruntime-web's time over ours.

use browser_tests::spread::Spread;
use browser_tests::{Outcome, Page, setting};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use xtask::engine_models::MODELS;
use xtask::server;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = setting("CUTPOINT_BENCH");
    let only = std::env::var("CUTPOINT_BENCH_ONLY").unwrap_or_default();
    let budget: f64 = std::env::var("CUTPOINT_BENCH_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(6.0);
    let running = server::start(Path::new(&folder), "/", 0).map_err(|e| e.to_string())?;
    let mut closing = Vec::new();
    if only.is_empty() || only == "tumour" {
        let expected = put_tumour(&Path::new(&folder).join("models/tumour"))?;
        let wish = json!({ "folder": "models/tumour", "rows": expected.len(), "positive": "malignant", "classes": ["benign", "malignant"], "expected": expected });
        let good = compare(&running.address, "tumour", &wish).await?;
        println!(
            "browser tumour scenario: {} scores, the largest difference to onnxruntime's (native, the fixture's) is {:.1e}",
            expected.len(),
            good["difference"].as_f64().unwrap_or(f64::NAN)
        );
    }
    for (model, rows) in MODELS.into_iter().filter(|(model, _)| model.contains(&only)) {
        let wish = json!({ "folder": format!("models/{model}"), "rows": rows, "budget": budget, "least": 9 });
        let good = compare(&running.address, model, &wish).await?;
        let rounds = rounds(&good);
        let ours = median(rounds.iter().map(|r| r.0));
        let theirs = median(rounds.iter().map(|r| r.1));
        let ratio = |quantile: f64| quantile_of(rounds.iter().map(|(ours, theirs)| theirs / ours).collect(), quantile);
        println!(
            "browser {model}: {:.2} us a row, onnxruntime-web {:.2} us; {} rounds of {rows} rows; largest difference {:.1e}; chunks of any size {}",
            ours * 1e6 / rows as f64,
            theirs * 1e6 / rows as f64,
            rounds.len(),
            good["difference"].as_f64().unwrap_or(f64::NAN),
            if good["equal"] == true { "equal" } else { "DIFFER" },
        );
        closing.push(format!("spread {model} {:.2} {:.2}", ratio(0.1), ratio(0.9)));
        closing.push(format!("ratio {model} {:.2}", ratio(0.5)));
    }
    println!(
        "\nonnxruntime-web's time over ours, alternating on one thread: median, and from the 10th to the 90th of 100 rounds"
    );
    for line in closing {
        println!("{line}");
    }
    Ok(())
}

/// What the bench's page answers, in a fresh window: neither engine inherits the other models' memory.
async fn compare(address: &str, model: &str, wish: &Value) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
    let page = Page::new().await?;
    page.driver.set_script_timeout(Duration::from_secs(300)).await?;
    page.driver.goto(&format!("{address}page.html")).await?;
    let answer = page.run_async(&format!("window.compare({wish}).then(done)")).await?;
    page.close().await?;
    answer.get("good").cloned().ok_or_else(|| format!("{model}: {answer}").into())
}

/// The tumour scenario as the bench's page takes a model; returns onnxruntime's scores of its cases.
fn put_tumour(folder: &Path) -> Result<Vec<f64>, Box<dyn std::error::Error + Send + Sync>> {
    let root = xtask::shell::root();
    std::fs::create_dir_all(folder)?;
    std::fs::copy(root.join("models/tumour/model.onnx"), folder.join("model.onnx"))?;
    let cases = std::fs::read_to_string(root.join("models/tumour/cases.csv"))?;
    let rows: Vec<Vec<&str>> = cases.lines().skip(1).map(|line| line.split(',').collect()).collect();
    // The first column names the case; the thirty features follow.
    let data: Vec<f64> =
        rows.iter().flat_map(|row| row[1..31].iter().map(|cell| cell.parse().unwrap_or(f64::NAN))).collect();
    let input = json!([{ "name": "X", "dtype": "float32", "shape": [rows.len(), 30], "data": data }]);
    std::fs::write(folder.join("inputs.json"), input.to_string())?;
    let fixture = std::fs::read_to_string(root.join("tests/fixtures/model/tumour_scores.json"))?;
    let fixture: Value = serde_json::from_str(&fixture)?;
    let scores: Vec<f64> = fixture["scores"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    if scores.len() != rows.len() {
        return Err("the fixture has other cases than the scenario".into());
    }
    Ok(scores)
}

/// Seconds of each round: ours, theirs.
fn rounds(answer: &Value) -> Vec<(f64, f64)> {
    let pair = |round: &Value| Some((round.get(0)?.as_f64()?, round.get(1)?.as_f64()?));
    answer["rounds"].as_array().into_iter().flatten().filter_map(pair).collect()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    quantile_of(values.collect(), 0.5)
}

fn quantile_of(values: Vec<f64>, quantile: f64) -> f64 {
    Spread::of(values).at(quantile)
}
