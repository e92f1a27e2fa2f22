//! Trunk asks `wasm-bindgen --version` first, and takes no other version than the locked one.

use std::path::Path;
use std::process::Command;

#[test]
fn under_the_name_of_wasm_bindgen_it_says_what_the_real_one_says() {
    let folder = std::env::temp_dir().join(format!("cutpoint-stand-in-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let program = folder.join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    std::fs::copy(Path::new(env!("CARGO_BIN_EXE_xtask")), &program).unwrap();
    let output = Command::new(&program).arg("--version").env("CUTPOINT_WASM_BINDGEN", "rustc").output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(output.stdout.starts_with(b"rustc "), "{output:?}");
}
