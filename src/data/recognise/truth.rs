//! Which column holds the truth: told from the model's own answers by names
//! and by what the other columns say.

use super::super::label::MAX_CLASSES;
use super::super::names;
use super::super::summary::Summary;
use super::relate;
use super::{Asked, Confidence, Facts, Guess, Question, Reason, Role, Verdict};

/// Most values of a column that is a truth by a word of its name.
const FEW: u64 = 20;

fn is_few(s: &Summary, least: u64) -> bool {
    s.has_distinct(least, MAX_CLASSES as u64) && (!s.is_number || s.is_whole)
}

fn guess(s: &Summary, reason: Reason, confidence: Confidence) -> Verdict {
    Verdict::Guess(Guess { column: s.name.clone(), role: Role::Label, reason, confidence })
}

pub(super) fn label(facts: &Facts, left: &[&Summary], _: &[Guess]) -> Verdict {
    let pool: Vec<&Summary> = left.iter().copied().filter(|s| is_few(s, 1) && !names::is_answer(&s.name)).collect();
    let ways = [by_truth, by_plain_label, by_counterpart, by_label, by_same_values, by_model, by_likeness];
    let found = ways.iter().map(|way| way(facts, &pool)).find(|verdict| !matches!(verdict, Verdict::Nothing));
    found.unwrap_or_else(|| of_two_values(facts, left, &pool))
}

/// A column after which scores or answers are named: `Churn` beside `P (Churn=yes)`.
fn by_counterpart(facts: &Facts, pool: &[&Summary]) -> Verdict {
    let told: Vec<&Summary> = facts.columns.iter().filter(|s| is_told(s)).collect();
    let is_named_after = |s: &Summary, told: &Summary| {
        let (own, topic) = (names::topic(&s.name), names::topic(&told.name));
        let classes = s.examples.iter().map(|class| names::words(class)).chain([Vec::new()]);
        let rest = topic.strip_prefix(own.as_slice());
        !own.is_empty() && rest.is_some_and(|rest| classes.into_iter().any(|class| class == rest))
    };
    let pairs = pool.iter().filter(|s| s.has_distinct(2, FEW) && !is_told(s));
    let mut pairs = pairs.filter_map(|s| Some((*s, *told.iter().find(|told| is_named_after(s, told))?)));
    let (Some((s, told)), others) = (pairs.next_back(), pairs.count()) else { return Verdict::Nothing };
    let confidence = if others == 0 { Confidence::Certain } else { Confidence::Likely };
    guess(s, Reason::Counterpart { told: told.name.clone() }, confidence)
}

/// Whether a column is called like what a model tells.
fn is_told(s: &Summary) -> bool {
    !names::is_truth(&s.name) && (names::is_answer(&s.name) || (names::is_score(&s.name) && s.is_in_unit()))
}

fn best<'a>(pool: &[&'a Summary], list: &[&str]) -> Option<&'a Summary> {
    let ranked = pool.iter().filter_map(|s| Some((names::rank(&s.name, list)?, *s)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, s)| s)
}

/// A column that is called the truth; of two that exclude each other, one for
/// each class, the last.
fn by_truth(facts: &Facts, pool: &[&Summary]) -> Verdict {
    if let Some(s) = best(pool, &names::TRUTH) {
        return guess(s, Reason::Named, Confidence::Certain);
    }
    let by_word = pool.iter().copied().filter(|s| s.has_distinct(2, FEW) && names::is_truth(&s.name));
    match by_word.collect::<Vec<_>>().as_slice() {
        [] => Verdict::Nothing,
        [s] => guess(s, Reason::Named, Confidence::Certain),
        [a, b] if relate::add_up_to_one(facts.table, &[&a.name, &b.name]) => {
            guess(b, Reason::AddUp { other: a.name.clone() }, Confidence::Likely)
        }
        several => which(several.iter().map(|s| choice(s, None)).collect()),
    }
}

/// A column that is called just label, y or target.
fn by_plain_label(facts: &Facts, pool: &[&Summary]) -> Verdict {
    best(pool, names::LABEL.split_at(3).0).map_or(Verdict::Nothing, |s| of_label(facts, s, pool))
}

fn by_label(facts: &Facts, pool: &[&Summary]) -> Verdict {
    best(pool, &names::LABEL).map_or(Verdict::Nothing, |s| of_label(facts, s, pool))
}

/// A column that is called a label. Where another one has the same values it
/// can be the model's all the same: texts, a name of both meanings, or one that
/// a score tells without one error.
fn of_label(facts: &Facts, s: &Summary, pool: &[&Summary]) -> Verdict {
    let alike = |other: &&&Summary| other.name != s.name && relate::same_values(s, other);
    let doubtful = || !s.is_number || names::is_either(&s.name) || (s.rows >= FEW && relate::is_cut_from_any(facts, s));
    match pool.iter().find(alike).filter(|_| doubtful()) {
        Some(other) => which(vec![choice(other, None), choice(s, None)]),
        None => guess(s, Reason::Named, Confidence::Certain),
    }
}

/// The one column with the values of a model's answer.
fn by_same_values(facts: &Facts, pool: &[&Summary]) -> Verdict {
    let answers: Vec<&Summary> = facts.columns.iter().filter(|s| names::is_answer(&s.name)).collect();
    let answer = |s: &Summary| answers.iter().find(|answer| relate::same_values(s, answer)).copied();
    let found: Vec<(&Summary, &Summary)> = pool.iter().filter_map(|s| Some((*s, answer(s)?))).collect();
    match found.as_slice() {
        [(s, answer)] if !relate::is_cut_from_any(facts, s) => {
            let confidence = if s.is_number { Confidence::Likely } else { Confidence::Certain };
            guess(s, Reason::SameValues { answer: answer.name.clone() }, confidence)
        }
        _ => Verdict::Nothing,
    }
}

/// The one column of texts whose values are the model's classes.
fn by_model(facts: &Facts, pool: &[&Summary]) -> Verdict {
    let classes = facts.model.map(|model| model.classes.as_slice()).unwrap_or_default();
    let fits =
        |s: &&&Summary| !s.is_number && s.has_distinct(2, 4) && s.examples.iter().all(|value| classes.contains(value));
    let found: Vec<&&Summary> = pool.iter().filter(fits).collect();
    match found.as_slice() {
        [s] => guess(s, Reason::ModelClasses {}, Confidence::Likely),
        _ => Verdict::Nothing,
    }
}

/// The one column that is called like a label.
fn by_likeness(facts: &Facts, pool: &[&Summary]) -> Verdict {
    let like = |s: &&&Summary| {
        let name = names::plain(&s.name);
        let ends = ["_label", "_target", "_class", "_true", "_flag"].iter().any(|e| name.ends_with(e));
        s.has_distinct(2, 2) && (ends || name.starts_with("is_") || name.starts_with("has_"))
    };
    let found: Vec<&Summary> = pool.iter().filter(like).copied().collect();
    match found.as_slice() {
        [] => Verdict::Nothing,
        [s] => guess(s, Reason::NamedLike, Confidence::Likely),
        several => of_several(facts, several),
    }
}

/// A column of two values.
fn of_two_values(facts: &Facts, left: &[&Summary], pool: &[&Summary]) -> Verdict {
    let is_free = |s: &&&Summary| {
        let is_known = s.has_distinct(2, 2) && !s.is_unique && s.missing == 0;
        is_known && names::rank(&s.name, &names::SCORE).is_none()
    };
    let two: Vec<&Summary> = pool.iter().filter(is_free).copied().collect();
    let answers: Vec<&Summary> = left.iter().copied().filter(|s| is_few(s, 2) && names::is_answer(&s.name)).collect();
    match two.as_slice() {
        [s] if answers.is_empty() || !relate::is_cut_from_any(facts, s) => {
            let confidence = if left.len() <= 2 { Confidence::Certain } else { Confidence::Likely };
            guess(s, Reason::TwoValues { values: s.examples.clone() }, confidence)
        }
        [] | [_] if !answers.is_empty() => {
            let columns = answers.iter().map(|s| s.name.clone()).collect();
            Verdict::Ask(Question { role: Role::Label, why: Asked::NoTruth { columns }, choices: Vec::new() })
        }
        [] | [_] => Verdict::Nothing,
        several => of_several(facts, several),
    }
}

/// Of several columns the one that the others imply; else it is asked, those
/// that the scores tell apart best first.
fn of_several(facts: &Facts, several: &[&Summary]) -> Verdict {
    if let Some((s, causes)) = relate::implied(facts.table, several) {
        return guess(s, Reason::ImpliedBy { columns: causes }, Confidence::Likely);
    }
    let score = facts.scores().next();
    let area = |s: &Summary| score.and_then(|score| Some((score, relate::told_by(facts.table, s, score)?)));
    let mut all: Vec<(&Summary, Option<(&Summary, f64)>)> = several.iter().rev().map(|s| (*s, area(s))).collect();
    all.sort_by(|a, b| b.1.map_or(0.0, |a| a.1).total_cmp(&a.1.map_or(0.0, |a| a.1)));
    which(all.into_iter().map(|(s, told)| choice(s, told)).collect())
}

fn which(choices: Vec<Guess>) -> Verdict {
    Verdict::Ask(Question { role: Role::Label, why: Asked::WhichLabel {}, choices })
}

fn choice(s: &Summary, told: Option<(&Summary, f64)>) -> Guess {
    let reason = match told {
        Some((score, area)) => Reason::ToldBy { score: score.name.clone(), area },
        None => Reason::TwoValues { values: s.examples.clone() },
    };
    Guess { column: s.name.clone(), role: Role::Label, reason, confidence: Confidence::Open }
}
