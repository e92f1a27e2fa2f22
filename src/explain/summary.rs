//! Figures of all thresholds together.

use super::Message;
use super::words::Words;

/// A figure of the whole curve or of the scores themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summary {
    /// Average precision.
    AveragePrecision,
    /// Area under the ROC curve.
    RocArea,
    /// Kolmogorov-Smirnov statistic.
    KolmogorovSmirnov,
    /// Brier score.
    Brier,
    /// Log loss.
    LogLoss,
    /// Expected calibration error.
    CalibrationError,
}

/// The field's name of a summary.
pub fn name(summary: Summary) -> Message {
    Message::new(match summary {
        Summary::AveragePrecision => "figures-name-average-precision",
        Summary::RocArea => "figures-name-roc-area",
        Summary::KolmogorovSmirnov => "figures-name-kolmogorov-smirnov",
        Summary::Brier => "figures-name-brier",
        Summary::LogLoss => "figures-name-log-loss",
        Summary::CalibrationError => "figures-name-calibration-error",
    })
}

/// What a summary says, in the scenario's words.
pub fn meaning(summary: Summary, words: &Words) -> Message {
    let message = Message::new(match summary {
        Summary::AveragePrecision => "figures-means-average-precision",
        Summary::RocArea => "figures-means-roc-area",
        Summary::KolmogorovSmirnov => "figures-means-kolmogorov-smirnov",
        Summary::Brier => "figures-means-brier",
        Summary::LogLoss => "figures-means-log-loss",
        Summary::CalibrationError => "figures-means-calibration-error",
    });
    let message = super::point::noun(message, ["positive-one", "positive-many"], &words.positive);
    super::point::noun(message, ["negative-one", "negative-many"], &words.negative)
}

/// "ROC area: 0.873."
pub fn sentence(summary: Summary, value: f64, words: &Words) -> Message {
    let shown = words.numbers.decimals(value, 3);
    Message::new("figures-value").message("name", name(summary)).text("value", shown)
}
