//! Delimiters, decimal signs, encodings and quotes.

use crate::{names, numbers, read, texts, utf16};
use cutpoint::data::{DataError, Values};

#[test]
fn the_delimiter_is_comma_semicolon_tab_or_bar() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = "score,label,note\n0.5,1,a b\n0.25,0,c\n".replace(',', delimiter);
        let table = read(text.as_bytes()).unwrap();
        assert_eq!(names(&table), ["score", "label", "note"], "{delimiter:?}");
        assert_eq!(numbers(&table, "score"), [0.5, 0.25]);
    }
}

#[test]
fn excels_sep_line_names_the_delimiter_and_is_no_row() {
    let table = read(b"sep=;\r\na;b\r\n1,5;2\r\n").unwrap();
    assert_eq!(names(&table), ["a", "b"]);
    assert_eq!(numbers(&table, "a"), [1.5]);
}

#[test]
fn a_decimal_comma_is_recognised_where_no_point_is_used() {
    let table = read("score;label\n0,93;1\n1,5e-3;0\n7;0\n".as_bytes()).unwrap();
    assert_eq!(numbers(&table, "score"), [0.93, 0.0015, 7.0]);
    let table = read(b"score,label\n\"0,93\",1\n\"0,1\",0\n").unwrap();
    assert_eq!(numbers(&table, "score"), [0.93, 0.1]);
    // A grouped thousand between commas is not a decimal comma.
    let table = read(b"price,label\n\"1,234\",1\n\"2,500\",0\n").unwrap();
    assert!(matches!(table.columns[0].values, Values::Text { .. }));
}

#[test]
fn rows_that_end_in_a_delimiter_have_no_row_names() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = "label,site,score\n0,a,0.25,\n1,b,0.5, \r\n1,a,,\n".replace(',', delimiter);
        let table = read(text.as_bytes()).unwrap();
        assert_eq!(names(&table), ["label", "site", "score"], "{delimiter:?}");
        assert_eq!(numbers(&table, "label"), [0.0, 1.0, 1.0]);
        assert_eq!(numbers(&table, "score")[..2], [0.25, 0.5]);
    }
    // R's row names stay those where the last value is missing now and then.
    let table = read(b"label,score\nr1,0,0.25\nr2,1,\n").unwrap();
    assert_eq!(names(&table), ["row", "label", "score"]);
    let table = read(b"\"label\",\"score\",\"note\"\n\"1\",0,0.25,\n\"2\",1,0.5,\n").unwrap();
    assert_eq!(numbers(&table, "score"), [0.25, 0.5]);
}

#[test]
fn a_percentage_is_a_hundredth() {
    let table = read(b"score,label\n93%,1\n12.5 %,0\n").unwrap();
    assert_eq!(numbers(&table, "score"), [0.93, 0.125]);
}

#[test]
fn every_encoding_gives_the_same_table() {
    let text = "größe,label\n1,naïve €\n2,ja\n";
    let expected = read(text.as_bytes()).unwrap();
    let latin1: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '€' => 0x80,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    let files = [
        marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        marked(b"\xff\xfe", utf16(text, true)),
        marked(b"\xfe\xff", utf16(text, false)),
        latin1,
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        text.trim_end().as_bytes().to_vec(),
        text.replace('\n', "\n\n").into_bytes(),
    ];
    for (i, file) in files.iter().enumerate() {
        let table = read(file).unwrap_or_else(|e| panic!("file {i}: {e}"));
        assert_eq!((names(&table), texts(&table)), (names(&expected), texts(&expected)), "file {i}");
    }
}

#[test]
fn latin_1_that_begins_after_the_sample_is_read_and_broken_utf_8_is_refused() {
    let ascii = format!("name,label\n{}", "plain,1\n".repeat(10_000));
    let late = [ascii.as_bytes(), b"caf\xe9,0\n"].concat();
    let table = read(&late).unwrap();
    assert_eq!(table.columns[0].values.text(10_000).as_deref(), Some("café"));
    let mixed = [ascii.as_bytes(), "café,0\n".as_bytes(), b"caf\xe9,0\n"].concat();
    let error = read(&mixed).unwrap_err();
    assert_eq!(
        error,
        DataError::Encoding { file: "t.csv".into(), row: 10_002, line: 10_003, encoding: "UTF-8".into() }
    );
}

#[test]
fn quoted_fields_hold_delimiters_quotes_and_line_breaks() {
    let table = read(b"text,label\n\"a, \"\"b\"\"\nc\",1\r\n\"\",0\n\"x\"y,0\n").unwrap();
    let column: Vec<_> = texts(&table).into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(column, [Some("a, \"b\"\nc".into()), None, Some("xy".into())]);
    assert_eq!(table.lines.line(1), 4);
}

#[test]
fn quotes_behind_a_backslash_are_those_of_r_and_of_databases() {
    let table = read(b"text,label\n\"the \\\"old\\\" one\",1\n\"he said \\\"no\\\"\",0\n\"C:\\\\x\",0\n").unwrap();
    let column: Vec<_> = texts(&table).into_iter().map(|row| row[0].clone().unwrap()).collect();
    assert_eq!(column, ["the \"old\" one", "he said \"no\"", "C:\\\\x"]);
    // Elsewhere a backslash is a letter like any other.
    let table = read(b"path,label\n\"C:\\\",1\n\"D:\\a\",0\n").unwrap();
    assert_eq!(table.columns[0].values.text(0).as_deref(), Some("C:\\"));
}
