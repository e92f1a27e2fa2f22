//! What a column looks like at a glance: enough to guess its role and to
//! show it in a preview.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::message::shown;
use super::table::{Column, Table, Values};

/// Distinct values are counted up to this; more are "many".
pub const COUNTED: usize = 1_000;
/// Values that are shown as examples.
const EXAMPLES: usize = 4;

/// A column at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Its name.
    pub name: String,
    /// Whether every value is a number.
    pub is_number: bool,
    /// Rows.
    pub rows: u64,
    /// Rows without a value.
    pub missing: u64,
    /// Distinct values; `None` when there are more than [`COUNTED`].
    pub distinct: Option<u64>,
    /// The first distinct values as text, each short.
    pub examples: Vec<String>,
    /// Smallest number.
    pub min: Option<f64>,
    /// Largest number.
    pub max: Option<f64>,
    /// Whether all numbers are whole.
    pub is_whole: bool,
    /// Whether no value comes twice (known for texts, and for numbers that
    /// only grow or shrink).
    pub is_unique: bool,
    /// Whether the texts look like dates.
    pub is_date: bool,
}

impl Summary {
    /// Looks at a column once.
    pub fn of(column: &Column) -> Summary {
        let mut summary = Summary {
            name: column.name.clone(),
            is_number: true,
            rows: column.values.len() as u64,
            missing: 0,
            distinct: None,
            examples: Vec::new(),
            min: None,
            max: None,
            is_whole: true,
            is_unique: false,
            is_date: false,
        };
        match &column.values {
            Values::Number(numbers) => summary.add_numbers(numbers),
            Values::Text { codes, dictionary } => {
                summary.is_number = false;
                summary.is_whole = false;
                summary.missing = codes.iter().filter(|c| dictionary.get(**c).is_none()).count() as u64;
                summary.distinct = (dictionary.len() <= COUNTED).then_some(dictionary.len() as u64);
                summary.examples = dictionary.iter().take(EXAMPLES).map(shown).collect();
                summary.is_unique =
                    dictionary.len() as u64 == summary.rows && dictionary.count_distinct() == dictionary.len();
                let looked_at: Vec<bool> = dictionary.iter().take(50).map(is_date).collect();
                summary.is_date = !looked_at.is_empty() && looked_at.iter().all(|d| *d);
            }
        }
        summary
    }

    fn add_numbers(&mut self, numbers: &[f64]) {
        let mut seen: BTreeSet<u64> = BTreeSet::new();
        let (mut grows, mut shrinks) = (true, true);
        let mut last: Option<f64> = None;
        for number in numbers {
            if number.is_nan() {
                self.missing += 1;
                continue;
            }
            self.min = Some(self.min.map_or(*number, |m| m.min(*number)));
            self.max = Some(self.max.map_or(*number, |m| m.max(*number)));
            self.is_whole &= number.fract() == 0.0;
            grows &= last.is_none_or(|l| l < *number);
            shrinks &= last.is_none_or(|l| l > *number);
            last = Some(*number);
            // Most columns have few values, or many at once.
            if seen.len() <= COUNTED && seen.insert((number + 0.0).to_bits()) && self.examples.len() < EXAMPLES {
                self.examples.push(number.to_string());
            }
        }
        self.distinct = (seen.len() <= COUNTED).then_some(seen.len() as u64);
        self.is_unique = self.missing == 0
            && match self.distinct {
                Some(distinct) => distinct == self.rows,
                None => grows || shrinks || (self.is_whole && count_distinct(numbers) == numbers.len()),
            };
        self.is_whole &= self.min.is_some();
    }

    /// Whether the column has from `least` to `most` distinct values.
    pub fn has_distinct(&self, least: u64, most: u64) -> bool {
        self.distinct.is_some_and(|n| (least..=most).contains(&n))
    }

    /// Whether all numbers are from 0 to 1.
    pub fn is_in_unit(&self) -> bool {
        self.min.is_some_and(|m| m >= 0.0) && self.max.is_some_and(|m| m <= 1.0)
    }
}

/// How many different numbers there are; those that are missing are one.
pub(super) fn count_distinct(numbers: &[f64]) -> usize {
    let mut bits: Vec<u64> = numbers.iter().map(|v| (v + 0.0).to_bits()).collect();
    bits.sort_unstable();
    bits.dedup();
    bits.len()
}

/// Whether a text begins like a date: `2026-11-21`, `2026/11`, `21.11.2026`,
/// with or without a time.
fn is_date(text: &str) -> bool {
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|p| p.parse().ok()).collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    match (numbers.as_deref(), lengths.as_slice()) {
        (Some([_, month]), [4, 2]) => (1..=12).contains(month),
        (Some([_, month, day]), [4, 1..=2, 1..=2]) => (1..=12).contains(month) && (1..=31).contains(day),
        (Some([a, b, _]), [1..=2, 1..=2, 2 | 4]) => (1..=31).contains(a) && (1..=31).contains(b),
        _ => false,
    }
}

impl Table {
    /// Every column at a glance.
    pub fn summaries(&self) -> Vec<Summary> {
        self.columns.iter().map(Summary::of).collect()
    }

    /// The first rows as texts, for a preview; `None` where a value is missing.
    pub fn preview(&self, rows: usize) -> Vec<Vec<Option<String>>> {
        let cell = |c: &Column, row| c.values.text(row).map(|t| shown(&t));
        (0..rows.min(self.rows)).map(|row| self.columns.iter().map(|c| cell(c, row)).collect()).collect()
    }
}
