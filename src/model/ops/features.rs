//! FeatureVectorizer, DictVectorizer, CastMap, ZipMap: tables, maps, rows.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::super::value::{Key, MapValue, Value};

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

fn entries(v: &Value) -> Result<&[(Key, MapValue)], OpError> {
    match v {
        Value::Map(m) => Ok(m),
        _ => Err(OpError::Type("a map expected".into())),
    }
}

/// DictVectorizer: a map's values in the order of a vocabulary.
pub(crate) fn dict_vectorizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let vocabulary = def.labels("string_vocabulary", "int64_vocabulary");
    Ok(Box::new(move |args: Args| {
        let map = entries(args.value(0)?)?;
        let find = |key: &Key| map.iter().find(|(k, _)| k == key).map(|(_, v)| v);
        if map.iter().any(|(_, v)| matches!(v, MapValue::Text(_))) {
            let words = vocabulary
                .iter()
                .map(|k| match find(k) {
                    Some(MapValue::Text(s)) => s.clone(),
                    Some(MapValue::Number(n)) => n.to_string().into(),
                    None => "".into(),
                })
                .collect();
            return one(Tensor::text(vec![1, vocabulary.len()], words)?);
        }
        let numbers =
            vocabulary.iter().map(|k| if let Some(MapValue::Number(n)) = find(k) { *n as f32 } else { 0.0 }).collect();
        one(Tensor::f32(vec![1, vocabulary.len()], numbers)?)
    }))
}

/// CastMap: a map's values, dense in order or placed by key.
pub(crate) fn cast_map(def: &NodeDef) -> Result<Kernel, OpError> {
    let to = match def.text("cast_to", "TO_FLOAT").as_str() {
        "TO_INT64" => DType::I64,
        "TO_STRING" => DType::Text,
        _ => DType::F32,
    };
    let sparse = def.text("map_form", "DENSE") == "SPARSE";
    let limit = def.int("max_map", 1);
    Ok(Box::new(move |args: Args| {
        let mut map: Vec<(i64, MapValue)> = entries(args.value(0)?)?
            .iter()
            .map(|(k, v)| match k {
                Key::Int(i) => Ok((*i, v.clone())),
                Key::Text(_) => Err(OpError::Type("whole-number keys expected".into())),
            })
            .collect::<Result<_, _>>()?;
        map.sort_by_key(|(k, _)| *k);
        let values: Vec<MapValue> = if sparse {
            let n = volume(&[usize::try_from(limit).unwrap_or(0)])?;
            let mut out = vec![MapValue::Number(0.0); n];
            for (k, v) in map {
                let slot = usize::try_from(k).ok().and_then(|k| out.get_mut(k));
                *slot.ok_or_else(|| OpError::Value(format!("key {k} beyond max_map {limit}")))? = v;
            }
            out
        } else {
            map.into_iter().map(|(_, v)| v).collect()
        };
        let texts: Vec<Arc<str>> = values
            .iter()
            .map(|v| match v {
                MapValue::Text(s) => s.clone(),
                MapValue::Number(n) if sparse && *n == 0.0 && to == DType::Text => "".into(),
                MapValue::Number(n) => super::cast::float_text(*n, 8),
            })
            .collect();
        one(super::cast::convert(Tensor::text(vec![1, texts.len()], texts)?, to)?)
    }))
}
