//! Rows that stand for many cases, divided between both sets.

use super::Part;
use crate::data::cases::Cases;
use crate::data::table::{Column, Values};

/// Divides rows: of each so many cases are for choosing, the others sealed. A
/// row with cases of both kinds stands there twice then, the second time as a
/// [twin](Cases::is_twin).
pub(in crate::data) fn divide(cases: &mut Cases, choosing: &[f64]) {
    let Some(counts) = cases.weight.take() else { return };
    let (mut rows, mut weight, mut split) = (Vec::new(), Vec::new(), Vec::new());
    cases.twins = Vec::new();
    let mut put = |row: usize, count: f64, part: Part, is_twin: bool, twins: &mut Vec<bool>| {
        rows.push(row);
        weight.push(count);
        split.push(part);
        twins.push(is_twin);
    };
    for (row, ((count, chosen), part)) in counts.iter().zip(choosing).zip(&cases.split).enumerate() {
        let twins = &mut cases.twins;
        match part {
            Part::Neither => put(row, *count, Part::Neither, false, twins),
            _ if chosen >= count => put(row, *count, Part::Choose, false, twins),
            _ if *chosen <= 0.0 => put(row, *count, Part::Test, false, twins),
            _ => {
                put(row, *chosen, Part::Choose, false, twins);
                put(row, count - chosen, Part::Test, true, twins);
            }
        }
    }
    let columns = cases.features.iter_mut().chain(&mut cases.slices).chain(&mut cases.ids).chain(&mut cases.dates);
    columns.for_each(|column| repeat_column(column, &rows));
    cases.label.codes = repeat(&cases.label.codes, &rows);
    let scores = cases.score.iter_mut().chain(cases.class_scores.iter_mut().map(|(_, scores)| scores));
    scores.for_each(|scores| *scores = repeat(scores, &rows));
    (cases.weight, cases.split) = (Some(weight), split);
}

fn repeat_column(column: &mut Column, rows: &[usize]) {
    match &mut column.values {
        Values::Number(numbers) => *numbers = repeat(numbers, rows),
        Values::Text { codes, .. } => *codes = repeat(codes, rows),
    }
}

fn repeat<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
    rows.iter().filter_map(|row| values.get(*row).copied()).collect()
}
