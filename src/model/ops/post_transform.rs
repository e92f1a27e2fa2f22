//! The post transforms of `ai.onnx.ml` classifiers, and how they write the
//! second column of a two-class model that computes one score.

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::elementwise::sigmoid_f32;

/// Softmax of one row, shifted by its maximum.
fn softmax_row(row: &mut [f32]) {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0f32;
    for x in row.iter_mut() {
        *x = (*x - top).exp();
        sum += *x;
    }
    row.iter_mut().for_each(|x| *x /= sum);
}

/// `post_transform` of a classifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PostTransform {
    None,
    Logistic,
    Softmax,
    SoftmaxZero,
    Probit,
}

/// How a single score becomes two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondColumn {
    /// `1 - s, s`: the score is a probability.
    Complement,
    /// `-s, s`: the score is signed; a logistic transform acts on both.
    Opposite,
}

impl PostTransform {
    /// Reads the attribute; missing means `NONE`.
    pub fn of(def: &NodeDef) -> Result<Self, OpError> {
        Ok(match def.text("post_transform", "NONE").as_str() {
            "NONE" | "" => Self::None,
            "LOGISTIC" => Self::Logistic,
            "SOFTMAX" => Self::Softmax,
            "SOFTMAX_ZERO" => Self::SoftmaxZero,
            "PROBIT" => Self::Probit,
            other => return Err(OpError::Attribute("post_transform", other.into())),
        })
    }

    /// From the number that TreeEnsemble (operator set 5) uses.
    pub fn from_code(code: i64) -> Result<Self, OpError> {
        Ok(match code {
            0 => Self::None,
            1 => Self::Softmax,
            2 => Self::Logistic,
            3 => Self::SoftmaxZero,
            4 => Self::Probit,
            other => return Err(OpError::Attribute("post_transform", other.to_string())),
        })
    }

    /// Transforms the scores of one row.
    pub fn apply(self, row: &mut [f32]) {
        match self {
            Self::None => {}
            Self::Logistic => row.iter_mut().for_each(|x| *x = sigmoid_f32(*x)),
            Self::Softmax => softmax_row(row),
            Self::SoftmaxZero => softmax_zero(row),
            Self::Probit => row.iter_mut().for_each(|x| *x = probit(*x)),
        }
    }

    /// The two columns of a model that computes one score.
    pub fn two_columns(self, score: f32, second: SecondColumn) -> [f32; 2] {
        match (second, self) {
            (_, Self::Probit) => [1.0 - probit(score), probit(score)],
            (SecondColumn::Complement, _) => [1.0 - score, score],
            (_, Self::Logistic) => [sigmoid_f32(-score), sigmoid_f32(score)],
            (SecondColumn::Opposite, _) => [-score, score],
        }
    }
}

/// Softmax that leaves zeros where scores are zero.
fn softmax_zero(row: &mut [f32]) {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0f32;
    for x in row.iter_mut() {
        if x.abs() > 1e-7 {
            *x = (*x - top).exp();
            sum += *x;
        } else {
            *x *= (-top).exp();
        }
    }
    row.iter_mut().for_each(|x| *x = if sum == 0.0 { 0.5 } else { *x / sum });
}

/// Normal quantile by Winitzki's approximation (a = 0.147), as the ONNX
/// reference and onnxruntime compute it.
fn probit(p: f32) -> f32 {
    let x = 2.0 * p - 1.0;
    let sign = if x < 0.0 { -1.0f32 } else { 1.0 };
    let log = ((1.0 - x) * (1.0 + x)).ln();
    let v = 2.0 / (std::f32::consts::PI * 0.147) + 0.5 * log;
    std::f32::consts::SQRT_2 * sign * (-v + (v * v - log / 0.147).sqrt()).sqrt()
}
