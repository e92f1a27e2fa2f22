//! Types and shapes that several operators state in the same way.

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::super::tensor::DType;
use super::super::tract::{Dim, Fact, Given};
use super::super::value::Key;

/// What a rule answers.
pub(super) type Stated = Result<Vec<Fact>, OpError>;

/// Type and shape of the first input.
pub(super) fn as_first(_: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    Ok(vec![x.shaped(x.shape.clone())])
}

/// The shape of the first input, in 32-bit floats.
pub(super) fn floats_as_first(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(DType::F32, given.at(0)?.shape.clone())])
}

/// A sequence whose elements are not known.
pub(super) fn some_sequence(_: &NodeDef, _: &Given) -> Stated {
    Ok(vec![Fact::sequence(vec![])])
}

/// Rows and columns of a matrix; one axis is one row.
pub(super) fn matrix(shape: &[Dim]) -> Result<(Dim, Dim), OpError> {
    match shape {
        [columns] => Ok((Some(1), *columns)),
        [rows, rest @ ..] if !rest.is_empty() => Ok((*rows, rest.iter().try_fold(1usize, |n, d| n.checked_mul((*d)?)))),
        _ => Err(OpError::Shape("a matrix expected, a single number given".into())),
    }
}

/// A label and `width` scores a row.
pub(super) fn classified(keys: &[Key], width: usize, given: &Given) -> Stated {
    let (rows, _) = matrix(&given.at(0)?.shape)?;
    let label = if matches!(keys.first(), Some(Key::Text(_))) { DType::Text } else { DType::I64 };
    Ok(vec![Fact::new(label, vec![rows]), Fact::new(DType::F32, vec![rows, Some(width)])])
}

/// `width` numbers a row.
pub(super) fn rows_of(width: usize, dtype: DType, given: &Given) -> Stated {
    let (rows, _) = matrix(&given.at(0)?.shape)?;
    Ok(vec![Fact::new(dtype, vec![rows, Some(width)])])
}

/// The shape of two broadcast shapes.
pub(super) fn broadcast(a: &[Dim], b: &[Dim]) -> Vec<Dim> {
    let rank = a.len().max(b.len());
    let at = |shape: &[Dim], i: usize| (i + shape.len()).checked_sub(rank).map_or(Some(1), |i| shape[i]);
    let one = |i: usize| match (at(a, i), at(b, i)) {
        (Some(1), other) | (other, Some(1)) => other,
        (Some(n), _) | (_, Some(n)) => Some(n),
        (None, None) => None,
    };
    (0..rank).map(one).collect()
}

/// The type that a quantised result takes from its zero point.
pub(super) fn quantised_type(given: &Given, zero: usize, otherwise: DType) -> DType {
    given.optional(zero).map_or(otherwise, |z| z.dtype)
}
