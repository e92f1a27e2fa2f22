//! Attention: scaled dot products of queries and keys that weigh values.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::{Dim, Fact, Given};
use super::super::value::Value;
use super::arrange::{concatenate, permute};
use super::facts::Stated;
use super::{broadcast, matmul};

/// `[batch, length, heads * size]` as `[batch, heads, length, size]`; tensors
/// of four axes already are.
fn by_heads(t: &Tensor, heads: usize) -> Result<Tensor, OpError> {
    match *t.shape.as_slice() {
        [_, _, _, _] => Ok(t.clone()),
        [batch, length, size] if heads > 0 && size % heads == 0 => {
            permute(&t.clone().reshaped(vec![batch, length, heads, size / heads])?, &[0, 2, 1, 3])
        }
        _ => Err(OpError::Shape(format!("{:?} in {heads} heads", t.shape))),
    }
}

/// Each head of keys or values as often as queries share it.
fn shared(t: Tensor, times: usize) -> Result<Tensor, OpError> {
    let &[batch, heads, length, size] = t.shape.as_slice() else { return Ok(t) };
    if times == 1 {
        return Ok(t);
    }
    let shape = vec![batch, heads * times, length, size];
    let block = length * size;
    let at = (0..volume(&shape)?).map(|i| i / (block * times) * block + i % block).collect::<Vec<_>>();
    t.take(shape, &at)
}

/// Which keys a query may see, apart from a mask.
struct Sight {
    causal: bool,
    /// Keys before and after the query's own place; negative for all.
    left: i64,
    right: i64,
}

impl Sight {
    fn sees(&self, query: i64, key: i64) -> bool {
        (!self.causal || key <= query)
            && (self.left < 0 || query - key <= self.left)
            && (self.right < 0 || key - query <= self.right)
    }
}

/// What is added to the scores of `[batch, heads, queries, keys]`: minus
/// infinity where a query does not see a key.
fn bias(
    shape: [usize; 4],
    mask: Option<&Tensor>,
    lengths: Option<&[i64]>,
    past: usize,
    sight: &Sight,
) -> Result<Vec<f64>, OpError> {
    let [batch, heads, queries, keys] = shape;
    let mut out = vec![0f64; volume(&shape)?];
    if let Some(mask) = mask {
        let covered = mask.shape.last().copied().unwrap_or(1);
        let width = if covered == 1 { keys } else { covered.min(keys) };
        let whole = [batch, heads, queries, if covered == 1 { keys } else { covered }];
        if broadcast::shape_of(&mask.shape, &whole)? != whole {
            return Err(OpError::Shape(format!("a mask of {:?} for {whole:?}", mask.shape)));
        }
        let at = broadcast::positions(&mask.shape, &whole);
        let values: Vec<f64> = match mask.dtype {
            DType::Bool => mask.to_bool()?.iter().map(|&b| if b { 0.0 } else { f64::NEG_INFINITY }).collect(),
            _ => mask.to_f64()?.into_owned(),
        };
        // Keys that a shorter mask does not cover are not seen.
        for (row, at) in out.chunks_exact_mut(keys.max(1)).zip(at.chunks_exact(whole[3].max(1))) {
            for (j, o) in row.iter_mut().enumerate() {
                *o = if j < width { values[at[j]] } else { f64::NEG_INFINITY };
            }
        }
    }
    for (r, row) in out.chunks_exact_mut(keys.max(1)).enumerate() {
        let (b, i) = (r / (heads * queries).max(1), r % queries.max(1));
        let length = lengths.and_then(|l| l.get(b).copied());
        let offset = length.map_or(past as i64, |l| l - queries as i64);
        for (j, o) in row.iter_mut().enumerate() {
            if !sight.sees(i as i64 + offset, j as i64) || length.is_some_and(|l| j as i64 >= l) {
                *o = f64::NEG_INFINITY;
            }
        }
    }
    Ok(out)
}

/// Softmax of scores; a query that sees nothing gives zeros.
fn weigh(scores: &mut [f64], bias: &[f64]) {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if bias.iter().all(|b| *b == f64::NEG_INFINITY) {
        scores.fill(0.0);
        return;
    }
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum: f64 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// Attention, all its versions.
pub(crate) fn attention(def: &NodeDef) -> Result<Kernel, OpError> {
    let heads = |name| usize::try_from(def.int(name, 0)).unwrap_or(0);
    let (q_heads, kv_heads) = (heads("q_num_heads"), heads("kv_num_heads"));
    let scale = def.has("scale").then(|| f64::from(def.float("scale", 1.0)));
    let cap = f64::from(def.float("softcap", 0.0));
    let mode = def.int("qk_matmul_output_mode", 0);
    let (left, right) = (def.int("left_window_size", -1), def.int("right_window_size", -1));
    let sight = Sight { causal: def.int("is_causal", 0) != 0, left, right };
    Ok(Box::new(move |args: Args| {
        let given = args.tensor(0)?;
        let q = by_heads(given, q_heads)?;
        let (mut k, mut v) = (by_heads(args.tensor(1)?, kv_heads)?, by_heads(args.tensor(2)?, kv_heads)?);
        let mut past = 0;
        if let (Some(keys), Some(values)) = (args.optional(4)?, args.optional(5)?) {
            past = keys.shape.get(2).copied().unwrap_or(0);
            (k, v) = (concatenate(&[keys, &k], 2)?, concatenate(&[values, &v], 2)?);
        }
        let present = (k.clone(), v.clone());
        let (&[batch, q_heads, queries, size], &[_, kv_heads, keys, _]) = (q.shape.as_slice(), k.shape.as_slice())
        else {
            return Err(OpError::Shape(format!("{:?} with keys of {:?}", q.shape, k.shape)));
        };
        if kv_heads == 0 || q_heads % kv_heads != 0 {
            return Err(OpError::Shape(format!("{q_heads} heads of queries for {kv_heads} of keys")));
        }
        let (k, v) = (shared(k, q_heads / kv_heads)?, shared(v, q_heads / kv_heads)?);
        let raw = matmul::product(&q, &permute(&k, &[0, 1, 3, 2])?)?;
        let scale = scale.unwrap_or(1.0 / (size as f64).sqrt());
        let mut scores: Vec<f64> = raw.to_f64()?.iter().map(|s| s * scale).collect();
        let mut shown = (mode == 0).then(|| scores.clone());
        if cap > 0.0 {
            scores.iter_mut().for_each(|s| *s = cap * (*s / cap).tanh());
        }
        shown = shown.or_else(|| (mode == 1).then(|| scores.clone()));
        let lengths = match args.optional(6)? {
            Some(t) => Some(t.to_i64()?.into_owned()),
            None => None,
        };
        let bias = bias([batch, q_heads, queries, keys], args.optional(3)?, lengths.as_deref(), past, &sight)?;
        if bias.len() != scores.len() {
            return Err(OpError::Shape(format!("{:?} with keys of {:?}", q.shape, k.shape)));
        }
        scores.iter_mut().zip(&bias).for_each(|(s, b)| *s += b);
        shown = shown.or_else(|| (mode == 2).then(|| scores.clone()));
        let rows = scores.chunks_exact_mut(keys.max(1)).zip(bias.chunks_exact(keys.max(1)));
        rows.for_each(|(row, bias)| weigh(row, bias));
        let weights = Tensor::float(q.dtype, raw.shape.clone(), scores.clone())?;
        let mut y = matmul::product(&weights, &v)?;
        if given.rank() == 3 {
            y = permute(&y, &[0, 2, 1, 3])?;
            let width: usize = y.shape.iter().skip(2).product();
            y = y.reshaped(vec![batch, queries, width])?;
        }
        let shown = Tensor::float(q.dtype, raw.shape, shown.unwrap_or(scores))?;
        Ok([y, present.0, present.1, shown].map(Value::from).into())
    }))
}

/// What Attention makes: values, all keys, all values, and the scores.
pub(crate) fn attention_facts(def: &NodeDef, given: &Given) -> Stated {
    let heads = |name| usize::try_from(def.int(name, 0)).ok().filter(|&h| h > 0);
    let split = |at: usize, heads: Dim| -> Result<[Dim; 4], OpError> {
        match *given.at(at)?.shape.as_slice() {
            [batch, heads, length, size] => Ok([batch, heads, length, size]),
            [batch, length, width] => {
                let heads = heads.ok_or_else(|| OpError::Attribute("q_num_heads", "missing".into()))?;
                Ok([batch, Some(heads), length, width.map(|w| w / heads)])
            }
            _ => Err(OpError::Shape("three or four axes expected".into())),
        }
    };
    let q = split(0, heads("q_num_heads"))?;
    let (mut k, mut v) = (split(1, heads("kv_num_heads"))?, split(2, heads("kv_num_heads"))?);
    if let (Some(keys), Some(values)) = (given.optional(4), given.optional(5)) {
        let longer = |a: Dim, past: &Fact| a.zip(past.shape.get(2).copied().flatten()).map(|(a, b)| a + b);
        (k[2], v[2]) = (longer(k[2], keys), longer(v[2], values));
    }
    let y = match given.at(0)?.rank() {
        3 => vec![q[0], q[2], q[1].zip(v[3]).map(|(h, s)| h * s)],
        _ => vec![q[0], q[1], q[2], v[3]],
    };
    let x = given.at(0)?;
    Ok(vec![
        x.shaped(y),
        given.at(1)?.shaped(k.into()),
        given.at(2)?.shaped(v.into()),
        x.shaped(vec![q[0], q[1], q[2], k[2]]),
    ])
}
