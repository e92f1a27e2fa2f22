//! Feeds damaged model files to the loader and runs what still loads.
//!
//! `cargo run --release --features engine --example fuzz_model -- SECONDS [SEED]`
//!
//! The corpus is the committed zoo and node tests, so every operator family
//! is reached. Any panic is printed with the seed that made it and counted;
//! the exit code is 1 when there was one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use cutpoint::model::{Batch, DType, Entry, load, node_test};

/// xorshift64*: enough to pick bytes with.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

struct Seed {
    model: Vec<u8>,
    /// Tensors of a node test; a zoo model is fed rows made up from its inputs.
    inputs: Vec<Vec<u8>>,
}

fn corpus() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/model");
    let mut seeds = Vec::new();
    for part in ["nodes", "zoo"] {
        let Ok(entries) = std::fs::read_dir(root.join(part)) else { continue };
        let mut folders: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
        folders.sort();
        for folder in folders {
            let Ok(model) = std::fs::read(folder.join("model.onnx")) else { continue };
            let inputs = (0..).map_while(|i| std::fs::read(folder.join(format!("input_{i}.pb"))).ok()).collect();
            seeds.push(Seed { model, inputs });
        }
    }
    // Small files run often, large ones now and then.
    seeds.sort_by_key(|s| s.model.len());
    seeds
}

/// Numbers that break things.
const ODD: [u8; 8] = [0, 1, 2, 0x7f, 0x80, 0xff, 0xfe, 0x40];

fn damage(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    if bytes.is_empty() {
        bytes.push(0);
    }
    for _ in 0..=random.below(2) {
        let at = random.below(bytes.len());
        // Lengths stay whole more often than not, so that files still load.
        match random.below(40) {
            0 => bytes.truncate(at),
            1 => {
                let len = random.below(32);
                let piece: Vec<u8> = other.iter().skip(random.below(other.len())).take(len).copied().collect();
                bytes.splice(at..at, piece);
            }
            2 => {
                let end = (at + random.below(16)).min(bytes.len());
                bytes.drain(at..end);
            }
            3..12 => {
                if let Some(b) = bytes.get_mut(at) {
                    *b ^= 1 << random.below(8);
                }
            }
            12..20 => {
                if let Some(b) = bytes.get_mut(at) {
                    *b = b.wrapping_add(1);
                }
            }
            _ => {
                let odd = ODD[random.below(ODD.len())];
                if let Some(b) = bytes.get_mut(at) {
                    *b = odd;
                }
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

/// Whether the damaged file still loaded.
fn run(model: &[u8], inputs: &[Vec<u8>]) -> bool {
    if !inputs.is_empty() {
        let _ = node_test(model, inputs, &[], 1e-5);
    }
    let Ok(model) = load(model, "fuzz.onnx") else { return false };
    let rows = 3;
    let mut batch = Batch::new(rows);
    for spec in model.inputs() {
        let width = spec.width.unwrap_or(4).min(4096);
        let n = rows * width;
        if !spec.keys.is_empty() && width % 2 == 0 {
            let case = |i: usize| spec.keys.iter().skip(i).map(|k| (k.clone(), Entry::Number(i as f64))).collect();
            let _ = batch.put_dictionaries(&spec.name, (0..rows).map(case).collect());
            continue;
        }
        let _ = match spec.kind {
            DType::Text => batch.put_texts(&spec.name, &[width], &vec!["red"; n]),
            _ => batch.put_numbers(&spec.name, &[width], (0..n).map(|i| i as f64 % 7.0 - 2.0).collect()),
        };
    }
    let _ = model.score(&batch);
    true
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let seconds: u64 = args.next().and_then(|s| s.parse().ok()).unwrap_or(10);
    let seed: u64 = args.next().and_then(|s| s.parse().ok()).unwrap_or(1);
    let seeds = corpus();
    if seeds.is_empty() {
        eprintln!("no corpus under tests/fixtures/model");
        return ExitCode::from(2);
    }
    std::panic::set_hook(Box::new(|_| {}));
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let start = Instant::now();
    let (mut count, mut loaded, mut panics, mut slowest) = (0u64, 0u64, 0u64, Duration::ZERO);
    while start.elapsed().as_secs() < seconds {
        let state = random.0;
        // Squaring leans towards the small files.
        let pick = (random.below(1000) * random.below(1000) * seeds.len()) / 1_000_000;
        let seed = &seeds[pick.min(seeds.len() - 1)];
        let mut model = seed.model.clone();
        let other = random.below(seeds.len());
        damage(&mut model, &seeds[other].model, &mut random);
        let mut inputs = seed.inputs.clone();
        // The model stays whole now and then, so that its operators meet odd tensors.
        if let (0, Some(input)) = (random.below(3), inputs.first_mut()) {
            damage(input, &[], &mut random);
            if random.below(2) == 0 {
                model.clone_from(&seed.model);
            }
        }
        let began = Instant::now();
        let outcome = std::panic::catch_unwind(|| run(&model, &inputs));
        loaded += u64::from(outcome.as_ref().is_ok_and(|l| *l));
        if outcome.is_err() {
            panics += 1;
            println!("panic: state {state}, file {pick} of {} bytes", model.len());
            if panics <= 20 {
                let _ = std::fs::write(std::env::temp_dir().join(format!("fuzz-{state}.onnx")), &model);
            }
        }
        let took = began.elapsed();
        if took > slowest {
            slowest = took;
            if took > Duration::from_secs(2) {
                println!("slow: state {state}, file {pick}: {took:?}");
                let _ = std::fs::write(std::env::temp_dir().join(format!("slow-{state}.onnx")), &model);
            }
        }
        count += 1;
    }
    println!("{count} executions, {loaded} still loaded, {panics} panics, slowest {slowest:?}");
    if panics == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
