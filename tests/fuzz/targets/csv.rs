//! CSV in two ways, whole and in chunks: the same table or the same error.
#![no_main]
mod same;
use cutpoint::data::CsvReader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [first, second, bytes @ ..] = data else { return };
    // A small sample, so that rows behind it can change the type of a column.
    let reader = || CsvReader::new("t", None).sampling(1 + usize::from(*second));
    let mut at_once = reader();
    let whole = at_once.push(bytes).and_then(|()| at_once.finish());
    let mut reader = reader();
    let pieces = bytes.chunks(1 + usize::from(*first)).try_for_each(|c| reader.push(c)).and_then(|()| reader.finish());
    same::assert_same(&whole, &pieces);
    if let Ok(table) = whole {
        assert!(table.columns.iter().all(|c| c.values.len() == table.rows));
    }
});
