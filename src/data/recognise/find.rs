//! Finds one role each among the columns that are left.

use super::super::label::MAX_CLASSES;
use super::super::names;
use super::super::split;
use super::super::summary::Summary;
use super::{Guess, Reason, Role};

fn guess(summary: &Summary, role: Role, reason: Reason, certain: bool) -> Option<Guess> {
    Some(Guess { column: summary.name.clone(), role, reason, certain })
}

/// The column with the best name of a list that satisfies a condition.
fn named<'a>(left: &[&'a Summary], list: &[&str], fits: impl Fn(&Summary) -> bool) -> Option<&'a Summary> {
    let ranked = left.iter().filter(|s| fits(s)).filter_map(|s| Some((names::rank(&s.name, list)?, *s)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, s)| s)
}

pub(super) fn split_column(left: &[&Summary], _: bool) -> Option<Guess> {
    let fits = |s: &Summary| !s.is_number && s.has_distinct(1, 4) && s.examples.iter().all(|v| split::is_word(v));
    if let Some(s) = named(left, &names::SPLIT, fits) {
        return guess(s, Role::Split, Reason::Named, true);
    }
    let s = left.iter().find(|s| s.has_distinct(2, 4) && fits(s))?;
    guess(s, Role::Split, Reason::SetWords { values: s.examples.clone() }, true)
}

pub(super) fn label(left: &[&Summary], _: bool) -> Option<Guess> {
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

pub(super) fn score(left: &[&Summary], has_model: bool) -> Option<Guess> {
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

pub(super) fn weight(left: &[&Summary], has_model: bool) -> Option<Guess> {
    let counts = |s: &Summary| s.is_number && s.is_whole && s.missing == 0 && s.min.is_some_and(|m| m >= 0.0);
    if let Some(s) = named(left, &names::WEIGHT, counts) {
        return guess(s, Role::Weight, Reason::Named, true);
    }
    let s = named(left, &names::COUNT, |s| counts(s) && !has_model)?;
    guess(s, Role::Weight, Reason::Named, true)
}

pub(super) fn id(left: &[&Summary], _: bool) -> Option<Guess> {
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

pub(super) fn date(left: &[&Summary], _: bool) -> Option<Guess> {
    if let Some(s) = named(left, &names::DATE, |s| s.is_date) {
        return guess(s, Role::Date, Reason::Named, true);
    }
    let s = left.iter().find(|s| s.is_date)?;
    guess(s, Role::Date, Reason::Dates { example: s.examples.first().cloned().unwrap_or_default() }, true)
}
