//! Scenario packs as zip archives, written, read and refused.
#![cfg(feature = "data")]

use std::io::{Cursor, Write};

use cutpoint::data::error::EntryRule;
use cutpoint::data::{DataError, Pack, Scenario, read_scenario, read_table, write_pack};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const SCENARIO: &[u8] = include_bytes!("../models/tumour/scenario.json");
const CASES: &[u8] = include_bytes!("../models/tumour/cases.csv");
const MODEL: &[u8] = include_bytes!("../models/tumour/model.onnx");

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open_error(bytes: &[u8]) -> DataError {
    match Pack::open(bytes, "p.zip") {
        Ok(_) => panic!("it opened"),
        Err(error) => error,
    }
}

#[test]
fn a_pack_comes_back_as_it_was_written_and_is_the_same_each_time() {
    let scenario = read_scenario(SCENARIO).unwrap();
    let files = [("model.onnx", MODEL), ("cases.csv", CASES)];
    let bytes = write_pack(&scenario, &files).unwrap();
    assert_eq!(bytes, write_pack(&scenario, &files).unwrap());
    let pack = Pack::open(&bytes, "p.zip").unwrap();
    assert_eq!(pack.names().collect::<Vec<_>>(), ["scenario.json", "model.onnx", "cases.csv"]);
    assert_eq!(pack.scenario().unwrap(), scenario);
    assert_eq!((pack.read("cases.csv").unwrap(), pack.read("model.onnx").unwrap()), (CASES.to_vec(), MODEL.to_vec()));
}

#[test]
fn what_is_written_is_read_by_another_reader() {
    let scenario = read_scenario(SCENARIO).unwrap();
    let zeros = vec![0u8; 1 << 20];
    let bytes = write_pack(&scenario, &[("m/ö.onnx", MODEL), ("empty.csv", b""), ("zeros", &zeros)]).unwrap();
    let mut other = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = other.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["scenario.json", "m/ö.onnx", "empty.csv", "zeros"]);
    for (name, wanted) in [("m/ö.onnx", MODEL), ("empty.csv", b""), ("zeros", &zeros)] {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut other.by_name(name).unwrap(), &mut content).unwrap();
        assert_eq!(content, wanted, "{name}");
    }
}

#[test]
fn a_folder_around_everything_and_the_clutter_of_a_mac_are_taken_off() {
    let bytes = zip(&[
        ("tumour/scenario.json", SCENARIO),
        ("tumour/model.onnx", MODEL),
        ("tumour/cases.csv", CASES),
        ("__MACOSX/tumour/._cases.csv", b"x"),
        ("tumour/.DS_Store", b"x"),
    ]);
    let pack = Pack::open(&bytes, "p.zip").unwrap();
    assert_eq!(pack.scenario().unwrap().title, "Tumour screening");
}

#[test]
fn a_path_that_leaves_the_pack_is_refused() {
    for path in
        ["../evil.csv", "/etc/passwd", "a/../../b", "C:\\b.csv", "a//b", "a\\..\\b", "./a", "a\0b", "http://x/y"]
    {
        let error = open_error(&zip(&[("scenario.json", SCENARIO), (path, b"x")]));
        assert!(matches!(error, DataError::BadEntry { rule: EntryRule::Path, .. }), "{path}: {error}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![0u8; 100 << 20];
    let error = open_error(&zip(&[("scenario.json", SCENARIO), ("cases.csv", &zeros)]));
    let entry = "cases.csv".to_owned();
    assert_eq!(error, DataError::BadEntry { file: "p.zip".into(), entry, rule: EntryRule::TooLarge });
}

#[test]
fn a_file_that_says_a_wrong_size_or_is_flipped_is_damaged() {
    let whole = zip(&[("scenario.json", SCENARIO)]);
    let damaged = DataError::Damaged { file: "p.zip".into(), format: "zip".into() };
    assert_eq!(open_error(&whole[..whole.len() - 30]), damaged);
    let mut seen = 0;
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        if let Ok(pack) = Pack::open(&bytes, "p.zip") {
            // Whatever opens gives the content or an error, never other content.
            match pack.read("scenario.json") {
                Ok(content) => assert_eq!(content, SCENARIO),
                Err(_) => seen += 1,
            }
        }
    }
    assert!(seen > 10);
}

#[test]
fn a_pack_that_lacks_a_file_says_which_it_has() {
    let bytes = zip(&[("scenario.json", SCENARIO), ("cases.csv", CASES)]);
    let error = Pack::open(&bytes, "p.zip").unwrap().scenario().unwrap_err();
    let files = vec!["scenario.json".to_owned(), "cases.csv".to_owned()];
    assert_eq!(error, DataError::MissingFile { file: "p.zip".into(), wanted: "model.onnx".into(), files });
    let error = Pack::open(&zip(&[("a.csv", CASES), ("b.csv", CASES)]), "p.zip").unwrap().scenario().unwrap_err();
    assert_eq!(error.id(), "data-error-missing-file");
}

#[test]
fn a_zip_with_one_table_is_that_table_and_an_excel_file_is_named() {
    let read = |bytes: &[u8]| read_table(bytes, "t.zip", &mut |_| ());
    assert_eq!(read(&zip(&[("cases.csv", CASES)])).unwrap().rows, 342);
    let excel = zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"), ("xl/styles.xml", b"<x/>")]);
    assert_eq!(read(&excel).unwrap_err(), DataError::NotATable { file: "t.zip".into(), found: "xls".into() });
    let two = zip(&[("a.csv", CASES), ("b.csv", CASES)]);
    assert_eq!(read(&two).unwrap_err(), DataError::NotATable { file: "t.zip".into(), found: "zip".into() });
}

#[test]
fn a_name_that_is_no_plain_path_or_comes_twice_is_not_written() {
    let scenario = Scenario { title: "t".into(), ..Scenario::default() };
    let error = write_pack(&scenario, &[("../a", b"x")]).unwrap_err();
    assert!(matches!(error, DataError::BadEntry { rule: EntryRule::Path, .. }));
    for twice in [&[("a", &b"x"[..]), ("a", b"y")][..], &[("scenario.json", b"x")]] {
        let error = write_pack(&scenario, twice).unwrap_err();
        assert!(matches!(error, DataError::BadEntry { rule: EntryRule::Twice, .. }));
    }
}
