//! How fast and with how much memory tables open, beside Papa Parse in the same page. `cargo xtask bench data` calls it.

use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Runs of each reader; the fastest counts.
const RUNS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = PathBuf::from(browser_tests::setting("CUTPOINT_BENCH"));
    let papa = PathBuf::from(browser_tests::setting("CUTPOINT_BENCH_PEER"));
    let tables = [
        ("predictions", table(&folder, "predictions.csv", 1_000_000, prediction)?),
        ("features", table(&folder, "features.csv", 150_000, features)?),
    ];
    let site = Site::changed(|copy| {
        std::fs::copy(&papa, copy.join("papaparse.min.js")).expect("Papa Parse");
        for (name, path) in &tables {
            std::fs::copy(path, copy.join(format!("{name}.csv"))).expect("a table");
        }
    });
    let page = Page::new().await?;
    page.driver.set_script_timeout(Duration::from_secs(900)).await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.run_async(SETUP).await?;
    for (name, path) in &tables {
        let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..RUNS {
            ours = ours.min(seconds(&page, &format!("done(await parseHere('{name}'))")).await?);
            theirs = theirs.min(seconds(&page, &format!("done(await parsePapa('{name}'))")).await?);
        }
        let bytes = std::fs::metadata(path)?.len() as f64;
        println!("time csv_{name}_here {ours:.3}  ({:.0} MB/s)", bytes / 1e6 / ours);
        println!("time csv_{name}_papa {theirs:.3}  ({:.0} MB/s)", bytes / 1e6 / theirs);
        println!("ratio csv_{name}_papa {:.2}", theirs / ours);
    }
    page.close().await?;
    for (name, path) in [
        ("10_million_rows", table(&folder, "ten-million.csv", 10_000_000, short)?),
        ("1_gb", table(&folder, "one-gigabyte.csv", 9_000_000, long)?),
    ] {
        large(name, &path).await?;
    }
    Ok(())
}

async fn seconds(page: &Page, script: &str) -> Result<f64, Box<dyn std::error::Error + Send + Sync>> {
    let script = format!("(async () => {{ {script} }})().catch(error => done(String(error)))");
    match page.run_async(&script).await? {
        Value::Number(number) => Ok(number.as_f64().unwrap_or(f64::NAN)),
        other => Err(format!("{other}").into()),
    }
}

/// Opens a file as a person does, starts, and says how long it took and what the browser's memory rose to.
async fn large(name: &str, path: &Path) -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    let (before, watch) = (memory(), Watch::start());
    let start = Instant::now();
    page.bring(&[path.to_owned()]).await?;
    let mut seen = String::new();
    while start.elapsed() < Duration::from_secs(600) {
        let state = "const d = document.querySelector('dialog.import'); return d.querySelector('.found') ? 'found' : d.querySelector('.alert')?.innerText ?? ''";
        seen = page.run(state).await?.as_str().unwrap_or_default().to_owned();
        if !seen.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!("time open_{name} {:.2}  ({:.0} MB): {seen}", start.elapsed().as_secs_f64(), size(path)? / 1e6);
    if seen == "found" {
        let start = Instant::now();
        page.start().await?;
        println!("time start_{name} {:.2}", start.elapsed().as_secs_f64());
        println!("counts {name} {:?}", page.outcomes().await?);
    }
    let peak = watch.end();
    println!(
        "memory {name} {:.0} MB above the {:.0} MB of the open page",
        (peak - before) as f64 / 1e6,
        before as f64 / 1e6
    );
    println!("limit memory_{name}_to_2_gb {:.2}", (peak - before) as f64 / 2e9);
    Ok(page.close().await?)
}

fn size(path: &Path) -> std::io::Result<f64> {
    Ok(std::fs::metadata(path)?.len() as f64)
}

/// Defines both readers in the page. The engine is the page's own, started as the page starts it; its time includes the
/// roles, the split and the way back, which Papa Parse does not have.
const SETUP: &str = r#"(async () => {
    const [script, , wasm] = document.querySelector("meta[name='cutpoint-engine']").content.split(' ');
    const code = URL.createObjectURL(new Blob([await (await fetch(script)).text()], { type: 'text/javascript' }));
    const module = await WebAssembly.compileStreaming(fetch(wasm));
    const tag = document.createElement('script');
    tag.src = 'papaparse.min.js';
    await new Promise((yes, no) => { tag.onload = yes; tag.onerror = no; document.head.append(tag); });
    const blobs = {};
    const blob = async name => blobs[name] ??= await (await fetch(name + '.csv')).blob();
    window.parseHere = async name => {
        const file = await blob(name);
        const worker = new Worker(code);
        const said = wanted => new Promise((yes, no) => {
            worker.onmessage = ({ data }) => {
                // Its first word, that it is ready, comes in the page's own form.
                const message = data.bytes ? 'Ready' : JSON.parse(data.text);
                if (message === wanted || message[wanted]) yes(message);
                else if (message.Died || message.Failed) no(new Error(data.text));
            };
        });
        worker.postMessage(module);
        await said('Ready');
        const request = { ReadCases: { file: name + '.csv', scenario: null } };
        const start = performance.now();
        worker.postMessage({ text: JSON.stringify({ id: 1, request }), buffers: [file] });
        await said('Done');
        const seconds = (performance.now() - start) / 1000;
        worker.terminate();
        return seconds;
    };
    window.parsePapa = async name => {
        const file = await blob(name);
        const start = performance.now();
        const rows = await new Promise((complete, error) => {
            Papa.parse(file, { header: true, dynamicTyping: true, skipEmptyLines: true, complete, error });
        });
        if (rows.data.length < 1000) throw new Error('too few rows');
        return (performance.now() - start) / 1000;
    };
    done(true);
})().catch(error => done(String(error)))"#;

/// A table, written once.
fn table(folder: &Path, name: &str, rows: u64, row: fn(&mut Random, u64) -> String) -> std::io::Result<PathBuf> {
    let path = folder.join(name);
    let unfinished = folder.join(format!("{name}.unfinished"));
    if path.exists() {
        return Ok(path);
    }
    let mut out = BufWriter::new(std::fs::File::create(&unfinished)?);
    let mut random = Random(0x5eed);
    // Row 0 is the header.
    for at in 0..=rows {
        writeln!(out, "{}", row(&mut random, at))?;
    }
    out.into_inner()?.sync_all()?;
    std::fs::rename(unfinished, &path)?;
    Ok(path)
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn prediction(random: &mut Random, at: u64) -> String {
    if at == 0 {
        return "id,score,label,split,site".into();
    }
    let (score, site) = (random.next(), (random.next() * 12.0) as u32);
    let label = u8::from(random.next() < score * score);
    format!("case-{at},{score},{label},{},site-{site}", if at.is_multiple_of(3) { "test" } else { "choose" })
}

fn features(random: &mut Random, at: u64) -> String {
    if at == 0 {
        return (0..24).map(|i| format!("f{i},")).collect::<String>() + "score,label";
    }
    let values: String = (0..24).map(|_| format!("{:.6},", random.next() * 200.0 - 100.0)).collect();
    let score = random.next();
    format!("{values}{score:.6},{}", u8::from(random.next() < score))
}

fn short(random: &mut Random, at: u64) -> String {
    if at == 0 {
        return "score,label".into();
    }
    let score = (random.next() * 1e6).floor() / 1e6;
    format!("{score},{}", u8::from(random.next() < score * score))
}

fn long(random: &mut Random, at: u64) -> String {
    if at == 0 {
        return "customer,score,label,split,site,day,model,remark".into();
    }
    let (score, site) = (random.next(), (random.next() * 40.0) as u32);
    let label = if random.next() < score * score { "yes" } else { "no" };
    let split = if at.is_multiple_of(3) { "test" } else { "choose" };
    let day = format!("2026-{:02}-{:02}", at % 12 + 1, at % 28 + 1);
    format!(
        "C{at:09},{score},{label},{split},\"Branch office {site}, north\",{day},gradient boosting v3,\"scored by the nightly job\""
    )
}

/// Memory of the browser's processes, counting what they share once. Only Linux tells; elsewhere it is 0.
fn memory() -> u64 {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let pid = entry.file_name().to_string_lossy().into_owned();
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else { continue };
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)).unwrap_or_default();
        parents.push((pid, parent.to_owned()));
    }
    let mut ours = vec![std::process::id().to_string()];
    let mut at = 0;
    while let Some(pid) = ours.get(at).cloned() {
        ours.extend(parents.iter().filter(|(_, parent)| *parent == pid).map(|(child, _)| child.clone()));
        at += 1;
    }
    let of = |pid: &String| {
        let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
    };
    ours.iter().skip(1).filter_map(of).sum()
}

/// Watches the memory until it is ended.
struct Watch {
    ended: Arc<AtomicBool>,
    peak: Arc<AtomicU64>,
    thread: std::thread::JoinHandle<()>,
}

impl Watch {
    fn start() -> Self {
        let (ended, peak) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (end, most) = (Arc::clone(&ended), Arc::clone(&peak));
        let thread = std::thread::spawn(move || {
            while !end.load(Ordering::Relaxed) {
                most.fetch_max(memory(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        Self { ended, peak, thread }
    }

    fn end(self) -> u64 {
        self.ended.store(true, Ordering::Relaxed);
        let _ = self.thread.join();
        self.peak.load(Ordering::Relaxed)
    }
}
