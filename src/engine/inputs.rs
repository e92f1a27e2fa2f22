//! Which feature columns feed which input of the model.

use crate::data::scenario::ModelInput;
use crate::data::table::{Column, MISSING, Values};
use crate::model::{self, Batch, InputSpec};
use crate::protocol::Problem;
use std::borrow::Cow;
use std::sync::Arc;

/// An input of the model and the columns that feed it.
pub struct Feed<'a> {
    spec: &'a InputSpec,
    columns: Vec<&'a Column>,
    /// The columns as text, for an input that takes text.
    coded: Vec<Coded<'a>>,
}

struct Coded<'a> {
    codes: Cow<'a, [u32]>,
    texts: Vec<Arc<str>>,
}

/// Finds the columns for each input: as the scenario says, else each input by
/// the column of its name, else all columns in order into the only input.
///
/// # Errors
/// A problem that names what the model asks for and what the table has.
pub fn feeds<'a>(
    specs: &'a [InputSpec],
    columns: &'a [Column],
    inputs: &[ModelInput],
) -> Result<Vec<Feed<'a>>, Problem> {
    let feed = |spec: &'a InputSpec| {
        let columns: Vec<&Column> = match inputs.iter().find(|input| input.name == spec.name) {
            Some(input) => input.columns.iter().map(|name| named(columns, name)).collect::<Result<_, _>>()?,
            None => guess(spec, specs.len(), columns)?,
        };
        let coded = if spec.is_text() { columns.iter().map(|column| coded(column)).collect() } else { Vec::new() };
        Ok(Feed { spec, columns, coded })
    };
    specs.iter().map(feed).collect()
}

/// Rows of columns for a model.
///
/// # Errors
/// Text where the model takes numbers.
pub fn batch<'a>(rows: usize, feeds: &'a [Feed<'a>]) -> Result<Batch<'a>, Problem> {
    let mut batch = Batch::new(rows);
    for Feed { spec, columns, coded } in feeds {
        let columns: Vec<model::Column> = if spec.is_text() {
            coded.iter().map(|c| model::Column::Coded { codes: &c.codes, texts: &c.texts }).collect()
        } else {
            columns.iter().map(|column| numbers(column, spec)).collect::<Result<_, _>>()?
        };
        batch.pack(&spec.name, &columns).map_err(|error| super::problem::model_problem(&error))?;
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
    // A dictionary's keys are columns by name; one that the table lacks is an error.
    if spec.keys.iter().any(|key| columns.iter().any(|column| column.name == *key)) {
        return spec.keys.iter().map(|key| named(columns, key)).collect();
    }
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

/// Text stays text; numbers for a text input are written out.
fn coded(column: &Column) -> Coded<'_> {
    match &column.values {
        Values::Text { codes, dictionary } => {
            Coded { codes: Cow::Borrowed(codes), texts: dictionary.iter().map(Arc::from).collect() }
        }
        Values::Number(numbers) => {
            // Row numbers fit: a payload holds fewer than 2^32 numbers.
            let texts = (0..numbers.len()).map(|row| column.values.text(row).unwrap_or_default().into()).collect();
            Coded { codes: Cow::Owned((0..numbers.len() as u32).collect()), texts }
        }
    }
}
