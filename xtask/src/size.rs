//! Sizes of what is shipped, against the budgets of the design.

use crate::{dist, why};
use std::io::Write;
use std::path::PathBuf;
use xtask::shell::{self, Outcome};

/// What a browser downloads together, and how much brotli-compressed room it may take.
struct Part {
    name: &'static str,
    budget: usize,
    holds: fn(&str) -> bool,
}

/// What is loaded once the page shows its first picture (src/ui/parts.rs).
fn is_later(file: &str) -> bool {
    file.starts_with("page-") && file.ends_with(".wasm") && !file.ends_with("_bg.wasm")
}

const PARTS: [Part; 3] = [
    Part {
        name: "page",
        budget: 300_000,
        holds: |file| {
            let is_page = [".wasm", ".js", ".css", ".html"].iter().any(|end| file.ends_with(end));
            is_page && !file.starts_with("engine") && !is_later(file)
        },
    },
    Part { name: "page, loaded after it", budget: 250_000, holds: is_later },
    Part { name: "engine", budget: 1_850_000, holds: |file| file.starts_with("engine") },
];

pub fn report(options: &[String]) -> Outcome<()> {
    if options.iter().any(|option| option == "--why") {
        return why::report();
    }
    let folder = dist::dist(options)?;
    println!("{:<34} {:>11} {:>11} {:>11}", "file", "raw", "gzip", "brotli");
    let mut over = false;
    for part in PARTS {
        let mut total = [0usize; 3];
        for path in files(&folder, part.holds)? {
            let bytes = std::fs::read(&path)?;
            let sizes = [bytes.len(), gzip(&bytes)?, brotli(&bytes)?];
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            println!("{name:<34} {:>11} {:>11} {:>11}", sizes[0], sizes[1], sizes[2]);
            for (sum, size) in total.iter_mut().zip(sizes) {
                *sum += size;
            }
        }
        let verdict = if total[2] <= part.budget { "within" } else { "OVER" };
        over |= total[2] > part.budget;
        println!(
            "{:<34} {:>11} {:>11} {:>11}   {verdict} its budget of {}",
            part.name, total[0], total[1], total[2], part.budget
        );
    }
    if over {
        return Err(shell::Failure::new(
            "a part is over its budget",
            "see what takes the room with `cargo xtask size --why`, or decide and write it down",
        ));
    }
    Ok(())
}

fn files(folder: &std::path::Path, holds: fn(&str) -> bool) -> Outcome<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| holds(&name.to_string_lossy())))
        .collect();
    found.sort();
    Ok(found)
}

fn gzip(bytes: &[u8]) -> Outcome<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Outcome<usize> {
    let mut out = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    drop(encoder);
    Ok(out.len())
}
