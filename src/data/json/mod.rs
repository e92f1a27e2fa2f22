//! JSON to table: one object a line, or one array of objects, as pandas,
//! Polars, DuckDB and BigQuery write them. Every object is a row.

mod scan;

use std::collections::HashMap;

use super::column::ColumnBuilder;
use super::error::DataError;
use super::limits;
use super::message::shown;
use super::table::{Lines, Table};
use scan::{Scalar, Stop, behind_space, scalar, string};

/// Most bytes of one object.
const MAX_ROW: usize = 4 << 20;
/// Most different names.
const MAX_COLUMNS: usize = 20_000;

/// Reads JSON objects that come in chunks.
pub struct JsonReader {
    file: String,
    buffer: Vec<u8>,
    names: Vec<String>,
    index: HashMap<String, usize>,
    columns: Vec<ColumnBuilder>,
    rows: usize,
    lines: Lines,
    line: u64,
    /// Bytes of the current line that are no longer in the buffer.
    shift: u64,
    taken: usize,
    /// Inside the brackets of one array, behind them, or without them.
    array: Array,
}

#[derive(PartialEq, Clone, Copy)]
enum Array {
    Unknown,
    Inside,
    Closed,
    None,
}

impl JsonReader {
    /// A reader for a file of this name.
    pub fn new(name: &str) -> Self {
        JsonReader {
            file: name.to_owned(),
            buffer: Vec::new(),
            names: Vec::new(),
            index: HashMap::new(),
            columns: Vec::new(),
            rows: 0,
            lines: Lines::default(),
            line: 1,
            shift: 0,
            taken: 0,
            array: Array::Unknown,
        }
    }

    /// Rows read so far.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Takes the next chunk.
    ///
    /// # Errors
    /// [`DataError::Json`] with the place, [`DataError::Nested`], and
    /// [`DataError::TooLarge`].
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), DataError> {
        self.taken += chunk.len();
        self.buffer.extend_from_slice(chunk);
        if self.rows == 0 && self.buffer.len() < 3 {
            return Ok(()); // A byte order mark may come in pieces.
        }
        self.advance()?;
        match self.buffer.len() > MAX_ROW {
            true => Err(limits::too_large(&self.file, "bytes of one row", MAX_ROW)),
            false => self.check_size(),
        }
    }

    /// The finished table.
    ///
    /// # Errors
    /// What is wrong at the end of the file.
    pub fn finish(mut self) -> Result<Table, DataError> {
        self.advance()?;
        if !self.buffer.trim_ascii().is_empty() || self.array == Array::Inside {
            return Err(self.wrong(self.line, self.shift + 1, "the file ends inside an object or a list"));
        }
        if self.taken == 0 || (self.rows == 0 && self.array == Array::Unknown) {
            return Err(DataError::Empty { file: self.file });
        }
        if self.rows == 0 || self.columns.is_empty() {
            return Err(DataError::NoRows { file: self.file });
        }
        let rows = self.rows;
        self.check_size()?;
        self.columns.iter_mut().for_each(|c| c.extend_missing(rows));
        let columns = self.names.into_iter().zip(self.columns).map(|(name, c)| c.finish(name)).collect();
        let mut table = Table { name: self.file, columns, rows, lines: self.lines };
        table.name_columns();
        table.distinct_names()
    }

    /// Reads the whole objects of the buffer.
    fn advance(&mut self) -> Result<(), DataError> {
        let buffer = std::mem::take(&mut self.buffer);
        let mut at = usize::from(self.rows == 0 && buffer.starts_with(b"\xef\xbb\xbf")) * 3;
        loop {
            at = self.between(&buffer, at)?;
            if at >= buffer.len() {
                self.shift = self.column_of(&buffer, at) - 1;
                return Ok(());
            }
            let known = self.columns.len();
            match self.row(&buffer, at) {
                Ok(end) => {
                    if self.columns.len() > known {
                        self.check_cells()?;
                    }
                    self.lines.note(self.rows, self.line);
                    self.rows += 1;
                    self.line += breaks(buffer.get(at..end).unwrap_or_default());
                    at = end;
                }
                Err((Stop::Cut, _)) => {
                    let rows = self.rows;
                    self.columns.iter_mut().for_each(|c| c.truncate(rows));
                    self.shift = self.column_of(&buffer, at) - 1;
                    self.buffer = buffer;
                    self.buffer.drain(..at);
                    return Ok(());
                }
                Err((Stop::Wrong(place, problem), _)) => {
                    let down = breaks(buffer.get(at..place).unwrap_or_default());
                    return Err(self.wrong(self.line + down, self.column_of(&buffer, place), problem));
                }
                Err((Stop::Nested, column)) => {
                    let (file, row, line) = (self.file.clone(), self.rows as u64 + 1, self.line);
                    return Err(DataError::Nested { file, row, line, column });
                }
            }
        }
    }

    /// Goes to the next object, over white space, commas and the brackets of
    /// an array.
    fn between(&mut self, bytes: &[u8], mut at: usize) -> Result<usize, DataError> {
        while let Some(byte) = bytes.get(at) {
            match (byte, self.array) {
                (b'\n', _) => self.line += 1,
                (b' ' | b'\t' | b'\r', _) => {}
                (b'[', Array::Unknown) => self.array = Array::Inside,
                (b',', Array::Inside) if self.rows > 0 => {}
                (b']', Array::Inside) => self.array = Array::Closed,
                (b'{', Array::Inside | Array::None) => return Ok(at),
                (b'{', Array::Unknown) => {
                    self.array = Array::None;
                    return Ok(at);
                }
                _ => return Err(self.wrong(self.line, self.column_of(bytes, at), "expected an object")),
            }
            at += 1;
        }
        Ok(at)
    }

    /// Reads the object that begins at `at`; the error comes with the name of
    /// the value that was read.
    fn row(&mut self, bytes: &[u8], at: usize) -> Result<usize, (Stop, String)> {
        let plain = |stop| (stop, String::new());
        let mut at = behind_space(bytes, at + 1).map_err(plain)?;
        if bytes.get(at) == Some(&b'}') {
            return Ok(at + 1);
        }
        let mut guess = 0;
        loop {
            if bytes.get(at) != Some(&b'"') {
                return Err(plain(Stop::Wrong(at, "expected a name in quotes")));
            }
            let (name, end) = string(bytes, at).map_err(plain)?;
            at = behind_space(bytes, end).map_err(plain)?;
            if bytes.get(at) != Some(&b':') {
                return Err(plain(Stop::Wrong(at, "expected a colon")));
            }
            at = behind_space(bytes, at + 1).map_err(plain)?;
            let (value, end) = scalar(bytes, at).map_err(|stop| (stop, shown(&name)))?;
            let rows = self.rows;
            let index = self.column(&name, guess);
            if let Some(column) = self.columns.get_mut(index) {
                column.extend_missing(rows);
                // Of a name that comes twice in one object the first counts.
                if column.len() == rows {
                    match value {
                        Scalar::Missing => column.push_missing(),
                        Scalar::Number(number) => column.push_number(number),
                        // Databases write large whole numbers in quotes.
                        Scalar::Text(text) => column.push(&text),
                    }
                }
            }
            guess = index + 1;
            at = behind_space(bytes, end).map_err(plain)?;
            match bytes.get(at) {
                Some(b',') => at = behind_space(bytes, at + 1).map_err(plain)?,
                Some(b'}') => return Ok(at + 1),
                _ => return Err(plain(Stop::Wrong(at, "expected a comma or the end of the object"))),
            }
        }
    }

    /// The column of that name, made if it is new; mostly the next one.
    fn column(&mut self, name: &str, guess: usize) -> usize {
        if self.names.get(guess).is_some_and(|n| n == name) {
            return guess;
        }
        if let Some(at) = self.index.get(name) {
            return *at;
        }
        let at = self.names.len();
        self.names.push(name.to_owned());
        self.index.insert(name.to_owned(), at);
        self.columns.push(ColumnBuilder::new(b'.'));
        at
    }

    fn check_size(&self) -> Result<(), DataError> {
        self.check_cells()?;
        limits::check_memory(&self.file, &self.columns)
    }

    /// Rows that each bring a new name would fill memory with missing values.
    fn check_cells(&self) -> Result<(), DataError> {
        if self.columns.len() > MAX_COLUMNS {
            return Err(limits::too_large(&self.file, "columns", MAX_COLUMNS));
        }
        let most = self.taken.saturating_mul(16) + (1 << 20);
        if self.rows.saturating_mul(self.columns.len()) > most {
            return Err(limits::too_large(&self.file, "cells, most of them missing,", most));
        }
        Ok(())
    }

    /// The column (from 1, in bytes) of a place in the buffer.
    fn column_of(&self, bytes: &[u8], place: usize) -> u64 {
        let before = bytes.get(..place).unwrap_or_default();
        let length = before.iter().rev().take_while(|b| **b != b'\n').count();
        let shift = if length == before.len() { self.shift } else { 0 };
        length as u64 + shift + 1
    }

    fn wrong(&self, line: u64, column: u64, problem: &str) -> DataError {
        DataError::Json { file: self.file.clone(), line, column, problem: problem.into() }
    }
}

fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b == b'\n').count() as u64
}
