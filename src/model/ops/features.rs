//! FeatureVectorizer, DictVectorizer, CastMap, ZipMap: tables, maps, rows.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::super::value::Value;
use super::facts::{Stated, matrix};

/// FeatureVectorizer: columns side by side as 32-bit floats, cut or filled
/// with zeros to the declared widths.
pub(crate) fn feature_vectorizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let widths: Vec<usize> = def.ints("inputdimensions").iter().map(|&d| usize::try_from(d).unwrap_or(0)).collect();
    Ok(Box::new(move |args: Args| {
        let mut parts = Vec::new();
        let mut rows = None;
        for i in 0..args.len() {
            let t = args.tensor(i)?;
            let (n, width) = super::labels::matrix(&t.shape)?;
            if rows.is_some_and(|r| r != n) {
                return Err(OpError::Shape("inputs with different numbers of rows".into()));
            }
            rows = Some(n);
            parts.push((t.to_f32()?, width, widths.get(i).copied().unwrap_or(width)));
        }
        let rows = rows.unwrap_or(0);
        let total: usize = parts.iter().map(|p| p.2).sum();
        let mut out = Vec::with_capacity(volume(&[rows, total])?);
        for r in 0..rows {
            for (data, width, declared) in &parts {
                let row = data.get(r * width..(r + 1) * width).unwrap_or(&[]);
                let kept = (*declared).min(*width);
                out.extend_from_slice(row.get(..kept).unwrap_or(&[]));
                out.resize(out.len() + declared - kept, 0.0);
            }
        }
        one(Tensor::f32(vec![rows, total], out)?)
    }))
}

/// ZipMap: a map a row, kept as the matrix it came from and its keys.
pub(crate) fn zip_map(def: &NodeDef) -> Result<Kernel, OpError> {
    let keys = Arc::new(def.labels("classlabels_strings", "classlabels_int64s"));
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        let (rows, columns) = super::labels::matrix(&t.shape)?;
        if columns != keys.len() {
            return Err(OpError::Shape(format!("{columns} columns for {} keys", keys.len())));
        }
        let values = t.reshaped(vec![rows, columns])?;
        Ok(vec![Value::Maps { keys: keys.clone(), values }])
    }))
}

/// DictVectorizer: dictionaries come in as the table that
/// [`dictionary`](super::super::dictionary) makes of them, a column a word of
/// the vocabulary, and go on as they are.
pub(crate) fn dict_vectorizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let width = def.labels("string_vocabulary", "int64_vocabulary").len();
    Ok(Box::new(move |mut args: Args| {
        let t = args.take(0)?;
        if t.rank() != 2 || t.shape.last() != Some(&width) {
            return Err(OpError::Shape(format!("{:?} for a vocabulary of {width}", t.shape)));
        }
        one(t)
    }))
}

/// CastMap: a dictionary's values as another type; the table comes in as it
/// does for DictVectorizer.
pub(crate) fn cast_map(def: &NodeDef) -> Result<Kernel, OpError> {
    let to = cast_to(def);
    Ok(Box::new(move |mut args: Args| one(super::cast::convert(args.take(0)?, to)?)))
}

fn cast_to(def: &NodeDef) -> DType {
    match def.text("cast_to", "TO_FLOAT").as_str() {
        "TO_INT64" => DType::I64,
        "TO_STRING" => DType::Text,
        _ => DType::F32,
    }
}

/// What FeatureVectorizer makes: all columns side by side.
pub(crate) fn feature_vectorizer_facts(def: &NodeDef, given: &Given) -> Stated {
    let declared = def.ints("inputdimensions");
    let (mut rows, mut total) = (None, Some(0usize));
    for i in 0..given.0.len() {
        let (n, width) = matrix(&given.at(i)?.shape)?;
        rows = rows.or(n);
        let width = declared.get(i).map_or(width, |&d| Some(usize::try_from(d).unwrap_or(0)));
        total = total.zip(width).and_then(|(a, b)| a.checked_add(b));
    }
    Ok(vec![Fact::new(DType::F32, vec![rows, total])])
}

/// What CastMap makes.
pub(crate) fn cast_map_facts(def: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(cast_to(def), given.at(0)?.shape.clone())])
}
