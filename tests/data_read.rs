//! Tables of every kind through the one door, in chunks.
#![cfg(feature = "data")]

use std::io::Write;

use cutpoint::data::{DataError, Table, TableReader, Values, read_table};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Result<Table, DataError> {
    read_table(bytes, "t", &mut |_| ())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A table as its texts, `None` where a value is missing.
fn texts(table: &Table) -> Vec<Vec<Option<String>>> {
    (0..table.rows)
        .map(|row| table.columns.iter().map(|c| c.values.text(row).map(|t| t.into_owned())).collect())
        .collect()
}

const CSV: &str = "score,label,site\n0.5,1,a\n0.25,0,\n";

#[test]
fn csv_json_lines_a_json_array_and_gzip_of_each_give_one_table() {
    let lines = "{\"score\":0.5,\"label\":1,\"site\":\"a\"}\n{\"score\":2.5e-1,\"label\":0,\"site\":null}\n";
    let array = format!("[{}]", lines.trim_end().replace('\n', ",\n "));
    let pretty = array.replace(',', ",\n").replace('{', "{\n");
    let marked = format!("\u{feff}{lines}");
    let expected = read(CSV.as_bytes()).unwrap();
    for text in [CSV, lines, &array, &pretty, &marked] {
        for bytes in [
            text.as_bytes().to_vec(),
            gzip(text.as_bytes()),
            [gzip(&text.as_bytes()[..9]), gzip(&text.as_bytes()[9..])].concat(),
        ] {
            let table = read(&bytes).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(texts(&table), texts(&expected), "{text}");
            assert_eq!(table.names().collect::<Vec<_>>(), ["score", "label", "site"]);
        }
    }
}

#[test]
fn json_objects_may_lack_names_and_bring_new_ones() {
    let table =
        read(b"{\"a\":1}\n{\"b\":\"x\",\"a\":NaN}\n{}\n{\"b\":true,\"c\":\"\\u00e4\\ud83d\\ude00\\n\"}").unwrap();
    let text = |t: &str| Some(t.to_owned());
    let none = || None::<String>;
    assert_eq!(
        texts(&table),
        [
            [text("1"), none(), none()],
            [none(), text("x"), none()],
            [none(), none(), none()],
            [none(), text("true"), text("ä😀")],
        ]
    );
}

#[test]
fn what_is_wrong_in_json_is_named_by_line_and_column() {
    let json =
        |line, column, problem: &str| DataError::Json { file: "t".into(), line, column, problem: problem.into() };
    assert_eq!(read(b"{\"a\":1}\n{\"a\" 2}").unwrap_err(), json(2, 6, "expected a colon"));
    assert_eq!(read(b"[{\"a\":\n 1},\n 7]").unwrap_err(), json(3, 2, "expected an object"));
    assert_eq!(read(b"{\"a\":1}\n{\"a\":").unwrap_err(), json(2, 1, "the file ends inside an object or a list"));
    let nested = DataError::Nested { file: "t".into(), row: 2, line: 2, column: "b".into() };
    assert_eq!(read(b"{\"b\":1}\n{\"b\":[1,2]}").unwrap_err(), nested);
}

#[test]
fn rows_that_each_bring_a_new_name_are_refused_before_they_fill_memory() {
    let rows: String = (0..19_000).map(|i| format!("{{\"c{i}\":1}}\n")).collect();
    assert_eq!(read(rows.as_bytes()).unwrap_err().id(), "data-error-too-large");
}

#[test]
fn a_gzip_file_that_is_cut_or_flipped_is_damaged() {
    let rows: String = (0..5_000).map(|i| format!("{},{}\n", f64::from(i).sin().abs(), i % 2)).collect();
    let whole = gzip(format!("score,label\n{rows}").as_bytes());
    let damaged = DataError::Damaged { file: "t".into(), format: "gzip".into() };
    assert_eq!(read(&whole[..whole.len() / 2]).unwrap_err(), damaged);
    let mut flipped = whole.clone();
    let end = flipped.len() - 6; // The checksum.
    flipped[end] ^= 1;
    assert_eq!(read(&flipped).unwrap_err(), damaged);
}

#[test]
fn a_bomb_of_one_cell_stops_at_the_longest_row() {
    let zeros = gzip(&vec![b'a'; 64 << 20]);
    assert_eq!(read(&zeros).unwrap_err().id(), "data-error-too-large");
    assert_eq!(
        read(&gzip(&gzip(CSV.as_bytes()))).unwrap_err(),
        DataError::NotATable { file: "t".into(), found: "gzip".into() }
    );
}

#[test]
fn a_file_of_another_kind_is_named_whatever_its_name_says() {
    let cases: [(&[u8], &str); 7] = [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<!DOCTYPE html><title>Log in</title>", "web-page"),
        (b"\x80\x04\x95\0\0", "pickle"),
        (b"\x08\x08\x12\x08skl2onnx", "onnx"),
        (b"\x93NUMPY\x01\0v\0", "numpy"),
        (b"\0\x01\x02\x03\x04", "binary"),
    ];
    for (bytes, found) in cases {
        assert_eq!(read(bytes).unwrap_err(), DataError::NotATable { file: "t".into(), found: found.into() });
    }
    assert_eq!(read(b"").unwrap_err(), DataError::Empty { file: "t".into() });
    assert_eq!(read(b" \r\n\n").unwrap_err(), DataError::Empty { file: "t".into() });
}

/// JSON values of a row as serde_json has them.
fn scalar() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        Just(serde_json::Value::Null),
        any::<f64>().prop_map(serde_json::Value::from),
        any::<i32>().prop_map(serde_json::Value::from),
        "[a-z][ -~äß😀\n\t]{0,8}[a-z]".prop_map(serde_json::Value::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_serde_json_writes_is_read_back(rows in prop::collection::vec((scalar(), scalar()), 1..20), cut in 1..40usize) {
        let mut text = String::new();
        for (a, b) in &rows {
            text.push_str(&serde_json::json!({"key \"1\"": a, "ключ": b}).to_string());
            text.push('\n');
        }
        let mut reader = TableReader::new("t", None);
        for chunk in text.as_bytes().chunks(cut) {
            reader.push(chunk).unwrap();
        }
        let table = reader.finish().unwrap();
        prop_assert_eq!(table.rows, rows.len());
        for (index, name) in ["key \"1\"", "ключ"].iter().enumerate() {
            let column = table.column(name).unwrap();
            for (row, values) in rows.iter().enumerate() {
                let value = if index == 0 { &values.0 } else { &values.1 };
                match (&column.values, value) {
                    (Values::Number(n), serde_json::Value::Number(v)) => {
                        prop_assert_eq!(n[row], v.as_f64().unwrap());
                    }
                    (values, serde_json::Value::Number(v)) => {
                        prop_assert_eq!(values.text(row).unwrap(), v.as_f64().unwrap().to_string());
                    }
                    (values, serde_json::Value::String(v)) => {
                        let text = values.text(row).unwrap_or_default();
                        prop_assert!(text == v.trim() || v.parse::<f64>().is_ok() || v == "nan" || v == "null", "{} {}", text, v);
                    }
                    (values, _) => prop_assert!(values.is_missing(row)),
                }
            }
        }
    }

    #[test]
    fn any_bytes_give_a_table_or_an_error(start in prop::sample::select(vec!["", "{\"a\":", "[{", "\u{1f}\u{8b}", "PAR1"]), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [start.as_bytes(), &bytes].concat();
        if let Ok(table) = read(&bytes) {
            prop_assert!(table.columns.iter().all(|c| c.values.len() == table.rows));
        }
    }
}
