//! Finds one role each among the columns that are left.

use super::super::names;
use super::super::split;
use super::super::summary::Summary;
use super::{Confidence, Facts, Guess, Reason, Role, Verdict};

fn guess(summary: &Summary, role: Role, reason: Reason) -> Verdict {
    Verdict::Guess(Guess { column: summary.name.clone(), role, reason, confidence: Confidence::Certain })
}

/// The column with the best name of a list that satisfies a condition.
fn named<'a>(left: &[&'a Summary], list: &[&str], fits: impl Fn(&Summary) -> bool) -> Option<&'a Summary> {
    let ranked = left.iter().filter(|s| fits(s)).filter_map(|s| Some((names::rank(&s.name, list)?, *s)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, s)| s)
}

pub(super) fn split_column(_: &Facts, left: &[&Summary], _: &[Guess]) -> Verdict {
    let fits = |s: &Summary| !s.is_number && s.has_distinct(1, 4) && s.examples.iter().all(|v| split::is_word(v));
    if let Some(s) = named(left, &names::SPLIT, fits) {
        return guess(s, Role::Split, Reason::Named);
    }
    let Some(s) = left.iter().find(|s| s.has_distinct(2, 4) && fits(s)) else { return Verdict::Nothing };
    guess(s, Role::Split, Reason::SetWords { values: s.examples.clone() })
}

pub(super) fn id(_: &Facts, left: &[&Summary], _: &[Guess]) -> Verdict {
    let fits = |s: &Summary| s.is_unique && (!s.is_number || s.is_whole);
    if let Some(s) = named(left, &names::ID, fits) {
        return guess(s, Role::Id, Reason::Named);
    }
    // pandas' index has no name; other names end in id.
    let like = |s: &&&Summary| {
        let name = names::plain(&s.name);
        fits(s) && (name == "column_1" || name == "unnamed:_0" || name.ends_with("_id") || name == "index")
    };
    let first = || left.first().filter(|s| fits(s) && !s.is_number && !s.is_date && s.rows > 1);
    let Some(s) = left.iter().find(like).or_else(first) else { return Verdict::Nothing };
    guess(s, Role::Id, Reason::Unique)
}

pub(super) fn date(_: &Facts, left: &[&Summary], _: &[Guess]) -> Verdict {
    if let Some(s) = named(left, &names::DATE, |s| s.is_date) {
        return guess(s, Role::Date, Reason::Named);
    }
    let Some(s) = left.iter().find(|s| s.is_date) else { return Verdict::Nothing };
    guess(s, Role::Date, Reason::Dates { example: s.examples.first().cloned().unwrap_or_default() })
}
