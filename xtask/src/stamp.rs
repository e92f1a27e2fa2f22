//! What Trunk leaves to do: shrink the wasm files, make the engine's glue a complete worker script,
//! and tell the page where the engine is and what its files hash to. Trunk calls this after each build.

use crate::{split, wasm_opt};
use base64::Engine as _;
use sha2::{Digest, Sha384};
use std::path::{Path, PathBuf};
use xtask::shell::{self, Failure, Outcome};

pub fn from_trunk() -> Outcome<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("stamp is called by Trunk after a build", "run `cargo xtask dist`"))?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let page_js = find(&staging, "page", ".js")?;
    let engine_wasm = find(&staging, "engine", "_bg.wasm")?;
    let engine_js = find(&staging, "engine", ".js")?;

    let index = staging.join("index.html");
    let mut html = std::fs::read_to_string(&index)?;
    if release {
        if let Some(program) = std::env::var_os(split::OPTIMISER) {
            wasm_opt::optimise(Path::new(&program), &engine_wasm, wasm_opt::ENGINE)?;
        }
    }
    html = parts(&staging, &page_js, html)?;

    let mut worker = std::fs::read_to_string(&engine_js)?;
    worker.push('\n');
    worker.push_str(&std::fs::read_to_string(shell::root().join("src/bin/engine.js"))?);
    std::fs::write(&engine_js, worker)?;
    // Trunk hashes the names of the page's own files only.
    let (engine_js, engine_wasm) = (hashed(&engine_js)?, hashed(&engine_wasm)?);

    let mark = format!(
        "<meta name=\"cutpoint-engine\" content=\"{} {} {} {}\">",
        file_name(&engine_js),
        integrity(&engine_js)?,
        file_name(&engine_wasm),
        integrity(&engine_wasm)?,
    );
    if !html.contains("</head>") {
        return Err(Failure::new("index.html has no </head>", "put one in"));
    }
    std::fs::write(index, html.replacen("</head>", &format!("{mark}</head>"), 1))?;
    scenarios(&staging.join("scenarios"))
}

/// Publishes what is loaded after the page, and tells the page's script. The two scripts name each
/// other: both names hold the hash of all that either leads to.
fn parts(staging: &Path, page_js: &Path, html: String) -> Outcome<String> {
    let (parts, script) = split::later()?;
    let page = std::fs::read_to_string(page_js)?;
    let mut all = Sha384::new().chain_update(&page).chain_update(&script);
    let mut published = Vec::new();
    for part in parts {
        all.update(&part.bytes);
        let name = format!("{}-{}.wasm", part.stem(), short(Sha384::digest(&part.bytes)));
        std::fs::write(staging.join(&name), &part.bytes)?;
        let mark = mark(&part.bytes);
        published.push((part, name, mark));
    }
    let hash = short(all.finalize());
    let (page_name, loader_name) = (format!("page-{hash}.js"), format!("page-parts-{hash}.js"));
    let loader = split::loader(script, &page_name, &published)?;
    let new = split::page_script(&page, &loader_name)?;
    let html = html.replace(&file_name(page_js), &page_name).replace(&mark(page.as_bytes()), &mark(new.as_bytes()));
    std::fs::remove_file(page_js)?;
    std::fs::write(staging.join(page_name), new)?;
    std::fs::write(staging.join(&loader_name), &loader)?;
    let early = format!(
        "<link rel=\"modulepreload\" href=\"{loader_name}\" crossorigin=\"anonymous\" integrity=\"{}\">",
        mark(loader.as_bytes())
    );
    Ok(html.replacen("</head>", &format!("{early}</head>"), 1))
}

/// Copies what a browser needs of each built-in scenario; not the scripts that made it.
fn scenarios(target: &Path) -> Outcome<()> {
    for folder in std::fs::read_dir(shell::root().join("models"))?.flatten().map(|entry| entry.path()) {
        if !folder.join("scenario.json").is_file() {
            continue;
        }
        let target = target.join(file_name(&folder));
        std::fs::create_dir_all(&target)?;
        for file in std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()) {
            if file.extension().is_some_and(|e| e == "json" || e == "csv" || e == "onnx") {
                std::fs::copy(&file, target.join(file_name(&file)))?;
            }
        }
    }
    Ok(())
}

fn find(folder: &Path, start: &str, end: &str) -> Outcome<PathBuf> {
    std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            let name = file_name(path);
            name.starts_with(start) && name.ends_with(end)
        })
        .ok_or_else(|| Failure::new(format!("Trunk made no {start}*{end}"), "read Trunk's output above"))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Gives a file a name that changes with what is in it.
fn hashed(path: &Path) -> Outcome<PathBuf> {
    let hash = short(Sha384::digest(std::fs::read(path)?));
    let name = file_name(path);
    let new = match name.split_once(['.', '_']) {
        Some((stem, _)) => path.with_file_name(format!("{stem}-{hash}{}", &name[stem.len()..])),
        None => path.with_file_name(format!("{name}-{hash}")),
    };
    std::fs::rename(path, &new)?;
    Ok(new)
}

fn integrity(path: &Path) -> Outcome<String> {
    Ok(mark(&std::fs::read(path)?))
}

/// What an integrity attribute says of these bytes.
fn mark(bytes: &[u8]) -> String {
    format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(Sha384::digest(bytes)))
}

/// So much of a hash as a file's name holds.
fn short(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
