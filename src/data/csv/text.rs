//! Bytes of a field to text, in the encoding that the file turns out to have.

use std::borrow::Cow;

/// Encoding of a file that has one byte or more a character; UTF-16 is
/// translated before it comes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Only ASCII so far: the first other byte decides.
    Ascii,
    Utf8,
    /// Latin-1 as Windows writes it (code page 1252).
    Latin1,
}

impl Encoding {
    /// The encoding by the beginning of a file.
    pub fn of(sample: &[u8]) -> Encoding {
        match std::str::from_utf8(sample) {
            Ok(text) if text.is_ascii() => Encoding::Ascii,
            Ok(_) => Encoding::Utf8,
            // The sample may end inside a character.
            Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => Encoding::Utf8,
            Err(_) => Encoding::Latin1,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Encoding::Ascii | Encoding::Utf8 => "UTF-8",
            Encoding::Latin1 => "Latin-1",
        }
    }

    /// The text of a field, `None` when it is not in this encoding.
    #[inline]
    pub fn decode<'a>(&mut self, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
        if *self == Encoding::Latin1 {
            return Some(latin1(bytes));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                if *self == Encoding::Ascii && !text.is_ascii() {
                    *self = Encoding::Utf8;
                }
                Some(Cow::Borrowed(text))
            }
            Err(_) if *self == Encoding::Ascii => {
                *self = Encoding::Latin1;
                Some(latin1(bytes))
            }
            Err(_) => None,
        }
    }
}

/// Characters of code page 1252 from 0x80 on, where it is not Latin-1; the
/// five that it leaves open stay control characters.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn latin1(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => bytes.iter().map(|b| UPPER.get((*b as usize).wrapping_sub(0x80)).copied().unwrap_or(*b as char)).collect(),
    }
}

/// Translates UTF-16 to UTF-8 as it comes.
#[derive(Debug, Clone)]
pub(super) struct Utf16 {
    little: bool,
    /// Bytes that are not a whole character yet: at most three.
    carry: Vec<u8>,
}

impl Utf16 {
    /// UTF-16 by its byte order mark, or by the zero byte of a first ASCII
    /// character.
    pub fn of(sample: &[u8]) -> Option<Utf16> {
        let little = match sample {
            [0xff, 0xfe, ..] => true,
            [0xfe, 0xff, ..] => false,
            [a, 0, b, 0, ..] if *a != 0 && *b != 0 => true,
            [0, a, 0, b, ..] if *a != 0 && *b != 0 => false,
            _ => return None,
        };
        Some(Utf16 { little, carry: Vec::new() })
    }

    /// Adds the translation to `out`; false when there is a half of a
    /// surrogate pair, or at the end (`last`) half a character.
    pub fn push(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) -> bool {
        let mut all = std::mem::take(&mut self.carry);
        all.extend_from_slice(bytes);
        let (pairs, rest) = all.as_chunks::<2>();
        let units = pairs.iter().map(|p| if self.little { u16::from_le_bytes(*p) } else { u16::from_be_bytes(*p) });
        let mut units: Vec<u16> = units.collect();
        // A first half of a pair waits for its second.
        let waits = !last && units.last().is_some_and(|u| (0xd800..0xdc00).contains(u));
        let kept = rest.len() + if waits { 2 } else { 0 };
        self.carry = all.get(all.len() - kept..).unwrap_or_default().to_vec();
        if waits {
            units.pop();
        }
        let mut buffer = [0u8; 4];
        for character in char::decode_utf16(units) {
            match character {
                Ok(c) => out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
                Err(_) => return false,
            }
        }
        !last || self.carry.is_empty()
    }
}
