//! The label column: classes, their codes, the positive one.

use super::dictionary::Dictionary;
use super::error::DataError;
use super::message::{shown, shown_list};
use super::positive;
use super::roles::Roles;
use super::summary::count_distinct;
use super::table::Values;

/// Most classes that a label can have.
pub const MAX_CLASSES: usize = 1_000;

/// The classes of the cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Name of the label column.
    pub column: String,
    /// The distinct classes, as text.
    pub classes: Vec<String>,
    /// The class of each case, an index into `classes`.
    pub codes: Vec<u32>,
    /// Index of the positive class in `classes`.
    pub positive: u32,
    /// Whether the positive class was named, or is known by convention; when
    /// false, ask.
    pub certain: bool,
}

impl Label {
    /// Whether each case is of the positive class.
    pub fn is_positive(&self) -> impl Iterator<Item = bool> + '_ {
        self.codes.iter().map(|c| *c == self.positive)
    }

    /// Name of the positive class.
    pub fn positive_class(&self) -> &str {
        self.classes.get(self.positive as usize).map_or("", String::as_str)
    }
}

/// Codes the label column and finds its positive class.
pub(super) fn labels(file: &str, column: &str, values: Values, roles: &Roles) -> Result<Label, DataError> {
    let too_many = |found: usize| DataError::TooManyClasses {
        file: file.to_owned(),
        column: shown(column),
        found: found as u64,
        limit: MAX_CLASSES as u64,
    };
    let (codes, classes) = match values {
        Values::Text { codes, dictionary } => used(codes, &dictionary),
        Values::Number(numbers) => {
            let mut distinct: Vec<f64> = Vec::new();
            for number in &numbers {
                let at = distinct.partition_point(|d| d < number);
                // -0 and 0 are one class.
                if distinct.get(at) != Some(number) {
                    if distinct.len() == MAX_CLASSES {
                        return Err(too_many(count_distinct(&numbers)));
                    }
                    distinct.insert(at, number + 0.0);
                }
            }
            let code = |v: &f64| distinct.partition_point(|d| d < v) as u32;
            (numbers.iter().map(code).collect(), distinct.iter().map(f64::to_string).collect())
        }
    };
    if classes.len() > MAX_CLASSES {
        return Err(too_many(classes.len()));
    }
    let (positive, certain) = match &roles.positive {
        Some(class) => match classes.iter().position(|c| same_class(c, class)) {
            Some(at) => (at, true),
            // A class without cases is known to the model and not to the table.
            None if roles.classes.iter().any(|c| same_class(c, class)) && classes.len() == 1 => {
                let mut classes = classes;
                classes.push(class.clone());
                let positive = classes.len() as u32 - 1;
                return Ok(Label { column: column.to_owned(), classes, codes, positive, certain: true });
            }
            None => {
                return Err(DataError::NoSuchClass {
                    file: file.to_owned(),
                    column: shown(column),
                    class: shown(class),
                    values: shown_list(classes.iter().map(String::as_str)),
                });
            }
        },
        None => positive::by_convention(&classes),
    };
    Ok(Label { column: column.to_owned(), classes, codes, positive: positive as u32, certain })
}

/// Drops dictionary entries that no row uses.
fn used(codes: Vec<u32>, dictionary: &Dictionary) -> (Vec<u32>, Vec<String>) {
    let mut new = vec![u32::MAX; dictionary.len()];
    let mut classes: Vec<String> = Vec::new();
    let codes = codes
        .into_iter()
        .map(|code| match new.get_mut(code as usize) {
            Some(slot) => {
                if *slot == u32::MAX {
                    *slot = classes.len() as u32;
                    classes.extend(dictionary.get(code).map(str::to_owned));
                }
                *slot
            }
            None => u32::MAX,
        })
        .collect();
    (codes, classes)
}

/// Whether two spellings name one class: `1`, `1.0` and `01` do.
pub(super) fn same_class(a: &str, b: &str) -> bool {
    a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(x), Ok(y)) if x == y)
}
