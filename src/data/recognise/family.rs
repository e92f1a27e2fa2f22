//! Scores for each class.

use super::super::names;
use super::super::positive::Positive;
use super::super::summary::Summary;

/// A column for each class.
pub(super) type Family = Vec<(String, String)>;

/// Families of columns in whose names the classes stand, with the same words
/// around them: `prob_benign` and `prob_malignant`, `P (Churn=no)` and
/// `P (Churn=yes)`. All classes have one, or it is no family.
pub(super) fn class_scores(numbers: &[&Summary], positive: &Positive) -> Vec<Family> {
    if positive.classes.len() < 2 {
        return Vec::new();
    }
    let places = |class: &str| -> Vec<(String, &str)> {
        numbers.iter().flat_map(|s| around(&s.name, class).into_iter().map(|rest| (rest, s.name.as_str()))).collect()
    };
    let mut all: Vec<(String, Vec<(String, &str)>)> = Vec::new();
    for (class, _) in &positive.classes {
        all.push((class.clone(), places(class)));
    }
    let Some((_, first)) = all.first() else { return Vec::new() };
    let mut found: Vec<Family> = Vec::new();
    for (rest, _) in first {
        let column = |(class, places): &(String, Vec<(String, &str)>)| {
            let (_, column) = places.iter().find(|(other, _)| other == rest)?;
            Some((class.clone(), (*column).to_owned()))
        };
        let family: Option<Family> = all.iter().map(column).collect();
        found.extend(family.filter(|family| are_different(family) && !found.contains(family)));
    }
    found
}

fn are_different(family: &Family) -> bool {
    family.iter().enumerate().all(|(at, (_, column))| family.iter().skip(at + 1).all(|(_, other)| other != column))
}

/// What stands around a class in a name, for each place where it stands alone.
fn around(name: &str, class: &str) -> Vec<String> {
    let (name, class) = (names::plain(name), names::plain(class));
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let ends = |at: usize| {
        let (before, after) = (name.get(..at)?, name.get(at + class.len()..)?);
        let alone = is_end(before.chars().next_back()) && is_end(after.chars().next());
        alone.then(|| format!("{before}\u{0}{after}"))
    };
    if class.is_empty() { Vec::new() } else { name.match_indices(&class).filter_map(|(at, _)| ends(at)).collect() }
}
