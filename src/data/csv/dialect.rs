//! Guesses how a CSV file is written from its beginning.

use super::super::number;

/// How a CSV file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Between fields: comma, semicolon, tab or bar.
    pub delimiter: u8,
    /// Between rows: line feed (also after a carriage return), or the
    /// carriage return of old Mac files.
    pub newline: u8,
    /// In numbers: point or comma.
    pub decimal: u8,
    /// Whether the first row names the columns.
    pub header: bool,
    /// Whether rows have one field more than the header: R's row names.
    pub row_names: bool,
    /// Whether rows end in a delimiter and the header does not.
    pub trailing: bool,
    /// Whether a quote inside quotes is written `\"`, as R's `write.table` and
    /// some databases do, instead of `""`.
    pub backslash: bool,
    /// Bytes before the first row (a `sep=` line).
    pub skip: usize,
}

/// The delimiters that are tried, best first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that are looked at.
const ROWS: usize = 200;

/// A cell of the sample.
struct Cell {
    text: String,
    quoted: bool,
}

/// What the sample says: the dialect, and for each column whether the sample
/// has a text in it.
pub(super) fn detect(sample: &[u8], complete: bool) -> (Dialect, Vec<bool>) {
    let newline = newline(sample);
    let mut skip = 0;
    let mut delimiters = DELIMITERS.to_vec();
    // The line by which Excel is told the delimiter.
    if let Some(&[b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]) = sample.first_chunk::<5>()
        && DELIMITERS.contains(&delimiter)
    {
        delimiters = vec![delimiter];
        skip = sample.iter().position(|b| *b == newline).map_or(sample.len(), |at| at + 1);
    }
    let sample = sample.get(skip..).unwrap_or_default();
    // No CSV that doubles its quotes has a letter behind a backslash and a quote.
    let backslash = sample.windows(3).any(|w| matches!(w, [b'\\', b'"', c] if c.is_ascii_alphanumeric() || *c == b' '));
    let tries = delimiters.into_iter().map(|d| (d, records(sample, d, newline, backslash, complete)));
    let (delimiter, rows) = tries
        .max_by(|(_, a), (_, b)| {
            // `max_by` keeps the last of equals and the best is tried first.
            fit(a).partial_cmp(&fit(b)).unwrap_or(std::cmp::Ordering::Equal).then(std::cmp::Ordering::Greater)
        })
        .unwrap_or((b',', Vec::new()));
    let decimal = decimal(&rows, delimiter);
    let header = has_header(&rows, decimal);
    let width = rows.first().map_or(0, Vec::len);
    let longer = header && rows.len() > 1 && rows.iter().skip(1).all(|r| r.len() == width + 1);
    // R quotes row names and writes NA where a value is missing: an empty end of every row is a delimiter too many.
    let ends_empty = |row: &Vec<Cell>| row.last().is_some_and(|cell| !cell.quoted && cell.text.trim().is_empty());
    let named = |row: &Vec<Cell>| row.first().is_some_and(|cell| cell.quoted);
    let trailing = longer && rows.iter().skip(1).all(|row| ends_empty(row) && !named(row));
    let row_names = longer && !trailing;
    let columns = width + usize::from(longer);
    let is_text = |c: &Cell| {
        let cell = c.text.trim();
        !number::is_missing(cell) && number::parse(cell, decimal).is_none()
    };
    let texts = (0..columns)
        .map(|i| rows.iter().skip(usize::from(header)).any(|row| row.get(i).is_some_and(is_text)))
        .collect();
    (Dialect { delimiter, newline, decimal, header, row_names, trailing, backslash, skip }, texts)
}

/// What ends a row.
pub(super) fn newline(sample: &[u8]) -> u8 {
    if !sample.contains(&b'\n') && sample.contains(&b'\r') { b'\r' } else { b'\n' }
}

/// How well a delimiter explains the sample: the share of rows that have as
/// many fields as the most, and then how many that is.
fn fit(rows: &[Vec<Cell>]) -> (f64, usize) {
    let mut counts: Vec<usize> = rows.iter().map(Vec::len).collect();
    counts.sort_unstable();
    let most = counts.get(counts.len() / 2).copied().unwrap_or(0);
    if most < 2 || rows.first().map_or(0, Vec::len) < 2 {
        return (0.0, 0);
    }
    let same = counts.iter().filter(|n| **n == most).count();
    (same as f64 / counts.len() as f64, most)
}

/// The comma, where cells are written `1,5` and none is written `1.5`.
fn decimal(rows: &[Vec<Cell>], delimiter: u8) -> u8 {
    let (mut commas, mut points) = (0, 0);
    for cell in rows.iter().flatten() {
        let text = cell.text.trim().trim_end_matches('%').trim_end();
        if text.contains('.') && number::parse(text, b'.').is_some() {
            points += 1;
        } else if text.contains(',') && number::parse(text, b',').is_some() {
            // "1,234" in quotes between commas may be a grouped thousand.
            let grouped = text.split(',').nth(1).is_some_and(|d| d.len() == 3) && !text.starts_with(['0', '-']);
            commas += usize::from(delimiter != b',' || (cell.quoted && !grouped));
        }
    }
    if commas > 0 && points == 0 { b',' } else { b'.' }
}

/// Whether the first row names the columns. Numbers do not, except 0, 1, 2 ...
/// as pandas writes for columns without names.
fn has_header(rows: &[Vec<Cell>], decimal: u8) -> bool {
    let Some(first) = rows.first() else { return true };
    let numbers: Vec<Option<f64>> = first.iter().map(|c| number::parse(c.text.trim(), decimal)).collect();
    if numbers.iter().enumerate().all(|(i, n)| *n == Some(i as f64)) && rows.len() > 1 {
        return true;
    }
    if !numbers.iter().any(Option::is_some) {
        return true;
    }
    // "malignant,0.93" is no header when "malignant" comes again below it;
    // "label,1100.5,1102.5" is one.
    let again = |column: usize, cell: &Cell| {
        let below = rows.iter().skip(1).filter_map(|r| r.get(column));
        cell.text.trim().is_empty() || below.into_iter().any(|c| c.text.trim() == cell.text.trim())
    };
    !first.iter().zip(&numbers).enumerate().all(|(i, (cell, number))| number.is_some() || again(i, cell))
}

/// The first rows of the sample; a last one that may be cut off is left out.
fn records(sample: &[u8], delimiter: u8, newline: u8, backslash: bool, complete: bool) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut field: Vec<u8> = Vec::new();
    let (mut inside, mut quoted) = (false, false);
    let mut bytes = sample.iter().copied().peekable();
    let cell = |field: &mut Vec<u8>, quoted: &mut bool| Cell {
        text: String::from_utf8_lossy(&std::mem::take(field)).trim_end_matches('\r').to_owned(),
        quoted: std::mem::take(quoted),
    };
    while let Some(byte) = bytes.next() {
        if rows.len() == ROWS {
            return rows;
        }
        match byte {
            b'"' if inside && backslash && field.last() == Some(&b'\\') => {
                field.pop();
                field.push(b'"');
            }
            b'"' if inside && bytes.peek() == Some(&b'"') => {
                bytes.next();
                field.push(b'"');
            }
            b'"' if inside => inside = false,
            b'"' if field.is_empty() && !quoted => (inside, quoted) = (true, true),
            _ if inside => field.push(byte),
            _ if byte == delimiter => row.push(cell(&mut field, &mut quoted)),
            _ if byte == newline => {
                row.push(cell(&mut field, &mut quoted));
                let row = std::mem::take(&mut row);
                if row.len() > 1 || row.first().is_some_and(|c| c.quoted || !c.text.is_empty()) {
                    rows.push(row);
                }
            }
            _ => field.push(byte),
        }
    }
    if complete && (!field.is_empty() || !row.is_empty()) {
        row.push(cell(&mut field, &mut quoted));
        rows.push(row);
    }
    rows
}
