//! What a model asks for, and the cases handed to it.

use std::sync::Arc;

use super::columns::{self, repeated};
use super::dictionary::{self, Dictionary};
use super::error::{ModelError, OpError};
use super::ops::cast_to;
use super::tensor::{DType, Tensor};

pub use super::columns::Column;

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
    /// Keys of an input that takes a dictionary a case, in column order.
    pub keys: Vec<String>,
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

/// Cases as the inputs of a model: a tensor or columns an input, all with the
/// same number of rows. Columns are borrowed and read block by block.
#[derive(Debug, Clone, Default)]
pub struct Batch<'a> {
    rows: usize,
    inputs: Vec<(String, Held<'a>)>,
}

#[derive(Debug, Clone)]
enum Held<'a> {
    Whole(Tensor),
    Columns(Vec<Column<'a>>),
    Dictionaries(Vec<Dictionary>),
}

fn mismatch(input: &str, expected: impl Into<String>, got: impl Into<String>) -> ModelError {
    ModelError::InputMismatch { file: String::new(), input: input.into(), expected: expected.into(), got: got.into() }
}

impl<'a> Batch<'a> {
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
        self.hold(name, Held::Whole(tensor));
        Ok(())
    }

    fn hold(&mut self, name: &str, held: Held<'a>) {
        self.inputs.retain(|(n, _)| n != name);
        self.inputs.push((name.into(), held));
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

    /// Puts in a dictionary a case.
    ///
    /// # Errors
    /// A number of dictionaries other than rows.
    pub fn put_dictionaries(&mut self, name: &str, cases: Vec<Dictionary>) -> Result<(), ModelError> {
        if cases.len() != self.rows {
            return Err(mismatch(name, format!("{} rows", self.rows), format!("{} dictionaries", cases.len())));
        }
        self.hold(name, Held::Dictionaries(cases));
        Ok(())
    }

    /// Packs columns, in order, into the `[rows, columns]` tensor of an input.
    ///
    /// # Errors
    /// Columns of another length than the batch, and text beside numbers.
    pub fn pack(&mut self, name: &str, columns: &[Column<'a>]) -> Result<(), ModelError> {
        if let Some(c) = columns.iter().find(|c| c.len() != self.rows) {
            return Err(mismatch(name, format!("{} rows", self.rows), format!("a column of {} rows", c.len())));
        }
        let texts = columns.iter().filter(|c| c.is_text()).count();
        if texts > 0 && texts < columns.len() {
            return Err(mismatch(name, "columns of one kind", "text beside numbers"));
        }
        self.hold(name, Held::Columns(columns.to_vec()));
        Ok(())
    }

    /// Packs number columns in order; see [`Batch::pack`].
    ///
    /// # Errors
    /// Columns of another length than the batch.
    pub fn pack_numbers(&mut self, name: &str, columns: &[&'a [f64]]) -> Result<(), ModelError> {
        self.pack(name, &columns.iter().map(|c| Column::Numbers(c)).collect::<Vec<_>>())
    }

    /// Rows `from..to` of an input, cast to what the model declares and
    /// shaped as it declares; the last row is repeated up to `pad` rows.
    pub(crate) fn input(&self, spec: &InputSpec, from: usize, to: usize, pad: usize) -> Result<Tensor, ModelError> {
        let (_, held) = self
            .inputs
            .iter()
            .find(|(name, _)| *name == spec.name)
            .ok_or_else(|| ModelError::InputMissing { file: String::new(), input: spec.name.clone() })?;
        let fault = |e: OpError| mismatch(&spec.name, format!("{:?}", spec.kind), e.to_string());
        let rows = match held {
            Held::Columns(columns) => columns::rows(columns, from, to, spec.kind),
            Held::Whole(tensor) => tensor.rows(from, to),
            // from and to are at most the number of rows, which put_dictionaries compared.
            Held::Dictionaries(cases) => dictionary::rows(&cases[from..to], &spec.keys, spec.kind),
        };
        let rows = repeated(rows.map_err(fault)?, to - from, pad).map_err(fault)?;
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
