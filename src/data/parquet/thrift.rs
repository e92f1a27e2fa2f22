//! Thrift's compact protocol, as far as Parquet's headers need it.

use super::Wrong;

/// Deepest nesting that is skipped.
const DEPTH: u32 = 16;

/// Walks over bytes.
#[derive(Clone, Copy)]
pub(super) struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Type of a field, as its header has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type(u8);

impl Type {
    const TRUE: Type = Type(1);
    const FALSE: Type = Type(2);
    const BYTE: Type = Type(3);
    const I16: Type = Type(4);
    const I64: Type = Type(6);
    const DOUBLE: Type = Type(7);
    const BINARY: Type = Type(8);
    const LIST: Type = Type(9);
    const SET: Type = Type(10);
    const MAP: Type = Type(11);
    const STRUCT: Type = Type(12);
}

impl<'a> Thrift<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Thrift { bytes, at: 0 }
    }

    /// Bytes read so far.
    pub fn used(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Result<u8, Wrong> {
        let byte = self.bytes.get(self.at).ok_or(Wrong::Damaged)?;
        self.at += 1;
        Ok(*byte)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Wrong> {
        let end = self.at.checked_add(length).ok_or(Wrong::Damaged)?;
        let bytes = self.bytes.get(self.at..end).ok_or(Wrong::Damaged)?;
        self.at = end;
        Ok(bytes)
    }

    pub fn varint(&mut self) -> Result<u64, Wrong> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Wrong::Damaged)
    }

    pub fn zigzag(&mut self) -> Result<i64, Wrong> {
        let value = self.varint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A whole number of any width.
    pub fn int(&mut self, kind: Type) -> Result<i64, Wrong> {
        match kind {
            Type::BYTE => Ok(i64::from(self.byte()? as i8)),
            Type(t) if (Type::I16.0..=Type::I64.0).contains(&t) => self.zigzag(),
            _ => Err(Wrong::Damaged),
        }
    }

    /// A length or an offset.
    pub fn size(&mut self, kind: Type) -> Result<usize, Wrong> {
        usize::try_from(self.int(kind)?).map_err(|_| Wrong::Damaged)
    }

    pub fn text(&mut self, kind: Type) -> Result<&'a str, Wrong> {
        if kind != Type::BINARY {
            return Err(Wrong::Damaged);
        }
        let length = usize::try_from(self.varint()?).map_err(|_| Wrong::Damaged)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Wrong::Damaged)
    }

    /// The value of a boolean is in its type.
    pub fn boolean(kind: Type) -> Result<bool, Wrong> {
        match kind {
            Type::TRUE => Ok(true),
            Type::FALSE => Ok(false),
            _ => Err(Wrong::Damaged),
        }
    }

    /// Reads a struct: `field` is called for each field and must read it.
    pub fn fields(
        &mut self,
        kind: Type,
        mut field: impl FnMut(&mut Self, i16, Type) -> Result<(), Wrong>,
    ) -> Result<(), Wrong> {
        if kind != Type::STRUCT {
            return Err(Wrong::Damaged);
        }
        let mut id = 0i16;
        loop {
            let header = self.byte()?;
            if header == 0 {
                return Ok(());
            }
            id = match header >> 4 {
                0 => self.zigzag()? as i16,
                step => id.wrapping_add(i16::from(step)),
            };
            field(self, id, Type(header & 15))?;
        }
    }

    /// Reads the struct that the bytes begin with.
    pub fn root(&mut self, field: impl FnMut(&mut Self, i16, Type) -> Result<(), Wrong>) -> Result<(), Wrong> {
        self.fields(Type::STRUCT, field)
    }

    /// Reads a list: `item` is called for each item and must read it.
    pub fn list(
        &mut self,
        kind: Type,
        mut item: impl FnMut(&mut Self, Type) -> Result<(), Wrong>,
    ) -> Result<(), Wrong> {
        if kind != Type::LIST && kind != Type::SET {
            return Err(Wrong::Damaged);
        }
        let header = self.byte()?;
        let length = match header >> 4 {
            15 => self.varint()?,
            short => u64::from(short),
        };
        // Every item but a boolean has at least one byte; so has every list here.
        if length > (self.bytes.len() - self.at) as u64 {
            return Err(Wrong::Damaged);
        }
        (0..length).try_for_each(|_| item(self, Type(header & 15)))
    }

    /// Passes over a value.
    pub fn skip(&mut self, kind: Type) -> Result<(), Wrong> {
        self.skip_to(kind, DEPTH)
    }

    fn skip_to(&mut self, kind: Type, depth: u32) -> Result<(), Wrong> {
        let depth = depth.checked_sub(1).ok_or(Wrong::Damaged)?;
        match kind {
            Type::TRUE | Type::FALSE => Ok(()),
            Type::BYTE => self.byte().map(|_| ()),
            Type::DOUBLE => self.take(8).map(|_| ()),
            Type::BINARY => {
                let length = usize::try_from(self.varint()?).map_err(|_| Wrong::Damaged)?;
                self.take(length).map(|_| ())
            }
            Type::LIST | Type::SET => self.list(kind, |thrift, kind| match kind {
                Type::TRUE | Type::FALSE => thrift.byte().map(|_| ()),
                kind => thrift.skip_to(kind, depth),
            }),
            Type::MAP => {
                let length = self.varint()?;
                let kinds = if length == 0 { 0 } else { self.byte()? };
                if length > (self.bytes.len() - self.at) as u64 {
                    return Err(Wrong::Damaged);
                }
                (0..length).try_for_each(|_| {
                    self.skip_to(Type(kinds >> 4), depth)?;
                    self.skip_to(Type(kinds & 15), depth)
                })
            }
            Type::STRUCT => self.fields(kind, |thrift, _, kind| thrift.skip_to(kind, depth)),
            Type(t) if (Type::I16.0..=Type::I64.0).contains(&t) => self.zigzag().map(|_| ()),
            _ => Err(Wrong::Damaged),
        }
    }
}
