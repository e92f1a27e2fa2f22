//! CSV as spreadsheets, pandas, R and databases write it.

use cutpoint::data::{CsvReader, DataError, Table, Values, read_csv};
use proptest::prelude::*;

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

#[test]
fn a_file_that_cannot_fit_is_refused_before_it_is_read() {
    let mut reader = CsvReader::new("big.csv", Some(100 << 30));
    let rows = "0.123,1\n".repeat(100_000);
    let error = reader.push(format!("score,label\n{rows}").as_bytes()).unwrap_err();
    assert_eq!(error.id(), "data-error-too-large");
    // Names of cases count with their letters, so fewer bytes are too many.
    let start = |id: bool| {
        let row = |i: u32| {
            if id { format!("a rather long name of the case {i:09},1\n") } else { "0.12345678901234567,1\n".into() }
        };
        (0..30_000).map(row).collect::<String>()
    };
    let opens = |id| CsvReader::new("t", Some(2 << 30)).push(format!("x,label\n{}", start(id)).as_bytes()).is_ok();
    assert_eq!((opens(false), opens(true)), (true, false));
}

/// A table, or its error, as something that can be compared.
fn comparable(result: Result<Table, DataError>) -> Result<String, DataError> {
    result.map(|t| format!("{:?} {:?} {:?}", t.names().collect::<Vec<_>>(), texts(&t), t.lines))
}

#[test]
fn a_file_is_the_same_however_it_is_cut_and_however_much_is_looked_at_first() {
    // Each was, in one place or another, read differently once: a carriage
    // return in a quoted name, broken UTF-16 behind a header, a name of a case
    // in a row that is cut, a header longer than the sample.
    let files: [&[u8]; 6] = [
        b"\"a\rb\",c\n1,2\n\"x\ry\",3\n",
        b"\xff\xfea\0,\0b\0\n\x001\0,\0\x00\xd8\n\0",
        b"id,x\na,1\nb,2\na,3\nc,4\na,5\nc,6\n",
        b"a;b;\"c\nd\";e\n1;2;3;4\n5;6;7;8",
        b"x,y\n1,a\n2,b\n,\n3.5,1.0\nz,1\n2,\"q\"\"\"",
        b"n\r1\r2\r\"a\nb\"\r",
    ];
    for file in files {
        for sample in 1..file.len() + 2 {
            let read = |size: usize| {
                let mut reader = CsvReader::new("t.csv", None).sampling(sample);
                let pushed = file.chunks(size).try_for_each(|chunk| reader.push(chunk));
                comparable(pushed.and_then(|()| reader.finish()))
            };
            let whole = read(file.len());
            for size in 1..file.len() {
                assert_eq!(read(size), whole, "{:?}, {sample} first, in {size}", String::from_utf8_lossy(file));
            }
        }
    }
}

/// A table of texts that are no numbers and mark no missing value.
fn table_of_texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = "[a-z][a-z ,;\n\"|\t-]{0,6}[a-z]|[a-zäß€]{2}";
    (2..5usize).prop_flat_map(move |width| prop::collection::vec(prop::collection::vec(cell, width), 1..12))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_the_csv_crate_writes_is_read_back(rows in table_of_texts(), crlf: bool, always: bool) {
        let mut writer = csv::WriterBuilder::new()
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .quote_style(if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .from_writer(Vec::new());
        let header: Vec<String> = (0..rows[0].len()).map(|i| format!("h{i}")).collect();
        writer.write_record(&header).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let table = read(&writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(table.names().map(str::to_owned).collect::<Vec<_>>(), header);
        let back: Vec<Vec<String>> = texts(&table).into_iter().map(|r| r.into_iter().flatten().collect()).collect();
        let trimmed: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| c.trim().to_owned()).collect()).collect();
        prop_assert_eq!(back, trimmed);
    }

    #[test]
    fn chunks_of_any_size_give_the_same_table_or_error(
        text in "(sep=;\n)?h,i;j\n([0-9.\",;%é€a\n\r\t-]{0,12}\n){0,12}",
        encoding in 0..4,
        cuts in prop::collection::vec(1..9usize, 1..20),
        sample in 1..80usize,
    ) {
        let bytes = match encoding {
            0 => text.clone().into_bytes(),
            1 => [b"\xff\xfe".to_vec(), utf16(&text, true)].concat(),
            2 => [b"\xfe\xff".to_vec(), utf16(&text, false)].concat(),
            _ => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0x80)).collect(),
        };
        let all = |mut reader: CsvReader| reader.push(&bytes).and_then(|()| reader.finish());
        let whole = all(CsvReader::new("t.csv", None).sampling(sample));
        let mut reader = CsvReader::new("t.csv", None).sampling(sample);
        let mut rest: &[u8] = &bytes;
        let mut result = Ok(());
        for cut in cuts.iter().cycle() {
            if rest.is_empty() || result.is_err() {
                break;
            }
            let (chunk, after) = rest.split_at((*cut).min(rest.len()));
            result = reader.push(chunk);
            rest = after;
        }
        let pieces = result.and_then(|()| reader.finish());
        prop_assert_eq!(comparable(pieces), comparable(whole));
    }

    #[test]
    fn any_bytes_give_a_table_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = read(&bytes) {
            prop_assert!(table.columns.iter().all(|c| c.values.len() == table.rows));
        }
    }
}
