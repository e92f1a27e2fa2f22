//! Ids of scenarios of somebody's own.

/// What every one of them begins with; those that come with the page do not.
pub const PREFIX: &str = "own-";

/// Digits of a fingerprint.
const DIGITS: usize = 12;

/// An id for files that were loaded at a time, in milliseconds since 1970. The
/// fingerprint tells elsewhere whether somebody has the same files.
pub fn new_id(time: u64, fingerprint: Option<&str>) -> String {
    match fingerprint {
        Some(fingerprint) => format!("{PREFIX}{time:x}-{fingerprint}"),
        None => format!("{PREFIX}{time:x}"),
    }
}

/// The fingerprint of the files, where the id holds one.
pub fn fingerprint(id: &str) -> Option<&str> {
    let (_, fingerprint) = id.strip_prefix(PREFIX)?.split_once('-')?;
    let is_one = fingerprint.len() == DIGITS && fingerprint.bytes().all(|b| b.is_ascii_hexdigit());
    is_one.then_some(fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;

    #[test]
    fn an_id_gives_back_the_fingerprint_and_can_stand_in_a_link() {
        let id = new_id(u64::MAX, Some("0123456789ab"));
        assert_eq!(fingerprint(&id), Some("0123456789ab"));
        assert_eq!(Link::from_pairs([("scenario", id.as_str())]).scenario, Some(id));
        for without in
            [&new_id(1, None), "own-", "own-1-", "own-1-0123", "own-1-0123456789ag", "tumour", "x-1-0123456789ab"]
        {
            assert_eq!(fingerprint(without), None, "{without}");
        }
    }
}
