//! Which columns feed which input of a model.

use serde::{Deserialize, Serialize};

use super::message::{Arg, shown_list, tagged_message};
use super::names::plain;
use super::summary::Summary;

/// What a model asks for, as the engine describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ModelShape {
    /// Its inputs.
    pub inputs: Vec<InputShape>,
    /// Its classes in its own order, when it names them.
    pub classes: Vec<String>,
}

/// One input of a model.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InputShape {
    /// Its name.
    pub name: String,
    /// How many values a case has; `None` when the model does not say.
    pub width: Option<usize>,
    /// Whether it takes texts.
    pub is_text: bool,
    /// Names of its values, when the model carries them.
    pub columns: Vec<String>,
}

/// The columns that feed one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputMatch {
    /// Name of the input.
    pub input: String,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// Whether they were found by their names (else by their order).
    pub by_name: bool,
}

/// Why a table does not fit a model: what the model expects and what the
/// table has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Mismatch {
    /// Another number of columns.
    Count {
        /// Name of the input.
        input: String,
        /// Values that it takes.
        expected: u64,
        /// Columns that are left for it.
        found: u64,
        /// Their names.
        columns: Vec<String>,
    },
    /// Inputs by name that the table does not have.
    Names {
        /// The inputs without a column.
        lacking: Vec<String>,
        /// The columns that no input takes.
        left: Vec<String>,
    },
    /// A column of texts for an input of numbers.
    Type {
        /// Name of the input.
        input: String,
        /// The columns that are not numbers.
        columns: Vec<String>,
    },
}

impl Mismatch {
    /// The Fluent message id, as in `data-mismatch-count`, and its arguments.
    pub fn message(&self) -> (String, Vec<(String, Arg)>) {
        tagged_message("data-mismatch-", self)
    }
}

impl ModelShape {
    /// The columns that inputs, or the names that inputs carry, ask for by
    /// name: all of them, or none.
    pub(super) fn named_columns(&self, columns: &[Summary]) -> Vec<String> {
        let of = |name: &String| find(columns.iter(), name);
        let names: Vec<&String> = self.inputs.iter().flat_map(InputShape::wanted).collect();
        names.into_iter().map(of).collect::<Option<Vec<String>>>().unwrap_or_default()
    }
}

impl InputShape {
    /// The names that it asks for: those it carries, or its own when it takes
    /// one value a case.
    fn wanted(&self) -> Vec<&String> {
        match self.columns.is_empty() {
            false => self.columns.iter().collect(),
            true => vec![&self.name],
        }
    }
}

/// The column of that name, in any spelling.
fn find<'a>(mut columns: impl Iterator<Item = &'a Summary> + Clone, name: &str) -> Option<String> {
    let exact = columns.clone().find(|c| c.name == name);
    exact.or_else(|| columns.find(|c| plain(&c.name) == plain(name))).map(|c| c.name.clone())
}

/// Matches the columns that have no other role to the inputs: by name, else
/// by order and type.
pub fn matched(model: &ModelShape, left: &[&Summary]) -> (Vec<InputMatch>, Option<Mismatch>) {
    let by_name: Option<Vec<InputMatch>> = model
        .inputs
        .iter()
        .map(|input| {
            let columns: Option<Vec<String>> =
                input.wanted().into_iter().map(|name| find(left.iter().copied(), name)).collect();
            // One column cannot feed an input of several values by its name.
            let columns = columns.filter(|c| input.width.is_none_or(|w| w == c.len()))?;
            Some(InputMatch { input: input.name.clone(), columns, by_name: true })
        })
        .collect();
    if let Some(matches) = by_name.filter(|m| !m.is_empty()) {
        let mismatch = wrong_types(model, &matches, left);
        return (matches, mismatch);
    }
    by_order(model, left)
}

/// Checks columns that someone named for each input.
pub fn given(model: &ModelShape, inputs: &[InputMatch], columns: &[Summary]) -> Option<Mismatch> {
    let all: Vec<&Summary> = columns.iter().collect();
    let of = |input: &InputShape| inputs.iter().find(|i| i.input == input.name);
    let has = |name: &String| all.iter().any(|s| s.name == *name);
    let without = model.inputs.iter().filter(|i| of(i).is_none_or(|found| found.columns.is_empty()));
    let unknown = inputs.iter().flat_map(|i| &i.columns).filter(|name| !has(name));
    let lacking = shown_list(without.map(|i| i.name.as_str()).chain(unknown.map(String::as_str)));
    if !lacking.is_empty() {
        let used = |s: &&Summary| inputs.iter().any(|i| i.columns.contains(&s.name));
        let left = shown_list(columns.iter().filter(|s| !used(s)).map(|s| s.name.as_str()));
        return Some(Mismatch::Names { lacking, left });
    }
    let mut in_order = Vec::new();
    for (input, found) in model.inputs.iter().filter_map(|input| Some((input, of(input)?))) {
        if let Some(width) = input.width.filter(|width| *width != found.columns.len()) {
            let columns = shown_list(found.columns.iter().map(String::as_str));
            let (expected, found) = (width as u64, found.columns.len() as u64);
            return Some(Mismatch::Count { input: input.name.clone(), expected, found, columns });
        }
        in_order.push(found.clone());
    }
    wrong_types(model, &in_order, &all)
}

fn by_order(model: &ModelShape, left: &[&Summary]) -> (Vec<InputMatch>, Option<Mismatch>) {
    // Many inputs of one value each are columns: their names must be found.
    if model.inputs.len() > 2 && model.inputs.iter().all(|i| i.width == Some(1)) {
        let has = |name: &String| find(left.iter().copied(), name).is_some();
        let lacking: Vec<&str> = model.inputs.iter().map(|i| &i.name).filter(|n| !has(n)).map(String::as_str).collect();
        let asked = |s: &Summary| model.inputs.iter().any(|i| plain(&i.name) == plain(&s.name));
        let rest = left.iter().filter(|s| !asked(s)).map(|s| s.name.as_str());
        let mismatch = Mismatch::Names { lacking: shown_list(lacking.into_iter()), left: shown_list(rest) };
        return (Vec::new(), Some(mismatch));
    }
    // Several inputs share the columns by type; one takes what it can.
    let mixed = model.inputs.iter().any(|i| i.is_text) && model.inputs.iter().any(|i| !i.is_text);
    let fits = |s: &Summary, is_text: bool| if mixed || is_text { s.is_number != is_text } else { s.is_number };
    let mut used: Vec<&str> = Vec::new();
    let mut matches = Vec::new();
    for input in &model.inputs {
        let free = left.iter().filter(|s| fits(s, input.is_text) && !used.contains(&s.name.as_str()));
        let free: Vec<&str> = free.map(|s| s.name.as_str()).collect();
        let same_type = model.inputs.iter().filter(|i| i.is_text == input.is_text).count();
        let width = input.width.unwrap_or(free.len());
        if free.len() < width || width == 0 || (same_type == 1 && free.len() != width) {
            let (input, expected) = (input.name.clone(), width as u64);
            let mismatch =
                Mismatch::Count { input, expected, found: free.len() as u64, columns: shown_list(free.into_iter()) };
            return (Vec::new(), Some(mismatch));
        }
        let columns: Vec<&str> = free.into_iter().take(width).collect();
        used.extend(&columns);
        let columns = columns.into_iter().map(str::to_owned).collect();
        matches.push(InputMatch { input: input.name.clone(), columns, by_name: false });
    }
    (matches, None)
}

fn wrong_types(model: &ModelShape, matches: &[InputMatch], left: &[&Summary]) -> Option<Mismatch> {
    let is_text = |name: &String| left.iter().any(|s| &s.name == name && !s.is_number);
    model.inputs.iter().zip(matches).find_map(|(input, found)| {
        let columns: Vec<&str> = found.columns.iter().filter(|c| is_text(c)).map(String::as_str).collect();
        let wrong = !input.is_text && !columns.is_empty();
        wrong.then(|| Mismatch::Type { input: input.name.clone(), columns: shown_list(columns.into_iter()) })
    })
}
