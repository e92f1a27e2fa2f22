//! Reads scores and labels out of what the graph made for one block of cases.

use super::output::Plan;
use super::scores::Scores;
use super::tensor::{Data, Tensor};
use super::value::Value;

/// Why the scores of a block cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Cases and outputs cannot be told apart: there are as many of one as of
    /// the other. One case more makes it clear.
    Ambiguous,
    /// What the output is instead.
    NoTable(String),
}

/// Columns side by side, one row a case.
struct Table {
    values: Vec<f64>,
    width: usize,
}

/// Turns an output into one row a case. A classifier of several outputs gives
/// `[outputs, cases, classes]`; its outputs come to stand side by side.
fn table(t: Tensor, cases: usize) -> Result<Table, Unread> {
    let values = t.to_f64().map_err(|e| Unread::NoTable(e.to_string()))?.into_owned();
    let other = || Unread::NoTable(format!("scores of shape {:?} for {cases} cases", t.shape));
    if cases == 0 || !values.len().is_multiple_of(cases) {
        return Err(other());
    }
    let width = values.len() / cases;
    match t.shape.as_slice() {
        &[outputs, n, classes] if n == cases && (outputs, n) != (1, 1) => {
            if outputs == cases {
                return Err(Unread::Ambiguous);
            }
            let mut turned = Vec::with_capacity(values.len());
            for case in 0..cases {
                for output in 0..outputs {
                    // output * cases + case is below outputs * cases
                    turned.extend_from_slice(&values[(output * cases + case) * classes..][..classes]);
                }
            }
            Ok(Table { values: turned, width })
        }
        // One axis longer than 1 holds the cases, or the classes of one case.
        shape if shape.first() == Some(&cases) || shape.iter().filter(|&&d| d != 1).count() <= 1 => {
            Ok(Table { values, width })
        }
        _ => Err(other()),
    }
}

impl Plan {
    /// Reads the scores of one block out of the values that the graph made,
    /// in the order of [`Plan::scores`] and then the label; keeps `rows` of
    /// `cases` rows.
    pub fn read(&self, values: Vec<Value>, rows: usize, cases: usize) -> Result<Scores, Unread> {
        let mut values = values.into_iter();
        let mut tables: Vec<Table> = Vec::new();
        let mut keys = self.classes.clone();
        for value in values.by_ref().take(self.scores.len()) {
            match value {
                Value::Maps { keys: k, values } => {
                    keys = k.to_vec();
                    tables.push(table(values, cases)?);
                }
                Value::Tensor(t) => tables.push(table(t, cases)?),
                // A classifier of several outputs: one table each.
                Value::Sequence(parts) => {
                    for part in parts {
                        match part {
                            Value::Tensor(t) => tables.push(table(t, cases)?),
                            _ => return Err(Unread::NoTable("the scores are a sequence of sequences".into())),
                        }
                    }
                }
                Value::Nothing => return Err(Unread::NoTable("the scores are left out".into())),
            }
        }
        if self.scores.len() > 1 && tables.iter().any(|t| t.width != 1) {
            return Err(Unread::NoTable("columns of more than one number a case".into()));
        }
        let width: usize = tables.iter().map(|t| t.width).sum();
        let values_of_rows = match tables.as_mut_slice() {
            [only] => {
                only.values.truncate(rows * only.width);
                std::mem::take(&mut only.values)
            }
            _ => side_by_side(&tables, rows),
        };
        let labels = match values.next() {
            Some(Value::Tensor(t)) => label_texts(&t, rows, cases),
            _ => None,
        };
        let classes = if keys.len() == width { keys.iter().map(ToString::to_string).collect() } else { Vec::new() };
        Ok(Scores { classes, width, values: values_of_rows, labels, kind: self.kind })
    }
}

/// Tables of at least `rows` rows as one.
fn side_by_side(tables: &[Table], rows: usize) -> Vec<f64> {
    let mut out = Vec::with_capacity(rows * tables.iter().map(|t| t.width).sum::<usize>());
    for r in 0..rows {
        for Table { values, width } in tables {
            // each table has at least `rows` rows of its width
            out.extend_from_slice(&values[r * width..(r + 1) * width]);
        }
    }
    out
}

/// A label a case; those of several outputs are joined as in "1, 0".
fn label_texts(t: &Tensor, rows: usize, cases: usize) -> Option<Vec<String>> {
    if cases == 0 || t.len() == 0 || !t.len().is_multiple_of(cases) {
        return None;
    }
    let outputs = t.len() / cases;
    if outputs > 1 && t.shape != [cases, outputs] {
        return None;
    }
    let text: Vec<String> = match &t.data {
        Data::Int(v) => v.iter().map(ToString::to_string).collect(),
        Data::Text(v) => v.iter().map(ToString::to_string).collect(),
        Data::Bool(v) => v.iter().map(|b| i64::from(*b).to_string()).collect(),
        Data::F32(v) => v.iter().map(ToString::to_string).collect(),
        Data::F64(v) => v.iter().map(ToString::to_string).collect(),
    };
    Some(text.chunks(outputs).take(rows).map(|labels| labels.join(", ")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outputs_of_a_classifier_of_several_come_to_stand_side_by_side() {
        let t = Tensor::f64(vec![2, 3, 2], (0..12).map(f64::from).collect()).unwrap();
        let made = table(t, 3).unwrap();
        assert_eq!((made.width, made.values), (4, vec![0., 1., 6., 7., 2., 3., 8., 9., 4., 5., 10., 11.]));
        let square = Tensor::f64(vec![2, 2, 2], vec![0.0; 8]).unwrap();
        assert_eq!(table(square, 2).err(), Some(Unread::Ambiguous));
    }

    #[test]
    fn scores_that_mix_cases_are_no_table() {
        let t = Tensor::f64(vec![3, 2], vec![0.0; 6]).unwrap();
        assert!(matches!(table(t, 1), Err(Unread::NoTable(_))));
    }
}
