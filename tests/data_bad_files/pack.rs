//! Packs that must not open.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Bad, Open, bad};

const SCENARIO: &[u8] = include_bytes!("../../models/tumour/scenario.json");

fn zip_by(method: CompressionMethod, entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    zip_by(CompressionMethod::Deflated, entries)
}

fn pack(name: &str, bytes: Vec<u8>, id: &'static str) -> Bad {
    bad(name, bytes, id).by(Open::Pack)
}

/// The bytes with every place of a text replaced by another of its length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

/// The encryption flag in the table of contents.
fn with_flag(bytes: &[u8]) -> Vec<u8> {
    let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let mut bytes = bytes.to_vec();
    bytes[at + 8] |= 1;
    bytes
}

/// A symbolic link in an archive.
fn link() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("cases.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    writer.finish().unwrap().into_inner()
}

/// Another name before the file than in the table of contents.
fn other_name_inside(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[30] ^= 1;
    bytes
}

pub fn files() -> Vec<Bad> {
    let with = |name: &str| zip(&[("scenario.json", SCENARIO), (name, b"x")]);
    let whole = zip(&[("scenario.json", SCENARIO), ("cases.csv", b"a,label\n1,0\n"), ("model.onnx", b"x")]);
    let stored = zip_by(CompressionMethod::Stored, &[("scenario.json", SCENARIO)]);
    let small = br#"{"title":"t","cases":"cases.csv","models":[{"file":"m.onnx"}]}"#;
    let zeros = vec![0u8; 70 << 20];
    let many: Vec<String> = (0..1_100).map(|i| format!("f{i}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    vec![
        pack("zero-bytes.zip", Vec::new(), "damaged"),
        pack("not-a-zip.zip", b"scenario".to_vec(), "damaged"),
        pack("start-only.zip", b"PK\x03\x04".to_vec(), "damaged"),
        pack("empty-archive.zip", zip(&[]), "missing-file"),
        pack("cut-half.zip", whole[..whole.len() / 2].to_vec(), "damaged"),
        pack("cut-end.zip", whole[..whole.len() - 10].to_vec(), "damaged"),
        pack("no-scenario.zip", zip(&[("cases.csv", b"a,label\n1,0\n")]), "missing-file"),
        pack(
            "scenario-in-two-folders.zip",
            zip(&[("a/scenario.json", SCENARIO), ("b/cases.csv", b"x")]),
            "missing-file",
        ),
        pack("no-model.zip", zip(&[("scenario.json", small), ("cases.csv", b"x")]), "missing-file"),
        pack("no-cases.zip", zip(&[("scenario.json", small), ("m.onnx", b"x")]), "missing-file"),
        pack("scenario-in-other-case.zip", zip(&[("Scenario.JSON", SCENARIO)]), "missing-file"),
        pack("path-up.zip", with("../evil"), "bad-entry"),
        pack("path-up-inside.zip", with("a/../../evil"), "bad-entry"),
        pack("path-absolute.zip", with("/etc/passwd"), "bad-entry"),
        pack("path-drive.zip", with("C:evil"), "bad-entry"),
        pack("path-backslash.zip", with("..\\evil"), "bad-entry"),
        pack("path-unc.zip", with("\\\\host\\share"), "bad-entry"),
        pack("path-address.zip", with("https://host/x"), "bad-entry"),
        pack("path-zero.zip", with("a\0b"), "bad-entry"),
        pack("path-break.zip", with("a\nb"), "bad-entry"),
        pack("path-query.zip", with("a?b"), "bad-entry"),
        pack("path-escaped.zip", with("%2e%2e/evil"), "bad-entry"),
        pack("path-long.zip", with(&"a".repeat(300)), "bad-entry"),
        pack("bomb.zip", zip(&[("scenario.json", SCENARIO), ("cases.csv", &zeros)]), "bad-entry"),
        pack("bomb-as-scenario.zip", zip(&[("scenario.json", &zeros)]), "bad-entry"),
        pack("many-files.zip", zip(&many), "too-large"),
        pack("excel.zip", zip(&[("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")]), "not-a-table"),
        pack("wrong-sum.zip", replaced(&stored, b"Tumour", b"Rumour"), "damaged"),
        pack("scenario-empty.zip", zip(&[("scenario.json", b"")]), "empty"),
        pack("scenario-no-json.zip", zip(&[("scenario.json", b"title: x")]), "json"),
        pack("scenario-cut.zip", zip(&[("scenario.json", &SCENARIO[..500])]), "json"),
        pack("scenario-leaves.zip", zip(&[("scenario.json", br#"{"title":"t","cases":"../x"}"#)]), "field"),
        pack(
            "same-name-twice.zip",
            replaced(&zip(&[("scenario.json", SCENARIO), ("a1.csv", b"x"), ("a2.csv", b"y")]), b"a2.csv", b"a1.csv"),
            "bad-entry",
        ),
        pack("password.zip", with_flag(&stored), "bad-entry"),
        pack("link.zip", link(), "bad-entry"),
        pack(
            "other-method.zip",
            replaced(&zip(&[("scenario.json", b"{\"title\":\"t\"}")]), b"\x08\0\0\0\x21\0", b"\x09\0\0\0\x21\0"),
            "bad-entry",
        ),
        pack(
            "zip64.zip",
            replaced(&stored, b"PK\x05\x06\0\0\0\0\x01\0\x01\0", b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff"),
            "unsupported",
        ),
        pack("other-name-inside.zip", other_name_inside(&stored), "damaged"),
        bad("two-tables.zip", zip(&[("a.csv", b"x"), ("b.csv", b"y")]), "not-a-table"),
        bad("a-pack-as-cases.zip", whole, "not-a-table"),
        bad("excel.xlsx", zip(&[("_rels/.rels", b"x"), ("xl/workbook.xml", b"y")]), "not-a-table"),
        bad("zip-of-a-photo.zip", zip(&[("a.csv", b"\x89PNG\r\n\x1a\n")]), "not-a-table"),
        bad("zip-of-nothing.zip", zip(&[("a.csv", b"")]), "empty"),
        bad("zip-in-zip.zip", zip(&[("a.zip", &zip(&[("a.csv", b"x")]))]), "not-a-table"),
        bad("numpy.npz", zip(&[("a.npy", b"\x93NUMPY\x01\0"), ("b.npy", b"\x93NUMPY\x01\0")]), "not-a-table"),
    ]
}
