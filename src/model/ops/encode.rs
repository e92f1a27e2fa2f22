//! LabelEncoder, CategoryMapper, OneHotEncoder: categories to numbers and back.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::facts::Stated;

/// A category: text, a whole number, or the bits of a float (one NaN, one zero).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Category {
    Text(Arc<str>),
    Int(i64),
    Float(u64),
}

fn float_category(x: f64) -> Category {
    let x = if x.is_nan() { f64::NAN } else { x + 0.0 };
    Category::Float(x.to_bits())
}

fn categories(t: &Tensor) -> Vec<Category> {
    match &t.data {
        Data::Text(v) => v.iter().map(|s| Category::Text(s.clone())).collect(),
        Data::Int(v) => v.iter().map(|&x| Category::Int(x)).collect(),
        Data::Bool(v) => v.iter().map(|&x| Category::Int(i64::from(x))).collect(),
        Data::F32(v) => v.iter().map(|&x| float_category(f64::from(x))).collect(),
        Data::F64(v) => v.iter().map(|&x| float_category(x)).collect(),
    }
}

fn list<T>(v: Vec<T>, make: impl Fn(Vec<usize>, Vec<T>) -> Result<Tensor, OpError>) -> Result<Option<Tensor>, OpError> {
    if v.is_empty() { Ok(None) } else { make(vec![v.len()], v).map(Some) }
}

/// The list that the node gives as `stem_strings`, `_int64s`, `_floats` or `_tensor`.
fn given(def: &NodeDef, names: [&'static str; 4]) -> Result<Option<Tensor>, OpError> {
    let [texts, ints, floats, tensor] = names;
    if let Some(t) = def.tensor(tensor)? {
        return Ok(Some(t));
    }
    if let Some(t) = list(def.texts(texts), Tensor::text)? {
        return Ok(Some(t));
    }
    if let Some(t) = list(def.ints(ints).to_vec(), Tensor::i64)? {
        return Ok(Some(t));
    }
    list(def.floats(floats).to_vec(), Tensor::f32)
}

/// LabelEncoder, every operator set.
pub(crate) fn label_encoder(def: &NodeDef) -> Result<Kernel, OpError> {
    if !def.texts("classes_strings").is_empty() {
        return mapper(def, def.texts("classes_strings"), None);
    }
    let keys = given(def, ["keys_strings", "keys_int64s", "keys_floats", "keys_tensor"])?
        .ok_or_else(|| OpError::Attribute("keys_strings", "no keys".into()))?;
    let values = given(def, ["values_strings", "values_int64s", "values_floats", "values_tensor"])?
        .ok_or_else(|| OpError::Attribute("values_strings", "no values".into()))?;
    if keys.len() != values.len() {
        return Err(OpError::Attribute("values_strings", format!("{} values for {} keys", values.len(), keys.len())));
    }
    let fallback = match def.tensor("default_tensor")? {
        Some(t) => t.reshaped(vec![1])?,
        None => match values.data {
            Data::Text(_) => Tensor::text(vec![1], vec![def.text("default_string", "_Unused").into()])?,
            Data::Int(_) => Tensor::ints(values.dtype, vec![1], vec![def.int("default_int64", -1)])?,
            // -0.0 is the standard's own default.
            _ => Tensor::float(values.dtype, vec![1], vec![f64::from(def.float("default_float", -0.0))])?,
        },
    };
    let fallback = super::cast::convert(fallback, values.dtype)?;
    let table = super::arrange::concatenate(&[&values.clone().reshaped(vec![values.len()])?, &fallback], 0)?;
    let unknown = values.len();
    let mut at = HashMap::with_capacity(keys.len());
    for (i, key) in categories(&keys).into_iter().enumerate() {
        at.entry(key).or_insert(i);
    }
    let key_type = keys.dtype;
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let cast;
        let t = if t.dtype == key_type || t.dtype == DType::Text || key_type == DType::Text {
            t
        } else {
            cast = super::cast::convert(t.clone(), key_type)?;
            &cast
        };
        let picked: Vec<usize> = categories(t).iter().map(|c| at.get(c).copied().unwrap_or(unknown)).collect();
        one(table.take(t.shape.clone(), &picked)?)
    }))
}

/// CategoryMapper: text to number or number to text, by what comes in.
pub(crate) fn category_mapper(def: &NodeDef) -> Result<Kernel, OpError> {
    mapper(def, def.texts("cats_strings"), Some(def.ints("cats_int64s").to_vec()))
}

fn mapper(def: &NodeDef, texts: Vec<Arc<str>>, ints: Option<Vec<i64>>) -> Result<Kernel, OpError> {
    let ints = ints.unwrap_or_else(|| (0..texts.len() as i64).collect());
    if ints.len() != texts.len() {
        return Err(OpError::Attribute("cats_int64s", format!("{} numbers for {} texts", ints.len(), texts.len())));
    }
    let (no_text, no_int) = (Arc::<str>::from(def.text("default_string", "_Unused")), def.int("default_int64", -1));
    let to_int: HashMap<Arc<str>, i64> = texts.iter().cloned().zip(ints.iter().copied()).collect();
    let to_text: HashMap<i64, Arc<str>> = ints.into_iter().zip(texts).collect();
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        one(match &t.data {
            Data::Text(v) => {
                Tensor::i64(t.shape.clone(), v.iter().map(|s| to_int.get(s).copied().unwrap_or(no_int)).collect())?
            }
            _ => {
                let v = t.to_i64()?;
                let out = v.iter().map(|i| to_text.get(i).unwrap_or(&no_text).clone()).collect();
                Tensor::text(t.shape.clone(), out)?
            }
        })
    }))
}

/// OneHotEncoder: one more axis, as long as the list of categories.
pub(crate) fn one_hot_encoder(def: &NodeDef) -> Result<Kernel, OpError> {
    let zeros = def.int("zeros", 1) != 0;
    let texts = def.texts("cats_strings");
    let cats: Vec<Category> = if texts.is_empty() {
        def.ints("cats_int64s").iter().map(|&v| Category::Int(v)).collect()
    } else {
        texts.into_iter().map(Category::Text).collect()
    };
    let width = cats.len();
    let mut at = HashMap::with_capacity(width);
    for (i, c) in cats.into_iter().enumerate() {
        at.entry(c).or_insert(i);
    }
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let given = match &t.data {
            Data::F32(v) => v.iter().map(|&x| Category::Int(x as i64)).collect(),
            Data::F64(v) => v.iter().map(|&x| Category::Int(x as i64)).collect(),
            _ => categories(t),
        };
        let mut shape = t.shape.clone();
        shape.push(width);
        let mut out = vec![0f32; volume(&shape)?];
        for (i, c) in given.iter().enumerate() {
            match at.get(c) {
                // the position is below `width`, out has `width` places a value
                Some(&j) => out[i * width + j] = 1.0,
                None if zeros => {}
                None => return Err(OpError::Value("an unknown category, and `zeros` is 0".into())),
            }
        }
        one(Tensor::f32(shape, out)?)
    }))
}

/// What LabelEncoder makes: what its values are.
pub(crate) fn label_encoder_facts(def: &NodeDef, given: &Given) -> Stated {
    if !def.texts("classes_strings").is_empty() {
        return mapper_facts(def, given);
    }
    let values = self::given(def, ["values_strings", "values_int64s", "values_floats", "values_tensor"])?;
    let dtype = values.map_or(DType::Text, |v| v.dtype);
    Ok(vec![Fact::new(dtype, given.at(0)?.shape.clone())])
}

/// What CategoryMapper makes: numbers of text, text of numbers.
pub(crate) fn mapper_facts(_: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    Ok(vec![Fact::new(if x.dtype == DType::Text { DType::I64 } else { DType::Text }, x.shape.clone())])
}

/// What OneHotEncoder makes: one more axis.
pub(crate) fn one_hot_facts(def: &NodeDef, given: &Given) -> Stated {
    let texts = def.texts("cats_strings").len();
    let width = if texts == 0 { def.ints("cats_int64s").len() } else { texts };
    let mut shape = given.at(0)?.shape.clone();
    shape.push(Some(width));
    Ok(vec![Fact::new(DType::F32, shape)])
}
