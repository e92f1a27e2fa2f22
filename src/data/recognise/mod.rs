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
    let finders: [Finder; 6] = [find::split_column, find::label, find::id, find::date, find::score, find::weight];
    let mut first = None;
    // A model that lacks columns may be waiting for one that was taken for a
    // score, a weight, a date or an id: then those are features.
    for some in [&finders[..], &finders[..4], &finders[..2]] {
        let attempt = attempt(&columns, some, model);
        let fits = !matches!(&attempt.2, Some(Mismatch::Count { expected, found, .. }) if found < expected);
        if fits || model.is_none() {
            first = Some(attempt);
            break;
        }
        first = first.or(Some(attempt));
    }
    let (mut guesses, inputs, mismatch) = first.unwrap_or_default();
    guesses.extend(slices(&columns, &guesses));
    let mut roles = roles(&guesses, &inputs, model);
    let positive = roles.label.as_ref().and_then(|name| table.column(name)).map(|c| positive::of(&c.values, model));
    if let Some(positive) = &positive {
        class_scores(&columns, positive, &mut guesses, &mut roles);
    }
    Recognition { columns, guesses, positive, inputs, mismatch, roles }
}

/// Guesses, matched inputs, and why they do not match.
type Attempt = (Vec<Guess>, Vec<InputMatch>, Option<Mismatch>);

/// Guesses with some finders, and feeds the model with what is left.
fn attempt(columns: &[Summary], finders: &[Finder], model: Option<&ModelShape>) -> Attempt {
    let wanted = model.map(|m| m.named_columns(columns)).unwrap_or_default();
    let mut guesses: Vec<Guess> = Vec::new();
    for find in finders {
        let is_free = |s: &&Summary| !guesses.iter().any(|g| g.column == s.name) && !wanted.contains(&s.name);
        let left: Vec<&Summary> = columns.iter().filter(is_free).collect();
        guesses.extend(find(&left, model.is_some()));
    }
    let left: Vec<&Summary> = columns.iter().filter(|s| !guesses.iter().any(|g| g.column == s.name)).collect();
    let Some(model) = model else { return (guesses, Vec::new(), None) };
    let (inputs, mismatch) = inputs::matched(model, &left);
    for column in inputs.iter().flat_map(|i| &i.columns) {
        let reason = if wanted.contains(column) { Reason::InputName } else { Reason::InOrder };
        guesses.push(Guess { column: column.clone(), role: Role::Feature, reason, certain: true });
    }
    (guesses, inputs, mismatch)
}

/// Columns with few values: texts, and whole numbers that no model reads.
fn slices(columns: &[Summary], guesses: &[Guess]) -> Vec<Guess> {
    let role = |s: &Summary| guesses.iter().find(|g| g.column == s.name).map(|g| g.role);
    let is_slice = |s: &&Summary| match role(s) {
        None if s.is_number => s.is_whole && s.has_distinct(2, 12),
        None | Some(Role::Feature) => !s.is_number && s.has_distinct(2, 50),
        Some(_) => false,
    };
    let guess = |s: &Summary| Guess {
        column: s.name.clone(),
        role: Role::Slice,
        reason: Reason::FewValues { count: s.distinct.unwrap_or(0) },
        certain: false,
    };
    columns.iter().filter(is_slice).map(guess).collect()
}

/// Finds a score for each class, and takes that of the positive class as the
/// score.
fn class_scores(columns: &[Summary], positive: &Positive, guesses: &mut Vec<Guess>, roles: &mut Roles) {
    let taken = |name: &str| guesses.iter().any(|g| g.column == name && !matches!(g.role, Role::Score | Role::Slice));
    let numbers: Vec<&str> =
        columns.iter().filter(|s| s.is_number && !taken(&s.name)).map(|s| s.name.as_str()).collect();
    let found = family::class_scores(&numbers, positive);
    if let Some((class, column)) = found.get(positive.index) {
        guesses.retain(|g| g.role != Role::Score && !found.iter().any(|(_, c)| *c == g.column));
        let reason = Reason::ClassScore { class: class.clone() };
        guesses.push(Guess { column: column.clone(), role: Role::Score, reason, certain: true });
        roles.score = Some(column.clone());
        roles.slices.retain(|s| !found.iter().any(|(_, c)| c == s));
    }
    roles.class_scores = found;
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
        has_model: model.is_some(),
        features: model.map(|_| inputs.iter().flat_map(|i| i.columns.clone()).collect()),
        classes: model.map(|m| m.classes.clone()).unwrap_or_default(),
        positive: None,
        split_names: None,
        sealed: Default::default(),
        class_scores: Vec::new(),
    }
}
