//! Models of several classes: how sure they are, and what they take for what.

use super::{Reply, columns_of, rows_of};
use crate::data::split::Part;
use crate::metrics::multiclass::MultiSample;
use crate::metrics::sweep::Sweep;
use crate::protocol::{Answer, Payload, Problem};

/// Sweeps the confidence of one set and counts its confusion matrix.
pub(super) fn confidence(
    file: &str,
    classes: usize,
    scores: &[f64],
    codes: &[u32],
    parts: &[u8],
    weights: Option<&[f64]>,
    part: Part,
) -> Reply {
    let refused = |error: String| Problem::new("engine-scores", error).text("file", file);
    let rows = rows_of(parts, part);
    let of_row = |row: &usize| scores.chunks_exact(classes.max(1)).nth(*row).unwrap_or_default().to_vec();
    let labels = rows.iter().filter_map(|row| codes.get(*row).copied()).collect();
    let weights = weights.map(|all| rows.iter().filter_map(|row| all.get(*row).copied()).collect());
    let sample = MultiSample::new(classes, rows.iter().flat_map(of_row).collect(), labels, weights)
        .map_err(|error| refused(error.to_string()))?;
    let matrix = sample.matrix().rows().flatten().copied().collect();
    let sure = sample.confidence().map_err(|error| refused(error.to_string()))?;
    let (positives, negatives, mut payloads) = columns_of(Sweep::of(&sure));
    payloads.push(Payload::F64(matrix));
    Ok((Answer::Confidence { positives, negatives }, payloads))
}
