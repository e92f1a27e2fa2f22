//! Guesses which column is what, and gives the reason for each guess.

mod family;
mod find;
mod reason;
mod relate;
mod scores;
mod truth;

use serde::{Deserialize, Serialize};

pub use reason::{Asked, Reason};

use super::inputs::{self, InputMatch, Mismatch, ModelShape};
use super::names;
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

/// One guess.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The column.
    pub column: String,
    /// What it is.
    pub role: Role,
    /// Why.
    pub reason: Reason,
    /// How sure that is.
    pub confidence: Confidence,
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Taken.
    Certain,
    /// Taken, and marked.
    Likely,
    /// Not taken: one answer to a question.
    Open,
}

/// What only a person can tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The role that no column has before.
    pub role: Role,
    /// What is asked, and why.
    pub why: Asked,
    /// The answers with their reasons, the likeliest first.
    pub choices: Vec<Guess>,
}

/// What was recognised in a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// Every column at a glance, in the order of the file.
    pub columns: Vec<Summary>,
    /// Every guess; a column can be feature and slice.
    pub guesses: Vec<Guess>,
    /// What is to be asked.
    pub questions: Vec<Question>,
    /// The classes of the label and which one is positive.
    pub positive: Option<Positive>,
    /// Which columns feed which input of the model.
    pub inputs: Vec<InputMatch>,
    /// Why table and model do not fit.
    pub mismatch: Option<Mismatch>,
    /// The guesses as roles, ready for [`cases_with`](super::cases::cases_with).
    pub roles: Roles,
}

impl Recognition {
    /// Whether nothing needs to be asked: drop, glance, start.
    pub fn is_certain(&self) -> bool {
        self.mismatch.is_none() && self.questions.is_empty() && self.positive.as_ref().is_some_and(|p| p.certain)
    }
}

/// What the columns are judged by.
struct Facts<'a> {
    table: &'a Table,
    columns: &'a [Summary],
    model: Option<&'a ModelShape>,
}

impl Facts<'_> {
    /// Numbers that are called scores or answers, and are no decisions.
    fn scores(&self) -> impl Iterator<Item = &Summary> {
        let named = |s: &&Summary| names::is_score(&s.name) || names::is_answer(&s.name);
        self.columns.iter().filter(|s| s.is_number && !s.has_distinct(1, 2)).filter(named)
    }
}

/// What a finder says.
enum Verdict {
    Guess(Guess),
    Ask(Question),
    Nothing,
}

/// Guesses one role among the columns that are left, knowing the guesses before it.
type Finder = fn(&Facts, &[&Summary], &[Guess]) -> Verdict;

/// Guesses the role of each column, with the model's inputs if there is one.
pub fn recognise(table: &Table, model: Option<&ModelShape>) -> Recognition {
    let columns = table.summaries();
    let facts = Facts { table, columns: &columns, model };
    let finders: [Finder; 6] = [find::split_column, truth::label, find::id, find::date, scores::score, scores::weight];
    let mut first = None;
    // A model that lacks columns may be waiting for one that was taken for a
    // score, a weight, a date or an id: then those are features.
    for some in [&finders[..], &finders[..4], &finders[..2]] {
        let attempt = attempt(&facts, some);
        let fits = !matches!(&attempt.mismatch, Some(Mismatch::Count { expected, found, .. }) if found < expected);
        if fits || model.is_none() {
            first = Some(attempt);
            break;
        }
        first = first.or(Some(attempt));
    }
    let Attempt { mut guesses, mut questions, inputs, mismatch } = first.unwrap_or_default();
    guesses.extend(slices(&columns, &guesses, &questions));
    let mut roles = roles(&guesses, &inputs, model);
    let positive = roles.label.as_ref().and_then(|name| table.column(name)).map(|c| positive::of(&c.values, model));
    if let Some(positive) = &positive {
        class_scores(&facts, positive, &mut guesses, &mut questions, &mut roles);
        scores::sureness(&columns, positive, &mut guesses, &mut roles);
    }
    Recognition { columns, guesses, questions, positive, inputs, mismatch, roles }
}

/// Guesses and questions, matched inputs, and why they do not match.
#[derive(Default)]
struct Attempt {
    guesses: Vec<Guess>,
    questions: Vec<Question>,
    inputs: Vec<InputMatch>,
    mismatch: Option<Mismatch>,
}

/// Guesses with some finders, and feeds the model with what is left.
fn attempt(facts: &Facts, finders: &[Finder]) -> Attempt {
    let wanted = facts.model.map(|m| m.named_columns(facts.columns)).unwrap_or_default();
    let (mut guesses, mut questions): (Vec<Guess>, Vec<Question>) = Default::default();
    for find in finders {
        let is_free = |s: &&Summary| !guesses.iter().any(|g| g.column == s.name) && !wanted.contains(&s.name);
        let left: Vec<&Summary> = facts.columns.iter().filter(is_free).collect();
        match find(facts, &left, &guesses) {
            Verdict::Guess(guess) => guesses.push(guess),
            Verdict::Ask(question) => questions.push(question),
            Verdict::Nothing => {}
        }
    }
    let columns = facts.columns.iter();
    let left: Vec<&Summary> = columns.filter(|s| !guesses.iter().any(|g| g.column == s.name)).collect();
    let Some(model) = facts.model else { return Attempt { guesses, questions, ..Attempt::default() } };
    let (inputs, mismatch) = inputs::matched(model, &left);
    for column in inputs.iter().flat_map(|i| &i.columns) {
        let reason = if wanted.contains(column) { Reason::InputName } else { Reason::InOrder };
        guesses.push(Guess { column: column.clone(), role: Role::Feature, reason, confidence: Confidence::Certain });
    }
    Attempt { guesses, questions, inputs, mismatch }
}

/// Columns with few values: texts, and whole numbers that no model reads.
fn slices(columns: &[Summary], guesses: &[Guess], questions: &[Question]) -> Vec<Guess> {
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
        confidence: Confidence::Likely,
    };
    let is_asked = |s: &&Summary| questions.iter().flat_map(|q| &q.choices).any(|choice| choice.column == s.name);
    columns.iter().filter(|s| is_slice(s) && !is_asked(s)).map(guess).collect()
}

/// Finds a score for each class, and takes that of the positive class as the
/// score; of several models it is asked which one.
fn class_scores(
    facts: &Facts,
    positive: &Positive,
    guesses: &mut Vec<Guess>,
    questions: &mut Vec<Question>,
    roles: &mut Roles,
) {
    let taken = |name: &str| guesses.iter().any(|g| g.column == name && !matches!(g.role, Role::Score | Role::Slice));
    let numbers: Vec<&Summary> = facts.columns.iter().filter(|s| s.is_number && !taken(&s.name)).collect();
    let mut families = family::class_scores(&numbers, positive);
    // Other columns that are called like classes must add up to one.
    families.retain(|family| {
        let names: Vec<&str> = family.iter().map(|(_, column)| column.as_str()).collect();
        names.iter().all(|name| names::is_score(name) || names::is_answer(name))
            || relate::add_up_to_one(facts.table, &names)
    });
    let of_positive = families.iter().filter_map(|family| family.get(positive.index));
    let choice = |(class, column): &(String, String)| Guess {
        column: column.clone(),
        role: Role::Score,
        reason: Reason::ClassScore { class: class.clone() },
        confidence: Confidence::Certain,
    };
    let mut choices: Vec<Guess> = of_positive.map(choice).collect();
    if choices.is_empty() {
        return;
    }
    let is_one = |name: &str| families.iter().flatten().any(|(_, column)| column == name);
    guesses.retain(|g| g.role != Role::Score && !is_one(&g.column));
    questions.retain(|question| question.role != Role::Score);
    roles.slices.retain(|slice| !is_one(slice));
    roles.score = None;
    if choices.len() > 1 {
        choices.iter_mut().for_each(|choice| choice.confidence = Confidence::Open);
        questions.push(Question { role: Role::Score, why: Asked::SeveralScores {}, choices });
        return;
    }
    roles.score = choices.first().map(|choice| choice.column.clone());
    guesses.extend(choices);
    roles.class_scores = families.into_iter().next().unwrap_or_default();
}

/// The guesses as roles.
fn roles(guesses: &[Guess], inputs: &[InputMatch], model: Option<&ModelShape>) -> Roles {
    let of = |role| guesses.iter().filter(move |g| g.role == role).map(|g| g.column.clone());
    Roles {
        label: of(Role::Label).next(),
        score: of(Role::Score).next(),
        predicted: None,
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
