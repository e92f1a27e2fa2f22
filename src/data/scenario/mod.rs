//! `scenario.json`: what is decided, in the scenario's own words.
//!
//! These serde types are the truth of the format. Unknown fields are left
//! alone, a wrong one is a located error, and every text has a greatest
//! length, so that a hostile pack can fill neither page nor memory.

mod parts;
mod read;
mod words;

use super::sanity::Scale;
use serde::{Deserialize, Serialize};

pub use parts::{
    Capacity, Columns, DataAre, Feature, Licence, ModelEntry, ModelInput, Picture, Provenance, Sealed, Slice, Splits,
};
pub use read::{is_plain_path, read_scenario};
pub use words::{OutcomeWords, Term};

/// Name of the file in a pack.
pub const FILE: &str = "scenario.json";
/// Value of the `format` field.
pub const FORMAT: &str = "cutpoint-scenario";
/// The newest `format_version` that this program reads.
pub const FORMAT_VERSION: u32 = 1;
/// Largest scenario file, in bytes.
pub const MAX_BYTES: usize = 4 << 20;
/// Longest text in a scenario, in characters.
pub const MAX_TEXT: usize = 4_000;
/// Longest list in a scenario.
pub const MAX_LIST: usize = 10_000;

/// A scenario: the decision, its words, its price and its files.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Scenario {
    /// `cutpoint-scenario`, or absent.
    pub format: Option<String>,
    /// Version of the format; 1 when absent.
    pub format_version: Option<u32>,
    /// Short name for links, as in `?scenario=tumour`.
    pub id: String,
    /// Heading.
    pub title: String,
    /// The decision as a question.
    pub question: String,
    /// One paragraph: who decides what, and what hurts.
    pub summary: String,
    /// What one case is called (`lump`, `vehicle-week`).
    pub case: Option<Term>,
    /// The class that the model looks for, as the label column writes it.
    pub positive_class: Option<String>,
    /// All classes, in the order in which the model gives them.
    pub classes: Vec<String>,
    /// The scenario's own words for classes, action and outcomes.
    pub words: OutcomeWords,
    /// Which error hurts more.
    pub harm: Option<Harm>,
    /// What each outcome costs.
    pub costs: Costs,
    /// How many cases people can look at.
    pub capacity: Option<Capacity>,
    /// How many cases there are in a year, for sums of money.
    pub cases_per_year: Option<f64>,
    /// The features, in the order in which the model takes them.
    pub features: Vec<Feature>,
    /// How the features make a picture, when they do.
    pub picture: Option<Picture>,
    /// Which column is what.
    pub columns: Columns,
    /// What the scores are, when they are to become numbers from 0 to 1.
    pub score_scale: Option<Scale>,
    /// Columns by which figures can be split.
    pub slices: Vec<Slice>,
    /// How the two sets are told apart, and what is sealed.
    pub splits: Splits,
    /// The model files, oldest first.
    pub models: Vec<ModelEntry>,
    /// The cases file, relative to this file.
    pub cases: String,
    /// `id` of the model that is shown first.
    pub default_model: Option<String>,
    /// Whether the cases are real or generated.
    pub data_are: Option<DataAre>,
    /// Where the data come from.
    pub provenance: Provenance,
    /// Under which licence they may be used.
    pub licence: Licence,
    /// The presenter's notes, by chapter.
    pub notes: std::collections::BTreeMap<String, String>,
}

/// Which error hurts more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Harm {
    /// A positive case that is not flagged.
    Miss,
    /// A flagged case that is not positive.
    FalseAlarm,
    /// Neither more than the other.
    Both,
}

/// What one case of each outcome costs, in [`Costs::currency`]; a gain is
/// negative.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Costs {
    /// ISO 4217 code or any short word.
    pub currency: String,
    /// What a cost is counted per (`per lump`).
    pub unit: String,
    /// Cost of a flagged positive case.
    pub true_positive: f64,
    /// Cost of a flagged negative case.
    pub false_positive: f64,
    /// Cost of a missed positive case.
    pub false_negative: f64,
    /// Cost of a negative case left alone.
    pub true_negative: f64,
    /// Where the figures come from.
    pub note: String,
}

impl Scenario {
    /// Whether the scenario itself says that its cases are generated.
    pub fn is_generated(&self) -> bool {
        self.data_are == Some(DataAre::Generated)
    }

    /// The model that is shown first: `default_model`, else the last one.
    pub fn shown_model(&self) -> Option<&ModelEntry> {
        let named = self.default_model.as_deref().and_then(|id| self.models.iter().find(|m| m.id == id));
        named.or_else(|| self.models.last())
    }

    /// The scenario as the file holds it, with the fields of the file that it
    /// was read from which this version does not know.
    pub fn to_json_over(&self, original: &[u8]) -> String {
        let original = original.strip_prefix(b"\xef\xbb\xbf").unwrap_or(original);
        let old = serde_json::from_slice(original).unwrap_or_default();
        let merged = put_over(old, serde_json::to_value(self).unwrap_or_default());
        serde_json::to_string_pretty(&merged).unwrap_or_default()
    }

    /// The scenario as the file holds it.
    pub fn to_json(&self) -> String {
        // Nothing in these types can fail to serialise: no maps with keys that
        // are not text; a number that is not finite is written as null.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Puts `new` over `old`; what only `old` has stays.
fn put_over(old: serde_json::Value, new: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match (old, new) {
        (Value::Object(mut old), Value::Object(new)) => {
            for (name, value) in new {
                let before = old.remove(&name).unwrap_or(Value::Null);
                old.insert(name, put_over(before, value));
            }
            Value::Object(old)
        }
        // Items keep what they have as long as none came or went.
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            Value::Array(old.into_iter().zip(new).map(|(old, new)| put_over(old, new)).collect())
        }
        (_, new) => new,
    }
}

/// The JSON Schema of `scenario.json`, as docs/scenario.schema.json publishes
/// it.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Scenario);
    // A schema is JSON: nothing in it can fail to serialise.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
