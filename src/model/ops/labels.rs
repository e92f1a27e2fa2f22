//! Class labels as tensors.

use super::super::error::OpError;
use super::super::tensor::Tensor;
use super::super::value::Key;

/// Labels of the given classes, one a row; text when the keys are text.
pub(crate) fn tensor(keys: &[Key], picked: &[usize]) -> Result<Tensor, OpError> {
    let beyond = || OpError::Value("a class without a label".into());
    if matches!(keys.first(), Some(Key::Text(_))) {
        let words = picked
            .iter()
            .map(|&i| match keys.get(i) {
                Some(Key::Text(w)) => Ok(w.clone()),
                _ => Err(beyond()),
            })
            .collect::<Result<_, _>>()?;
        return Tensor::text(vec![picked.len()], words);
    }
    let numbers = picked
        .iter()
        .map(|&i| match keys.get(i) {
            Some(Key::Int(v)) => Ok(*v),
            _ => Err(beyond()),
        })
        .collect::<Result<_, _>>()?;
    Tensor::i64(vec![picked.len()], numbers)
}

/// Position of the largest score; the first one wins, NaN never does unless first.
pub(crate) fn largest(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, x) in row.iter().enumerate() {
        if row.get(best).is_some_and(|b| x > b) {
            best = i;
        }
    }
    best
}

/// Rows and columns of a matrix; one axis is one row.
pub(crate) fn matrix(shape: &[usize]) -> Result<(usize, usize), OpError> {
    match *shape {
        [columns] => Ok((1, columns)),
        [rows, columns] => Ok((rows, columns)),
        [rows, ref rest @ ..] if !rest.is_empty() => Ok((rows, rest.iter().product())),
        _ => Err(OpError::Shape("a matrix expected, a single number given".into())),
    }
}
