//! Rows and columns: headers, missing values, texts, and rows that do not fit.

use crate::{names, read};
use cutpoint::data::{DataError, Values};

#[test]
fn a_ragged_row_is_named_by_row_and_line() {
    let error = read(b"a,b\n\"1\n\",2\n\n3,4,5,6\n").unwrap_err();
    let place = DataError::Ragged { file: "t.csv".into(), row: 2, line: 5, expected: 2, found: 4 };
    assert_eq!(error, place);
    let error = read(b"a,b\n1,2\n3\n").unwrap_err();
    assert_eq!(error, DataError::Ragged { file: "t.csv".into(), row: 2, line: 3, expected: 2, found: 1 });
}

#[test]
fn a_quote_that_never_closes_is_named_by_its_line() {
    let text = format!("a,b\n1,2\n\"3,4\n{}", "5,6\n".repeat(2_000_000));
    assert_eq!(read(text.as_bytes()).unwrap_err(), DataError::OpenQuote { file: "t.csv".into(), line: 3 });
}

#[test]
fn a_file_without_a_header_gets_column_names() {
    let table = read(b"0.9,1\n0.2,0\n").unwrap();
    assert_eq!((names(&table), table.rows), (vec!["column 1", "column 2"], 2));
    let table = read(b"spam,0.9\nham,0.2\nspam,0.3\n").unwrap();
    assert_eq!((names(&table), table.rows), (vec!["column 1", "column 2"], 3));
    // What pandas writes for columns without names, and wavelengths.
    assert_eq!(names(&read(b"0,1\n0.9,1\n").unwrap()), ["0", "1"]);
    assert_eq!(names(&read(b"label,1100.5\nham,0.2\n").unwrap()), ["label", "1100.5"]);
}

#[test]
fn row_names_of_r_and_the_index_of_pandas_are_columns() {
    let table = read(b"\"x\",\"y\"\n\"1\",0.5,\"a\"\n\"2\",0.7,\"b\"\n").unwrap();
    assert_eq!(names(&table), ["row", "x", "y"]);
    assert_eq!(names(&read(b",x,y\n0,0.5,a\n1,0.7,b\n").unwrap()), ["column 1", "x", "y"]);
    // A delimiter at the end of each line is no column.
    assert_eq!(names(&read(b"x,y,\n0.5,a,\n0.7,b,\n").unwrap()), ["x", "y"]);
}

#[test]
fn missing_values_are_counted_as_missing_in_every_spelling() {
    let table = read(b"x,y\n1,a\n,b\nNA,\nNaN,null\n<NA>,None\n2,c\n").unwrap();
    let Values::Number(x) = &table.columns[0].values else { panic!("numbers") };
    assert_eq!(x.iter().map(|v| v.is_nan()).collect::<Vec<_>>(), [false, true, true, true, true, false]);
    assert!((2..5).all(|row| table.columns[1].values.is_missing(row)));
}

#[test]
fn a_column_of_texts_keeps_leading_zeros_and_a_late_text_keeps_numbers_apart() {
    let table = read(b"id,label\n007,1\nA7,0\n").unwrap();
    assert_eq!(table.columns[0].values.text(0).as_deref(), Some("007"));
    let late = format!("label\n{}unknown\n1.0\n", "1\n0\n".repeat(50_000));
    let table = read(late.as_bytes()).unwrap();
    let Values::Text { dictionary, codes } = &table.columns[0].values else { panic!("texts") };
    assert_eq!(dictionary.to_vec(), ["1", "0", "unknown"]);
    assert_eq!(codes[100_001], 0);
}

#[test]
fn names_of_cases_are_counted_and_not_looked_up() {
    let rows: String = (0..200_000).map(|i| format!("case {},0.5\n", i.min(199_990))).collect();
    let table = read(format!("id,score\n{rows}").as_bytes()).unwrap();
    let Values::Text { codes, dictionary } = &table.columns[0].values else { panic!("texts") };
    assert!(dictionary.may_repeat());
    assert_eq!((codes.len(), dictionary.len(), dictionary.count_distinct()), (200_000, 199_991, 199_991));
    assert_eq!(table.columns[0].values.text(199_999).as_deref(), Some("case 199990"));
    let rows: String = (0..300_000).map(|i| format!("case {},0.5\n", i % 200_000)).collect();
    let table = read(format!("id,score\n{rows}").as_bytes()).unwrap();
    let Values::Text { dictionary, .. } = &table.columns[0].values else { panic!("texts") };
    assert_eq!((dictionary.len(), dictionary.count_distinct()), (300_000, 200_000));
    assert!(!table.summaries()[0].is_unique);
}
