//! Guesses which column is what, and gives the reason for each guess.

mod family;
mod find;

use serde::{Deserialize, Serialize};

use super::inputs::{self, InputMatch, Mismatch, ModelShape};
use super::message::{Arg, tagged_message};
use super::positive::{self, Positive};
use super::roles::Roles;
use super::summary::Summary;
use super::table::Table;

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The names are those of Roles.
pub enum Role {
    Label,
    Score,
    Split,
    Weight,
    Id,
    Date,
    Slice,
    Feature,
}

/// Why a column was given its role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// It is called so.
    Named,
    /// It is called like it, and its values fit.
    NamedLike,
    /// It has two values.
    TwoValues {
        /// The values.
        values: Vec<String>,
    },
    /// Its numbers are from 0 to 1.
    InUnit {
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
    },
    /// Its values are words for the sets.
    SetWords {
        /// The values.
        values: Vec<String>,
    },
    /// No value comes twice.
    Unique,
    /// Its values are dates.
    Dates {
        /// The first.
        example: String,
    },
    /// It is called like the positive class, and others like the other classes.
    ClassScore {
        /// The positive class.
        class: String,
    },
    /// It has few values.
    FewValues {
        /// How many.
        count: u64,
    },
    /// An input of the model has its name.
    InputName,
    /// It is left over, in the order of the file.
    InOrder,
}

/// One guess.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The column.
    pub column: String,
    /// What it is.
    pub role: Role,
    /// Why.
    pub reason: Reason,
    /// Whether there is nothing to ask.
    pub certain: bool,
}

/// What was recognised in a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// Every column at a glance, in the order of the file.
    pub columns: Vec<Summary>,
    /// Every guess; a column can be feature and slice.
    pub guesses: Vec<Guess>,
    /// The classes of the label and which one is positive.
    pub positive: Option<Positive>,
    /// Which columns feed which input of the model.
    pub inputs: Vec<InputMatch>,
    /// Why table and model do not fit.
    pub mismatch: Option<Mismatch>,
    /// The guesses as roles, ready for [`cases_with`](super::cases::cases_with).
    pub roles: Roles,
}

impl Reason {
    /// The Fluent message id, as in `data-reason-two-values`, and its
    /// arguments.
    pub fn message(&self) -> (String, Vec<(String, Arg)>) {
        tagged_message("data-reason-", self)
    }
}

impl Recognition {
    /// Whether nothing needs to be asked: drop, glance, start.
    pub fn is_certain(&self) -> bool {
        self.mismatch.is_none()
            && self.positive.as_ref().is_some_and(|p| p.certain)
            && self.guesses.iter().all(|g| g.certain || matches!(g.role, Role::Slice))
    }
}

/// Guesses one role among the columns that are left, with a model or without.
type Finder = fn(&[&Summary], bool) -> Option<Guess>;

/// Guesses the role of each column, with the model's inputs if there is one.
pub fn recognise(table: &Table, model: Option<&ModelShape>) -> Recognition {
    let columns = table.summaries();
    let mut guesses: Vec<Guess> = Vec::new();
    let wanted = model.map(|m| m.named_columns(&columns)).unwrap_or_default();
    let free =
        |guesses: &[Guess], s: &Summary| !guesses.iter().any(|g| g.column == s.name) && !wanted.contains(&s.name);
    let finders: [Finder; 6] = [find::split_column, find::label, find::id, find::date, find::score, find::weight];
    for find in finders {
        let left: Vec<&Summary> = columns.iter().filter(|s| free(&guesses, s)).collect();
        let has_model = model.is_some();
        guesses.extend(find(&left, has_model));
    }
    let left: Vec<&Summary> = columns.iter().filter(|s| !guesses.iter().any(|g| g.column == s.name)).collect();
    let (inputs, mismatch) = match model {
        Some(model) => inputs::matched(model, &left),
        None => (Vec::new(), None),
    };
    let is_fed = |name: &str| inputs.iter().any(|i| i.columns.iter().any(|c| c == name));
    for summary in &left {
        let fed = is_fed(&summary.name);
        if fed {
            let reason = if wanted.contains(&summary.name) { Reason::InputName } else { Reason::InOrder };
            guesses.push(Guess { column: summary.name.clone(), role: Role::Feature, reason, certain: true });
        }
        let slices = if summary.is_number {
            !fed && summary.is_whole && summary.has_distinct(2, 12)
        } else {
            summary.has_distinct(2, 50)
        };
        if slices {
            let reason = Reason::FewValues { count: summary.distinct.unwrap_or(0) };
            guesses.push(Guess { column: summary.name.clone(), role: Role::Slice, reason, certain: false });
        }
    }
    let mut roles = roles(&guesses, &inputs, model);
    let positive = roles.label.as_ref().and_then(|name| table.column(name)).map(|c| positive::of(&c.values, model));
    if let Some(positive) = &positive {
        let is_free = |name: &str| !is_fed(name) && !guesses.iter().any(|g| g.column == name && g.role != Role::Score);
        let numbers = columns.iter().filter(|s| s.is_number && is_free(&s.name));
        roles.class_scores = family::class_scores(&numbers.map(|s| s.name.as_str()).collect::<Vec<_>>(), positive);
        if let Some((_, column)) = roles.class_scores.get(positive.index) {
            // The score of the positive class, not of the first that was found.
            guesses.retain(|g| g.role != Role::Score && !roles.class_scores.iter().any(|(_, c)| *c == g.column));
            let reason = Reason::ClassScore {
                class: positive.classes.get(positive.index).map_or(String::new(), |c| c.0.clone()),
            };
            guesses.push(Guess { column: column.clone(), role: Role::Score, reason, certain: true });
            roles.score = Some(column.clone());
            roles.slices.retain(|s| !roles.class_scores.iter().any(|(_, c)| c == s));
        }
    }
    Recognition { columns, guesses, positive, inputs, mismatch, roles }
}

/// The guesses as roles.
fn roles(guesses: &[Guess], inputs: &[InputMatch], model: Option<&ModelShape>) -> Roles {
    let of = |role| guesses.iter().filter(move |g| g.role == role).map(|g| g.column.clone());
    Roles {
        label: of(Role::Label).next(),
        score: of(Role::Score).next(),
        split: of(Role::Split).next(),
        weight: of(Role::Weight).next(),
        id: of(Role::Id).next(),
        date: of(Role::Date).next(),
        slices: of(Role::Slice).collect(),
        // Predictions need no features, but duplicates are found by them.
        features: model.map(|_| inputs.iter().flat_map(|i| i.columns.clone()).collect()),
        classes: model.map(|m| m.classes.clone()).unwrap_or_default(),
        positive: None,
        split_names: None,
        class_scores: Vec::new(),
    }
}
