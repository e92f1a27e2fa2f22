//! CSV as spreadsheets, pandas, R and databases write it.

mod chunks;
mod columns;
mod dialects;

use cutpoint::data::{DataError, Table, Values, read_csv};

fn read(bytes: &[u8]) -> Result<Table, DataError> {
    read_csv(bytes, "t.csv", &mut |_| ())
}

/// A table as its texts, `None` where a value is missing.
fn texts(table: &Table) -> Vec<Vec<Option<String>>> {
    (0..table.rows)
        .map(|row| table.columns.iter().map(|c| c.values.text(row).map(|t| t.into_owned())).collect())
        .collect()
}

fn names(table: &Table) -> Vec<&str> {
    table.names().collect()
}

fn numbers(table: &Table, name: &str) -> Vec<f64> {
    match &table.column(name).expect("the column is there").values {
        Values::Number(numbers) => numbers.clone(),
        text => panic!("{name} is not of numbers: {text:?}"),
    }
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}
