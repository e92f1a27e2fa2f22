//! CSV to table: comma, semicolon, tab or bar; UTF-8, UTF-16 or Latin-1;
//! quoted line breaks; decimal comma; percent signs. It takes the file in
//! chunks of any size and keeps columns only, never the file.

mod dialect;
mod rows;
mod text;

use super::column::NAMES;
use super::error::DataError;
use super::limits;
use super::message::shown;
use super::reader::in_chunks;
use super::table::Table;
pub use dialect::Dialect;
use rows::Rows;
use text::{Encoding, Utf16};

/// Bytes at the beginning from which the dialect is guessed.
const SAMPLE: usize = 64 << 10;
/// Most columns.
const MAX_COLUMNS: usize = 20_000;

/// Reads a CSV file that comes in chunks.
pub struct CsvReader {
    file: String,
    /// Bytes of the whole file, when known; only to make room.
    size: Option<u64>,
    taken: u64,
    utf16: Option<Utf16>,
    /// Text that is not read yet: a row that is not whole.
    buffer: Vec<u8>,
    started: Option<(Vec<String>, Rows)>,
    /// Bytes from which the dialect is guessed.
    sample: usize,
    /// Rows after which a column can be taken for names of cases.
    names: usize,
    /// Bytes in the buffer from which the header is looked for.
    enough: usize,
    first: bool,
}

impl CsvReader {
    /// A reader for a file of this name, and size in bytes if it is known.
    pub fn new(name: &str, size: Option<u64>) -> Self {
        CsvReader {
            file: name.to_owned(),
            size,
            taken: 0,
            utf16: None,
            buffer: Vec::new(),
            started: None,
            sample: SAMPLE,
            names: NAMES,
            enough: SAMPLE,
            first: true,
        }
    }

    /// Guesses the dialect from so many bytes instead of 64 KiB, and takes a
    /// column for names of cases after as many rows: so tests meet early what
    /// large files meet late.
    pub fn sampling(self, bytes: usize) -> Self {
        CsvReader { sample: bytes, enough: bytes, names: bytes, ..self }
    }

    /// Rows read so far.
    pub fn rows(&self) -> usize {
        self.started.as_ref().map_or(0, |(_, rows)| rows.rows)
    }

    /// How the file is written; `None` until that is known.
    pub fn dialect(&self) -> Option<Dialect> {
        self.started.as_ref().map(|(_, rows)| rows.dialect)
    }

    /// Takes the next chunk.
    ///
    /// # Errors
    /// Whatever is wrong in the rows so far; the reader is of no use then.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), DataError> {
        self.taken += chunk.len() as u64;
        if self.first {
            // The mark of the encoding may come in pieces: wait for four bytes.
            self.buffer.extend_from_slice(chunk);
            if self.buffer.len() < 4 {
                return Ok(());
            }
            let start = std::mem::take(&mut self.buffer);
            self.open(&start, false)?;
        } else {
            self.decode(chunk, false)?;
        }
        self.advance(false)
    }

    /// The finished table.
    ///
    /// # Errors
    /// What is wrong at the end of the file: an open quote, no rows.
    pub fn finish(mut self) -> Result<Table, DataError> {
        if self.first {
            let start = std::mem::take(&mut self.buffer);
            self.open(&start, true)?;
        } else {
            self.decode(&[], true)?;
        }
        // The last row may end without a line break.
        let sample = self.buffer.get(..self.sample).unwrap_or(&self.buffer);
        let newline = self.dialect().map_or_else(|| dialect::newline(sample), |d| d.newline);
        self.buffer.push(newline);
        self.advance(true)?;
        let Some((names, rows)) = self.started else {
            return Err(DataError::Empty { file: self.file });
        };
        if rows.rows == 0 {
            return Err(DataError::NoRows { file: self.file });
        }
        let columns = names.into_iter().zip(rows.columns).map(|(name, c)| c.finish(name)).collect();
        let mut table = Table { name: self.file, columns, rows: rows.rows, lines: rows.lines };
        table.name_columns();
        table.distinct_names()
    }

    fn open(&mut self, start: &[u8], last: bool) -> Result<(), DataError> {
        self.first = false;
        self.utf16 = Utf16::of(start);
        let marked = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        let skip = match (&self.utf16, start.starts_with(b"\xef\xbb\xbf")) {
            (Some(_), _) if marked => 2,
            (None, true) => 3,
            _ => 0,
        };
        self.decode(start.get(skip..).unwrap_or_default(), last)
    }

    fn decode(&mut self, chunk: &[u8], last: bool) -> Result<(), DataError> {
        let Some(utf16) = &mut self.utf16 else {
            self.buffer.extend_from_slice(chunk);
            return Ok(());
        };
        if utf16.push(chunk, last, &mut self.buffer) {
            return Ok(());
        }
        // What is right comes first, so that the place can be told.
        self.enough = self.sample;
        self.advance(false)?;
        let (row, line) = match &self.started {
            Some((_, rows)) => (rows.rows as u64 + 1, rows.line),
            None => (0, 1),
        };
        Err(DataError::Encoding { file: self.file.clone(), row, line, encoding: "UTF-16".into() })
    }

    /// Reads the whole rows of the buffer.
    fn advance(&mut self, last: bool) -> Result<(), DataError> {
        if self.started.is_none() && (last || self.buffer.len() >= self.enough) {
            self.start(last)?;
        }
        if let Some((_, rows)) = &mut self.started {
            let before = rows.rows;
            let used = rows.take(&self.buffer, last)?;
            self.buffer.drain(..used);
            if before == 0 && rows.rows > 0 {
                self.make_room()?;
            }
        }
        match &self.started {
            Some((_, rows)) => limits::check_memory(&self.file, &rows.columns),
            None => Ok(()),
        }
    }

    /// Guesses the dialect and reads the header.
    fn start(&mut self, last: bool) -> Result<(), DataError> {
        let sample = self.buffer.get(..self.sample).unwrap_or(&self.buffer);
        let (dialect, texts) = dialect::detect(sample, last && sample.len() == self.buffer.len());
        let mut encoding = Encoding::of(sample);
        let (mut at, mut line) = (dialect.skip, 1 + u64::from(dialect.skip > 0));
        while let Some(byte) = self.buffer.get(at).filter(|b| matches!(b, b'\r' | b'\n')) {
            line += u64::from(*byte == dialect.newline);
            at += 1;
        }
        let body = self.buffer.get(at..).unwrap_or_default();
        if body.is_empty() {
            return if last { Err(DataError::Empty { file: self.file.clone() }) } else { Ok(()) };
        }
        let first = match Rows::names(body, dialect, &mut encoding, MAX_COLUMNS) {
            Ok(first) if first.used > rows::MAX_ROW => {
                return Err(limits::too_large(&self.file, "bytes of one row", rows::MAX_ROW));
            }
            Ok(first) => first,
            Err(open) if body.len() > rows::MAX_ROW || last => {
                return Err(match open {
                    true => DataError::OpenQuote { file: self.file.clone(), line },
                    false => limits::too_large(&self.file, "bytes of one row", rows::MAX_ROW),
                });
            }
            Err(_) => {
                // Looked at again when there is twice as much.
                self.enough = self.buffer.len() * 2;
                return Ok(());
            }
        };
        if first.names.len() > MAX_COLUMNS {
            return Err(limits::too_large(&self.file, "columns", MAX_COLUMNS));
        }
        let mut header = Vec::with_capacity(first.names.len() + 1);
        if dialect.row_names {
            header.push("row".to_owned());
        }
        for name in first.names {
            let wrong =
                || DataError::Encoding { file: self.file.clone(), row: 0, line, encoding: shown(encoding.name()) };
            let name = name.ok_or_else(wrong)?;
            header.push(if dialect.header { name } else { String::new() });
        }
        if dialect.trailing {
            // Without a name and a value it is dropped at the end.
            header.push(String::new());
        }
        if dialect.header {
            at += first.used;
            line += first.breaks;
        }
        self.buffer.drain(..at);
        // The sample may be cut before the end of the header.
        let mut texts = texts;
        texts.resize(header.len(), false);
        self.started = Some((header, Rows::new(self.file.clone(), dialect, encoding, &texts, line, self.names)));
        Ok(())
    }

    /// Makes room for the rows to come, by what the first ones took; refuses
    /// beforehand what cannot fit.
    fn make_room(&mut self) -> Result<(), DataError> {
        let (Some(size), Some((_, rows))) = (self.size, &mut self.started) else { return Ok(()) };
        let used = self.taken.saturating_sub(self.buffer.len() as u64).max(1);
        let expected = (rows.rows as f64 * (size as f64 / used as f64) * 1.02) as usize + 16;
        let bytes = rows.columns.iter().fold(0usize, |sum, c| sum.saturating_add(c.expected_bytes(expected)));
        // A tenth more: the first rows may not be like the others.
        if bytes / 10 * 9 > limits::MAX_MEMORY {
            return Err(limits::too_large(&self.file, "megabytes of columns", limits::MAX_MEMORY >> 20));
        }
        if size > 4 * SAMPLE as u64 && bytes < limits::MAX_MEMORY {
            rows.columns.iter_mut().for_each(|column| column.reserve(expected));
        }
        Ok(())
    }
}

/// Reads a CSV file that is in memory.
///
/// `progress` is told the share that is done, 0 to 1.
///
/// # Errors
/// Every way in which the bytes can fail to be a table, with row and line.
pub fn read_csv(bytes: &[u8], name: &str, progress: &mut dyn FnMut(f32)) -> Result<Table, DataError> {
    let reader = CsvReader::new(name, Some(bytes.len() as u64));
    in_chunks(bytes, reader, CsvReader::push, CsvReader::finish, progress)
}
