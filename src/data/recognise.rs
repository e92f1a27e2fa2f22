//! Guesses which column is what, and gives the reason for each guess.

use serde::{Deserialize, Serialize};

use super::inputs::{self, InputMatch, Mismatch, ModelShape};
use super::label::MAX_CLASSES;
use super::message::{Arg, tagged_message};
use super::names;
use super::positive::{self, Positive};
use super::roles::Roles;
use super::split;
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
    let finders: [Finder; 6] = [split_column, label, id, date, score, weight];
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
    let roles = roles(&guesses, &inputs, model);
    let positive = roles.label.as_ref().and_then(|name| table.column(name)).map(|c| positive::of(&c.values, model));
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
    }
}

fn guess(summary: &Summary, role: Role, reason: Reason, certain: bool) -> Option<Guess> {
    Some(Guess { column: summary.name.clone(), role, reason, certain })
}

/// The column with the best name of a list that satisfies a condition.
fn named<'a>(left: &[&'a Summary], list: &[&str], fits: impl Fn(&Summary) -> bool) -> Option<&'a Summary> {
    let ranked = left.iter().filter(|s| fits(s)).filter_map(|s| Some((names::rank(&s.name, list)?, *s)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, s)| s)
}

fn split_column(left: &[&Summary], _: bool) -> Option<Guess> {
    let fits = |s: &Summary| !s.is_number && s.has_distinct(1, 4) && s.examples.iter().all(|v| split::is_word(v));
    if let Some(s) = named(left, &names::SPLIT, fits) {
        return guess(s, Role::Split, Reason::Named, true);
    }
    let s = left.iter().find(|s| s.has_distinct(2, 4) && fits(s))?;
    guess(s, Role::Split, Reason::SetWords { values: s.examples.clone() }, true)
}

fn label(left: &[&Summary], _: bool) -> Option<Guess> {
    let few = |s: &Summary| s.has_distinct(1, MAX_CLASSES as u64) && (!s.is_number || s.is_whole);
    if let Some(s) = named(left, &names::LABEL, few) {
        return guess(s, Role::Label, Reason::Named, true);
    }
    let like = |s: &&&Summary| {
        let name = names::plain(&s.name);
        let ends = ["_label", "_target", "_class", "_true", "_flag"].iter().any(|e| name.ends_with(e));
        s.has_distinct(2, 2) && (ends || name.starts_with("is_") || name.starts_with("has_"))
    };
    if let Some(s) = left.iter().rev().find(like) {
        return guess(s, Role::Label, Reason::NamedLike, false);
    }
    // A column of hard predictions has two values too, but not the name.
    let two = |s: &&&Summary| {
        s.has_distinct(2, 2)
            && few(s)
            && !s.is_unique
            && names::rank(&s.name, &names::SCORE).is_none()
            && s.missing == 0
    };
    let s = left.iter().rev().find(two)?;
    let only = left.iter().filter(|s| two(s)).count() == 1;
    guess(s, Role::Label, Reason::TwoValues { values: s.examples.clone() }, only && left.len() <= 2)
}

fn score(left: &[&Summary], has_model: bool) -> Option<Guess> {
    let numbers = |s: &Summary| s.is_number && s.missing < s.rows;
    // Hard predictions (two values) are a score only when nothing better is.
    for least in [3, 1] {
        let fits = |s: &Summary| numbers(s) && s.distinct.is_none_or(|n| n >= least);
        if let Some(s) = named(left, &names::SCORE, fits) {
            return guess(s, Role::Score, Reason::Named, true);
        }
    }
    let in_unit = |s: &&&Summary| numbers(s) && s.is_in_unit() && s.distinct.is_none_or(|n| n > 2);
    let like = |s: &&&Summary| {
        let name = names::plain(&s.name);
        in_unit(s) && ["score", "prob", "pred"].iter().any(|part| name.contains(part)) && !name.ends_with("_0")
    };
    let reason = |s: &Summary| Reason::InUnit { min: s.min.unwrap_or(0.0), max: s.max.unwrap_or(0.0) };
    if let Some(s) = left.iter().rev().find(like) {
        return guess(s, Role::Score, Reason::NamedLike, left.iter().filter(|s| like(s)).count() == 1);
    }
    if has_model {
        return None;
    }
    let s = left.iter().rev().find(in_unit)?;
    guess(s, Role::Score, reason(s), left.iter().filter(|s| in_unit(s)).count() == 1)
}

fn weight(left: &[&Summary], has_model: bool) -> Option<Guess> {
    let counts = |s: &Summary| s.is_number && s.is_whole && s.missing == 0 && s.min.is_some_and(|m| m >= 0.0);
    if let Some(s) = named(left, &names::WEIGHT, counts) {
        return guess(s, Role::Weight, Reason::Named, true);
    }
    let s = named(left, &names::COUNT, |s| counts(s) && !has_model)?;
    guess(s, Role::Weight, Reason::Named, true)
}

fn id(left: &[&Summary], _: bool) -> Option<Guess> {
    let fits = |s: &Summary| s.is_unique && (!s.is_number || s.is_whole);
    if let Some(s) = named(left, &names::ID, fits) {
        return guess(s, Role::Id, Reason::Named, true);
    }
    // pandas' index has no name; other names end in id.
    let like = |s: &&&Summary| {
        let name = names::plain(&s.name);
        fits(s) && (name == "column_1" || name == "unnamed:_0" || name.ends_with("_id") || name == "index")
    };
    let s = left
        .iter()
        .find(like)
        .or_else(|| left.first().filter(|s| fits(s) && !s.is_number && !s.is_date && s.rows > 1))?;
    guess(s, Role::Id, Reason::Unique, true)
}

fn date(left: &[&Summary], _: bool) -> Option<Guess> {
    if let Some(s) = named(left, &names::DATE, |s| s.is_date) {
        return guess(s, Role::Date, Reason::Named, true);
    }
    let s = left.iter().find(|s| s.is_date)?;
    guess(s, Role::Date, Reason::Dates { example: s.examples.first().cloned().unwrap_or_default() }, true)
}
