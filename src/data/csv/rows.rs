//! Rows of a CSV file into columns: the inner loop.

use super::super::column::ColumnBuilder;
use super::super::error::DataError;
use super::super::message::shown;
use super::super::number;
use super::super::table::Lines;
use super::dialect::Dialect;
use super::text::Encoding;

/// Most bytes of one row.
pub(super) const MAX_ROW: usize = 4 << 20;

/// Columns that grow row by row.
pub(super) struct Rows {
    pub file: String,
    pub dialect: Dialect,
    pub encoding: Encoding,
    pub columns: Vec<ColumnBuilder>,
    pub rows: usize,
    pub lines: Lines,
    /// The line on which the next row begins.
    pub line: u64,
    /// A quoted field with its quotes taken off.
    scratch: Vec<u8>,
}

/// How one row ended.
enum Row {
    /// Behind its line break.
    Whole(usize),
    /// The bytes end inside the row; `open` when inside quotes.
    Cut { open: bool },
}

/// What stands behind a field.
#[derive(PartialEq)]
enum After {
    Delimiter,
    Newline,
}

/// A field: its bytes, what is behind it, and where the next one begins.
struct Field<'a> {
    bytes: &'a [u8],
    after: After,
    next: usize,
    /// Line breaks inside it.
    breaks: u64,
}

impl Rows {
    pub fn new(file: String, dialect: Dialect, encoding: Encoding, texts: &[bool], line: u64, names: usize) -> Self {
        let column = |text: &bool| match text {
            true => ColumnBuilder::of_texts().names_after(names),
            false => ColumnBuilder::new(dialect.decimal).names_after(names),
        };
        let columns = texts.iter().map(column).collect();
        Rows { file, dialect, encoding, columns, rows: 0, lines: Lines::default(), line, scratch: Vec::new() }
    }

    /// Takes the whole rows at the beginning of `bytes` and says how many
    /// bytes they are. The rest begins a row that is not whole yet; with
    /// `last` there must be none.
    pub fn take(&mut self, bytes: &[u8], last: bool) -> Result<usize, DataError> {
        let mut at = 0;
        loop {
            at = self.skip_blank(bytes, at);
            if at >= bytes.len() {
                return Ok(at.min(bytes.len()));
            }
            match self.row(bytes, at)? {
                Row::Whole(next) => at = next,
                Row::Cut { open } => {
                    let rows = self.rows;
                    self.columns.iter_mut().for_each(|c| c.truncate(rows));
                    let too_long = bytes.len() - at > MAX_ROW;
                    // Without an open quote the last row ends: `finish` sees to it.
                    if last || (open && too_long) {
                        return Err(DataError::OpenQuote { file: self.file.clone(), line: self.line });
                    }
                    if too_long {
                        let what = "bytes of one row".to_owned();
                        return Err(DataError::TooLarge { file: self.file.clone(), what, limit: MAX_ROW as u64 });
                    }
                    return Ok(at);
                }
            }
        }
    }

    fn skip_blank(&mut self, bytes: &[u8], mut at: usize) -> usize {
        let newline = self.dialect.newline;
        loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b), _) if *b == newline => at += 1,
                (Some(b'\r'), Some(b)) if *b == newline => at += 2,
                _ => return at,
            }
            self.line += 1;
        }
    }

    /// Reads the row that begins at `at`, which is not blank.
    #[inline]
    fn row(&mut self, bytes: &[u8], mut at: usize) -> Result<Row, DataError> {
        let Dialect { delimiter, newline, decimal, .. } = self.dialect;
        let dialect = self.dialect;
        let width = self.columns.len();
        let mut breaks = 0;
        let mut scratch = std::mem::take(&mut self.scratch);
        for (index, column) in self.columns.iter_mut().enumerate() {
            let is_last = index + 1 == width;
            // The common case: a plain number, then what must follow it.
            if let Some(numbers) = column.numbers()
                && let Some((value, end)) = number::scan(bytes, at, decimal)
            {
                match bytes.get(end) {
                    Some(b) if *b == delimiter && !is_last => {
                        numbers.push(value);
                        at = end + 1;
                        continue;
                    }
                    Some(b) if *b == newline && is_last => {
                        numbers.push(value);
                        at = end + 1;
                        continue;
                    }
                    _ => {}
                }
            }
            let field = match field(bytes, at, dialect, &mut scratch) {
                Ok(field) => field,
                Err(open) => {
                    self.scratch = scratch;
                    return Ok(Row::Cut { open });
                }
            };
            breaks += field.breaks;
            if (field.after == After::Newline) != is_last {
                let mut found = index + 1;
                // Count the fields of the row for the message.
                let (mut next, mut after) = (field.next, field.after);
                while after == After::Delimiter {
                    match self::field(bytes, next, dialect, &mut scratch) {
                        Ok(more) => (next, after, found) = (more.next, more.after, found + 1),
                        Err(open) => return Ok(Row::Cut { open }),
                    }
                }
                return Err(DataError::Ragged {
                    file: self.file.clone(),
                    row: self.rows as u64 + 1,
                    line: self.line,
                    expected: (width - usize::from(self.dialect.row_names || self.dialect.trailing)) as u64,
                    found: (found - usize::from(self.dialect.row_names && found > 0)) as u64,
                });
            }
            match self.encoding.decode(field.bytes) {
                Some(text) => column.push(&text),
                None => {
                    return Err(DataError::Encoding {
                        file: self.file.clone(),
                        row: self.rows as u64 + 1,
                        line: self.line,
                        encoding: shown(self.encoding.name()),
                    });
                }
            }
            at = field.next;
        }
        self.scratch = scratch;
        self.lines.note(self.rows, self.line);
        self.rows += 1;
        self.line += 1 + breaks;
        Ok(Row::Whole(at))
    }

    /// Reads the first row as names, at most `most` and one of them; `Err`
    /// when it is not whole, true inside quotes.
    pub fn names(bytes: &[u8], dialect: Dialect, encoding: &mut Encoding, most: usize) -> Result<Names, bool> {
        let mut names = Names { names: Vec::new(), used: 0, breaks: 1 };
        let mut scratch = Vec::new();
        loop {
            let field = field(bytes, names.used, dialect, &mut scratch)?;
            names.names.push(encoding.decode(field.bytes).map(|text| text.trim().to_owned()));
            names.used = field.next;
            names.breaks += field.breaks;
            if field.after == After::Newline || names.names.len() > most {
                return Ok(names);
            }
        }
    }
}

/// The first row: names (`None` is not in the encoding), bytes, line breaks.
pub(super) struct Names {
    pub names: Vec<Option<String>>,
    pub used: usize,
    pub breaks: u64,
}

/// The field that begins at `at`; `Err` when the bytes end before it does,
/// true when they end inside quotes.
fn field<'a>(bytes: &'a [u8], at: usize, dialect: Dialect, scratch: &'a mut Vec<u8>) -> Result<Field<'a>, bool> {
    let Dialect { delimiter, newline, .. } = dialect;
    if bytes.get(at) == Some(&b'"') {
        return quoted(bytes, at + 1, dialect, scratch);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().position(|b| *b == delimiter || *b == newline).ok_or(false)?;
    let after = if rest.get(length) == Some(&newline) { After::Newline } else { After::Delimiter };
    let mut field = rest.get(..length).unwrap_or_default();
    if after == After::Newline {
        field = field.strip_suffix(b"\r").unwrap_or(field);
    }
    Ok(Field { bytes: field, after, next: at + length + 1, breaks: 0 })
}

/// A field in quotes; what follows the closing quote belongs to it, as every
/// lenient reader has it.
fn quoted<'a>(bytes: &'a [u8], start: usize, dialect: Dialect, scratch: &'a mut Vec<u8>) -> Result<Field<'a>, bool> {
    let Dialect { delimiter, newline, .. } = dialect;
    scratch.clear();
    let mut breaks = 0;
    let mut at = start;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest.iter().position(|b| *b == b'"').ok_or(true)?;
        let part = rest.get(..length).unwrap_or_default();
        breaks += part.iter().filter(|b| **b == newline).count() as u64;
        at += length + 1;
        match bytes.get(at) {
            _ if dialect.backslash && part.ends_with(b"\\") => {
                scratch.extend_from_slice(part.strip_suffix(b"\\").unwrap_or(part));
                scratch.push(b'"');
            }
            Some(b'"') => {
                scratch.extend_from_slice(part);
                scratch.push(b'"');
                at += 1;
            }
            // Another quote may follow.
            None => return Err(true),
            // Nothing to take out: the field stays where it is.
            Some(b) if (*b == delimiter || *b == newline) && scratch.is_empty() => {
                let after = if *b == newline { After::Newline } else { After::Delimiter };
                return Ok(Field { bytes: part, after, next: at + 1, breaks });
            }
            Some(_) => {
                scratch.extend_from_slice(part);
                break;
            }
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().position(|b| *b == delimiter || *b == newline).ok_or(false)?;
    let after = if rest.get(length) == Some(&newline) { After::Newline } else { After::Delimiter };
    let tail = rest.get(..length).unwrap_or_default();
    scratch.extend_from_slice(if after == After::Newline { tail.strip_suffix(b"\r").unwrap_or(tail) } else { tail });
    Ok(Field { bytes: scratch, after, next: at + length + 1, breaks })
}
