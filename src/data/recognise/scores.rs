//! Which column holds the scores: never a decision made from them, never one
//! of several models without a question.

use super::super::names;
use super::super::positive::Positive;
use super::super::roles::Roles;
use super::super::summary::Summary;
use super::relate;
use super::{Asked, Confidence, Facts, Guess, Question, Reason, Role, Verdict};

/// Rows after which a smallest score says something.
const ENOUGH: u64 = 20;

/// Two whole numbers are a decision; a score has more, or is none of these.
pub(super) fn is_decision(s: &Summary) -> bool {
    s.has_distinct(2, 2) && s.is_whole
}

fn guess(s: &Summary, reason: Reason, confidence: Confidence) -> Verdict {
    Verdict::Guess(Guess { column: s.name.clone(), role: Role::Score, reason, confidence })
}

pub(super) fn score(facts: &Facts, left: &[&Summary], known: &[Guess]) -> Verdict {
    // Beside a model, decisions of the file are at least compared with its scores.
    let can_be = |s: &Summary| s.is_number && s.missing < s.rows && (facts.model.is_some() || !is_decision(s));
    let numbers: Vec<&Summary> = left.iter().copied().filter(|s| can_be(s)).collect();
    // A score of one value is one only when nothing better is.
    for least in [3, 1] {
        let ranked = numbers.iter().filter(|s| s.distinct.is_none_or(|n| n >= least));
        let ranked = ranked.filter_map(|s| Some((names::rank(&s.name, &names::SCORE)?, *s)));
        if let Some((_, s)) = ranked.min_by_key(|(rank, _)| *rank) {
            return guess(s, Reason::Named, Confidence::Certain);
        }
    }
    let in_unit: Vec<&Summary> =
        numbers.into_iter().filter(|s| s.is_in_unit() && s.distinct.is_none_or(|n| n > 2)).collect();
    let like = |s: &&Summary| {
        let name = names::plain(&s.name);
        let parts = ["score", "prob", "pred", "confidence"];
        parts.iter().any(|part| name.contains(part)) && !name.ends_with("_0")
    };
    let like: Vec<&Summary> = in_unit.iter().copied().filter(like).collect();
    match like.as_slice() {
        [] => {}
        [s] => return guess(s, Reason::NamedLike, Confidence::Certain),
        [a, b] if relate::add_up_to_one(facts.table, &[&a.name, &b.name]) => return of_pair(a, b, known),
        _ if facts.model.is_some() => {}
        several => {
            let choices = several.iter().map(|s| choice(s)).collect();
            return Verdict::Ask(Question { role: Role::Score, why: Asked::SeveralScores {}, choices });
        }
    }
    if facts.model.is_some() {
        return Verdict::Nothing;
    }
    let decisions: Vec<String> = left.iter().filter(|s| is_answer(s)).map(|s| s.name.clone()).collect();
    if !decisions.is_empty() {
        let why = Asked::OnlyDecisions { columns: decisions };
        return Verdict::Ask(Question { role: Role::Score, why, choices: Vec::new() });
    }
    let reason = |s: &Summary| Reason::InUnit { min: s.min.unwrap_or(0.0), max: s.max.unwrap_or(0.0) };
    match in_unit.as_slice() {
        [] => Verdict::Nothing,
        [s] => guess(s, reason(s), Confidence::Certain),
        [.., s] => guess(s, reason(s), Confidence::Likely),
    }
}

/// Whether a column is a model's answer that makes no curve: two whole numbers,
/// or few texts. A score with a text among its numbers is none.
fn is_answer(s: &Summary) -> bool {
    (names::is_answer(&s.name) || names::is_score(&s.name))
        && (is_decision(s) || (!s.is_number && s.has_distinct(1, 20)))
}

/// Of two columns that add up to one, the one that is called like the label; else the last.
fn of_pair(a: &Summary, b: &Summary, known: &[Guess]) -> Verdict {
    let label = known.iter().find(|guess| guess.role == Role::Label).map(|guess| names::topic(&guess.column));
    let is_shared = |s: &Summary| {
        let topic = names::topic(&s.name);
        label.iter().flatten().any(|word| topic.contains(word))
    };
    let (s, other) = if is_shared(a) && !is_shared(b) { (a, b) } else { (b, a) };
    let confidence = if is_shared(s) && !is_shared(other) { Confidence::Certain } else { Confidence::Likely };
    guess(s, Reason::AddUp { other: other.name.clone() }, confidence)
}

pub(super) fn choice(s: &Summary) -> Guess {
    let reason = Reason::InUnit { min: s.min.unwrap_or(0.0), max: s.max.unwrap_or(0.0) };
    Guess { column: s.name.clone(), role: Role::Score, reason, confidence: Confidence::Open }
}

/// A score that never falls below one half beside a model's answer is how sure
/// it is of that answer. As the probability of either class it could not be:
/// then one answer would go with scores below.
pub(super) fn sureness(columns: &[Summary], positive: &Positive, guesses: &mut [Guess], roles: &mut Roles) {
    let of = |name: &Option<String>| columns.iter().find(|s| Some(&s.name) == name.as_ref());
    let (Some(score), Some(label)) = (of(&roles.score), of(&roles.label)) else { return };
    let is_high = score.is_in_unit() && score.min.is_some_and(|min| min >= 0.5 - 1e-6) && score.rows >= ENOUGH;
    let is_told = |s: &&Summary| {
        s.name != label.name && relate::same_values(s, label) && (names::is_answer(&s.name) || !s.is_number)
    };
    let Some(answer) = columns.iter().find(is_told).filter(|_| is_high && positive.classes.len() == 2) else { return };
    roles.predicted = Some(answer.name.clone());
    for guess in guesses.iter_mut().filter(|guess| guess.role == Role::Score) {
        guess.reason = Reason::Sureness { answer: answer.name.clone() };
        guess.confidence = Confidence::Likely;
    }
}

/// How many cases a row stands for: asked for by its name, and only where the
/// table is otherwise grouped. A weight beside an id or a measurement is more
/// likely a body's.
pub(super) fn weight(facts: &Facts, left: &[&Summary], known: &[Guess]) -> Verdict {
    let counts = |s: &&&Summary| s.is_number && s.is_whole && s.missing == 0 && s.min.is_some_and(|m| m >= 0.0);
    let best = |list: &[&str]| {
        let ranked = left.iter().filter(counts).filter_map(|s| Some((names::rank(&s.name, list)?, *s)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, s)| s)
    };
    let by_count = || best(&names::COUNT).filter(|_| facts.model.is_none());
    let Some(s) = best(&names::WEIGHT).or_else(by_count) else { return Verdict::Nothing };
    let id = known.iter().find(|guess| guess.role == Role::Id).map(|guess| guess.column.as_str());
    let is_measured = |m: &&&Summary| m.name != s.name && m.is_number && !m.has_distinct(1, 12);
    let role = |m: &Summary| known.iter().any(|guess| guess.column == m.name);
    let measured = left.iter().filter(is_measured).any(|m| !role(m));
    let alone = id.is_none() && !measured;
    let is_body = ["weight", "weights"].contains(&names::plain(&s.name).as_str());
    let but: Vec<&str> = [Some(s.name.as_str()), id].into_iter().flatten().collect();
    if (is_body && !alone) || !relate::is_grouped(facts.table, &but) {
        return Verdict::Nothing;
    }
    let confidence = if alone { Confidence::Certain } else { Confidence::Likely };
    Verdict::Guess(Guess { column: s.name.clone(), role: Role::Weight, reason: Reason::Named, confidence })
}
