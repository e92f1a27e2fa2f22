//! Files really written by pandas, Polars, DuckDB, Arrow, R and LibreOffice, and
//! by the rules of Excel (tests/fixtures/data/make.py and its neighbours).
#![cfg(feature = "parquet")]

use std::path::PathBuf;

use cutpoint::data::recognise::Role;
use cutpoint::data::{DataError, Table, TableReader, read_table, recognise};

#[derive(serde::Deserialize)]
struct Expected {
    names: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/data")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn expected() -> Expected {
    serde_json::from_slice(&file("expected.json")).expect("the fixture is right")
}

fn real() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder().join("real")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.iter().map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(p).unwrap())).collect()
}

/// Whether a cell is the expected one: exactly, except that R, pandas'
/// JSON and LibreOffice write 15 digits, and that booleans and dates have their own words.
fn same(cell: Option<&str>, expected: Option<&str>, name: &str, file: &str) -> bool {
    let (Some(cell), Some(expected)) = (cell, expected) else { return cell.is_none() && expected.is_none() };
    let boolean = |t: &str| match t {
        "WAHR" | "TRUE" | "True" => "true".to_owned(),
        "FALSCH" | "FALSE" | "False" => "false".to_owned(),
        other => other.to_owned(),
    };
    match name {
        "score" if ["r-", "pandas.json", "libreoffice"].iter().any(|f| file.starts_with(f)) => {
            (cell.parse::<f64>().unwrap() - expected.parse::<f64>().unwrap()).abs() < 1e-14
        }
        "ok" => boolean(cell) == expected,
        "day" => cell.split('T').next() == Some(expected),
        _ => cell == expected,
    }
}

#[test]
fn every_real_file_holds_the_expected_cells() {
    let expected = expected();
    let files = real();
    assert_eq!(files.len(), 40, "{:?}", files.iter().map(|f| &f.0).collect::<Vec<_>>());
    for (name, bytes) in files {
        let table = read_table(&bytes, &name, &mut |_| ()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(table.rows, expected.rows.len(), "{name}");
        for (index, column) in expected.names.iter().enumerate() {
            let values = &table.column(column).unwrap_or_else(|| panic!("{name}: no {column}")).values;
            for (row, wanted) in expected.rows.iter().enumerate() {
                let (cell, wanted) = (values.text(row), wanted[index].as_deref());
                assert!(
                    same(cell.as_deref(), wanted, column, &name),
                    "{name}, {column}, row {row}: {cell:?}, not {wanted:?}"
                );
            }
        }
    }
}

#[test]
fn every_real_file_is_recognised_without_a_question() {
    for (name, bytes) in real() {
        let seen = recognise(&read_table(&bytes, &name, &mut |_| ()).unwrap(), None);
        let column = |role| seen.guesses.iter().find(|g| g.role == role).map(|g| g.column.as_str());
        let roles = [Role::Score, Role::Label, Role::Split, Role::Weight, Role::Date].map(column);
        assert_eq!(roles, ["score", "label", "split", "n", "day"].map(Some), "{name}");
        assert!(seen.is_certain(), "{name}: {:?}", seen.guesses);
    }
}

#[test]
fn every_real_file_is_the_same_in_chunks_of_any_size() {
    for (name, bytes) in real() {
        let whole = read_table(&bytes, &name, &mut |_| ()).unwrap();
        for size in [1, 3, 64, 4_097] {
            let mut reader = TableReader::new(&name, Some(bytes.len() as u64));
            bytes.chunks(size).for_each(|chunk| reader.push(chunk).unwrap());
            // Comparing texts: numbers that are missing are not equal to themselves.
            let texts = |t: &Table| format!("{:?}{:?}", t.preview(100), t.names().collect::<Vec<_>>());
            assert_eq!(texts(&reader.finish().unwrap()), texts(&whole), "{name} in {size}");
        }
    }
}

#[test]
fn every_parquet_type_has_its_value() {
    let table = read_table(&file("types.parquet"), "types.parquet", &mut |_| ()).unwrap();
    let cells: Vec<_> = table.columns.iter().map(|c| (c.name.as_str(), c.values.text(0), c.values.text(2))).collect();
    let cells: Vec<_> = cells.iter().map(|(n, a, b)| (*n, a.as_deref(), b.as_deref())).collect();
    assert_eq!(
        cells,
        [
            ("i8", Some("-1"), Some("3")),
            ("u8", Some("255"), Some("3")),
            ("u32", Some("4294967295"), Some("3")),
            ("i64", Some("9007199254740993"), Some("3")),
            ("u64", Some("18446744073709551615"), Some("3")),
            ("f16", Some("0.5"), Some("3")),
            ("f32", Some("0.10000000149011612"), Some("3")),
            ("date", Some("2024-02-29"), Some("1960-01-01")),
            ("ms", Some("2026-01-02T03:04:05.678"), Some("1969-12-31T23:59:59")),
            ("us_utc", Some("2026-01-02T03:04:05.678"), Some("1969-12-31T23:59:59")),
            ("ns", Some("2026-01-02T03:04:05.678"), Some("1969-12-31T23:59:59")),
            ("time", Some("01:02:03"), Some("23:00:00")),
            ("decimal", Some("1.25"), Some("-0.3")),
            ("wide", Some("1.25"), Some("-0.3")),
            ("binary", Some("ab"), Some("c")),
            ("bool", Some("true"), Some("false")),
            ("null", None, None),
        ]
    );
    assert!(table.columns.iter().all(|c| c.values.is_missing(1)));
    let table = read_table(&file("int96.parquet"), "t", &mut |_| ()).unwrap();
    assert_eq!(table.columns[0].values.text(0).as_deref(), Some("2026-01-02T03:04:05"));
}

#[test]
fn parquet_that_is_not_read_is_named_by_its_reason() {
    let error = |name: &str| read_table(&file(name), "t", &mut |_| ()).unwrap_err();
    let nested = |column: &str| DataError::Nested { file: "t".into(), row: 0, line: 0, column: column.into() };
    assert_eq!(error("nested-list.parquet"), nested("a"));
    assert_eq!(error("nested-struct.parquet"), nested("s"));
    assert_eq!(
        error("brotli.parquet"),
        DataError::Unsupported { file: "t".into(), what: "Parquet with Brotli compression".into() }
    );
    assert_eq!(error("no-rows.parquet"), DataError::NoRows { file: "t".into() });
}
