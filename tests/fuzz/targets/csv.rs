//! CSV in two ways, whole and in chunks: the same table or the same error.
#![no_main]
mod same;
use cutpoint::data::{CsvReader, read_csv};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let whole = read_csv(bytes, "t", &mut |_| ());
    let mut reader = CsvReader::new("t", None);
    let pieces = bytes.chunks(1 + usize::from(*first)).try_for_each(|c| reader.push(c)).and_then(|()| reader.finish());
    same::assert_same(&whole, &pieces);
    if let Ok(table) = whole {
        assert!(table.columns.iter().all(|c| c.values.len() == table.rows));
    }
});
