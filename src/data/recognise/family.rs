//! Scores for each class.

use super::super::names;
use super::super::positive::Positive;

/// Columns that are called like the classes with the same words before them:
/// `prob_benign` and `prob_malignant`. All classes have one, or none.
pub(super) fn class_scores(numbers: &[&str], positive: &Positive) -> Vec<(String, String)> {
    if positive.classes.len() < 2 {
        return Vec::new();
    }
    let plain: Vec<String> = numbers.iter().map(|n| names::plain(n)).collect();
    let of_prefix = |prefix: &str| {
        let column = |(class, _): &(String, u64)| {
            let wanted = format!("{prefix}{}", names::plain(class));
            let at = plain.iter().position(|n| *n == wanted)?;
            Some((class.clone(), (*numbers.get(at)?).to_owned()))
        };
        positive.classes.iter().map(column).collect::<Option<Vec<_>>>()
    };
    let (first, _) = positive.classes.first().cloned().unwrap_or_default();
    let first = names::plain(&first);
    let prefixes = plain.iter().filter_map(|n| n.strip_suffix(first.as_str()));
    prefixes.filter(|p| p.ends_with('_') || p.is_empty()).find_map(of_prefix).unwrap_or_default()
}
