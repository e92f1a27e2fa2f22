//! What a model file may cost before it is decoded.
//!
//! Decoding a protobuf can blow up a small file: an empty message takes two
//! bytes in the file and hundreds in memory. One pass over the wire format
//! counts the parts first.

/// Largest model file in bytes.
pub(crate) const MAX_FILE: usize = 400 << 20;
/// Largest number of nodes, initialisers and value descriptions together.
pub(crate) const MAX_PARTS: usize = 300_000;
/// Deepest nesting of messages.
const MAX_DEPTH: usize = 60;

/// Why a file is refused before decoding.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    TooLarge(String),
    Broken(String),
}

/// Which message is being walked: only those that can nest or multiply.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Function,
    Tensor,
    Leaf,
}

fn child(of: Message, field: u64) -> Message {
    match (of, field) {
        (Message::Model, 7) | (Message::Attribute, 6 | 11) => Message::Graph,
        (Message::Model, 25) => Message::Function,
        (Message::Graph, 1) | (Message::Function, 7) => Message::Node,
        (Message::Graph, 5) | (Message::Attribute, 5 | 10) => Message::Tensor,
        (Message::Node, 5) => Message::Attribute,
        _ => Message::Leaf,
    }
}

/// Walks the wire format and refuses files beyond the limits.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > MAX_FILE {
        return Err(Refusal::TooLarge(format!("{} MB, the limit is {} MB", bytes.len() >> 20, MAX_FILE >> 20)));
    }
    let mut budget = Budget { parts: 0, fields: 0 };
    budget.walk(bytes, Message::Model, 0)
}

struct Budget {
    parts: usize,
    fields: usize,
}

/// Largest number of length-delimited fields (strings of a category list
/// count here, one each).
const MAX_FIELDS: usize = 6_000_000;

impl Budget {
    fn walk(&mut self, mut at: &[u8], message: Message, depth: usize) -> Result<(), Refusal> {
        if depth > MAX_DEPTH {
            return Err(Refusal::TooLarge(format!("graphs nested more than {MAX_DEPTH} deep")));
        }
        while !at.is_empty() {
            let key = varint(&mut at)?;
            let (field, wire) = (key >> 3, key & 7);
            match wire {
                0 => {
                    varint(&mut at)?;
                }
                1 => skip(&mut at, 8)?,
                5 => skip(&mut at, 4)?,
                2 => {
                    let len = usize::try_from(varint(&mut at)?)
                        .map_err(|_| Refusal::Broken("a length beyond the file".into()))?;
                    let Some((inner, rest)) = at.split_at_checked(len) else {
                        return Err(Refusal::Broken("it ends in the middle of a part".into()));
                    };
                    at = rest;
                    self.count(message, field)?;
                    let child = child(message, field);
                    if child != Message::Leaf {
                        self.walk(inner, child, depth + 1)?;
                    }
                }
                _ => return Err(Refusal::Broken(format!("no protobuf (wire type {wire})"))),
            }
        }
        Ok(())
    }

    fn count(&mut self, message: Message, field: u64) -> Result<(), Refusal> {
        self.fields += 1;
        let heavy = matches!(
            (message, field),
            (Message::Graph, 1 | 5 | 11 | 12 | 13 | 15)
                | (Message::Node, 5)
                | (Message::Attribute, 5 | 6 | 10 | 11 | 15 | 22 | 23)
                | (Message::Model, _)
                | (Message::Function, 7 | 9)
                | (Message::Tensor, 13)
        );
        if heavy {
            self.parts += 1;
        }
        if self.parts > MAX_PARTS {
            return Err(Refusal::TooLarge(format!("more than {MAX_PARTS} nodes and tensors")));
        }
        if self.fields > MAX_FIELDS {
            return Err(Refusal::TooLarge(format!("more than {MAX_FIELDS} parts")));
        }
        Ok(())
    }
}

fn skip(at: &mut &[u8], len: usize) -> Result<(), Refusal> {
    match at.split_at_checked(len) {
        Some((_, rest)) => {
            *at = rest;
            Ok(())
        }
        None => Err(Refusal::Broken("it ends in the middle of a part".into())),
    }
}

fn varint(at: &mut &[u8]) -> Result<u64, Refusal> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let Some((&byte, rest)) = at.split_first() else {
            return Err(Refusal::Broken("it ends in the middle of a number".into()));
        };
        *at = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(Refusal::Broken("a number of more than 64 bits".into()))
}

thread_local! {
    static FUEL: std::cell::Cell<u64> = const { std::cell::Cell::new(FULL) };
}

/// Work that one block of cases (or loading) may cost: a unit is one operator
/// run, 4 kB of results or 65,536 multiplications, so loops that never end and
/// products without measure stop after about a second.
const FULL: u64 = 4_000_000;

/// Allows the next block its full work.
pub(crate) fn refuel() {
    FUEL.set(FULL);
}

/// Takes work off what is allowed.
///
/// # Errors
/// [`OpError::Limit`](super::error::OpError::Limit) when nothing is left.
pub(crate) fn spend(units: u64) -> Result<(), super::error::OpError> {
    let left = FUEL.get().checked_sub(units);
    FUEL.set(left.unwrap_or(0));
    match left {
        Some(_) => Ok(()),
        None => Err(super::error::OpError::Limit("the work for one block of cases".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_empty_nodes_are_refused_before_decoding() {
        let mut graph = Vec::new();
        for _ in 0..1_000_000 {
            graph.extend_from_slice(&[0x0a, 0]);
        }
        let mut file = vec![0x3a];
        let mut len = graph.len();
        while len >= 0x80 {
            file.push((len & 0x7f) as u8 | 0x80);
            len >>= 7;
        }
        file.push(len as u8);
        file.extend(graph);
        assert!(matches!(check(&file), Err(Refusal::TooLarge(_))));
    }

    #[test]
    fn a_file_cut_short_is_called_broken() {
        assert!(matches!(check(&[0x3a, 100, 1, 2]), Err(Refusal::Broken(_))));
    }
}
