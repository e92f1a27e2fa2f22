//! What takes the room in the wasm files that are loaded at once: bytes by crate and the largest functions, from the
//! names that the compiler leaves when it is asked to.

use crate::wasm::{number, sections, text};
use crate::{split, tools};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::process::Command;
use xtask::shell::{self, Failure, Outcome, step};

const SHOWN: usize = 24;

/// Builds both files with names and prints what is in them.
pub fn report() -> Outcome<()> {
    let tools = tools::for_building()?;
    for (name, features, profile) in [("page", "ui", "page"), ("engine", "engine-worker", "engine")] {
        let wasm = step(&format!("building the {name} with names"), || build(&tools, name, features, profile))?;
        let bytes = std::fs::read(&wasm)?;
        let parts = parts(&bytes).ok_or_else(|| Failure::new(format!("{} cannot be read", wasm.display()), ""))?;
        print(name, &parts);
    }
    Ok(())
}

fn build(tools: &tools::Tools, name: &str, features: &str, profile: &str) -> Outcome<PathBuf> {
    let mut command = shell::cargo();
    command.args(["build", "--target", "wasm32-unknown-unknown", "--no-default-features", "--bin", name]);
    command.args(["--features", features, "--profile", profile]);
    command.env(format!("CARGO_PROFILE_{}_STRIP", profile.to_uppercase()), "false");
    shell::read(&mut command, "correct what the compiler names")?;
    let out = shell::target().join("why");
    let mut wasm = shell::target().join(format!("wasm32-unknown-unknown/{profile}/{name}.wasm"));
    if name == "page" {
        wasm = split::take_apart(&tools.wasm_split, &wasm, &out.join("parts"))?;
    }
    // wasm-bindgen drops what only it needed, and writes names as people read them.
    let mut bindgen = Command::new(&tools.wasm_bindgen);
    bindgen.args(["--target", "web", "--no-typescript", "--keep-debug", "--keep-lld-exports", "--out-dir"]);
    bindgen.arg(&out).arg(wasm);
    shell::read(&mut bindgen, "run `cargo xtask setup`")?;
    Ok(out.join(format!("{name}_bg.wasm")))
}

struct Parts {
    code: usize,
    data: usize,
    other: usize,
    functions: Vec<(String, usize)>,
}

fn print(name: &str, parts: &Parts) {
    let Parts { code, data, other, functions } = parts;
    println!("\n{name}: {code} bytes of code, {data} of texts and tables, {other} of anything else (uncompressed)");
    let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (function, size) in functions {
        let group = groups.entry(group(function)).or_default();
        *group = (group.0 + size, group.1 + 1);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (size, _))| std::cmp::Reverse(*size));
    println!("{:<40} {:>9} {:>6} {:>10}", "crate or room", "bytes", "share", "functions");
    for (group, (size, count)) in groups.iter().take(SHOWN) {
        println!("{group:<40} {size:>9} {:>5.1}% {count:>10}", *size as f64 / *code as f64 * 100.0);
    }
    let mut functions: Vec<_> = functions.iter().collect();
    functions.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    println!("the largest functions");
    for (function, size) in functions.iter().take(SHOWN) {
        println!("{size:>9}  {}", function.chars().take(120).collect::<String>());
    }
}

/// `<alloc::vec::Vec<T> as core::…>::f` belongs to alloc; what is ours, to its room.
fn group(function: &str) -> String {
    let start = function.trim_start_matches(['<', '&', '(', '[', '*']);
    let start = ["dyn ", "mut ", "const ", "impl "].iter().fold(start, |s, word| s.strip_prefix(word).unwrap_or(s));
    // A bare type parameter: the trait's crate says more.
    let path = match start.split_once(" as ") {
        Some((own, rest)) if !own.contains("::") => rest,
        _ => start,
    };
    let clean = |part: &str| part.split(['[', '<', ' ', '>']).next().unwrap_or_default().to_owned();
    let mut parts = path.split("::");
    let first = clean(parts.next().unwrap_or_default());
    match (first.as_str(), parts.next()) {
        ("cutpoint", Some(room)) => format!("cutpoint::{}", clean(room)),
        ("", _) => "(without a name)".to_owned(),
        (_, None) => "(glue and C-like names)".to_owned(),
        _ => first,
    }
}

/// Sizes of sections and functions of a wasm file, as its binary format lays them out.
fn parts(wasm: &[u8]) -> Option<Parts> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    let mut parts = Parts { code: 0, data: 0, other: 0, functions: Vec::new() };
    for (id, mut section) in sections(wasm)? {
        let size = section.len();
        match id {
            2 => imported = functions_in_imports(&mut section)?,
            10 => {
                parts.code = size;
                for _ in 0..number(&mut section)? {
                    let body = number(&mut section)?;
                    section = section.get(body..)?;
                    sizes.push(body);
                }
            }
            11 => parts.data = size,
            0 if text(&mut section)? == "name" => names = function_names(section)?,
            0 => {}
            _ => parts.other += size,
        }
    }
    let name = |i: usize| names.get(&(imported + i)).cloned().unwrap_or_default();
    parts.functions = sizes.into_iter().enumerate().map(|(i, size)| (name(i), size)).collect();
    Some(parts)
}

fn functions_in_imports(section: &mut &[u8]) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..number(section)? {
        text(section)?;
        text(section)?;
        let (&kind, rest) = section.split_first()?;
        *section = rest;
        match kind {
            0 => {
                functions += 1;
                number(section)?;
            }
            // A table or global has a type byte before what follows; a table and a memory have limits.
            1 | 3 => {
                *section = section.get(1..)?;
                if kind == 3 { *section = section.get(1..)? } else { limits(section)? }
            }
            2 => limits(section)?,
            _ => number(section).map(|_| ())?,
        }
    }
    Some(functions)
}

fn limits(at: &mut &[u8]) -> Option<()> {
    let flags = number(at)?;
    number(at)?;
    if flags & 1 == 1 {
        number(at)?;
    }
    Some(())
}

fn function_names(mut section: &[u8]) -> Option<HashMap<usize, String>> {
    let mut names = HashMap::new();
    while let Some((&id, rest)) = section.split_first() {
        section = rest;
        let size = number(&mut section)?;
        let (mut part, rest) = section.split_at_checked(size)?;
        section = rest;
        if id == 1 {
            for _ in 0..number(&mut part)? {
                let index = number(&mut part)?;
                names.insert(index, text(&mut part)?);
            }
        }
    }
    Some(names)
}

#[cfg(test)]
mod check {
    use super::{group, parts};

    #[test]
    fn functions_belong_to_the_crate_that_defines_them() {
        for (function, expected) in [
            ("cutpoint::model::ops::gemm::run::h1", "cutpoint::model"),
            ("<alloc::vec::Vec<T> as core::clone::Clone>::clone::h2", "alloc"),
            ("<T as alloc::string::ToString>::to_string", "alloc"),
            ("core[4f]::fmt::write", "core"),
            ("__wbg_new", "(glue and C-like names)"),
        ] {
            assert_eq!(group(function), expected, "{function}");
        }
    }

    #[test]
    fn sizes_and_names_are_read_from_the_binary_format() {
        // One function of type () -> (), named "f", whose body takes two bytes.
        let wasm: &[u8] = &[
            0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11, 0, 11, 4, 110, 97, 109,
            101, 1, 4, 1, 0, 1, 102,
        ];
        let read = parts(wasm).map(|parts| (parts.code, parts.functions));
        assert_eq!(read, Some((4, vec![("f".to_owned(), 2)])));
        assert!(parts(&wasm[..20]).is_none());
    }
}
