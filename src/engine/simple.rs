//! The best rule on one feature, found on the choosing set.

use super::{Reply, columns_of, rows_of};
use crate::data::split::Part;
use crate::data::table::{Column, Values};
use crate::metrics::baseline::{Direction, OneColumn};
use crate::protocol::{Answer, Problem, SimpleKind};

/// Texts with more distinct values than this are names, not kinds.
const MOST_KINDS: usize = 50;

/// Looks at each column: a number from both ends, a text by each of its values.
pub(super) fn rule(
    columns: &[Column],
    codes: &[u32],
    parts: &[u8],
    weights: Option<&[f64]>,
    (positive, part): (u32, Part),
    progress: &mut dyn FnMut(f32),
) -> Reply {
    let rows = rows_of(parts, part);
    let labels: Vec<bool> = rows.iter().filter_map(|row| codes.get(*row)).map(|code| *code == positive).collect();
    let weights: Option<Vec<f64>> = weights.map(|all| rows.iter().filter_map(|row| all.get(*row).copied()).collect());
    let mut best: Option<(String, SimpleKind, OneColumn)> = None;
    let mut look = |name: &str, kind: Option<SimpleKind>, values: Vec<f64>| {
        let found = OneColumn::of(&values, &labels, weights.as_deref())
            .map_err(|error| Problem::new("engine-misunderstood", error.to_string()))?;
        let Some(found) = found else { return Ok(()) };
        let kind = match (kind, found.direction) {
            (Some(kind), Direction::AtLeast) => kind,
            // "Is not this" is not a rule that people would make.
            (Some(_), Direction::AtMost) => return Ok(()),
            (None, Direction::AtLeast) => SimpleKind::AtLeast,
            (None, Direction::AtMost) => SimpleKind::AtMost,
        };
        if best.as_ref().is_none_or(|best| found.gap > best.2.gap) {
            best = Some((name.to_owned(), kind, found));
        }
        Ok::<(), Problem>(())
    };
    for (at, column) in columns.iter().enumerate() {
        match &column.values {
            Values::Number(numbers) => {
                look(&column.name, None, rows.iter().filter_map(|row| numbers.get(*row).copied()).collect())?;
            }
            Values::Text { codes, dictionary } if dictionary.len() <= MOST_KINDS => {
                for (code, text) in dictionary.iter().enumerate() {
                    let is = |row: &usize| codes.get(*row).is_some_and(|found| *found as usize == code);
                    let values = rows.iter().map(|row| f64::from(u8::from(is(row)))).collect();
                    look(&column.name, Some(SimpleKind::Is(text.to_owned())), values)?;
                }
            }
            Values::Text { .. } => {}
        }
        progress((at + 1) as f32 / columns.len() as f32);
    }
    let Some((name, kind, found)) = best else {
        return Ok((Answer::SimpleRule { rule: None, positives: 0.0, negatives: 0.0 }, Vec::new()));
    };
    let (positives, negatives, payloads) = columns_of(found.sweep);
    Ok((Answer::SimpleRule { rule: Some((name, kind)), positives, negatives }, payloads))
}
