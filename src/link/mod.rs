//! The query string: every visible setting, never data.

mod chapter;
pub mod field;
pub mod own;
mod setting;
mod steps;
mod unusable;

use crate::metrics::threshold::Threshold;
use field::Hint;

pub use chapter::Chapter;
pub use setting::{Field, RuleKind, Setting};
pub use steps::{Steps, Write};
pub use unusable::{Reason, Subject, Unusable};

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
    /// What it says and cannot be used.
    pub unusable: Vec<Unusable>,
}

/// How "flag nobody" is written.
const NOBODY: &str = "nobody";
/// Longest name of a class that a link may bring.
const LONGEST_CLASS: usize = 200;

impl Link {
    /// Reads decoded pairs. What cannot be used is put aside in
    /// [`unusable`](Self::unusable), so that a hostile or outdated link opens the
    /// page as if it had not said that. Other names than those of settings are no
    /// concern of this page: mail programs and chats add theirs to links.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut link = Self::default();
        let mut said: Vec<(Subject, &str)> = Vec::new();
        for (name, value) in pairs {
            let Some(subject) = Subject::named(name) else { continue };
            let first = said.iter().find(|(known, _)| *known == subject).map(|(_, first)| *first);
            let read = match first {
                None => link.read(subject, value),
                Some(first) if first == value => Ok(()),
                Some(_) => Err(Reason::Repeated),
            };
            said.push((subject, value));
            if let Err(reason) = read {
                link.unusable.push(Unusable::new(subject, value, reason));
            }
        }
        link
    }

    /// Takes over what the link says about a subject.
    fn read(&mut self, subject: Subject, value: &str) -> Result<(), Reason> {
        let unknown = Reason::Unknown;
        match subject {
            Subject::Scenario => self.scenario = Some(is_id(value).then(|| value.to_owned()).ok_or(unknown)?),
            Subject::Chapter => self.chapter = Some(Chapter::named(value).ok_or(unknown)?),
            Subject::Rule => self.rule = Some(RuleKind::named(value).ok_or(unknown)?),
            Subject::Positive if value.chars().count() > LONGEST_CLASS => return Err(unknown),
            // Which classes there are is known once the cases are read.
            Subject::Positive => self.positive = Some(value.to_owned()),
            Subject::Threshold => self.threshold = Some(threshold(value)?),
            Subject::Pinned => self.pinned = Some(threshold(value)?),
            Subject::Number(field) => {
                if !(value.is_empty() && field.is_optional()) {
                    field::read_number(value, field.range()).map_err(Reason::Number)?;
                }
                self.numbers.push((field.name(), value.to_owned()));
            }
        }
        Ok(())
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

    /// What a link has to say so that `setting` follows from each of `from`.
    #[must_use]
    pub fn with_setting(mut self, setting: &Setting, from: &[&Setting]) -> Self {
        let differs = |field: &Field| from.iter().any(|own| setting.get(*field) != own.get(*field));
        let changed = Field::ALL.into_iter().filter(differs);
        // Rust writes the shortest decimals that read back as the same number.
        let text = |field| setting.get(field).map(|number| number.to_string()).unwrap_or_default();
        self.numbers = changed.map(|field| (field.name(), text(field))).collect();
        self.rule = from.iter().any(|own| setting.rule != own.rule).then_some(setting.rule);
        self
    }
}

fn threshold(text: &str) -> Result<Threshold, Reason> {
    if text == NOBODY {
        return Ok(Threshold::Nobody);
    }
    let read = text.parse().ok().and_then(Threshold::at);
    read.ok_or_else(|| Reason::Number(field::read_number(text, f64::MIN..=f64::MAX).err().unwrap_or(Hint::NotANumber)))
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
