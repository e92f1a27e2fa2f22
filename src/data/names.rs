//! The names that people give to columns.

/// Names of a label, best first.
pub(super) const LABEL: [&str; 16] = [
    "label",
    "y",
    "target",
    "class",
    "y_true",
    "labels",
    "actual",
    "outcome",
    "truth",
    "ground_truth",
    "true_label",
    "target_label",
    "gt",
    "response",
    "diagnosis",
    "actual_label",
];
/// Names of a score, best first.
pub(super) const SCORE: [&str; 28] = [
    "score",
    "y_score",
    "scores",
    "probability",
    "proba",
    "prob",
    "y_proba",
    "y_prob",
    "y_pred_proba",
    "pred_proba",
    "predicted_probability",
    "probability_1",
    "proba_1",
    "prob_1",
    "p_1",
    "p1",
    "score_1",
    "confidence",
    "p",
    "prediction",
    "pred",
    "y_pred",
    "y_hat",
    "predicted",
    "logit",
    "decision_function",
    "risk",
    "risk_score",
];
/// Names of a split column.
pub(super) const SPLIT: [&str; 8] = ["split", "set", "partition", "subset", "fold", "dataset", "part", "sample"];
/// Names of a weight; the second half only where there is a score, because
/// it is what databases call `count(*)`.
pub(super) const WEIGHT: [&str; 3] = ["weight", "sample_weight", "weights"];
/// Names that databases give to a count of rows.
pub(super) const COUNT: [&str; 10] =
    ["count", "n", "cnt", "freq", "frequency", "count_star()", "count(*)", "f0_", "n_cases", "cases"];
/// Names of an id.
pub(super) const ID: [&str; 10] =
    ["id", "case_id", "row_id", "uid", "uuid", "key", "case", "record_id", "row", "index"];
/// Names of a date.
pub(super) const DATE: [&str; 9] =
    ["date", "timestamp", "datetime", "time", "day", "week", "month", "created_at", "event_date"];

/// A name in lower case with `_` between words: `Y True` is `y_true`.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-', '.'], "_")
}

/// The place of a name in a list of names.
pub(super) fn rank(name: &str, names: &[&str]) -> Option<usize> {
    let plain = plain(name);
    names.iter().position(|n| *n == plain)
}
