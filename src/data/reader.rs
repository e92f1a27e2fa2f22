//! A table from bytes of any kind that is read here, in chunks: the door
//! through which every cases file comes.

use super::csv::CsvReader;
use super::error::DataError;
use super::json::JsonReader;
use super::kind::{ENOUGH, Kind, kind};
use super::limits;
use super::table::Table;

/// Reads a table that comes in chunks: CSV, JSON lines or Parquet, or one of
/// them in gzip.
pub struct TableReader {
    name: String,
    size: Option<u64>,
    state: State,
    /// Inside gzip: a second gzip is refused.
    #[cfg(feature = "data")]
    inside: bool,
}

enum State {
    /// Too few bytes to tell the kind.
    Start(Vec<u8>),
    Csv(Box<CsvReader>),
    Json(Box<JsonReader>),
    /// Parquet keeps its table of contents at the end: read as a whole.
    Parquet(Vec<u8>),
    /// So does zip, which may hold one table.
    #[cfg(feature = "data")]
    Zip(Vec<u8>),
    #[cfg(feature = "data")]
    Gzip(Box<super::gzip::Gunzip>),
}

impl TableReader {
    /// A reader for a file of this name, and size in bytes if it is known.
    pub fn new(name: &str, size: Option<u64>) -> Self {
        TableReader {
            name: name.to_owned(),
            size,
            state: State::Start(Vec::new()),
            #[cfg(feature = "data")]
            inside: false,
        }
    }

    /// A reader for what is inside a gzip file of this name.
    #[cfg(feature = "data")]
    pub(super) fn inside(name: &str) -> Self {
        TableReader { inside: true, ..TableReader::new(name, None) }
    }

    /// Rows read so far; 0 until the end for Parquet.
    pub fn rows(&self) -> usize {
        match &self.state {
            State::Csv(csv) => csv.rows(),
            State::Json(json) => json.rows(),
            #[cfg(feature = "data")]
            State::Gzip(gzip) => gzip.inner().rows(),
            #[cfg(feature = "data")]
            State::Zip(_) => 0,
            State::Start(_) | State::Parquet(_) => 0,
        }
    }

    /// Takes the next chunk.
    ///
    /// # Errors
    /// Whatever is wrong so far; the reader is of no use then.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), DataError> {
        match &mut self.state {
            State::Start(start) => {
                start.extend_from_slice(chunk);
                match start.len() >= ENOUGH {
                    true => self.open(),
                    false => Ok(()),
                }
            }
            State::Csv(csv) => csv.push(chunk),
            State::Json(json) => json.push(chunk),
            State::Parquet(bytes) => gather(bytes, chunk, &self.name),
            #[cfg(feature = "data")]
            State::Zip(bytes) => gather(bytes, chunk, &self.name),
            #[cfg(feature = "data")]
            State::Gzip(gzip) => gzip.push(chunk),
        }
    }

    /// The finished table.
    ///
    /// # Errors
    /// Whatever is wrong at the end.
    pub fn finish(mut self) -> Result<Table, DataError> {
        if let State::Start(start) = &self.state {
            let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
            if text.iter().all(u8::is_ascii_whitespace) {
                return Err(DataError::Empty { file: self.name });
            }
            self.open()?;
        }
        match self.state {
            State::Start(_) => Err(DataError::Empty { file: self.name }),
            State::Csv(csv) => csv.finish(),
            State::Json(json) => json.finish(),
            State::Parquet(bytes) => parquet(&bytes, &self.name),
            #[cfg(feature = "data")]
            State::Zip(bytes) => zipped(&bytes, &self.name),
            #[cfg(feature = "data")]
            State::Gzip(gzip) => gzip.finish(),
        }
    }

    /// Chooses the reader by the first bytes.
    fn open(&mut self) -> Result<(), DataError> {
        let State::Start(start) = &mut self.state else { return Ok(()) };
        let start = std::mem::take(start);
        self.state = match kind(start.get(..ENOUGH).unwrap_or(&start)) {
            Kind::Csv => State::Csv(Box::new(CsvReader::new(&self.name, self.size))),
            Kind::Json => State::Json(Box::new(JsonReader::new(&self.name))),
            Kind::Parquet => State::Parquet(Vec::new()),
            #[cfg(feature = "data")]
            Kind::Zip if !self.inside => State::Zip(Vec::new()),
            #[cfg(feature = "data")]
            Kind::Gzip if !self.inside => State::Gzip(Box::new(super::gzip::Gunzip::new(&self.name))),
            other => return Err(not_a_table(&self.name, other)),
        };
        self.push(&start)
    }
}

/// Keeps a chunk of a file that is read as a whole.
fn gather(bytes: &mut Vec<u8>, chunk: &[u8], name: &str) -> Result<(), DataError> {
    if bytes.len() + chunk.len() > limits::MAX_WHOLE {
        return Err(limits::too_large(name, "megabytes", limits::MAX_WHOLE >> 20));
    }
    bytes.extend_from_slice(chunk);
    Ok(())
}

/// The only file of a zip archive, as pandas zips a table.
#[cfg(feature = "data")]
fn zipped(bytes: &[u8], name: &str) -> Result<Table, DataError> {
    let pack = super::pack::Pack::open(bytes, name)?;
    let Some(only) = pack.only_file() else { return Err(not_a_table(name, Kind::Zip)) };
    let inner = pack.read(&only)?;
    let mut reader = TableReader::inside(name);
    inner.chunks(limits::CHUNK).try_for_each(|chunk| reader.push(chunk))?;
    reader.finish()
}

/// The error for a kind that is no table.
fn not_a_table(name: &str, kind: Kind) -> DataError {
    let found = match kind {
        Kind::Onnx => "onnx",
        Kind::Zip => "zip",
        Kind::Gzip => "gzip",
        Kind::Parquet => "parquet",
        Kind::Csv | Kind::Json => "text",
        Kind::Other(other) => other.word(),
    };
    DataError::NotATable { file: name.to_owned(), found: found.to_owned() }
}

#[cfg(feature = "parquet")]
fn parquet(bytes: &[u8], name: &str) -> Result<Table, DataError> {
    super::parquet::read_parquet(bytes, name, &mut |_| ())
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &[u8], name: &str) -> Result<Table, DataError> {
    Err(not_a_table(name, Kind::Parquet))
}

/// Reads a table that is in memory, of whatever kind it is.
///
/// `progress` is told the share that is done, 0 to 1.
///
/// # Errors
/// Every way in which the bytes can fail to be a table.
pub fn read_table(bytes: &[u8], name: &str, progress: &mut dyn FnMut(f32)) -> Result<Table, DataError> {
    #[cfg(feature = "parquet")]
    if kind(bytes.get(..ENOUGH).unwrap_or(bytes)) == Kind::Parquet {
        return super::parquet::read_parquet(bytes, name, progress);
    }
    let reader = TableReader::new(name, Some(bytes.len() as u64));
    in_chunks(bytes, reader, TableReader::push, TableReader::finish, progress)
}

/// Hands all of a file to a reader, chunk by chunk.
pub(super) fn in_chunks<R>(
    bytes: &[u8],
    mut reader: R,
    push: fn(&mut R, &[u8]) -> Result<(), DataError>,
    finish: fn(R) -> Result<Table, DataError>,
    progress: &mut dyn FnMut(f32),
) -> Result<Table, DataError> {
    for (i, chunk) in bytes.chunks(limits::CHUNK).enumerate() {
        push(&mut reader, chunk)?;
        progress((i * limits::CHUNK) as f32 / bytes.len() as f32);
    }
    let table = finish(reader)?;
    progress(1.0);
    Ok(table)
}
