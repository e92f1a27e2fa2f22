//! Main-thread work of one slider step, at three numbers of cases, beside uPlot redrawing the same
//! four curves. `cargo xtask bench page` calls it with a folder and uPlot's script.
//!
//! Predictions go in as a file through "Load your own". "Where to draw the line" has four charts, all
//! of them visible; Explore draws ten at each step, of which at least four are visible.

use browser_tests::spread::Spread;
use browser_tests::{Outcome, Page, Site, Wish, setting};
use serde_json::{Value, json};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

type Error = Box<dyn std::error::Error + Send + Sync>;

const SIZES: [usize; 3] = [1_000, 40_000, 1_000_000];
const STEPS: usize = 200;
const OPENINGS: usize = 7;
/// Chapter, its name in the navigation, and how many charts it draws.
const VIEWS: [(&str, &str, u64); 2] = [("line", "Where to draw the line", 4), ("explore", "Explore", 10)];
/// Charts that uPlot redraws: id of the figure, and its columns: x, then each y.
const CURVES: [(&str, &[&str]); 4] = [
    ("precision-recall", &["column-recall", "column-precision"]),
    ("threshold-curves", &["column-threshold", "column-precision", "column-recall"]),
    ("roc", &["column-false-positive-rate", "column-recall"]),
    ("gains", &["column-flagged", "column-recall"]),
];
/// 60 frames a second.
const BUDGET: f64 = 16.0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = PathBuf::from(setting("CUTPOINT_BENCH"));
    let uplot = std::fs::read_to_string(setting("CUTPOINT_BENCH_PEER"))?;
    let site = Site::as_built();
    let mut closing = opening(&site).await?;
    println!("\nmain-thread milliseconds of a slider step: script until all is drawn, plus the frame");
    let (head, of) = (Spread::HEAD, "script p50 frame p50");
    println!("{:<9} {:>9} {head}   {of}   {head} (processor)", "view", "cases");
    for cases in SIZES {
        let file = predictions(&folder, cases)?;
        // A fresh window for each size: none inherits the other's memory.
        let page = Page::wish(Wish { size: Some((1440, 3000)), ..Default::default() }).await?;
        page.driver.set_script_timeout(Duration::from_secs(300)).await?;
        page.open(&site.page("?scenario=tumour")).await?;
        page.bring(&[file]).await?;
        page.until_found().await?;
        page.start().await?;
        let mut ours = Vec::new();
        for (view, name, charts) in VIEWS {
            show(&page, view, name).await?;
            let steps = step(&page, charts, cases).await?;
            println!("{view:<9} {cases:>9} {steps}");
            ours.push((view, steps));
        }
        let theirs = peer(&page, &uplot).await?;
        println!("{:<9} {cases:>9} {theirs}", "uPlot");
        for (view, ours) in ours {
            let (clock, processor) = (ours.work.at(0.95), ours.processor.at(0.95));
            closing.push(format!("p95 {view}_{cases} {clock:.2}"));
            closing.push(format!("p95 {view}_{cases}_processor {processor:.2}"));
            closing.push(format!("ratio {view}_{cases} {:.2}", theirs.work.at(0.95) / clock));
            closing.push(format!("ratio {view}_{cases}_processor {:.2}", theirs.processor.at(0.95) / processor));
        }
        page.close().await?;
    }
    println!("\nbudget: p95 of {BUDGET} ms; ratio: uPlot's p95 over ours, above 1 ours is less work");
    for line in closing {
        println!("{line}");
    }
    Ok(())
}

/// From navigation to the first paint and to the first scenario, scored and drawn; in fresh windows,
/// from a server on this machine.
async fn opening(site: &Site) -> Result<Vec<String>, Error> {
    let watch = "new MutationObserver(() => { if (document.documentElement?.dataset.ready) window.readyAt ??= performance.now() })\
                 .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] })";
    let (mut paint, mut ready) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        let page = Page::new().await?;
        page.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": watch })).await?;
        page.open(&site.page("?scenario=tumour")).await?;
        let seen =
            page.run("return [performance.getEntriesByName('first-contentful-paint')[0].startTime, readyAt]").await?;
        paint.extend(seen[0].as_f64());
        ready.extend(seen[1].as_f64());
        page.close().await?;
    }
    let (paint, ready) = (Spread::of(paint), Spread::of(ready));
    println!("milliseconds from navigation, {OPENINGS} fresh windows: {}", Spread::HEAD);
    println!("{:<51} {paint}\n{:<51} {ready}", "first paint", "first scenario scored and drawn");
    Ok(vec![format!("time first_paint_ms {:.0}", paint.at(0.5)), format!("time first_chart_ms {:.0}", ready.at(0.5))])
}

/// One in ten is positive and tends to score higher; every score is another one. All rows but one are
/// for choosing, so that as many are counted as the size says.
fn predictions(folder: &Path, cases: usize) -> std::io::Result<PathBuf> {
    let path = folder.join(format!("predictions-{cases}.csv"));
    let mut seed = 20_250_101_u64;
    let mut uniform = || {
        // Knuth's constants (MMIX); the upper bits are the good ones.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut text = String::from("score,label,split\n");
    for row in 0..=cases {
        let positive = uniform() < 0.1;
        let score = if positive { uniform().max(uniform()) } else { uniform().min(uniform()) };
        let split = if row == cases { "test" } else { "choose" };
        let _ = writeln!(text, "{score:.12},{},{split}", u8::from(positive));
    }
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Goes to a chapter without a reload.
async fn show(page: &Page, chapter: &str, name: &str) -> Outcome {
    page.by_role("button", name).await?.click().await?;
    page.until(chapter, &format!("return !!document.querySelector('article[data-chapter={chapter}] figure')")).await?;
    page.run("document.querySelector('figure.chart').scrollIntoView({ block: 'start' })").await?;
    // Charts draw for their size; then nothing is under way.
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

/// Milliseconds of steps.
struct Steps {
    script: Spread,
    frame: Spread,
    /// Both together, step by step.
    work: Spread,
    /// Processor time of the main thread, measured step by step, with all that measuring costs: unlike
    /// the others it does not grow when other programs take the processor.
    processor: Spread,
}

impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (script, frame) = (self.script.at(0.5), self.frame.at(0.5));
        write!(f, "{}   {script:>10.2} {frame:>9.2}   {}", self.work, self.processor)
    }
}

async fn step(page: &Page, charts: u64, cases: usize) -> Result<Steps, Error> {
    let (seen, steps) = measured(page, include_str!("../../../../benches/page/steps.js"), vec![json!(STEPS)]).await?;
    let good = seen["same"] == 0
        && seen["drawn"]["late"] == 0
        && seen["charts"] == charts
        && seen["visible"].as_u64() >= Some(4);
    let all = seen["cases"].as_u64() == Some(cases as u64);
    if !good || !all || seen["drawn"]["inTime"].as_u64().unwrap_or_default() < charts {
        return Err(format!("these are not the steps that were meant: {seen}").into());
    }
    Ok(steps)
}

async fn peer(page: &Page, program: &str) -> Result<Steps, Error> {
    let mut curves = Vec::new();
    for (id, columns) in CURVES {
        let mut curve = page.call(include_str!("../../../../benches/page/points.js"), vec![json!(id)]).await?;
        curve["x"] = json!(columns.first());
        curve["ys"] = json!(columns.get(1..));
        curves.push(curve);
    }
    page.driver.goto("data:text/html,<!doctype html><title>uPlot</title><body>").await?;
    let script = format!("{program}\n{}", include_str!("../../../../benches/page/uplot.js"));
    let (seen, steps) = measured(page, &script, vec![json!(curves), json!(STEPS)]).await?;
    if seen["drawn"] != true {
        return Err(format!("uPlot did not draw: {seen}").into());
    }
    let (points, built) = (&seen["points"], &seen["built"]);
    println!("uPlot draws {points} points in {} charts and makes {built} paths anew in a step", CURVES.len());
    page.run("window.benchStep = () => new Promise(requestAnimationFrame)").await?;
    println!("{:<71} {} (processor)", "a step that does nothing, as it is measured", processor(page).await?);
    Ok(steps)
}

/// Runs a script that answers with `times`.
async fn measured(page: &Page, script: &str, given: Vec<Value>) -> Result<(Value, Steps), Error> {
    let mut seen = page.call(script, given).await?;
    let times = seen["times"].take();
    let pairs = times.as_array().into_iter().flatten().filter_map(|p| Some((p.get(0)?.as_f64()?, p.get(1)?.as_f64()?)));
    let pairs: Vec<(f64, f64)> = pairs.collect();
    let steps = Steps {
        script: Spread::of(pairs.iter().map(|pair| pair.0).collect()),
        frame: Spread::of(pairs.iter().map(|pair| pair.1).collect()),
        work: Spread::of(pairs.iter().map(|pair| pair.0 + pair.1).collect()),
        processor: if pairs.is_empty() { Spread::of(Vec::new()) } else { processor(page).await? },
    };
    Ok((seen, steps))
}

/// Steps one at a time, with the thread's clock read before and after.
async fn processor(page: &Page) -> Result<Spread, Error> {
    page.devtools("Performance.enable", &json!({})).await?;
    let mut milliseconds = Vec::new();
    for at in 0..STEPS {
        let before = processor_seconds(page).await?;
        page.call("benchStep(arguments[0]).then(arguments[1])", vec![json!(at)]).await?;
        milliseconds.push((processor_seconds(page).await? - before) * 1e3);
    }
    Ok(Spread::of(milliseconds))
}

async fn processor_seconds(page: &Page) -> Result<f64, Error> {
    let answer = page.devtools("Performance.getMetrics", &json!({})).await?;
    let metrics = answer["value"]["metrics"].as_array().cloned().unwrap_or_default();
    let found = metrics.iter().find(|metric| metric["name"] == "ThreadTime");
    found.and_then(|metric| metric["value"].as_f64()).ok_or_else(|| format!("no thread time in {answer}").into())
}
