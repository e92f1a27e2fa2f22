//! The scenario's own words.

use serde::{Deserialize, Deserializer, Serialize};

/// A noun: `{"one": "lump", "other": "lumps"}`, or one text for both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "TermForm"))]
pub struct Term {
    /// Singular.
    pub one: String,
    /// Plural.
    pub other: String,
}

/// The two ways in which a noun is written.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum TermForm {
    Both { one: String, other: String },
    Same(String),
}

impl<'de> Deserialize<'de> for Term {
    /// Files have either form; between page and engine there is the full one.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            return TermForm::deserialize(from).map(Self::from);
        }
        <(String, String)>::deserialize(from).map(|(one, other)| Self { one, other })
    }
}

impl From<TermForm> for Term {
    fn from(form: TermForm) -> Self {
        match form {
            TermForm::Both { one, other } => Term { one, other },
            TermForm::Same(text) => Term { one: text.clone(), other: text },
        }
    }
}

/// The scenario's own words; a word that is absent is said in general terms.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct OutcomeWords {
    /// A case of the positive class (`malignant lump`).
    pub positive: Option<Term>,
    /// A case of another class.
    pub negative: Option<Term>,
    /// A case whose score is at or above the threshold.
    pub flagged: Option<Term>,
    /// A case whose score is below it.
    pub not_flagged: Option<Term>,
    /// What is done with flagged cases (`sent to biopsy`).
    pub flagged_short: String,
    /// What is done with the others.
    pub not_flagged_short: String,
    /// Flagged and positive (`tumour found`).
    pub true_positive: Option<Term>,
    /// Flagged and not positive (`needless biopsy`).
    pub false_positive: Option<Term>,
    /// Positive and not flagged (`tumour missed`).
    pub false_negative: Option<Term>,
    /// Neither.
    pub true_negative: Option<Term>,
}
