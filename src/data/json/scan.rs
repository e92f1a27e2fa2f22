//! The words of JSON: white space, strings and scalars.

use std::borrow::Cow;

use super::super::number;

/// Why a word could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end before it does.
    Cut,
    /// It is wrong at this place.
    Wrong(usize, &'static str),
    /// A list or an object stands where a value is wanted.
    Nested,
}

/// A value of a row.
#[derive(Debug, PartialEq)]
pub(super) enum Scalar<'a> {
    Missing,
    Number(f64),
    Text(Cow<'a, str>),
}

/// Behind white space; the place of the next byte that is none.
pub(super) fn behind_space(bytes: &[u8], mut at: usize) -> Result<usize, Stop> {
    while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(at) {
        at += 1;
    }
    if at < bytes.len() { Ok(at) } else { Err(Stop::Cut) }
}

/// A value that is neither list nor object, and the place behind it.
pub(super) fn scalar(bytes: &[u8], at: usize) -> Result<(Scalar<'_>, usize), Stop> {
    match bytes.get(at) {
        None => Err(Stop::Cut),
        Some(b'"') => string(bytes, at).map(|(text, end)| (Scalar::Text(text), end)),
        Some(b'{' | b'[') => Err(Stop::Nested),
        Some(b'-' | b'0'..=b'9') => match number::scan(bytes, at, b'.') {
            Some((_, end)) if end >= bytes.len() => Err(Stop::Cut),
            Some((value, end)) => Ok((Scalar::Number(value), end)),
            None => word(bytes, at),
        },
        Some(_) => word(bytes, at),
    }
}

/// The words that JSON has, and those that Python adds.
fn word(bytes: &[u8], at: usize) -> Result<(Scalar<'_>, usize), Stop> {
    let words: [(&[u8], Scalar<'static>); 6] = [
        (b"true", Scalar::Text(Cow::Borrowed("true"))),
        (b"false", Scalar::Text(Cow::Borrowed("false"))),
        (b"null", Scalar::Missing),
        (b"NaN", Scalar::Missing),
        (b"Infinity", Scalar::Number(f64::INFINITY)),
        (b"-Infinity", Scalar::Number(f64::NEG_INFINITY)),
    ];
    let rest = bytes.get(at..).unwrap_or_default();
    for (word, scalar) in words {
        if rest.starts_with(word) {
            return Ok((scalar, at + word.len()));
        }
        if word.starts_with(rest) {
            return Err(Stop::Cut);
        }
    }
    // A number that is too large, or cut behind its sign or its exponent.
    let number = rest.iter().position(|b| !matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'));
    match number {
        None => Err(Stop::Cut),
        Some(0) => Err(Stop::Wrong(at, "expected a value")),
        Some(_) => Err(Stop::Wrong(at, "number out of range")),
    }
}

/// A string, and the place behind its closing quote.
pub(super) fn string(bytes: &[u8], at: usize) -> Result<(Cow<'_, str>, usize), Stop> {
    let start = at + 1;
    let rest = bytes.get(start..).unwrap_or_default();
    let length = rest.iter().position(|b| *b == b'"' || *b == b'\\').ok_or(Stop::Cut)?;
    let plain = rest.get(..length).unwrap_or_default();
    if rest.get(length) == Some(&b'"') {
        return Ok((Cow::Borrowed(utf8(plain, start)?), start + length + 1));
    }
    escaped(bytes, start)
}

fn utf8(bytes: &[u8], at: usize) -> Result<&str, Stop> {
    std::str::from_utf8(bytes).map_err(|e| Stop::Wrong(at + e.valid_up_to(), "bytes that are not UTF-8"))
}

fn escaped(bytes: &[u8], start: usize) -> Result<(Cow<'_, str>, usize), Stop> {
    let mut text = String::new();
    let mut at = start;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest.iter().position(|b| *b == b'"' || *b == b'\\').ok_or(Stop::Cut)?;
        text.push_str(utf8(rest.get(..length).unwrap_or_default(), at)?);
        at += length + 1;
        if rest.get(length) == Some(&b'"') {
            return Ok((Cow::Owned(text), at));
        }
        let escape = bytes.get(at).ok_or(Stop::Cut)?;
        at += 1;
        text.push(match escape {
            b'"' | b'\\' | b'/' => char::from(*escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = unit(bytes, at)?;
                at += 4;
                let pair = (0xd800..0xdc00).contains(&first);
                match (pair, bytes.get(at), bytes.get(at + 1)) {
                    (true, None, _) | (true, Some(b'\\'), None) => return Err(Stop::Cut),
                    (true, Some(b'\\'), Some(b'u')) => {
                        let second = unit(bytes, at + 2)?;
                        match char::decode_utf16([first, second]).next() {
                            Some(Ok(c)) => {
                                at += 6;
                                c
                            }
                            _ => char::REPLACEMENT_CHARACTER,
                        }
                    }
                    // Half a pair: Python writes it for bytes it could not read.
                    _ => char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER),
                }
            }
            _ => return Err(Stop::Wrong(at - 1, "unknown escape")),
        });
    }
}

/// Four hexadecimal digits.
fn unit(bytes: &[u8], at: usize) -> Result<u16, Stop> {
    let digits = bytes.get(at..at + 4).ok_or(Stop::Cut)?;
    digits.iter().try_fold(0u16, |value, b| {
        let digit = char::from(*b).to_digit(16).ok_or(Stop::Wrong(at, "expected four hexadecimal digits"))?;
        Ok(value << 4 | digit as u16)
    })
}
