//! Table to cases: which column is the label, which rows may be used for
//! choosing, which are sealed.

use super::dictionary::Dictionary;
use super::error::{DataError, shown, shown_list};
use super::roles::Roles;
use super::scenario::Scenario;
use super::split::{self, Part, SplitSource};
use super::table::{Column, Table, Values};

/// Most classes that a label can have.
pub const MAX_CLASSES: usize = 1_000;

/// Labelled cases, one a row. All columns have [`Cases::len`] values.
#[derive(Debug, Clone, PartialEq)]
pub struct Cases {
    /// Name of the file.
    pub name: String,
    /// The features, in the order in which the model takes them if that is
    /// known, else in the order of the file.
    pub features: Vec<Column>,
    /// The class of each case.
    pub label: Label,
    /// To which set each case belongs.
    pub split: Vec<Part>,
    /// How the sets were told apart.
    pub split_source: SplitSource,
    /// How many cases each row stands for (whole numbers); `None` is one each.
    pub weight: Option<Vec<f64>>,
    /// A score that was computed elsewhere, as the file gives it.
    pub score: Option<Vec<f64>>,
    /// Name of each case.
    pub ids: Option<Column>,
    /// When each case happened.
    pub dates: Option<Column>,
    /// The columns by which figures can be split.
    pub slices: Vec<Column>,
    /// Rows of the file that were left out because they have no label.
    pub unlabelled: u64,
}

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

impl Cases {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.label.codes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether each row belongs to a set.
    pub fn in_part(&self, part: Part) -> impl Iterator<Item = bool> + '_ {
        self.split.iter().map(move |p| *p == part)
    }
}

/// Makes cases of a table, with the roles that the scenario gives or that the
/// names of the columns suggest.
///
/// # Errors
/// See [`cases_with`].
pub fn cases(table: Table, scenario: Option<&Scenario>) -> Result<Cases, DataError> {
    let roles = Roles::of(&table, scenario);
    cases_with(table, &roles)
}

/// Makes cases of a table with these roles. Rows without a label are left out
/// and counted.
///
/// # Errors
/// A column that is missing or asked for twice, a label that is none, a
/// weight or score that is no number; each with row and column.
pub fn cases_with(mut table: Table, roles: &Roles) -> Result<Cases, DataError> {
    let file = table.name.clone();
    let Some(label_name) = &roles.label else {
        return Err(DataError::NoLabel { file, columns: shown_list(table.names()) });
    };
    one_role_each(&table, roles)?;
    let weight = match &roles.weight {
        Some(name) => Some(numbers(&mut table, name, "weight")?),
        None => None,
    };
    if let (Some(name), Some(weights)) = (&roles.weight, &weight) {
        whole_weights(&table, name, weights)?;
    }
    let score = match &roles.score {
        Some(name) => Some(numbers(&mut table, name, "score")?),
        None => None,
    };
    let label_values = required(&mut table, label_name, "label")?.values;
    let keep: Vec<bool> = (0..table.rows).map(|row| !label_values.is_missing(row)).collect();
    let unlabelled = keep.iter().filter(|k| !**k).count();
    if unlabelled == table.rows {
        return Err(DataError::NoLabels { file, column: shown(label_name) });
    }
    let mut label_values = label_values;
    let (mut weight, mut score) = (weight, score);
    if unlabelled > 0 {
        table.retain(&keep);
        label_values.retain(&keep);
        for values in [&mut weight, &mut score].into_iter().flatten() {
            let mut kept = keep.iter();
            values.retain(|_| kept.next().copied().unwrap_or(false));
        }
    }
    let label = labels(&file, label_name, label_values, roles)?;
    let split_column = roles.split.as_ref().map(|n| required(&mut table, n, "split")).transpose()?;
    let ids = roles.id.as_ref().map(|n| required(&mut table, n, "id")).transpose()?;
    let dates = roles.date.as_ref().map(|n| required(&mut table, n, "date")).transpose()?;
    let slices =
        roles.slices.iter().map(|name| borrowed(&table, name, "slice").cloned()).collect::<Result<Vec<_>, _>>()?;
    let features = match &roles.features {
        Some(names) => names.iter().map(|n| required(&mut table, n, "feature")).collect::<Result<Vec<_>, _>>()?,
        None => {
            table.columns.retain(|c| !roles.slices.contains(&c.name));
            std::mem::take(&mut table.columns)
        }
    };
    let (split, split_source) = match split_column {
        Some(column) => split::by_column(&file, &column, roles.split_names.as_ref())?,
        None => split::by_hash(&features, &label, ids.as_ref()),
    };
    Ok(Cases {
        name: file,
        features,
        label,
        split,
        split_source,
        weight,
        score,
        ids,
        dates,
        slices,
        unlabelled: unlabelled as u64,
    })
}

fn missing(table: &Table, column: &str, role: &str) -> DataError {
    DataError::MissingColumn {
        file: table.name.clone(),
        column: shown(column),
        role: role.to_owned(),
        columns: shown_list(table.names()),
    }
}

fn borrowed<'a>(table: &'a Table, name: &str, role: &str) -> Result<&'a Column, DataError> {
    table.column(name).ok_or_else(|| missing(table, name, role))
}

fn required(table: &mut Table, name: &str, role: &str) -> Result<Column, DataError> {
    table.take(name).ok_or_else(|| missing(table, name, role))
}

/// A slice may be a feature as well; every other column has one role.
fn one_role_each(table: &Table, roles: &Roles) -> Result<(), DataError> {
    let single = [
        ("label", &roles.label),
        ("score", &roles.score),
        ("split", &roles.split),
        ("weight", &roles.weight),
        ("id", &roles.id),
        ("date", &roles.date),
    ];
    let features = roles.features.iter().flatten().map(|name| ("feature", name));
    let all = single.iter().filter_map(|(role, name)| name.as_ref().map(|n| (*role, n))).chain(features);
    let mut seen: std::collections::HashMap<&str, &str> = std::collections::HashMap::new();
    for (role, name) in all {
        if let Some(other) = seen.insert(name, role) {
            return Err(DataError::TwoRoles {
                file: table.name.clone(),
                column: shown(name),
                role: other.to_owned(),
                other: role.to_owned(),
            });
        }
    }
    Ok(())
}

/// Takes a column whose every value must be a number.
fn numbers(table: &mut Table, name: &str, role: &str) -> Result<Vec<f64>, DataError> {
    let column = required(table, name, role)?;
    let at = |row: usize, value: &str| DataError::NotANumber {
        file: table.name.clone(),
        row: row as u64 + 1,
        line: table.lines.line(row),
        column: shown(name),
        value: shown(value),
        role: role.to_owned(),
    };
    match column.values {
        Values::Number(numbers) => match numbers.iter().position(|v| !v.is_finite()) {
            None => Ok(numbers),
            Some(row) => Err(at(row, &numbers.get(row).map(f64::to_string).unwrap_or_default())),
        },
        values @ Values::Text { .. } => {
            let is_bad = |row: &usize| values.text(*row).is_none_or(|t| t.parse::<f64>().is_err());
            let row = (0..table.rows).find(is_bad).unwrap_or(0);
            Err(at(row, &values.text(row).unwrap_or_default()))
        }
    }
}

/// Weights are counts: whole, not negative, exact as `f64`.
fn whole_weights(table: &Table, name: &str, weights: &[f64]) -> Result<(), DataError> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    match weights.iter().position(|w| *w < 0.0 || w.fract() != 0.0 || *w > EXACT) {
        None => Ok(()),
        Some(row) => Err(DataError::BadWeight {
            file: table.name.clone(),
            row: row as u64 + 1,
            line: table.lines.line(row),
            column: shown(name),
            value: weights.get(row).map(f64::to_string).unwrap_or_default(),
        }),
    }
}

/// Codes the label column and finds its positive class.
fn labels(file: &str, column: &str, values: Values, roles: &Roles) -> Result<Label, DataError> {
    let too_many = |found: usize| DataError::TooManyClasses {
        file: file.to_owned(),
        column: shown(column),
        found: found as u64,
        limit: MAX_CLASSES as u64,
    };
    let (codes, classes) = match values {
        Values::Text { codes, dictionary } => used(codes, &dictionary),
        Values::Number(numbers) => {
            let mut distinct: Vec<f64> = numbers.clone();
            distinct.sort_by(f64::total_cmp);
            // -0 and 0 are one class.
            distinct.dedup_by(|a, b| a == b);
            if distinct.len() > MAX_CLASSES {
                return Err(too_many(distinct.len()));
            }
            let code = |v: &f64| distinct.partition_point(|d| d < v) as u32;
            (numbers.iter().map(code).collect(), distinct.iter().map(|v| (v + 0.0).to_string()).collect())
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
        None => guess_positive(&classes),
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
fn same_class(a: &str, b: &str) -> bool {
    a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(x), Ok(y)) if x == y)
}

/// The positive class by convention, and whether that is certain.
pub(super) fn guess_positive(classes: &[String]) -> (usize, bool) {
    const YES: [&str; 10] = ["1", "true", "yes", "positive", "pos", "t", "y", "failure", "spam", "fraud"];
    const NO: [&str; 10] = ["0", "-1", "false", "no", "negative", "neg", "f", "n", "ok", "normal"];
    let is = |class: &String, words: &[&str]| words.contains(&class.trim().to_lowercase().as_str());
    let yes = classes.iter().position(|c| is(c, &YES));
    match (yes, classes.len()) {
        (Some(at), 2) => (at, classes.iter().any(|c| is(c, &NO))),
        (Some(at), _) => (at, false),
        (None, 2) => (usize::from(classes.first().is_some_and(|c| is(c, &NO))), false),
        (None, n) => (n.saturating_sub(1), false),
    }
}
