//! `scenario.json`: what is decided, in the scenario's own words.
//!
//! These serde types are the truth of the format. Unknown fields are left
//! alone, a wrong one is a located error, and every text has a greatest
//! length, so that a hostile pack can fill neither page nor memory.

use serde::{Deserialize, Serialize};

use super::error::{DataError, Rule, shown};

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
    /// The features, in the order in which the model takes them.
    pub features: Vec<Feature>,
    /// Which column is what.
    pub columns: Columns,
    /// Columns by which figures can be split.
    pub slices: Vec<Slice>,
    /// How the split column names its two sets.
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

/// A noun: `{"one": "lump", "other": "lumps"}`, or one text for both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "TermForm")]
pub struct Term {
    /// Singular.
    pub one: String,
    /// Plural.
    pub other: String,
}

/// The two ways in which a noun is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum TermForm {
    Both { one: String, other: String },
    Same(String),
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

/// Which error hurts more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// One input of the model.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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

/// Which column of the cases file is what; an absent one is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
}

/// A column by which figures can be split.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "SliceForm")]
pub struct Slice {
    /// Column of the cases file.
    pub column: String,
    /// Name for people.
    pub title: String,
}

/// The two ways in which a slice is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum SliceForm {
    Full {
        column: String,
        #[serde(default)]
        title: String,
    },
    Column(String),
}

impl From<SliceForm> for Slice {
    fn from(form: SliceForm) -> Self {
        match form {
            SliceForm::Full { column, title } => Slice { column, title },
            SliceForm::Column(column) => Slice { column, title: String::new() },
        }
    }
}

/// How the split column names its two sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Splits {
    /// The set on which the threshold is chosen.
    pub choose: String,
    /// The sealed test.
    pub test: String,
}

impl Default for Splits {
    fn default() -> Self {
        Splits { choose: "choose".into(), test: "test".into() }
    }
}

/// One model file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
#[serde(default)]
pub struct ModelInput {
    /// Name of the input in the ONNX file.
    pub name: String,
    /// The columns that feed it, in order.
    pub columns: Vec<String>,
}

/// Whether the cases happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataAre {
    /// They happened.
    Real,
    /// A program made them.
    Generated,
}

/// Where the data come from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
#[serde(default)]
pub struct Licence {
    /// Licence of the cases.
    pub data: String,
    /// Licence of the models.
    pub model: String,
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

    /// The scenario as the file holds it.
    pub fn to_json(&self) -> String {
        // Nothing in these types can fail to serialise: no maps with keys that
        // are not text; a number that is not finite is written as null.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Reads and checks a scenario file.
///
/// # Errors
/// [`DataError::Json`] with line and column for what is not JSON or has the
/// wrong type, [`DataError::Field`] with the path for what cannot be meant,
/// [`DataError::Empty`] and [`DataError::TooLarge`].
pub fn read_scenario(bytes: &[u8]) -> Result<Scenario, DataError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DataError::Empty { file: FILE.into() });
    }
    if bytes.len() > MAX_BYTES {
        return Err(DataError::TooLarge { file: FILE.into(), what: "bytes".into(), limit: MAX_BYTES as u64 });
    }
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(located)?;
    bounded(&value, &mut String::new())?;
    let scenario: Scenario = serde_json::from_slice(bytes).map_err(located)?;
    checked(scenario)
}

/// serde's error with the place and without the repeated position.
fn located(error: serde_json::Error) -> DataError {
    let text = error.to_string();
    let problem = text.split(" at line ").next().unwrap_or_default();
    DataError::Json {
        file: FILE.into(),
        line: error.line() as u64,
        column: error.column() as u64,
        problem: shown(problem),
    }
}

fn field(path: &str, value: &str, rule: Rule) -> DataError {
    DataError::Field { file: FILE.into(), field: shown(path), value: shown(value), rule }
}

/// Checks the length of every text and list, known or unknown.
fn bounded(value: &serde_json::Value, path: &mut String) -> Result<(), DataError> {
    use serde_json::Value;
    let depth = path.len();
    match value {
        Value::String(text) if text.chars().count() > MAX_TEXT => return Err(field(path, text, Rule::TooLong)),
        Value::Array(list) if list.len() > MAX_LIST => {
            return Err(field(path, &list.len().to_string(), Rule::TooLong));
        }
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                path.push_str(&format!("[{i}]"));
                bounded(item, path)?;
                path.truncate(depth);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                if depth > 0 {
                    path.push('.');
                }
                path.push_str(name);
                bounded(item, path)?;
                path.truncate(depth);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Checks what types cannot say.
fn checked(scenario: Scenario) -> Result<Scenario, DataError> {
    if let Some(format) = scenario.format.as_deref().filter(|f| *f != FORMAT) {
        return Err(field("format", format, Rule::Format));
    }
    if let Some(version) = scenario.format_version.filter(|v| *v == 0 || *v > FORMAT_VERSION) {
        return Err(field("format_version", &version.to_string(), Rule::Format));
    }
    if scenario.title.trim().is_empty() {
        return Err(field("title", "\"\"", Rule::Named));
    }
    if !scenario.cases.is_empty() && !is_plain_path(&scenario.cases) {
        return Err(field("cases", &scenario.cases, Rule::PlainPath));
    }
    for (i, model) in scenario.models.iter().enumerate() {
        if !is_plain_path(&model.file) {
            return Err(field(&format!("models[{i}].file"), &model.file, Rule::PlainPath));
        }
    }
    for (i, feature) in scenario.features.iter().enumerate() {
        if feature.name.is_empty() {
            return Err(field(&format!("features[{i}].name"), "\"\"", Rule::Named));
        }
        if let (Some(min), Some(max)) = (feature.min, feature.max)
            && min > max
        {
            return Err(field(&format!("features[{i}].min"), &min.to_string(), Rule::Range));
        }
    }
    if let Some(class) = &scenario.positive_class
        && !scenario.classes.is_empty()
        && !scenario.classes.contains(class)
    {
        return Err(field("positive_class", class, Rule::Reference));
    }
    if let Some(id) = &scenario.default_model
        && !scenario.models.iter().any(|m| &m.id == id)
    {
        return Err(field("default_model", id, Rule::Reference));
    }
    Ok(scenario)
}

/// Whether a name stays inside the pack: relative, `/` between parts, no
/// `..`, no drive, no scheme, no query.
pub fn is_plain_path(path: &str) -> bool {
    !path.is_empty()
        && path.len() <= 255
        && !path.contains(['\\', ':', '?', '#', '%'])
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
