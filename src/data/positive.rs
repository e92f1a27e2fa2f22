//! Which class is the positive one.

use serde::{Deserialize, Serialize};

use super::inputs::ModelShape;
use super::label::MAX_CLASSES;
use super::message::{Arg, tagged_message};
use super::table::Values;

/// The classes of a label and the guess which of them is positive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Positive {
    /// The classes, with the number of rows of each.
    pub classes: Vec<(String, u64)>,
    /// Index of the positive one in `classes`.
    pub index: usize,
    /// Why it is.
    pub reason: Why,
    /// Whether there is nothing to ask.
    pub certain: bool,
}

/// Why a class is taken as the positive one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Why {
    /// The classes are 0 and 1, no and yes, or the like.
    Convention,
    /// It is the second class of the model, as scikit-learn orders them.
    ModelOrder,
    /// It is the rarer one.
    Rarer,
    /// There is only one.
    Only,
}

impl Why {
    /// The Fluent message id, as in `data-positive-rarer`.
    pub fn message(&self) -> (String, Vec<(String, Arg)>) {
        tagged_message("data-positive-", self)
    }
}

const YES: [&str; 13] =
    ["1", "true", "yes", "positive", "pos", "t", "y", "failure", "fail", "spam", "fraud", "malignant", "event"];
const NO: [&str; 13] =
    ["0", "-1", "false", "no", "negative", "neg", "f", "n", "ok", "normal", "ham", "benign", "no event"];

/// The positive class by convention, and whether that is certain.
pub(super) fn by_convention(classes: &[String]) -> (usize, bool) {
    let is = |class: &String, words: &[&str]| words.contains(&class.trim().to_lowercase().as_str());
    let yes = classes.iter().position(|c| is(c, &YES));
    match (yes, classes.len()) {
        (Some(at), 2) => (at, classes.iter().any(|c| is(c, &NO))),
        (Some(at), _) => (at, false),
        (None, 2) => (usize::from(classes.first().is_some_and(|c| is(c, &NO))), false),
        (None, n) => (n.saturating_sub(1), false),
    }
}

/// The classes of a label column and the best guess.
pub fn of(values: &Values, model: Option<&ModelShape>) -> Positive {
    let mut classes: Vec<(String, u64)> = counted(values);
    classes.sort();
    let names: Vec<String> = classes.iter().map(|c| c.0.clone()).collect();
    let (index, certain) = by_convention(&names);
    if certain {
        return Positive { classes, index, reason: Why::Convention, certain };
    }
    if classes.len() < 2 {
        return Positive { classes, index, reason: Why::Only, certain: false };
    }
    let second = model.and_then(|m| m.classes.get(1)).filter(|_| classes.len() == 2);
    if let Some(index) = second.and_then(|class| names.iter().position(|n| n == class)) {
        return Positive { classes, index, reason: Why::ModelOrder, certain: false };
    }
    let rarest = classes.iter().enumerate().min_by_key(|(_, c)| c.1).map_or(index, |(i, _)| i);
    Positive { classes, index: rarest, reason: Why::Rarer, certain: false }
}

/// The distinct values with their counts.
fn counted(values: &Values) -> Vec<(String, u64)> {
    match values {
        Values::Text { codes, dictionary } => {
            let mut counts = vec![0u64; dictionary.len()];
            codes.iter().for_each(|c| {
                if let Some(count) = counts.get_mut(*c as usize) {
                    *count += 1;
                }
            });
            dictionary.iter().map(str::to_owned).zip(counts).filter(|c| c.1 > 0).collect()
        }
        Values::Number(numbers) => {
            let mut counts: Vec<(f64, u64)> = Vec::new();
            for number in numbers.iter().filter(|v| !v.is_nan()) {
                let at = counts.partition_point(|(value, _)| value < number);
                let known = counts.len();
                match counts.get_mut(at) {
                    Some((value, count)) if value == number => *count += 1,
                    // More are no classes, and are refused as such later.
                    _ if known > MAX_CLASSES => break,
                    _ => counts.insert(at, (number + 0.0, 1)),
                }
            }
            counts.into_iter().map(|(value, count)| (value.to_string(), count)).collect()
        }
    }
}
