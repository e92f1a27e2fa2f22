//! Packs: whatever opens can be listed, read and understood, or is an error.
#![no_main]
use cutpoint::data::Pack;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(pack) = Pack::open(data, "t") else { return };
    let names: Vec<String> = pack.names().map(str::to_owned).collect();
    for name in &names {
        assert!(!name.contains("..") || !name.split('/').any(|part| part == ".."));
        let _ = pack.read(name);
    }
    let _ = pack.scenario();
});
