//! The page's wasm keeps its relocations, so that it can be taken apart into
//! what is needed at once and what is loaded later (`cargo xtask dist`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bin=page=--emit-relocs");
    }
}
