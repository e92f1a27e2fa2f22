//! CSV to table.

use super::column::ColumnBuilder;
use super::error::{DataError, shown};
use super::table::{Lines, Table};

/// Reads a CSV file with a header.
///
/// `progress` is told the share that is done, 0 to 1.
///
/// # Errors
/// Every way in which the bytes can fail to be a table, with row and line.
pub fn read_csv(bytes: &[u8], name: &str, progress: &mut dyn FnMut(f32)) -> Result<Table, DataError> {
    let file = || name.to_owned();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = Records { bytes, at: 0, line: 1 };
    let header = reader.next(name)?.ok_or_else(|| DataError::Empty { file: file() })?.1;
    let mut columns: Vec<ColumnBuilder> = header.iter().map(|_| ColumnBuilder::new(b'.')).collect();
    let mut lines = Lines::default();
    let mut rows = 0;
    while let Some((line, fields)) = reader.next(name)? {
        if fields.len() != header.len() {
            return Err(DataError::Ragged {
                file: file(),
                row: rows as u64 + 1,
                line,
                expected: header.len() as u64,
                found: fields.len() as u64,
            });
        }
        lines.note(rows, line);
        for (column, field) in columns.iter_mut().zip(&fields) {
            column.push(field);
        }
        rows += 1;
        if rows % 4096 == 0 {
            progress(reader.at as f32 / bytes.len() as f32);
        }
    }
    if rows == 0 {
        return Err(DataError::NoRows { file: file() });
    }
    progress(1.0);
    let columns = header.into_iter().zip(columns).map(|(name, c)| c.finish(name)).collect();
    Table { name: file(), columns, rows, lines }.distinct_names()
}

/// Walks over the records of a file.
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Records<'_> {
    /// The next record that is not a blank line, with the line it begins on.
    fn next(&mut self, name: &str) -> Result<Option<(u64, Vec<String>)>, DataError> {
        loop {
            let line = self.line;
            let mut fields = Vec::new();
            let mut field = Vec::new();
            let mut quoted = false;
            let mut any = false;
            loop {
                let byte = self.bytes.get(self.at).copied();
                self.at += 1;
                match byte {
                    None if quoted => return Err(DataError::OpenQuote { file: name.to_owned(), line }),
                    Some(b'"') if quoted && self.bytes.get(self.at) == Some(&b'"') => {
                        self.at += 1;
                        field.push(b'"');
                    }
                    Some(b'"') if quoted => quoted = false,
                    Some(b'"') if field.is_empty() => {
                        quoted = true;
                        any = true;
                    }
                    None | Some(b'\n') if !quoted => {
                        if field.last() == Some(&b'\r') {
                            field.pop();
                        }
                        any |= !field.is_empty() || !fields.is_empty();
                        fields.push(String::from_utf8(std::mem::take(&mut field)).map_err(|e| {
                            DataError::NotATable { file: name.to_owned(), found: shown(&e.to_string()) }
                        })?);
                        self.line += 1;
                        break;
                    }
                    Some(b',') if !quoted => {
                        any = true;
                        fields.push(String::from_utf8(std::mem::take(&mut field)).map_err(|e| {
                            DataError::NotATable { file: name.to_owned(), found: shown(&e.to_string()) }
                        })?);
                    }
                    Some(byte) => {
                        self.line += u64::from(byte == b'\n');
                        field.push(byte);
                    }
                    None => {}
                }
            }
            if any {
                return Ok(Some((line, fields)));
            }
            if self.at > self.bytes.len() {
                return Ok(None);
            }
        }
    }
}
