//! Parquet: columns of one length, or an error.
#![no_main]
use cutpoint::data::parquet::read_parquet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(table) = read_parquet(data, "t", &mut |_| ()) {
        assert!(table.columns.iter().all(|c| c.values.len() == table.rows));
    }
});
