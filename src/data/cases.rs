//! Table to cases: which column is the label, which rows may be used for
//! choosing, which are sealed.

use super::error::DataError;
use super::label::{Label, labels, same_class};
use super::message::{shown, shown_list};
use super::roles::Roles;
use super::scenario::Scenario;
use super::split::{self, Grounds, Part, SplitSource};
use super::table::{Column, Table, Values};

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
    /// Where the halves were made here, a row of the file whose cases came
    /// into both stands here twice.
    pub weight: Option<Vec<f64>>,
    /// See [`is_twin`](Cases::is_twin); empty where nothing was divided.
    pub(super) twins: Vec<bool>,
    /// A score that was computed elsewhere, as the file gives it.
    pub score: Option<Vec<f64>>,
    /// A score for each class that was computed elsewhere, by class.
    pub class_scores: Vec<(String, Vec<f64>)>,
    /// Name of each case.
    pub ids: Option<Column>,
    /// When each case happened.
    pub dates: Option<Column>,
    /// The columns by which figures can be split.
    pub slices: Vec<Column>,
    /// Rows of the file that were left out because they have no label.
    pub unlabelled: u64,
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

    /// Whether any row is sealed for a final check.
    pub fn has_sealed(&self) -> bool {
        self.split.contains(&Part::Test)
    }

    /// Whether a row is the second half of the row before it, which the file
    /// has but once.
    pub fn is_twin(&self, row: usize) -> bool {
        self.twins.get(row).copied().unwrap_or(false)
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
    let mut class_scores = Vec::new();
    for (class, column) in &roles.class_scores {
        // The score of the positive class is often among them.
        let scores = match (&score, roles.score.as_ref() == Some(column)) {
            (Some(score), true) => score.clone(),
            _ => numbers(&mut table, column, "score")?,
        };
        class_scores.push((class.clone(), scores));
    }
    let label_values = required(&mut table, label_name, "label")?.values;
    let keep: Vec<bool> = (0..table.rows).map(|row| !label_values.is_missing(row)).collect();
    let unlabelled = keep.iter().filter(|k| !**k).count();
    if unlabelled == table.rows {
        return Err(DataError::NoLabels { file, column: shown(label_name) });
    }
    let mut predicted = roles.predicted.as_ref().map(|name| borrowed(&table, name, "score").cloned()).transpose()?;
    let mut label_values = label_values;
    let (mut weight, mut score) = (weight, score);
    if unlabelled > 0 {
        table.retain(&keep);
        label_values.retain(&keep);
        predicted.iter_mut().for_each(|column| column.values.retain(&keep));
        let of_classes = class_scores.iter_mut().map(|(_, scores)| scores);
        for values in [&mut weight, &mut score].into_iter().flatten().chain(of_classes) {
            let mut kept = keep.iter();
            values.retain(|_| kept.next().copied().unwrap_or(false));
        }
    }
    let label = labels(&file, label_name, label_values, roles)?;
    if let (Some(predicted), Some(score)) = (&predicted, &mut score) {
        turn(score, &predicted.values, &label);
    }
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
    let read = if roles.has_model { features.as_slice() } else { &[] };
    let grounds = Grounds { label: &label, read, ids: ids.as_ref(), counts: weight.as_deref() };
    let sets = split::sets(&file, split_column.as_ref(), roles, &grounds)?;
    let mut cases = Cases {
        name: file,
        features,
        label,
        split: sets.parts,
        split_source: sets.source,
        weight,
        twins: Vec::new(),
        score,
        class_scores,
        ids,
        dates,
        slices,
        unlabelled: unlabelled as u64,
    };
    if let Some(choosing) = sets.choosing {
        split::divide(&mut cases, &choosing);
    }
    Ok(cases)
}

/// Turns how sure a model is of its answer into the score of the positive
/// class of two.
fn turn(scores: &mut [f64], predicted: &Values, label: &Label) {
    let is_positive = |row: usize| predicted.text(row).is_some_and(|class| same_class(&class, label.positive_class()));
    for (row, score) in scores.iter_mut().enumerate().filter(|_| label.classes.len() == 2) {
        if !is_positive(row) {
            *score = 1.0 - *score;
        }
    }
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
