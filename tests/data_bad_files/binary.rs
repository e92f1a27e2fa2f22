//! Files of other kinds, damaged gzip and damaged Parquet.

use std::io::Write;

use super::{Bad, bad};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

/// The bytes with one byte changed.
fn changed(bytes: &[u8], at: usize, byte: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] = byte;
    bytes
}

pub fn files() -> Vec<Bad> {
    let csv = b"score,label\n0.5,1\n0.25,0\n";
    let mut files = vec![
        bad("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec(), "not-a-table"),
        bad("photo-jpeg.csv", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "not-a-table"),
        bad("report.csv", b"%PDF-1.7\n%\xe2\xe3".to_vec(), "not-a-table"),
        bad("login.csv", "<!DOCTYPE html>\n<html><title>Log in</title>", "not-a-table"),
        bad("feed.csv", "<?xml version=\"1.0\"?><a/>", "not-a-table"),
        bad("old-excel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), "not-a-table"),
        bad("table.feather", b"ARROW1\0\0\xff\xff\xff\xff".to_vec(), "not-a-table"),
        bad("stream.arrow", b"\xff\xff\xff\xff\x10\x01\0\0".to_vec(), "not-a-table"),
        bad("array.npy", b"\x93NUMPY\x01\0v\0{'descr'".to_vec(), "not-a-table"),
        bad("frame.pkl", b"\x80\x04\x95\x1b\0\0\0".to_vec(), "not-a-table"),
        bad("frame.h5", b"\x89HDF\r\n\x1a\n".to_vec(), "not-a-table"),
        bad("frame.rdata", b"RDX3\nX\n\0\0\0".to_vec(), "not-a-table"),
        bad("frame.sqlite", b"SQLite format 3\0".to_vec(), "not-a-table"),
        bad("frame.duckdb", b"\x01\x02\x03\x04\x05\x06\x07\x08DUCK\x40\0".to_vec(), "not-a-table"),
        bad("frame.csv.bz2", b"BZh91AY&SY".to_vec(), "not-a-table"),
        bad("frame.csv.xz", b"\xfd7zXZ\0\0".to_vec(), "not-a-table"),
        bad("frame.csv.zst", b"\x28\xb5\x2f\xfd\x04".to_vec(), "not-a-table"),
        bad("frame.avro", b"Obj\x01\x04".to_vec(), "not-a-table"),
        bad("model.csv", include_bytes!("../../models/tumour/model.onnx").to_vec(), "not-a-table"),
        bad("program.csv", b"\x7fELF\x02\x01\x01\0\0".to_vec(), "not-a-table"),
        bad("zeros.csv", vec![0u8; 4_096], "not-a-table"),
        bad(
            "noise.csv",
            (0..2_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>(),
            "not-a-table",
        ),
        bad("gzip-of-a-photo.csv.gz", gzip(b"\x89PNG\r\n\x1a\n\0\0"), "not-a-table"),
        bad("gzip-in-gzip.csv.gz", gzip(&gzip(csv)), "not-a-table"),
        bad("gzip-of-nothing.csv.gz", gzip(b""), "empty"),
        bad("gzip-of-a-header.csv.gz", gzip(b"score,label\n"), "no-rows"),
        bad("gzip-of-ragged.csv.gz", gzip(b"score,label\n1,2\n3\n"), "ragged"),
        bad("gzip-head-only.csv.gz", gzip(csv)[..10].to_vec(), "damaged"),
        bad("gzip-two-bytes.csv.gz", vec![0x1f, 0x8b], "damaged"),
        bad(
            "gzip-cut.csv.gz",
            {
                let g = gzip(csv);
                g[..g.len() - 5].to_vec()
            },
            "damaged",
        ),
        bad(
            "gzip-wrong-sum.csv.gz",
            {
                let g = gzip(csv);
                changed(&g, g.len() - 8, g[g.len() - 8] ^ 1)
            },
            "damaged",
        ),
        bad(
            "gzip-wrong-length.csv.gz",
            {
                let g = gzip(csv);
                changed(&g, g.len() - 4, g[g.len() - 4] ^ 1)
            },
            "damaged",
        ),
        bad("gzip-other-method.csv.gz", changed(&gzip(csv), 2, 7), "damaged"),
        bad("gzip-noise-inside.csv.gz", [&gzip(csv)[..10], &[0xff; 40]].concat(), "damaged"),
        bad("gzip-bomb-of-one-cell.csv.gz", gzip(&vec![b'7'; 200 << 20]), "too-large"),
        bad("gzip-bomb-of-columns.csv.gz", gzip(&vec![b','; 3 << 20]), "too-large"),
    ];
    // Parquet, cut and changed.
    let whole = fixture("real/pandas.parquet");
    let end = whole.len();
    let parquet = |name: &str, bytes: Vec<u8>, id| bad(name, bytes, id);
    files.extend([
        parquet("magic-only.parquet", b"PAR1".to_vec(), "damaged"),
        parquet("magic-twice.parquet", b"PAR1PAR1".to_vec(), "damaged"),
        parquet("no-table-of-contents.parquet", b"PAR1\0\0\0\0PAR1".to_vec(), "damaged"),
        parquet("long-table-of-contents.parquet", b"PAR1\xff\xff\xff\xffPAR1".to_vec(), "damaged"),
        parquet("cut-half.parquet", whole[..end / 2].to_vec(), "damaged"),
        parquet("cut-last-byte.parquet", whole[..end - 1].to_vec(), "damaged"),
        parquet("cut-the-middle.parquet", [&whole[..100], &whole[end - 2_000..]].concat(), "damaged"),
        parquet("other-end.parquet", changed(&whole, end - 1, b'2'), "damaged"),
        parquet("other-length.parquet", changed(&whole, end - 8, whole[end - 8] ^ 0x40), "damaged"),
        parquet("first-page-zeroed.parquet", [&whole[..4], &[0u8; 200], &whole[204..]].concat(), "damaged"),
        parquet("first-page-noise.parquet", [&whole[..4], &[0xffu8; 200], &whole[204..]].concat(), "damaged"),
        parquet("behind-the-end.parquet", [&whole[..], b"\n"].concat(), "damaged"),
        parquet("encrypted.parquet", b"PARE\0\0\0\0\0\0\0\0PARE".to_vec(), "unsupported"),
        parquet("encrypted-table-of-contents.parquet", [&whole[..end - 4], b"PARE"].concat(), "unsupported"),
        parquet("brotli.parquet", fixture("brotli.parquet"), "unsupported"),
        parquet("list.parquet", fixture("nested-list.parquet"), "nested"),
        parquet("struct.parquet", fixture("nested-struct.parquet"), "nested"),
        parquet("no-rows.parquet", fixture("no-rows.parquet"), "no-rows"),
        parquet("no-label.parquet", fixture("int96.parquet"), "no-label"),
        parquet("gzip-of-cut.parquet.gz", gzip(&whole[..end / 2]), "damaged"),
    ]);
    files
}
