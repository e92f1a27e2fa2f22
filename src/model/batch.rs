//! What a model asks for, and the cases handed to it.

use std::sync::Arc;

use super::error::{ModelError, OpError};
use super::ops::cast_to;
use super::tensor::{DType, Tensor};

/// What kind of values an input takes.
pub type InputKind = DType;

/// One input of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputSpec {
    /// Name in the file.
    pub name: String,
    /// Element type that the file declares.
    pub kind: InputKind,
    /// Number of values a case (product of all axes after the first);
    /// `None` where the file leaves it open.
    pub width: Option<usize>,
    /// Declared shape, first axis included; `None` for open axes.
    pub shape: Vec<Option<usize>>,
}

impl InputSpec {
    /// Whether the input takes text.
    pub fn is_text(&self) -> bool {
        self.kind == DType::Text
    }

    /// Number of cases that each run takes, when the file fixes it.
    pub fn fixed_rows(&self) -> Option<usize> {
        self.shape.first().copied().flatten().filter(|_| self.shape.len() > 1)
    }
}

/// Cases as the inputs of a model: one tensor an input, all with the same
/// number of rows.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    rows: usize,
    inputs: Vec<(String, Tensor)>,
}

/// A column handed to [`Batch::pack`].
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// Numbers; NaN marks a missing value.
    Numbers(&'a [f64]),
    /// Numbers of single precision.
    Singles(&'a [f32]),
    /// Text, one reference a row.
    Text(&'a [&'a str]),
}

impl Column<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(v) => v.len(),
            Self::Singles(v) => v.len(),
            Self::Text(v) => v.len(),
        }
    }
}

fn mismatch(input: &str, expected: impl Into<String>, got: impl Into<String>) -> ModelError {
    ModelError::InputMismatch { file: String::new(), input: input.into(), expected: expected.into(), got: got.into() }
}

impl Batch {
    /// A batch of `rows` cases, without inputs yet.
    pub fn new(rows: usize) -> Self {
        Self { rows, inputs: Vec::new() }
    }

    /// Number of cases.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Names of the inputs put in so far.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().map(|(name, _)| name.as_str())
    }

    fn put(&mut self, name: &str, tensor: Result<Tensor, OpError>) -> Result<(), ModelError> {
        let tensor = tensor.map_err(|e| mismatch(name, format!("{} rows", self.rows), e.to_string()))?;
        self.inputs.retain(|(n, _)| n != name);
        self.inputs.push((name.into(), tensor));
        Ok(())
    }

    fn shape(&self, tail: &[usize]) -> Vec<usize> {
        let mut shape = vec![self.rows];
        shape.extend_from_slice(tail);
        shape
    }

    /// Puts in numbers, row-major; `tail` is the shape of one case.
    ///
    /// # Errors
    /// A number of values other than rows times the product of `tail`.
    pub fn put_numbers(&mut self, name: &str, tail: &[usize], values: Vec<f64>) -> Result<(), ModelError> {
        self.put(name, Tensor::f64(self.shape(tail), values))
    }

    /// Puts in single-precision numbers, row-major.
    ///
    /// # Errors
    /// As [`Batch::put_numbers`].
    pub fn put_singles(&mut self, name: &str, tail: &[usize], values: Vec<f32>) -> Result<(), ModelError> {
        self.put(name, Tensor::f32(self.shape(tail), values))
    }

    /// Puts in whole numbers, row-major.
    ///
    /// # Errors
    /// As [`Batch::put_numbers`].
    pub fn put_integers(&mut self, name: &str, tail: &[usize], values: Vec<i64>) -> Result<(), ModelError> {
        self.put(name, Tensor::i64(self.shape(tail), values))
    }

    /// Puts in truth values, row-major.
    ///
    /// # Errors
    /// As [`Batch::put_numbers`].
    pub fn put_flags(&mut self, name: &str, tail: &[usize], values: Vec<bool>) -> Result<(), ModelError> {
        self.put(name, Tensor::bool(self.shape(tail), values))
    }

    /// Puts in text, row-major.
    ///
    /// # Errors
    /// As [`Batch::put_numbers`].
    pub fn put_texts<S: AsRef<str>>(&mut self, name: &str, tail: &[usize], values: &[S]) -> Result<(), ModelError> {
        let words = values.iter().map(|s| Arc::<str>::from(s.as_ref())).collect();
        self.put(name, Tensor::text(self.shape(tail), words))
    }

    /// Packs columns, in order, into the `[rows, columns]` tensor of an input.
    ///
    /// # Errors
    /// Columns of another length than the batch, and text beside numbers.
    pub fn pack(&mut self, name: &str, columns: &[Column<'_>]) -> Result<(), ModelError> {
        let width = columns.len();
        if let Some(c) = columns.iter().find(|c| c.len() != self.rows) {
            return Err(mismatch(name, format!("{} rows", self.rows), format!("a column of {} rows", c.len())));
        }
        let texts = columns.iter().filter(|c| matches!(c, Column::Text(_))).count();
        if texts > 0 && texts < width {
            return Err(mismatch(name, "columns of one kind", "text beside numbers"));
        }
        if texts > 0 {
            // One shared text a distinct value and column run; rows repeat a lot.
            let mut seen = std::collections::HashMap::<&str, Arc<str>>::new();
            let mut words: Vec<Arc<str>> = Vec::with_capacity(self.rows * width);
            for row in 0..self.rows {
                for c in columns {
                    if let Column::Text(v) = c {
                        // Lengths were checked above.
                        let s = v[row];
                        words.push(seen.entry(s).or_insert_with(|| s.into()).clone());
                    }
                }
            }
            return self.put(name, Tensor::text(self.shape(&[width]), words));
        }
        let single = columns.iter().all(|c| matches!(c, Column::Singles(_)));
        if single {
            let mut values = vec![0f32; self.rows * width];
            for (j, c) in columns.iter().enumerate() {
                if let Column::Singles(v) = c {
                    values.iter_mut().skip(j).step_by(width).zip(*v).for_each(|(to, x)| *to = *x);
                }
            }
            return self.put(name, Tensor::f32(self.shape(&[width]), values));
        }
        let mut values = vec![0f64; self.rows * width];
        for (j, c) in columns.iter().enumerate() {
            let places = values.iter_mut().skip(j).step_by(width);
            match c {
                Column::Numbers(v) => places.zip(*v).for_each(|(to, x)| *to = *x),
                Column::Singles(v) => places.zip(*v).for_each(|(to, x)| *to = f64::from(*x)),
                Column::Text(_) => {}
            }
        }
        self.put(name, Tensor::f64(self.shape(&[width]), values))
    }

    /// Packs number columns in order; see [`Batch::pack`].
    ///
    /// # Errors
    /// Columns of another length than the batch.
    pub fn pack_numbers(&mut self, name: &str, columns: &[&[f64]]) -> Result<(), ModelError> {
        self.pack(name, &columns.iter().map(|c| Column::Numbers(c)).collect::<Vec<_>>())
    }

    /// Rows `from..to` of an input, cast to what the model declares and
    /// shaped as it declares; the last row is repeated up to `pad` rows.
    pub(crate) fn input(&self, spec: &InputSpec, from: usize, to: usize, pad: usize) -> Result<Tensor, ModelError> {
        let (_, tensor) = self
            .inputs
            .iter()
            .find(|(name, _)| *name == spec.name)
            .ok_or_else(|| ModelError::InputMissing { file: String::new(), input: spec.name.clone() })?;
        let fault = |e: OpError| mismatch(&spec.name, format!("{:?}", spec.kind), e.to_string());
        let rows = tensor.rows(from, to).map_err(fault)?;
        let rows = if to - from < pad && to > from {
            let width = rows.len() / (to - from);
            let last = (to - from - 1) * width;
            let index: Vec<usize> =
                (0..rows.len()).chain((0..(pad - (to - from)) * width).map(|i| last + i % width.max(1))).collect();
            let mut shape = rows.shape.clone();
            if let Some(d) = shape.first_mut() {
                *d = pad;
            }
            rows.take(shape, &index).map_err(fault)?
        } else {
            rows
        };
        if rows.dtype == DType::Text && spec.kind != DType::Text {
            return Err(mismatch(&spec.name, format!("{:?}", spec.kind), "text"));
        }
        let cast = cast_to(rows, spec.kind).map_err(fault)?;
        self.shaped(cast, spec)
    }

    /// Fits the tensor to the declared shape: `[n]` to `[n, 1]`, a flat row
    /// of pixels to `[n, 1, 28, 28]`.
    fn shaped(&self, t: Tensor, spec: &InputSpec) -> Result<Tensor, ModelError> {
        let n = t.shape.first().copied().unwrap_or(0);
        let each = t.len().checked_div(n).unwrap_or(0);
        let got = format!("{:?}", t.shape);
        let wrong =
            || mismatch(&spec.name, format!("{each_} values a case", each_ = spec.width.unwrap_or(0)), got.clone());
        if spec.shape.is_empty() {
            return Ok(t);
        }
        if spec.shape.len() == t.rank()
            && spec.shape.iter().zip(&t.shape).skip(1).all(|(s, d)| s.is_none_or(|s| s == *d))
        {
            return Ok(t);
        }
        if spec.width.is_some_and(|w| w != each) {
            return Err(wrong());
        }
        let mut shape = vec![n];
        let mut rest = each;
        let open = spec.shape.iter().skip(1).filter(|d| d.is_none()).count();
        let known: usize = spec.shape.iter().skip(1).flatten().product();
        for d in spec.shape.iter().skip(1) {
            let length = match d {
                Some(d) => *d,
                // One open axis takes what is left; more than one cannot be told.
                None if open == 1 => each.checked_div(known).unwrap_or(0),
                None if rest == each => each,
                None => 1,
            };
            rest = rest.checked_div(length.max(1)).unwrap_or(0);
            shape.push(length);
        }
        t.reshaped(shape).map_err(|_| wrong())
    }
}
