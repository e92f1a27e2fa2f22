//! The engine beside onnxruntime-web in a browser, and beside onnxruntime natively.

use crate::{dist, tests, zoo};
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use xtask::engine_models::MODELS;
use xtask::shell::{self, Failure, Outcome, option, step};

const PEER: &str = "onnxruntime-web@1.30.0";
/// What a page needs of the package: the smallest of its scripts, and the wasm for it.
const PEER_FILES: [&str; 3] = ["ort.wasm.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];

/// `bench engine [--only NAME] [--native]`
pub fn run(options: &[String]) -> Outcome<()> {
    let folder = shell::target().join("bench-engine");
    let site = folder.join("site");
    std::fs::create_dir_all(&site)?;
    let python = zoo::python()?;
    models(&python, &folder, &site.join("models"))?;
    let only = option(options, "--only").unwrap_or("");
    let native = native(&python, &site.join("models"), only)?;
    if !options.iter().any(|o| o == "--native") {
        peer(&site)?;
        ours(&site)?;
        let only_this: &Path = only.as_ref();
        tests::browser_program("bench_engine", &[("CUTPOINT_BENCH", &site), ("CUTPOINT_BENCH_ONLY", only_this)])?;
        if only.is_empty() || only == "scale" {
            let model = site.join("models/boosting_300x6/model.onnx");
            tests::browser_program("bench_scale", &[("CUTPOINT_BENCH_MODEL", &model)])?;
        }
    }
    println!("\nonnxruntime's time over ours, natively. {}", super::LEGEND);
    for (name, ratio) in native {
        println!("ratio native_{name} {ratio:.2}");
    }
    Ok(())
}

/// Makes the models once, and anew when their script changed.
fn models(python: &Path, folder: &Path, target: &Path) -> Outcome<()> {
    let scripts = shell::root().join("models/zoo");
    let stamp = folder.join("models-made-by");
    let mut wanted = String::new();
    for name in ["make_bench.py", "store.py", "requirements.txt"] {
        wanted.push_str(&std::fs::read_to_string(scripts.join(name))?);
    }
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    step("models to measure", || zoo::make(python, &scripts.join("make_bench.py"), target))?;
    Ok(std::fs::write(stamp, wanted)?)
}

fn peer(site: &Path) -> Outcome<()> {
    let files = super::peer(PEER)?.join("dist");
    for name in PEER_FILES {
        std::fs::copy(files.join(name), site.join(name))?;
    }
    Ok(())
}

/// The engine as it is shipped, and the page that runs both.
fn ours(site: &Path) -> Outcome<()> {
    let release = shell::root().join("dist");
    dist::build(&release, "./")?;
    let mut found = 0;
    for path in std::fs::read_dir(&release)?.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kind = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("engine") && (kind == "js" || kind == "wasm") {
            std::fs::copy(&path, site.join(format!("engine.{kind}")))?;
            found += 1;
        }
    }
    if found != 2 {
        return Err(Failure::new("the release folder holds no engine", "run `cargo xtask dist`"));
    }
    for name in ["page.html", "worker.js"] {
        std::fs::copy(shell::root().join("benches/engine").join(name), site.join(name))?;
    }
    Ok(())
}

/// onnxruntime's time over ours, both the best of three runs that take turns.
fn native(python: &Path, models: &Path, only: &str) -> Outcome<Vec<(String, f64)>> {
    let chosen: Vec<(&str, usize)> = MODELS.into_iter().filter(|(name, _)| name.contains(only)).collect();
    let pairs: Vec<String> = chosen.iter().flat_map(|(name, rows)| [(*name).to_owned(), rows.to_string()]).collect();
    let (mut ours, mut theirs) = (HashMap::new(), HashMap::new());
    for _ in 0..3 {
        let mut command = shell::cargo();
        command.args(["bench", "--profile", "engine", "--features", "engine", "--bench", "engine", "--"]);
        command.arg(models).args(&pairs);
        read("measuring natively", &mut command, &mut ours)?;
        let script = shell::root().join("benches/engine/onnxruntime_native.py");
        let mut command = crate::python::script(python, &script)?;
        command.arg(models).args(&pairs);
        read("measuring onnxruntime", &mut command, &mut theirs)?;
    }
    let mut ratios = Vec::new();
    for (name, rows) in chosen {
        let (Some(our), Some(their)) = (ours.get(name), theirs.get(name)) else { continue };
        let row = 1e6 / rows as f64;
        println!("native {name}: {:.2} us a row, onnxruntime {:.2} us", our * row, their * row);
        ratios.push((name.to_owned(), their / our));
    }
    Ok(ratios)
}

/// Keeps the smallest of each `time NAME SECONDS`.
fn read(what: &str, command: &mut Command, best: &mut HashMap<String, f64>) -> Outcome<()> {
    let text = step(what, || shell::read(command, "report it with these lines"))?;
    for line in text.lines() {
        let ["time", name, value] = line.split_whitespace().collect::<Vec<_>>()[..] else { continue };
        let Ok(value) = value.parse::<f64>() else { continue };
        best.entry(name.to_owned()).and_modify(|b| *b = b.min(value)).or_insert(value);
    }
    Ok(())
}
