//! Any bytes through the one door, after a gzip mark and without.
#![no_main]
use cutpoint::data::{TableReader, read_table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let whole = read_table(data, "t", &mut |_| ());
    let mut reader = TableReader::new("t", None);
    let pieces = data.chunks(7).try_for_each(|c| reader.push(c)).and_then(|()| reader.finish());
    assert_eq!(whole.is_ok(), pieces.is_ok());
});
