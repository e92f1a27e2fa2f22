//! The query string: every visible setting, never data.

mod chapter;
pub mod field;
mod setting;

use crate::metrics::threshold::Threshold;

pub use chapter::Chapter;
pub use setting::{Field, RuleKind, Setting};

/// What a link says. Settings that it leaves out keep the scenario's own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    /// Id of a scenario.
    pub scenario: Option<String>,
    /// The view.
    pub chapter: Option<Chapter>,
    /// The threshold, exact to the last bit.
    pub threshold: Option<Threshold>,
    /// The threshold that was pinned for comparison.
    pub pinned: Option<Threshold>,
    /// The positive class, where it is not the scenario's own.
    pub positive: Option<String>,
    /// The way to choose the threshold.
    pub rule: Option<RuleKind>,
    /// Numbers that differ from the scenario's own, as written; an empty text
    /// takes a number away.
    pub numbers: Vec<(&'static str, String)>,
}

/// How "flag nobody" is written.
const NOBODY: &str = "nobody";
/// Longest name of a class that a link may bring.
const LONGEST_CLASS: usize = 200;

impl Link {
    /// Reads decoded pairs; what is unknown or cannot be meant is left out, so
    /// that a hostile or outdated link opens the page as if it said nothing.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut link = Self::default();
        for (name, value) in pairs {
            match name {
                "scenario" if is_id(value) => link.scenario = Some(value.to_owned()),
                "chapter" => link.chapter = Chapter::named(value),
                "threshold" => link.threshold = threshold(value),
                "pinned" => link.pinned = threshold(value),
                "positive" if value.chars().count() <= LONGEST_CLASS => link.positive = Some(value.to_owned()),
                "rule" => link.rule = RuleKind::named(value),
                _ => {
                    if let Some(field) = Field::ALL.into_iter().find(|field| field.name() == name) {
                        let meant = value.is_empty() && field.is_optional();
                        if meant || field::read_number(value, field.range()).is_ok() {
                            link.numbers.push((field.name(), value.to_owned()));
                        }
                    }
                }
            }
        }
        link
    }

    /// The pairs to encode, in a fixed order.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.scenario.clone().map(|id| ("scenario", id)));
        pairs.extend(self.chapter.map(|chapter| ("chapter", chapter.name().to_owned())));
        pairs.extend(self.positive.clone().map(|class| ("positive", class)));
        pairs.extend(self.rule.map(|rule| ("rule", rule.name().to_owned())));
        pairs.extend(self.threshold.map(|threshold| ("threshold", written(threshold))));
        pairs.extend(self.pinned.map(|threshold| ("pinned", written(threshold))));
        pairs.extend(self.numbers.clone());
        pairs
    }

    /// The scenario's setting with what the link changes.
    pub fn setting(&self, own: &Setting) -> Setting {
        let mut setting = own.clone();
        for (name, text) in &self.numbers {
            setting.read(name, text);
        }
        setting.rule = self.rule.unwrap_or(own.rule);
        setting
    }

    /// What a link has to say so that `setting` follows from `own`.
    #[must_use]
    pub fn with_setting(mut self, setting: &Setting, own: &Setting) -> Self {
        let changed = Field::ALL.into_iter().filter(|field| setting.get(*field) != own.get(*field));
        // Rust writes the shortest decimals that read back as the same number.
        let text = |field| setting.get(field).map(|number| number.to_string()).unwrap_or_default();
        self.numbers = changed.map(|field| (field.name(), text(field))).collect();
        self.rule = (setting.rule != own.rule).then_some(setting.rule);
        self
    }
}

fn threshold(text: &str) -> Option<Threshold> {
    if text == NOBODY { Some(Threshold::Nobody) } else { text.parse().ok().and_then(Threshold::at) }
}

fn written(threshold: Threshold) -> String {
    threshold.score().map_or_else(|| NOBODY.to_owned(), |score| score.to_string())
}

/// Ids name folders, so only plain short words are followed.
fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests;
