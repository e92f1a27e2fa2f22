//! How messages become bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A message as bytes (postcard). JSON would say the same, but reading it takes
/// a fifth of the page's program (docs/decisions.md).
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing to memory fails only for sequences of unknown length, which no message has.
    postcard::to_stdvec(message).unwrap_or_default()
}

/// The message in `bytes`; `None` for anything that [`encode`] did not write.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
