//! Takes the page's wasm apart into what is loaded at once and the parts that `ui/parts.rs` names.
//! That has to happen between the compiler and wasm-bindgen, where Trunk has no hook: Trunk is given
//! this program under the name `wasm-bindgen`, which takes the page apart and hands over.

use crate::tools::Tools;
use crate::wasm;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::shell::{self, Failure, Outcome};

/// Where the real wasm-bindgen is, for this program under its name.
const BINDGEN: &str = "CUTPOINT_WASM_BINDGEN";
/// Where wasm-split is.
const SPLIT: &str = "CUTPOINT_WASM_SPLIT";
/// Where the optimiser is, for `stamp`; not set where there is none.
pub const OPTIMISER: &str = "CUTPOINT_WASM_OPT";
/// The folder for the parts.
const PARTS: &str = "CUTPOINT_PARTS";

/// What wasm-split calls the script that loads the parts, and wasm-bindgen the page's.
const LOADER: &str = "__wasm_split.js";
const PAGE: &str = "./page.js";

/// Makes Trunk call this program for wasm-bindgen.
pub fn set_up(trunk: &mut Command, tools: &Tools) -> Outcome<()> {
    let folder = shell::target().join("wasm-bindgen-between");
    std::fs::create_dir_all(&folder)?;
    let name = format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX);
    std::fs::copy(std::env::current_exe()?, folder.join(name))?;
    trunk
        .env("PATH", first_on_path(&folder)?)
        .env(BINDGEN, &tools.wasm_bindgen)
        .env(SPLIT, &tools.wasm_split)
        .env(PARTS, shell::target().join("parts"));
    if let Some(wasm_opt) = &tools.wasm_opt {
        trunk.env(OPTIMISER, wasm_opt);
    }
    Ok(())
}

fn first_on_path(folder: &Path) -> Outcome<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(folder.to_path_buf()).chain(std::env::split_paths(&old));
    std::env::join_paths(all).map_err(|e| Failure::new(e.to_string(), ""))
}

/// Whether this program was called by the name of wasm-bindgen.
pub fn is_bindgen() -> bool {
    std::env::args_os().next().is_some_and(|own| Path::new(&own).file_stem().is_some_and(|name| name == "wasm-bindgen"))
}

/// In the place of wasm-bindgen.
pub fn as_bindgen() -> Outcome<()> {
    let var = |name: &str| {
        let value = std::env::var_os(name).map(PathBuf::from);
        value.ok_or_else(|| Failure::new(format!("{name} is not set"), "run `cargo xtask dist`"))
    };
    let mut bindgen = Command::new(var(BINDGEN)?);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--out-name=page") {
        for argument in &arguments {
            if argument.ends_with(".wasm") {
                bindgen.arg(take_apart(&var(SPLIT)?, Path::new(argument), &var(PARTS)?)?);
            } else {
                bindgen.arg(argument);
            }
        }
        // The parts reach the page's memory and tables by the linker's exports.
        bindgen.args(["--keep-lld-exports", "--remove-name-section", "--remove-producers-section"]);
    } else {
        bindgen.args(&arguments);
    }
    // Trunk reads what it prints: its version.
    print!("{}", shell::read(&mut bindgen, "report it with these lines")?);
    Ok(())
}

/// Writes the parts of a wasm file into an empty folder; returns the one that is loaded at once.
pub fn take_apart(wasm_split: &Path, file: &Path, parts: &Path) -> Outcome<PathBuf> {
    if parts.exists() {
        std::fs::remove_dir_all(parts)?;
    }
    let mut command = Command::new(wasm_split);
    command.arg(file).arg(parts).args(["--target", "web", "--out-name", "page"]);
    shell::read(&mut command, "report it with these lines")?;
    Ok(parts.join("page.wasm"))
}

/// A part as it is published: the name it was given, and its bytes.
pub struct Part {
    given: String,
    pub bytes: Vec<u8>,
}

/// The parts that are loaded later, and the script that loads them.
pub fn later() -> Outcome<(Vec<Part>, String)> {
    let folder = std::env::var_os(PARTS).map(PathBuf::from);
    let folder = folder.ok_or_else(|| Failure::new("the page was not taken apart", "run `cargo xtask dist`"))?;
    let mut parts = Vec::new();
    for file in std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path()) {
        let given = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if given.ends_with(".wasm") && given != "page.wasm" {
            let bare = wasm::bare(&std::fs::read(&file)?);
            let bytes =
                bare.ok_or_else(|| Failure::new(format!("{given} cannot be read"), "run `cargo xtask dist`"))?;
            parts.push(Part { given, bytes });
        }
    }
    Ok((parts, std::fs::read_to_string(folder.join(LOADER))?))
}

/// Names in the script what is published: the page's script, and each part with its integrity mark.
/// A host that does not know wasm's media type will do, as it does for the page's own file.
pub fn loader(mut script: String, page: &str, parts: &[(Part, String, String)]) -> Outcome<String> {
    let unlike = || Failure::new("wasm-split writes its script another way", "compare xtask/src/split.rs with it");
    let mut replace = |from: &str, to: &str| {
        let found = script.contains(from);
        script = script.replace(from, to);
        found.then_some(()).ok_or_else(unlike)
    };
    replace(PAGE, &format!("./{page}"))?;
    for (part, name, integrity) in parts {
        replace(
            &format!("fetch(new URL(\"./{}\", import.meta.url))", part.given),
            &format!(
                "fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{integrity}\" }}).then((r) => r.arrayBuffer())"
            ),
        )?;
    }
    replace("WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)")?;
    Ok(script)
}

/// The page's script with the published name of the loader in it.
pub fn page_script(script: &str, loader: &str) -> Outcome<String> {
    // Only where it is imported from: the wasm file goes on asking for it by the given name.
    let given = [format!("from \"./{LOADER}\""), format!("from './{LOADER}'")];
    let Some(given) = given.iter().find(|given| script.contains(*given)) else {
        return Err(Failure::new("the page's script loads no parts", "see src/ui/parts.rs"));
    };
    Ok(script.replace(given, &format!("from \"./{loader}\"")))
}

impl Part {
    /// `split_tools.wasm` is published as `page-tools`, with a hash.
    pub fn stem(&self) -> String {
        let stem = self.given.trim_end_matches(".wasm");
        format!("page-{}", stem.strip_prefix("split_").unwrap_or(stem).replace('_', "-"))
    }
}
