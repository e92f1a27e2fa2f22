//! What columns say about each other.

use super::super::positive::by_convention;
use super::super::split;
use super::super::summary::Summary;
use super::super::table::{Column, Table, Values};
use super::Facts;
use crate::metrics::curve::roc_area;
use crate::metrics::sample::Sample;
use crate::metrics::sweep::Sweep;

/// Rows that are looked at where not every row must be.
const LOOKED_AT: usize = 20_000;
/// Rows after which what does not hold is given up.
const TRIED: usize = 2_000;
/// Rows by which a grouped table is known.
const MOST_GROUPED: usize = 200_000;
/// Most classes that are cut from a score.
const MOST_CUT: u64 = 6;

/// Whether classes are cut from a score: those of one class lie below or above
/// those of every other, as `score >= 0.5` makes them.
pub(super) fn is_cut_from(table: &Table, classes: &Summary, score: &Summary) -> bool {
    let columns = table.column(&classes.name).zip(table.column(&score.name));
    let Some((column, Values::Number(scores))) = columns.map(|(column, score)| (column, &score.values)) else {
        return false;
    };
    let (true, Some(codes)) = (classes.has_distinct(2, MOST_CUT), codes(column, usize::MAX)) else { return false };
    [TRIED, usize::MAX].iter().all(|rows| apart(&codes, scores, *rows))
}

/// Whether a column is cut from any score.
pub(super) fn is_cut_from_any(facts: &Facts, classes: &Summary) -> bool {
    facts.scores().any(|score| is_cut_from(facts.table, classes, score))
}

fn apart(codes: &[usize], scores: &[f64], rows: usize) -> bool {
    let mut ranges: Vec<(f64, f64)> = Vec::new();
    for (code, score) in
        codes.iter().zip(scores).take(rows).filter(|(code, score)| **code <= MOST_CUT as usize && !score.is_nan())
    {
        if *code >= ranges.len() {
            ranges.resize(code + 1, (f64::INFINITY, f64::NEG_INFINITY));
        }
        if let Some(range) = ranges.get_mut(*code) {
            *range = (range.0.min(*score), range.1.max(*score));
        }
    }
    ranges.retain(|(low, high)| low <= high);
    ranges.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranges.windows(2).all(|pair| matches!(pair, [a, b] if a.1 < b.0)) && ranges.len() > 1
}

/// Whether columns of numbers add up to one in every row, as the probabilities
/// of all classes do, rounded as they may be.
pub(super) fn add_up_to_one(table: &Table, names: &[&str]) -> bool {
    let numbers = |name: &&str| match table.column(name).map(|column| &column.values) {
        Some(Values::Number(numbers)) => Some(numbers.as_slice()),
        _ => None,
    };
    let Some(columns) = names.iter().map(numbers).collect::<Option<Vec<&[f64]>>>() else { return false };
    let off = 1e-3 * names.len() as f64;
    let sum = |row: usize| columns.iter().filter_map(|column| column.get(row)).sum::<f64>();
    table.rows > 0 && (0..table.rows).all(|row| (sum(row) - 1.0).abs() < off)
}

/// Whether two columns have the same few values.
pub(super) fn same_values(a: &Summary, b: &Summary) -> bool {
    let sorted = |s: &Summary| {
        let mut values: Vec<String> = s.examples.iter().map(|value| value.trim().to_lowercase()).collect();
        values.sort();
        values
    };
    a.has_distinct(2, 4) && a.distinct == b.distinct && sorted(a) == sorted(b)
}

/// The column of two values that the others imply: where one of at least two
/// others is yes, so is it.
pub(super) fn implied<'a>(table: &Table, two: &[&'a Summary]) -> Option<(&'a Summary, Vec<String>)> {
    let yes: Vec<(&Summary, Vec<bool>)> =
        two.iter().filter_map(|s| Some((*s, is_yes(table.column(&s.name)?)?))).collect();
    let causes = |outcome: &Vec<bool>| -> Vec<String> {
        let all = outcome.iter().filter(|x| **x).count();
        // What is so anyway is implied by everything.
        if all * 2 > outcome.len() {
            return Vec::new();
        }
        let implies = |cause: &Vec<bool>| {
            let both = cause.iter().zip(outcome).filter(|(a, b)| **a && **b).count();
            let strikes = cause.iter().filter(|x| **x).count();
            cause != outcome && strikes < all && both * 10 >= strikes * 9
        };
        yes.iter().filter(|(_, cause)| implies(cause)).map(|(s, _)| s.name.clone()).collect()
    };
    let mut found: Vec<(&Summary, Vec<String>)> = yes.iter().map(|(s, outcome)| (*s, causes(outcome))).collect();
    found.sort_by_key(|(_, causes)| std::cmp::Reverse(causes.len()));
    let next = found.get(1).map_or(0, |(_, causes)| causes.len());
    found.into_iter().next().filter(|(_, causes)| causes.len() >= 2 && causes.len() > next)
}

/// How well a score tells two values of a column apart: the ROC area, from one
/// half to one in either direction, to two decimals.
pub(super) fn told_by(table: &Table, two: &Summary, score: &Summary) -> Option<f64> {
    let outcome = is_yes_or_first(table.column(&two.name)?)?;
    let Values::Number(scores) = &table.column(&score.name)?.values else { return None };
    let rows = scores.iter().zip(outcome).take(LOOKED_AT).filter(|(score, _)| !score.is_nan());
    let (scores, labels): (Vec<f64>, Vec<bool>) = rows.map(|(score, label)| (*score, label)).unzip();
    let area = roc_area(&Sweep::of(&Sample::new(scores, labels, None).ok()?))?;
    Some((area.max(1.0 - area) * 100.0).round() / 100.0)
}

/// Whether no two rows are alike but for a name and a count, as `group by` leaves them.
pub(super) fn is_grouped(table: &Table, but: &[&str]) -> bool {
    let keys = table.columns.iter().filter(|column| !but.contains(&column.name.as_str()));
    let mut hashes = split::hashes(keys, table.rows.min(MOST_GROUPED));
    hashes.sort_unstable();
    table.rows > 1 && hashes.windows(2).all(|pair| matches!(pair, [a, b] if a != b))
}

/// Codes of a column of few values, in the order in which they come.
fn codes(column: &Column, rows: usize) -> Option<Vec<usize>> {
    match &column.values {
        Values::Text { codes, .. } => Some(codes.iter().take(rows).map(|code| *code as usize).collect()),
        Values::Number(numbers) => {
            let mut known: Vec<f64> = Vec::new();
            let code = |number: &f64| {
                let at = known.iter().position(|k| k == number).unwrap_or(known.len());
                if at == known.len() {
                    known.push(*number);
                }
                (known.len() <= MOST_CUT as usize + 1).then_some(at)
            };
            numbers.iter().take(rows).map(code).collect()
        }
    }
}

/// The two values of a column, as text, and the code of each row.
fn two_values(column: &Column) -> Option<(Vec<String>, Vec<usize>)> {
    let codes = codes(column, LOOKED_AT)?;
    let mut values: Vec<String> = Vec::new();
    for code in 0..2 {
        let row = codes.iter().position(|c| *c == code)?;
        values.push(column.values.text(row)?.into_owned());
    }
    codes.iter().all(|code| *code < 2).then_some((values, codes))
}

/// Which rows say yes, where the words for it are plain.
fn is_yes(column: &Column) -> Option<Vec<bool>> {
    let (values, codes) = two_values(column)?;
    let (yes, certain) = by_convention(&values);
    certain.then(|| codes.iter().map(|code| *code == yes).collect())
}

fn is_yes_or_first(column: &Column) -> Option<Vec<bool>> {
    let (_, codes) = two_values(column)?;
    Some(codes.iter().map(|code| *code == 0).collect())
}
