//! A chart in words and as a table.

use crate::charts::{Cell, Summary, Table, Unit};
use crate::explain::Message;
use crate::explain::number::NumberFormat;
use crate::ui::text::{say, t};
use leptos::prelude::*;

/// The chart's one sentence.
pub fn summary_text(summary: &Summary) -> String {
    let message = summary
        .args
        .iter()
        .fold(Message::new(summary.id), |message, (name, value, unit)| message.text(name, number_text(*value, *unit)));
    say(&message)
}

/// The table twin.
pub fn twin(table: &Table) -> AnyView {
    let head = table.columns.iter().map(|column| view! { <th scope="col">{t(column.id)}</th> }).collect_view();
    let units: Vec<Unit> = table.columns.iter().map(|column| column.unit).collect();
    let row = |row: &Vec<Cell>| {
        let cells = row.iter().zip(&units).map(|(cell, unit)| view! { <td>{cell_text(*cell, *unit)}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = table.rows.iter().map(row).collect_view();
    view! { <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table> }.into_any()
}

pub fn cell_text(cell: Cell, unit: Unit) -> String {
    match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Word(id) => t(id),
        Cell::Number(value) => number_text(value, unit),
    }
}

fn number_text(value: f64, unit: Unit) -> String {
    let numbers = NumberFormat::default();
    match unit {
        Unit::Share => numbers.percent(value, 1_000.0) + "%",
        Unit::SmallShare => numbers.small_percent(value) + "%",
        Unit::Score => numbers.decimals(value, 4),
        Unit::Count => numbers.count(value),
        Unit::Money => numbers.decimals(value, 0),
        Unit::Number | Unit::Word => numbers.decimals(value, 3),
    }
}
