//! The distinct texts of a column.

/// Distinct texts in one run of memory, so that ten million names of cases
/// are two allocations and not ten million.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dictionary {
    texts: String,
    /// Where each text ends in `texts`.
    ends: Vec<usize>,
    /// Names of cases are not looked up: see [`Dictionary::may_repeat`].
    may_repeat: bool,
}

impl Dictionary {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether a text may have several codes. A long column that begins with
    /// nothing but different texts is taken for names of cases: looking each
    /// of them up would take most of the time of opening the file.
    pub fn may_repeat(&self) -> bool {
        self.may_repeat
    }

    /// How many different texts there are.
    pub fn count_distinct(&self) -> usize {
        if !self.may_repeat {
            return self.len();
        }
        // Two hashes: at ten million texts, the chance that any two different
        // ones share both is less than one in a hundred thousand.
        let mut hashes: Vec<u64> = self.iter().map(|t| u64::from(hash(t)) << 32 | u64::from(other_hash(t))).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.len()
    }

    /// The text of a code; `None` for [`MISSING`](super::table::MISSING).
    pub fn get(&self, code: u32) -> Option<&str> {
        let code = code as usize;
        let end = *self.ends.get(code)?;
        let start = code.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.texts.get(start..end)
    }

    /// The texts, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).filter_map(|code| self.get(code))
    }

    /// The texts as owned strings.
    pub fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    fn push(&mut self, text: &str) {
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
    }

    /// Bytes of memory that it holds.
    pub(super) fn bytes(&self) -> usize {
        self.texts.capacity() + self.ends.capacity() * size_of::<usize>()
    }
}

impl<T: AsRef<str>> FromIterator<T> for Dictionary {
    /// Codes are given in order; the texts must be distinct.
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut dictionary = Dictionary::default();
        texts.into_iter().for_each(|text| dictionary.push(text.as_ref()));
        dictionary
    }
}

/// Gives each distinct text a code: a dictionary and an open-addressed table
/// beside it, which repeats no text.
#[derive(Debug, Clone, Default)]
pub struct Interner {
    dictionary: Dictionary,
    /// Hash in the upper half, code plus one in the lower; or 0. The length
    /// is a power of two, at most 3/4 full.
    slots: Vec<u64>,
}

impl Interner {
    /// The code of a text, new or known.
    pub fn code(&mut self, text: &str) -> u32 {
        if self.dictionary.may_repeat {
            let code = self.dictionary.len() as u32;
            self.dictionary.push(text);
            return code;
        }
        if (self.dictionary.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(text);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                let code = self.dictionary.len() as u32;
                *slot = u64::from(hash) << 32 | u64::from(code + 1);
                self.dictionary.push(text);
                return code;
            }
            // The hash is compared first: the text is far away in memory.
            if (*slot >> 32) as u32 == hash {
                let code = *slot as u32 - 1;
                if self.dictionary.get(code) == Some(text) {
                    return code;
                }
            }
            at = (at + 1) & mask;
        }
        super::table::MISSING // The mask keeps `at` inside: never reached.
    }

    /// The text of a code.
    pub fn get(&self, code: u32) -> Option<&str> {
        self.dictionary.get(code)
    }

    /// How many texts have a code.
    pub fn len(&self) -> usize {
        self.dictionary.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.dictionary.is_empty()
    }

    /// Bytes of all texts.
    pub(super) fn text_bytes(&self) -> usize {
        self.dictionary.texts.len()
    }

    /// From now on every text gets a new code.
    pub(super) fn stop_looking_up(&mut self) {
        self.dictionary.may_repeat = true;
        self.slots = Vec::new();
    }

    /// Keeps the first `kept` texts where texts are not looked up.
    pub(super) fn forget_names(&mut self, kept: usize) {
        let Dictionary { texts, ends, may_repeat: true } = &mut self.dictionary else { return };
        ends.truncate(kept);
        texts.truncate(ends.last().copied().unwrap_or(0));
    }

    /// The finished dictionary.
    pub fn finish(self) -> Dictionary {
        self.dictionary
    }

    /// Bytes of memory that it holds.
    pub(super) fn bytes(&self) -> usize {
        self.dictionary.bytes() + self.slots.capacity() * size_of::<u64>()
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(16);
        let mask = size - 1;
        let mut slots = vec![0u64; size];
        for slot in self.slots.iter().filter(|slot| **slot != 0) {
            let mut at = (slot >> 32) as usize & mask;
            while slots.get(at).is_some_and(|s| *s != 0) {
                at = (at + 1) & mask;
            }
            if let Some(free) = slots.get_mut(at) {
                *free = *slot;
            }
        }
        self.slots = slots;
    }
}

/// Eight bytes at a time, multiplied and folded with shifts: wide products
/// are slow in wasm.
fn hash(text: &str) -> u32 {
    let mut h = text.len() as u64;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for word in words {
        h = fold(h ^ u64::from_le_bytes(*word));
    }
    let mut tail = [0u8; 8];
    tail.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let h = fold(h ^ u64::from_le_bytes(tail));
    (h ^ (h >> 29)) as u32
}

/// FNV-1a, independent of [`hash`].
fn other_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

fn fold(x: u64) -> u64 {
    let x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_texts_share_a_code_and_codes_count_up(texts in prop::collection::vec("[a-c]{0,12}|\\PC{0,3}", 0..300)) {
            let mut interner = Interner::default();
            let mut seen: Vec<String> = Vec::new();
            for text in &texts {
                let known = seen.iter().position(|s| s == text).unwrap_or(seen.len());
                if known == seen.len() {
                    seen.push(text.clone());
                }
                prop_assert_eq!(interner.code(text), known as u32);
            }
            prop_assert_eq!(interner.finish().to_vec(), seen);
        }
    }
}
