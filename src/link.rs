//! The query string: every visible setting, never data.

use crate::metrics::threshold::Threshold;

/// What a link says. Settings that it leaves out keep their defaults.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    /// Id of a built-in scenario.
    pub scenario: Option<String>,
    /// The threshold, exact to the last bit.
    pub threshold: Option<Threshold>,
}

/// How "flag nobody" is written.
const NOBODY: &str = "nobody";

impl Link {
    /// Reads decoded pairs; what is unknown or cannot be meant is left out, so
    /// that a hostile or outdated link opens the page as if it said nothing.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut link = Self::default();
        for (name, value) in pairs {
            match name {
                "scenario" if is_id(value) => link.scenario = Some(value.to_owned()),
                "threshold" if value == NOBODY => link.threshold = Some(Threshold::Nobody),
                "threshold" => link.threshold = value.parse().ok().and_then(Threshold::at),
                _ => {}
            }
        }
        link
    }

    /// The pairs to encode, in a fixed order.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(scenario) = &self.scenario {
            pairs.push(("scenario", scenario.clone()));
        }
        if let Some(threshold) = self.threshold {
            // Rust writes the shortest decimals that read back as the same number.
            let text = threshold.score().map_or_else(|| NOBODY.to_owned(), |score| score.to_string());
            pairs.push(("threshold", text));
        }
        pairs
    }
}

/// Ids name folders, so only plain short words are followed.
fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_meant_is_left_out() {
        for hostile in ["../secret", "A", "", "a/b", "javascript:alert(1)", "%2e%2e", "tumour\0"] {
            assert_eq!(Link::from_pairs([("scenario", hostile)]).scenario, None, "{hostile}");
        }
        for hostile in ["NaN", "nan", "", "0,5", "<b>", "1e", "--1"] {
            assert_eq!(Link::from_pairs([("threshold", hostile)]).threshold, None, "{hostile}");
        }
        assert_eq!(Link::from_pairs([("unknown", "1")]), Link::default());
    }

    #[test]
    fn flag_nobody_has_a_name() {
        let link = Link { scenario: Some("tumour".into()), threshold: Some(Threshold::Nobody) };
        assert_eq!(link.to_pairs(), [("scenario", "tumour".to_owned()), ("threshold", "nobody".to_owned())]);
    }

    proptest! {
        #[test]
        fn a_link_gives_back_the_exact_threshold(bits in any::<u64>(), id in "[a-z0-9-]{1,40}") {
            let link = Link { scenario: Some(id), threshold: Threshold::at(f64::from_bits(bits)) };
            let pairs = link.to_pairs();
            let read = Link::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())));
            prop_assert_eq!(read, link);
        }
    }
}
