//! What flows along an edge of the graph.

use std::sync::Arc;

use super::error::OpError;
use super::tensor::Tensor;

/// A class label or dictionary key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Int(i64),
    Text(Arc<str>),
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(v) => write!(f, "{v}"),
            Self::Text(v) => write!(f, "{v}"),
        }
    }
}

/// A tensor, a sequence, or maps.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Tensor(Tensor),
    Sequence(Vec<Value>),
    /// ZipMap's output: one map a row, all with the same keys, kept as the
    /// keys once and the values as the `[rows, keys]` tensor they came from.
    Maps {
        keys: Arc<Vec<Key>>,
        values: Tensor,
    },
    /// An optional that holds nothing.
    Nothing,
}

impl Value {
    pub fn tensor(&self) -> Result<&Tensor, OpError> {
        match self {
            Self::Tensor(t) => Ok(t),
            _ => Err(OpError::Type("a tensor expected, a sequence or map given".into())),
        }
    }

    pub fn into_tensor(self) -> Result<Tensor, OpError> {
        match self {
            Self::Tensor(t) => Ok(t),
            _ => Err(OpError::Type("a tensor expected, a sequence or map given".into())),
        }
    }

    pub fn bytes(&self) -> usize {
        match self {
            Self::Tensor(t) => t.bytes(),
            Self::Sequence(items) => items.iter().map(Value::bytes).sum(),
            Self::Maps { values, .. } => values.bytes(),
            Self::Nothing => 0,
        }
    }
}

impl From<Tensor> for Value {
    fn from(t: Tensor) -> Self {
        Self::Tensor(t)
    }
}
