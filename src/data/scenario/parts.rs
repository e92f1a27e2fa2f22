//! Features, columns, files and origin of a scenario.

use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// One input of the model.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Feature {
    /// Column of the cases file.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// Unit of the values.
    pub unit: String,
    /// What it measures.
    pub description: String,
    /// Smallest value that makes sense.
    pub min: Option<f64>,
    /// Largest value that makes sense.
    pub max: Option<f64>,
    /// The values of a feature that is text.
    pub values: Vec<String>,
}

/// Which column of the cases file is what; an absent one is guessed, and an
/// empty text says that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Columns {
    /// The class of the case.
    pub label: Option<String>,
    /// A score that was computed elsewhere.
    pub score: Option<String>,
    /// Choosing set or sealed test.
    pub split: Option<String>,
    /// How many cases a row stands for.
    pub weight: Option<String>,
    /// Name of the case.
    pub id: Option<String>,
    /// When it happened.
    pub date: Option<String>,
    /// The model's answer, where the score is how sure it is of that answer: the
    /// score of the other class is 1 minus it then.
    pub predicted: Option<String>,
    /// The score of each class, where the file has one for all of them.
    pub class_scores: BTreeMap<String, String>,
}

/// A column by which figures can be split.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "SliceForm"))]
pub struct Slice {
    /// Column of the cases file.
    pub column: String,
    /// Name for people.
    pub title: String,
}

/// The two ways in which a slice is written.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum SliceForm {
    Full {
        column: String,
        #[serde(default)]
        title: String,
    },
    Column(String),
}

impl<'de> Deserialize<'de> for Slice {
    /// Files have either form; between page and engine there is the full one.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            return SliceForm::deserialize(from).map(Self::from);
        }
        <(String, String)>::deserialize(from).map(|(column, title)| Self { column, title })
    }
}

impl From<SliceForm> for Slice {
    fn from(form: SliceForm) -> Self {
        match form {
            SliceForm::Full { column, title } => Slice { column, title },
            SliceForm::Column(column) => Slice { column, title: String::new() },
        }
    }
}

/// How cases are told apart that the threshold is chosen on and those that
/// stay sealed for a final check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Splits {
    /// How the split column names the set on which the threshold is chosen.
    pub choose: String,
    /// How it names the sealed test.
    pub test: String,
    /// What is sealed where no column tells the two sets apart.
    pub sealed: Sealed,
}

/// What is sealed of cases that no column tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sealed {
    /// Half of them, picked by a fixed rule.
    #[default]
    Half,
    /// None: all of them are looked at.
    Nothing,
}

impl Default for Splits {
    fn default() -> Self {
        Splits { choose: "choose".into(), test: "test".into(), sealed: Sealed::default() }
    }
}

/// One model file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ModelEntry {
    /// Short name, for links.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// ONNX file, relative to this file.
    pub file: String,
    /// What the model is and what it was trained on.
    pub description: String,
    /// The threshold to begin with.
    pub default_threshold: Option<f64>,
    /// Which columns feed which input; guessed when empty.
    pub inputs: Vec<ModelInput>,
}

/// One input of a model file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ModelInput {
    /// Name of the input in the ONNX file.
    pub name: String,
    /// The columns that feed it, in order.
    pub columns: Vec<String>,
}

/// Whether the cases happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DataAre {
    /// They happened.
    Real,
    /// A program made them.
    Generated,
}

/// Where the data come from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Provenance {
    /// The data set, with its version.
    pub source: String,
    /// Who made it.
    pub authors: String,
    /// Where it is described.
    pub url: String,
    /// The script that wrote the files.
    pub made_by: String,
    /// A file that tells more.
    pub details: String,
}

/// Under which licence the files may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Licence {
    /// Licence of the cases.
    pub data: String,
    /// Licence of the models.
    pub model: String,
}

/// How many cases people can look at: 30 of 1,000.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Capacity {
    /// So many cases,
    pub cases: f64,
    /// of so many.
    pub per: f64,
    /// Where the figures come from.
    pub note: String,
}

/// How the features make a picture: row by row, from the top left.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Picture {
    /// Features in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Value of an empty dot.
    pub min: f64,
    /// Value of a full dot.
    pub max: f64,
    /// How a drawing becomes such values.
    pub note: String,
}
