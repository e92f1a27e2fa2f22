//! Which feature columns feed which input of the model.

use crate::data::scenario::ModelInput;
use crate::data::table::{Column, MISSING, Values};
use crate::model::{self, Batch, InputSpec};
use crate::protocol::Problem;

/// Packs rows of columns for a model: as the scenario says, else each input by
/// the column of its name, else all columns in order into the only input.
///
/// # Errors
/// A problem that names what the model asks for and what the table has.
pub fn batch(specs: &[InputSpec], rows: usize, columns: &[Column], inputs: &[ModelInput]) -> Result<Batch, Problem> {
    let mut batch = Batch::new(rows);
    for spec in specs {
        let fed: Vec<&Column> = match inputs.iter().find(|input| input.name == spec.name) {
            Some(input) => input.columns.iter().map(|name| named(columns, name)).collect::<Result<_, _>>()?,
            None => guess(spec, specs.len(), columns)?,
        };
        pack(&mut batch, spec, &fed)?;
    }
    Ok(batch)
}

fn named<'a>(columns: &'a [Column], name: &str) -> Result<&'a Column, Problem> {
    columns.iter().find(|column| column.name == name).ok_or_else(|| {
        Problem::new("model-input-column", format!("the table has no column \"{name}\""))
            .text("column", name)
            .text("columns", list(columns))
    })
}

fn guess<'a>(spec: &InputSpec, inputs: usize, columns: &'a [Column]) -> Result<Vec<&'a Column>, Problem> {
    if inputs > 1 {
        return Ok(vec![named(columns, &spec.name)?]);
    }
    match spec.width {
        Some(1) if columns.len() != 1 => Ok(vec![named(columns, &spec.name)?]),
        Some(width) if width != columns.len() => Err(Problem::new(
            "model-input-width",
            format!("the model takes {width} features, the table has {}", columns.len()),
        )
        .number("expected", width as f64)
        .number("found", columns.len() as f64)
        .text("columns", list(columns))),
        _ => Ok(columns.iter().collect()),
    }
}

fn list(columns: &[Column]) -> String {
    const MOST: usize = 12;
    let mut names: Vec<&str> = columns.iter().take(MOST).map(|column| column.name.as_str()).collect();
    if columns.len() > MOST {
        names.push("…");
    }
    names.join(", ")
}

fn pack(batch: &mut Batch, spec: &InputSpec, fed: &[&Column]) -> Result<(), Problem> {
    // Text that a text input takes stays text; so do numbers for it, written out.
    let texts: Vec<Vec<String>>;
    let views: Vec<Vec<&str>>;
    let columns: Vec<model::Column> = if spec.is_text() {
        texts = fed.iter().map(|column| all_text(column)).collect();
        views = texts.iter().map(|column| column.iter().map(String::as_str).collect()).collect();
        views.iter().map(|column| model::Column::Text(column)).collect()
    } else {
        fed.iter().map(|column| numbers(column, spec)).collect::<Result<_, _>>()?
    };
    batch.pack(&spec.name, &columns).map_err(|error| super::problem::model_problem(&error))
}

fn numbers<'a>(column: &'a Column, spec: &InputSpec) -> Result<model::Column<'a>, Problem> {
    match &column.values {
        Values::Number(numbers) => Ok(model::Column::Numbers(numbers)),
        Values::Text { codes, .. } => {
            let row = codes.iter().position(|code| *code != MISSING).unwrap_or(0);
            let value = column.values.text(row).unwrap_or_default().into_owned();
            Err(Problem::new(
                "model-input-text",
                format!("column \"{}\" holds text (\"{value}\") where the model takes numbers", column.name),
            )
            .text("column", &column.name)
            .text("value", value)
            .text("input", &spec.name))
        }
    }
}

fn all_text(column: &Column) -> Vec<String> {
    (0..column.values.len()).map(|row| column.values.text(row).unwrap_or_default().into_owned()).collect()
}
