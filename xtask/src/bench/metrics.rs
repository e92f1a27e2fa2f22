//! The counting core, native and in wasm, beside scikit-learn on the same cases.

use crate::{python, wasm_target};
use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

/// What the reference runs with; as in benches/metrics/scikit_learn.py.
const PACKAGES: [&str; 2] = ["numpy==2.4.6", "scikit-learn==1.9.1"];

/// What one of the three programs printed: `time NAME SECONDS` and the like.
type Printed = HashMap<String, f64>;

pub fn run() -> Outcome<()> {
    let home = shell::cache()?.join("python-bench-metrics");
    let python = python::environment(&home, &PACKAGES, &PACKAGES.join(" "))?;
    let node = shell::on_path("node").ok_or_else(|| {
        Failure::new("there is no Node on this machine", "install Node 20 or newer (it runs the wasm)")
    })?;
    wasm_target::ensure()?;
    let mut build = shell::cargo();
    build.args(["build", "--profile", "engine", "--example", "bench_metrics_wasm"]);
    build.args(["--target", "wasm32-unknown-unknown"]);
    step("building the counting core for wasm", || shell::read(&mut build, "correct what the compiler names"))?;
    let mut native = shell::cargo();
    native.args(["bench", "--profile", "engine", "--bench", "metrics"]);
    let native = measured("native", &mut native)?;
    let wasm = shell::target().join("wasm32-unknown-unknown/engine/examples/bench_metrics_wasm.wasm");
    let wasm = measured("wasm in Node", Command::new(node).arg(folder().join("run.mjs")).arg(wasm))?;
    let reference = measured("scikit-learn", &mut python::script(&python, &folder().join("scikit_learn.py"))?)?;
    compare(&native, &wasm, &reference)
}

fn compare(native: &Printed, wasm: &Printed, reference: &Printed) -> Outcome<()> {
    let get = |printed: &Printed, name: &str| {
        printed.get(name).copied().ok_or_else(|| Failure::new(format!("no measurement named {name}"), ""))
    };
    println!("\nscikit-learn's time over ours: `sweep` beside precision_recall_curve, the second line beside");
    println!("precision_recall_curve and average_precision_score together. {}", super::LEGEND);
    for size in ["1m", "1m_f32", "10m", "10m_f32"] {
        let area = format!("average_precision_{size}");
        let (ours, theirs) = (get(native, &area)?, get(reference, &area)?);
        if (ours - theirs).abs() > 1e-12 * theirs || ours != get(wasm, &area)? {
            let what = format!("{area} differs: {ours} native, {} wasm, {theirs} scikit-learn", get(wasm, &area)?);
            return Err(Failure::new(what, "the times below would compare different work"));
        }
    }
    for size in ["1m", "1m_f32", "10m", "10m_f32"] {
        let curve = get(reference, &format!("precision_recall_curve_{size}"))?;
        let both = curve + get(reference, &format!("average_precision_score_{size}"))?;
        for (place, printed) in [("wasm", wasm), ("native", native)] {
            println!("ratio {place}_sweep_{size} {:.2}", curve / get(printed, &format!("sweep_{size}"))?);
            let name = format!("sweep_and_average_precision_{size}");
            println!("ratio {place}_{name} {:.2}", both / get(printed, &name)?);
        }
    }
    println!("limit bootstrap_2000_draws_to_5_ms_native {:.3}", get(native, "bootstrap_2000_f1")? / 0.005);
    println!("limit bootstrap_2000_draws_to_5_ms_wasm {:.3}", get(wasm, "bootstrap_2000_f1")? / 0.005);
    // Only Linux tells a process its own peak.
    if let Some(bytes) = native.get("peak_10m_bytes") {
        println!("limit memory_10m_to_1_gb_native {:.3}", bytes / 1e9);
    }
    println!("limit memory_10m_to_1_gb_wasm {:.3}", get(wasm, "peak_10m_bytes")? / 1e9);
    Ok(())
}

/// Runs a program, shows what it prints and keeps the numbers.
fn measured(what: &str, command: &mut Command) -> Outcome<Printed> {
    let text = step(&format!("measuring {what}"), || shell::read(command, "report it with these lines"))?;
    let mut printed = Printed::new();
    for line in text.lines() {
        println!("{what}: {line}");
        let [_, name, value] = line.split_whitespace().collect::<Vec<_>>()[..] else { continue };
        let Ok(value) = value.parse() else { continue };
        printed.insert(name.to_owned(), value);
    }
    Ok(printed)
}

fn folder() -> PathBuf {
    shell::root().join("benches/metrics")
}
