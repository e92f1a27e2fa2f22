//! Texts of some rows only.

use std::collections::HashMap;

/// The texts that some codes name, and the codes into those; a code without a
/// text (a missing one) stays without.
///
/// A chunk of a column of a million different texts would otherwise take all of
/// them along.
pub fn recoded(codes: &[u32], texts: &[String]) -> (Vec<String>, Vec<u32>) {
    let mut places: HashMap<u32, u32> = HashMap::new();
    let mut kept = Vec::new();
    let new = codes.iter().map(|code| {
        let Some(text) = texts.get(*code as usize) else { return u32::MAX };
        *places.entry(*code).or_insert_with(|| {
            kept.push(text.clone());
            // There are at most as many texts as codes.
            kept.len() as u32 - 1
        })
    });
    let new = new.collect();
    (kept, new)
}
