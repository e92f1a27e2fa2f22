//! What kind of file the first bytes are of, whatever its name says.

use serde::{Deserialize, Serialize};

/// Bytes that are enough to tell.
pub const ENOUGH: usize = 512;

/// Kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text in rows: CSV in any dialect, or a paste.
    Csv,
    /// JSON objects, one a line or in one array.
    Json,
    /// Apache Parquet.
    Parquet,
    /// Something in gzip.
    Gzip,
    /// A zip archive: a scenario pack, or an Office file.
    Zip,
    /// A model.
    Onnx,
    /// A kind that is known and not read.
    Other(Other),
}

/// Kinds that people bring and that are not read here; each has a sentence
/// that says what to export instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Other {
    /// PNG, JPEG, GIF, WebP or BMP.
    Image,
    /// PDF.
    Pdf,
    /// A web page, often a login page saved by mistake.
    WebPage,
    /// The old binary Excel format.
    Xls,
    /// Arrow IPC or Feather.
    Arrow,
    /// NumPy's `.npy`.
    Numpy,
    /// A Python pickle, also joblib.
    Pickle,
    /// HDF5, as Keras and pandas write it.
    Hdf5,
    /// An R workspace.
    R,
    /// SQLite or DuckDB.
    Database,
    /// bzip2, xz, zstd, 7z or rar.
    Archive,
    /// Apache Avro or ORC.
    Avro,
    /// Bytes that are no text and nothing known.
    Binary,
}

impl Other {
    /// The word by which messages choose their sentence.
    pub fn word(self) -> &'static str {
        match self {
            Other::Image => "image",
            Other::Pdf => "pdf",
            Other::WebPage => "web-page",
            Other::Xls => "xls",
            Other::Arrow => "arrow",
            Other::Numpy => "numpy",
            Other::Pickle => "pickle",
            Other::Hdf5 => "hdf5",
            Other::R => "r",
            Other::Database => "database",
            Other::Archive => "archive",
            Other::Avro => "avro",
            Other::Binary => "binary",
        }
    }
}

/// First bytes by which a kind is known.
const MARKS: [(&[u8], Kind); 36] = [
    (b"\x1f\x8b", Kind::Gzip),
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"PAR1", Kind::Parquet),
    (b"PARE", Kind::Parquet),
    (b"\x89PNG", Kind::Other(Other::Image)),
    (b"\xff\xd8\xff", Kind::Other(Other::Image)),
    (b"GIF8", Kind::Other(Other::Image)),
    (b"RIFF", Kind::Other(Other::Image)),
    (b"BM\x00", Kind::Other(Other::Image)),
    (b"%PDF", Kind::Other(Other::Pdf)),
    (b"\xd0\xcf\x11\xe0", Kind::Other(Other::Xls)),
    (b"ARROW1", Kind::Other(Other::Arrow)),
    (b"FEA1", Kind::Other(Other::Arrow)),
    (b"\xff\xff\xff\xff", Kind::Other(Other::Arrow)),
    (b"\x93NUMPY", Kind::Other(Other::Numpy)),
    (b"\x80\x02", Kind::Other(Other::Pickle)),
    (b"\x80\x03", Kind::Other(Other::Pickle)),
    (b"\x80\x04", Kind::Other(Other::Pickle)),
    (b"\x80\x05", Kind::Other(Other::Pickle)),
    (b"\x89HDF", Kind::Other(Other::Hdf5)),
    (b"RDX2", Kind::Other(Other::R)),
    (b"RDX3", Kind::Other(Other::R)),
    (b"X\n\x00\x00\x00", Kind::Other(Other::R)),
    (b"SQLite format 3", Kind::Other(Other::Database)),
    (b"BZh", Kind::Other(Other::Archive)),
    (b"\xfd7zXZ", Kind::Other(Other::Archive)),
    (b"\x28\xb5\x2f\xfd", Kind::Other(Other::Archive)),
    (b"7z\xbc\xaf", Kind::Other(Other::Archive)),
    (b"Rar!", Kind::Other(Other::Archive)),
    (b"Obj\x01", Kind::Other(Other::Avro)),
    (b"ORC", Kind::Other(Other::Avro)),
    (b"\x7fELF", Kind::Other(Other::Binary)),
    (b"MZ\x90", Kind::Other(Other::Binary)),
    (b"\0asm", Kind::Other(Other::Binary)),
    (b"CAFE", Kind::Other(Other::Binary)),
];

/// The kind of a file by its first bytes ([`ENOUGH`] of them, or all).
pub fn kind(start: &[u8]) -> Kind {
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| start.starts_with(mark)) {
        return *kind;
    }
    if start.get(8..12) == Some(b"DUCK") {
        return Kind::Other(Other::Database);
    }
    // An ONNX model is a protobuf that begins with its IR version: field 1, a
    // small varint, then another field of a length or of a varint.
    if let [0x08, 1..=20, next, ..] = start
        && matches!(next, 0x12 | 0x1a | 0x22 | 0x28 | 0x32 | 0x3a | 0x42)
    {
        return Kind::Onnx;
    }
    if is_utf16(start) {
        return Kind::Csv;
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    if text.first() == Some(&b'{') || (text.first() == Some(&b'[') && matches!(begin(text), Some(b'{' | b']'))) {
        return Kind::Json;
    }
    let lower = text.get(..text.len().min(64)).unwrap_or_default().to_ascii_lowercase();
    if lower.starts_with(b"<!doctype") || lower.starts_with(b"<html") || lower.starts_with(b"<?xml") {
        return Kind::Other(Other::WebPage);
    }
    let control = |b: &&u8| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c);
    match start.contains(&0) || start.iter().filter(control).count() * 20 > start.len() {
        true => Kind::Other(Other::Binary),
        false => Kind::Csv,
    }
}

/// The first byte behind the bracket that is no white space.
fn begin(text: &[u8]) -> Option<u8> {
    text.get(1..)?.trim_ascii_start().first().copied()
}

fn is_utf16(start: &[u8]) -> bool {
    match start {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] => !a.is_ascii_control() && (*b >= b' ' || b.is_ascii_whitespace()),
        _ => false,
    }
}
