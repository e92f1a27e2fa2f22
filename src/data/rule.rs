//! Rules that fields of a scenario and files of a pack can break.

use serde::{Deserialize, Serialize};

/// A rule that a field of a scenario can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Texts and lists have a greatest length.
    TooLong,
    /// A file of the pack is named by a plain relative path.
    PlainPath,
    /// `min` is not above `max`.
    Range,
    /// `format` and `format_version` are ones that this program knows.
    Format,
    /// A name refers to something that the scenario has.
    Reference,
    /// A name is not empty.
    Named,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Rule::TooLong => "it is too long",
            Rule::PlainPath => "files are named relative to the scenario, without .. or a scheme",
            Rule::Range => "min must not be above max",
            Rule::Format => "this version does not know the format",
            Rule::Reference => "nothing in the scenario has that name",
            Rule::Named => "it must not be empty",
        })
    }
}

/// A rule that a file of a pack can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryRule {
    /// Files stay inside the pack: no `..`, no absolute path, no link.
    Path,
    /// Files have no password.
    Encrypted,
    /// Files have a sensible size when they are unpacked.
    TooLarge,
    /// No file comes twice.
    Twice,
    /// Files are stored or deflated.
    Method,
}

impl std::fmt::Display for EntryRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            EntryRule::Path => "its path leaves the pack; pack it with plain names",
            EntryRule::Encrypted => "it has a password; pack it without",
            EntryRule::TooLarge => "it would fill memory when unpacked",
            EntryRule::Twice => "it comes twice; remove one",
            EntryRule::Method => "its compression is not read here; pack it with deflate",
        })
    }
}
