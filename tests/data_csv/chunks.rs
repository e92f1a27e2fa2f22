//! The table does not depend on how the file arrives.

use crate::{read, texts, utf16};
use cutpoint::data::{CsvReader, DataError, Table};
use proptest::prelude::*;

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
    // Letters alone can spell "nan" and "null", which mark missing values, and "inf", a number.
    let is_text = |cell: &String| !matches!(cell.trim(), "nan" | "null") && cell.trim().parse::<f64>().is_err();
    let cell = "[a-z][a-z ,;\n\"|\t-]{0,6}[a-z]|[a-zäß€]{2}".prop_filter("marks a missing value or a number", is_text);
    (2..5usize).prop_flat_map(move |width| prop::collection::vec(prop::collection::vec(cell.clone(), width), 1..12))
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
