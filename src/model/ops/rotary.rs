//! RotaryEmbedding: pairs of numbers turned by an angle that grows with the
//! place in the sequence.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::Tensor;
use super::arrange::permute;

/// RotaryEmbedding.
pub(crate) fn rotary_embedding(def: &NodeDef) -> Result<Kernel, OpError> {
    let interleaved = def.int("interleaved", 0) != 0;
    let number = |name| usize::try_from(def.int(name, 0)).unwrap_or(0);
    let (heads, turned) = (number("num_heads"), number("rotary_embedding_dim"));
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let bad = || OpError::Shape(format!("{:?} in {heads} heads", t.shape));
        // [batch, length, heads, size]
        let x = match *t.shape.as_slice() {
            [_, _, _, _] => permute(t, &[0, 2, 1, 3])?,
            [batch, length, size] if heads > 0 && size % heads == 0 => {
                t.clone().reshaped(vec![batch, length, heads, size / heads])?
            }
            _ => return Err(bad()),
        };
        let &[_, length, heads, size] = x.shape.as_slice() else { return Err(bad()) };
        let turned = if turned == 0 { size } else { turned };
        let half = turned / 2;
        if half == 0 || turned > size {
            return Err(bad());
        }
        let (cos, sin) = (args.tensor(1)?.to_f64()?, args.tensor(2)?.to_f64()?);
        let places = match args.optional(3)? {
            Some(p) => Some(p.to_i64()?.into_owned()),
            None => None,
        };
        let mut values = x.to_f64()?.into_owned();
        for (i, vector) in values.chunks_exact_mut(size).enumerate() {
            let token = i / heads.max(1); // batch * length + place
            let row = match &places {
                // One row of places may stand for all cases.
                Some(p) => p.get(token).or_else(|| p.get(token % length.max(1))).map(|&p| usize::try_from(p)),
                None => Some(Ok(token)),
            };
            let Some(Ok(row)) = row else { return Err(OpError::Value("a place beyond the sequence".into())) };
            let at = row.checked_mul(half).ok_or_else(bad)?;
            let (Some(cos), Some(sin)) = (cos.get(at..at + half), sin.get(at..at + half)) else {
                return Err(OpError::Shape(format!("no angles for place {row}")));
            };
            for (j, (c, s)) in cos.iter().zip(sin).enumerate() {
                // both positions are below turned, which is at most size
                let (p, q) = if interleaved { (2 * j, 2 * j + 1) } else { (j, j + half) };
                let (a, b) = (vector[p], vector[q]);
                vector[p] = c * a - s * b;
                vector[q] = s * a + c * b;
            }
        }
        let out = Tensor::float(x.dtype, x.shape.clone(), values)?;
        one(if t.rank() == 4 { permute(&out, &[0, 2, 1, 3])? } else { out.reshaped(t.shape.clone())? })
    }))
}
