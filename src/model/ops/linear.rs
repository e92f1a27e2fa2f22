//! LinearClassifier and LinearRegressor.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::Given;
use super::facts::{Stated, classified, rows_of};
use super::gemm::Packed;
use super::labels;
use super::post_transform::{PostTransform, SecondColumn};

/// Coefficients `[targets, features]` as weights.
fn weights(coefficients: &[f32], targets: usize) -> Result<Packed, OpError> {
    if targets == 0 || coefficients.is_empty() || !coefficients.len().is_multiple_of(targets) {
        return Err(OpError::Attribute("coefficients", format!("{} for {targets} targets", coefficients.len())));
    }
    let features = coefficients.len() / targets;
    // k is below features and j below targets.
    Ok(Packed::new(features, targets, |k, j| coefficients[j * features + k]))
}

/// Coefficients of more features than come in are read as onnxruntime reads
/// them: row after row of as many as there are features, the rest unused.
/// skl2onnx writes such files for `SimpleImputer(add_indicator=True)`, whose
/// indicator columns it drops.
fn narrowed(coefficients: &[f32], targets: usize, features: usize) -> Option<Packed> {
    let enough = features.checked_mul(targets).is_some_and(|n| n < coefficients.len()) && features > 0;
    enough.then(|| Packed::new(features, targets, |k, j| coefficients[j * features + k]))
}

fn scores(t: &Tensor, weights: &Packed, intercepts: Option<&[f32]>) -> Result<(usize, Vec<f32>), OpError> {
    let (rows, features) = labels::matrix(&t.shape)?;
    if features != weights.depth {
        return Err(OpError::Shape(format!("{features} features for {} coefficients", weights.depth)));
    }
    let mut out = vec![0f32; volume(&[rows, weights.columns])?];
    weights.multiply(&t.to_f32()?, intercepts, &mut out);
    Ok((rows, out))
}

/// LinearClassifier. One row of coefficients with two labels gives two
/// columns; the label is the sign of the score before the transform.
pub(crate) fn classifier(def: &NodeDef) -> Result<Kernel, OpError> {
    let keys = def.labels("classlabels_strings", "classlabels_ints");
    let intercepts = def.floats("intercepts").to_vec();
    let coefficients = def.floats("coefficients").to_vec();
    let targets = if intercepts.is_empty() { keys.len() } else { intercepts.len() };
    let w = weights(&coefficients, targets)?;
    let transform = PostTransform::of(def)?;
    let two = targets == 1 && keys.len() == 2;
    if !two && keys.len() < targets {
        return Err(OpError::Attribute("classlabels_ints", format!("{} labels for {targets} scores", keys.len())));
    }
    Ok(Box::new(move |args: Args| {
        let bias = (!intercepts.is_empty()).then_some(intercepts.as_slice());
        let t = args.tensor(0)?;
        let narrow = narrowed(&coefficients, targets, labels::matrix(&t.shape)?.1);
        let (rows, mut out) = scores(t, narrow.as_ref().unwrap_or(&w), bias)?;
        let picked: Vec<usize> = if two {
            out.iter().map(|&s| usize::from(s > 0.0)).collect()
        } else {
            out.chunks_exact(targets).map(labels::largest).collect()
        };
        let width = if two {
            let one =
                if transform == PostTransform::Logistic { SecondColumn::Opposite } else { SecondColumn::Complement };
            out = out.iter().flat_map(|&s| transform.two_columns(s, one)).collect();
            2
        } else {
            out.chunks_exact_mut(targets).for_each(|r| transform.apply(r));
            targets
        };
        Ok(vec![labels::tensor(&keys, &picked)?.into(), Tensor::f32(vec![rows, width], out)?.into()])
    }))
}

/// LinearRegressor.
pub(crate) fn regressor(def: &NodeDef) -> Result<Kernel, OpError> {
    let targets = usize::try_from(def.int("targets", 1)).unwrap_or(0);
    let w = weights(def.floats("coefficients"), targets)?;
    let intercepts = def.floats("intercepts").to_vec();
    if !intercepts.is_empty() && intercepts.len() != targets {
        return Err(OpError::Attribute("intercepts", format!("{} for {targets} targets", intercepts.len())));
    }
    let transform = PostTransform::of(def)?;
    Ok(Box::new(move |args: Args| {
        let bias = (!intercepts.is_empty()).then_some(intercepts.as_slice());
        let (rows, mut out) = scores(args.tensor(0)?, &w, bias)?;
        if targets > 1 || transform == PostTransform::Logistic || transform == PostTransform::Probit {
            out.chunks_exact_mut(targets).for_each(|r| transform.apply(r));
        }
        one(Tensor::f32(vec![rows, targets], out)?)
    }))
}

/// What LinearClassifier makes.
pub(crate) fn classifier_facts(def: &NodeDef, given: &Given) -> Stated {
    let keys = def.labels("classlabels_strings", "classlabels_ints");
    let intercepts = def.floats("intercepts").len();
    let targets = if intercepts == 0 { keys.len() } else { intercepts };
    classified(&keys, if targets == 1 && keys.len() == 2 { 2 } else { targets }, given)
}

/// What LinearRegressor makes.
pub(crate) fn regressor_facts(def: &NodeDef, given: &Given) -> Stated {
    rows_of(usize::try_from(def.int("targets", 1)).unwrap_or(0), DType::F32, given)
}
