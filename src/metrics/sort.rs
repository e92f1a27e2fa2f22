//! Sorting scores in descending order by their bits, in linear time.

/// Below this many items a comparison sort is quicker than six passes.
const SMALL: usize = 512;
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 6;
const BUCKETS: usize = 1 << DIGIT_BITS;

/// A key that sorts ascending where the score sorts descending.
/// IEEE 754 order: flip all bits of negatives, the sign bit of the others.
pub(crate) fn descending_key(score: f64) -> u64 {
    let bits = (score + 0.0).to_bits();
    let mask = ((bits as i64) >> 63) as u64 | 1 << 63;
    !(bits ^ mask)
}

/// The score of a key.
pub(crate) fn score_of_key(key: u64) -> f64 {
    let flipped = !key;
    let mask = if flipped >> 63 == 1 { 1 << 63 } else { u64::MAX };
    f64::from_bits(flipped ^ mask)
}

/// Sorts by key, ascending and stable: least-significant-digit radix sort with
/// 11-bit digits (Knuth, TAOCP 3, 5.2.5). Digits that all keys share cost
/// nothing, so scores that come from 32-bit floats take half the passes.
pub(crate) fn sort_by_key<T: Copy>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let Some(first) = items.first().copied() else { return };
    if items.len() <= SMALL {
        items.sort_by_key(key);
        return;
    }
    let digit = |key: u64, pass: usize| (key >> (pass as u32 * DIGIT_BITS)) as usize % BUCKETS;
    let mut counts = vec![[0usize; BUCKETS]; DIGITS];
    for item in items.iter() {
        let key = key(item);
        for (pass, counts) in counts.iter_mut().enumerate() {
            counts[digit(key, pass)] += 1; // a digit is below BUCKETS
        }
    }
    let mut spare = vec![first; items.len()];
    for (pass, counts) in counts.iter_mut().enumerate() {
        if counts[digit(key(&first), pass)] == items.len() {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for item in items.iter() {
            let place = &mut counts[digit(key(item), pass)];
            spare[*place] = *item; // the counts add up to the length
            *place += 1;
        }
        std::mem::swap(items, &mut spare);
    }
}
