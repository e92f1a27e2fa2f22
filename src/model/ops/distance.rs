//! CDist (com.microsoft): distances between the rows of two matrices.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Data, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::facts::Stated;
use super::gemm::Packed;

/// Builds CDist.
pub(crate) fn cdist(def: &NodeDef) -> Result<Kernel, OpError> {
    let root = match def.text("metric", "sqeuclidean").as_str() {
        "sqeuclidean" => false,
        "euclidean" => true,
        other => return Err(OpError::Unsupported(format!("the metric {other}"))),
    };
    let known = def.constant(1).and_then(pack);
    Ok(Box::new(move |args: Args| {
        let (a, b) = (args.tensor(0)?, args.tensor(1)?);
        let (&[m, k], &[n, k2]) = (a.shape.as_slice(), b.shape.as_slice()) else {
            return Err(OpError::Shape("two matrices expected".into()));
        };
        if k != k2 {
            return Err(OpError::Shape(format!("{k} and {k2} columns")));
        }
        let len = volume(&[m, n])?;
        let out = match (&a.data, &b.data) {
            (Data::F32(x), Data::F32(_)) => {
                let fresh;
                let packed = match &known {
                    Some(p) => p,
                    None => {
                        fresh = pack(b).ok_or_else(|| OpError::Shape("a matrix expected".into()))?;
                        &fresh
                    }
                };
                let mut out = vec![0f32; len];
                packed.squared_distances(x, &mut out);
                if root {
                    out.iter_mut().for_each(|d| *d = d.sqrt());
                }
                Tensor::f32(vec![m, n], out)?
            }
            (Data::F64(x), Data::F64(y)) => {
                let mut out = Vec::with_capacity(len);
                for p in x.chunks_exact(k.max(1)) {
                    out.extend(y.chunks_exact(k.max(1)).map(|q| {
                        let d: f64 = p.iter().zip(q).map(|(a, b)| (a - b) * (a - b)).sum();
                        if root { d.sqrt() } else { d }
                    }));
                }
                Tensor::f64(vec![m, n], out)?
            }
            _ => return Err(OpError::Type(format!("{:?} and {:?}", a.dtype, b.dtype))),
        };
        one(out)
    }))
}

fn pack(t: &Tensor) -> Option<Packed> {
    match (t.shape.as_slice(), &t.data) {
        // j is below n and k below depth
        (&[n, depth], Data::F32(v)) => Some(Packed::new(depth, n, |k, j| v[j * depth + k])),
        _ => None,
    }
}

/// What CDist makes: a distance for each pair of rows.
pub(crate) fn cdist_facts(_: &NodeDef, given: &Given) -> Stated {
    let (a, b) = (given.at(0)?, given.at(1)?);
    let rows = |f: &Fact| f.shape.first().copied().ok_or_else(|| OpError::Shape("two matrices expected".into()));
    Ok(vec![a.shaped(vec![rows(a)?, rows(b)?])])
}
