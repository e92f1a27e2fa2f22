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

/// Names of a truth that no program gives to its answers, best first.
pub(super) const TRUTH: [&str; 9] =
    ["y_true", "truth", "ground_truth", "actual", "true_label", "actual_label", "gt", "gold", "obs"];
/// Words of such names.
const TRUE_WORDS: [&str; 8] = ["true", "truth", "actual", "actuals", "gold", "observed", "obs", "gt"];
/// Words of a model's own answer, in the ways of pandas, R, KNIME, Azure and others.
const ANSWER_WORDS: [&str; 14] = [
    "pred",
    "preds",
    "predict",
    "predicted",
    "prediction",
    "predictions",
    "predicts",
    "yhat",
    "scored",
    "classified",
    "forecast",
    "vorhersage",
    "prognose",
    "pronostico",
];
/// Names that some programs give to the truth and others to their answers.
const EITHER: [&str; 3] = ["response", "response_variable", "resp"];
/// Words of a score.
const SCORE_WORDS: [&str; 13] = [
    "score",
    "scores",
    "prob",
    "probs",
    "proba",
    "probability",
    "probabilities",
    "confidence",
    "likelihood",
    "propensity",
    "logit",
    "logits",
    "p",
];
/// Words that say nothing about what is told.
const EMPTY_WORDS: [&str; 8] = ["class", "label", "labels", "value", "target", "y", "is", "i"];

/// The words of a name in lower case: `AbusePrediction`, `Scored Labels`, `P (Churn=yes)`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (was_lower && c.is_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn has(name: &str, list: &[&str]) -> bool {
    words(name).iter().any(|word| list.contains(&word.as_str()))
}

/// Whether a column is called like a model's own answer.
pub(super) fn is_answer(name: &str) -> bool {
    name.starts_with("I_") || plain(name).starts_with("y_hat") || has(name, &ANSWER_WORDS)
}

/// Whether a column is called what some programs call the truth and others their answers.
pub(super) fn is_either(name: &str) -> bool {
    rank(name, &EITHER).is_some()
}

/// Whether a column is called like a score.
pub(super) fn is_score(name: &str) -> bool {
    has(name, &SCORE_WORDS) || rank(name, &SCORE).is_some()
}

/// Whether a column is called like the truth, in a way in which no program calls its answers.
pub(super) fn is_truth(name: &str) -> bool {
    has(name, &TRUE_WORDS) && !is_answer(name)
}

/// What a name tells beside being an answer, a score or a truth: `churn` of `Prediction (Churn)`.
pub(super) fn topic(name: &str) -> Vec<String> {
    let lists = [&ANSWER_WORDS[..], &SCORE_WORDS, &TRUE_WORDS, &EMPTY_WORDS];
    words(name).into_iter().filter(|word| !lists.iter().any(|list| list.contains(&word.as_str()))).collect()
}

/// A name in lower case with `_` between words: `Y True` is `y_true`.
pub(super) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-', '.'], "_")
}

/// The place of a name in a list of names.
pub(super) fn rank(name: &str, names: &[&str]) -> Option<usize> {
    let plain = plain(name);
    names.iter().position(|n| *n == plain)
}
