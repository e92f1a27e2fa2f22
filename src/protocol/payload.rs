//! Bulk data beside a message.

use crate::data::split::Part;
use std::rc::Rc;

/// Bulk data beside a message; moved, not copied, between threads.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// Bytes of a file, or codes below 256.
    U8(Vec<u8>),
    /// Codes.
    U32(Vec<u32>),
    /// Numbers; NaN is missing.
    F64(Vec<f64>),
    /// A file that stays where it is; only ever sent to an engine.
    File(FileSource),
}

/// The code under which a part travels.
pub fn part_code(part: Part) -> u8 {
    match part {
        Part::Choose => 0,
        Part::Test => 1,
        Part::Neither => 2,
    }
}

/// A file of which parts are read when they are wanted.
pub trait FileBytes {
    /// Its size in bytes.
    fn size(&self) -> u64;

    /// The bytes from one place up to another; fewer at the end.
    ///
    /// # Errors
    /// What the system says when it cannot be read any more.
    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String>;
}

/// A shared [`FileBytes`].
#[derive(Clone)]
pub struct FileSource(pub Rc<dyn FileBytes>);

impl std::fmt::Debug for FileSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileSource({} bytes)", self.0.size())
    }
}

impl PartialEq for FileSource {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Vec<u8>> for FileSource {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Rc::new(bytes))
    }
}

impl FileBytes for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        Ok(self.get(place(from)..place(to)).unwrap_or_default().to_vec())
    }
}
