//! What is inside a gzip file, as it comes.

use std::io::Write;

use flate2::write::MultiGzDecoder;

use super::error::DataError;
use super::limits;
use super::reader::TableReader;
use super::table::Table;

/// Unpacks gzip in chunks and reads the table inside it.
pub(super) struct Gunzip {
    name: String,
    decoder: MultiGzDecoder<Sink>,
}

/// Takes what comes out, and keeps the error that stops it.
struct Sink {
    name: String,
    reader: TableReader,
    bytes: u64,
    stopped: Option<DataError>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes += bytes.len() as u64;
        let result = match self.bytes > limits::MAX_EXPANDED {
            true => Err(limits::too_large(&self.name, "megabytes unpacked", (limits::MAX_EXPANDED >> 20) as usize)),
            false => self.reader.push(bytes),
        };
        match result {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                self.stopped = Some(error);
                Err(std::io::Error::other("stopped"))
            }
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Gunzip {
    pub fn new(name: &str) -> Self {
        let reader = TableReader::inside(name);
        let sink = Sink { name: name.to_owned(), reader, bytes: 0, stopped: None };
        Gunzip { name: name.to_owned(), decoder: MultiGzDecoder::new(sink) }
    }

    /// The reader of what is inside.
    pub fn inner(&self) -> &TableReader {
        &self.decoder.get_ref().reader
    }

    pub fn push(&mut self, chunk: &[u8]) -> Result<(), DataError> {
        let result = self.decoder.write_all(chunk);
        self.checked(result)
    }

    pub fn finish(mut self) -> Result<Table, DataError> {
        let result = self.decoder.try_finish();
        self.checked(result)?;
        let damaged = DataError::Damaged { file: self.name.clone(), format: "gzip".into() };
        self.decoder.finish().map_err(|_| damaged)?.reader.finish()
    }

    fn checked(&mut self, result: std::io::Result<()>) -> Result<(), DataError> {
        match (self.decoder.get_mut().stopped.take(), result) {
            (Some(error), _) => Err(error),
            (None, Err(_)) => Err(DataError::Damaged { file: self.name.clone(), format: "gzip".into() }),
            (None, Ok(())) => Ok(()),
        }
    }
}
