//! What is known of a value before any case is seen.

use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::{DimLike, Factoid, SymbolScope, ToDim};

use super::super::error::OpError;
use super::super::tensor::{DType, Tensor};
use super::convert;

/// Length of an axis; `None` when it shows only while cases are scored, such
/// as the number of words in a text.
pub(crate) type Dim = Option<usize>;

/// Type and shape of a value, and the value itself where it is the same for
/// all cases.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub dtype: DType,
    pub shape: Vec<Dim>,
    pub value: Option<Tensor>,
    /// The elements of a sequence; type and shape mean nothing then.
    pub items: Option<Vec<Fact>>,
}

impl Fact {
    /// A tensor of this type and shape.
    pub fn new(dtype: DType, shape: Vec<Dim>) -> Self {
        Self { dtype, shape, value: None, items: None }
    }

    /// A tensor whose shape is known.
    pub fn of(dtype: DType, shape: &[usize]) -> Self {
        Self::new(dtype, shape.iter().map(|&d| Some(d)).collect())
    }

    /// A sequence of these.
    pub fn sequence(items: Vec<Fact>) -> Self {
        Self { items: Some(items), ..Self::new(DType::I64, vec![]) }
    }

    pub fn constant(value: &Tensor) -> Self {
        Self { value: Some(value.clone()), ..Self::of(value.dtype, &value.shape) }
    }

    pub fn rank(&self) -> usize {
        self.shape.len()
    }

    /// The same type under another shape.
    pub fn shaped(&self, shape: Vec<Dim>) -> Self {
        Self::new(self.dtype, shape)
    }

    /// The whole shape, when it is known.
    pub fn known_shape(&self) -> Option<Vec<usize>> {
        self.shape.iter().copied().collect()
    }

    /// Number of elements, when it is known.
    pub fn len(&self) -> Dim {
        self.shape.iter().try_fold(1usize, |n, d| n.checked_mul((*d)?))
    }

    /// What tract knows, when that is a type and a shape.
    pub(super) fn read(fact: &InferenceFact) -> Option<Self> {
        let dtype = fact.datum_type.concretize()?;
        if dtype == DatumType::Blob {
            return Some(Self::sequence(vec![]));
        }
        let shape = fact.shape.concretize()?.iter().map(|d| d.to_usize().ok()).collect();
        let value = fact.value.concretize().and_then(|t| convert::from_tract(&t).ok());
        Some(Self { value, ..Self::new(convert::dtype(dtype)?, shape) })
    }

    /// For tract; axes of unknown length get a symbol each.
    pub(super) fn written(&self, symbols: &SymbolScope) -> InferenceFact {
        if self.items.is_some() {
            return InferenceFact::dt_shape(DatumType::Blob, TVec::<TDim>::new());
        }
        let dim = |d: &Dim| d.map_or_else(|| symbols.new_with_prefix("n").to_dim(), |d| d.to_dim());
        InferenceFact::dt_shape(convert::datum_type(self.dtype), self.shape.iter().map(dim).collect::<TVec<TDim>>())
    }
}

/// What is known of a node's inputs.
pub(crate) struct Given(pub Vec<Option<Fact>>);

impl Given {
    /// An input that must be there.
    pub fn at(&self, i: usize) -> Result<&Fact, OpError> {
        self.optional(i).ok_or_else(|| OpError::Value(format!("input {i} is missing")))
    }

    /// An input that may be left out.
    pub fn optional(&self, i: usize) -> Option<&Fact> {
        self.0.get(i).and_then(Option::as_ref)
    }

    /// The whole numbers of an input, when they are known.
    pub fn numbers(&self, i: usize) -> Option<Vec<i64>> {
        Some(self.optional(i)?.value.as_ref()?.to_i64().ok()?.into_owned())
    }
}
