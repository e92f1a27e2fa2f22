//! Any figure: its name, what it means, its value and its interval.

use super::point::{noun, undefined_reason};
use super::words::Words;
use super::{Arg, Message};
use crate::metrics::bootstrap::{Estimate, Method};
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::interval::Confidence;

/// The field's name of a figure: "precision", "F2".
pub fn name(figure: Figure) -> Message {
    let plain = |id| Message::new(id);
    match figure {
        Figure::Precision => plain("figures-name-precision"),
        Figure::Recall => plain("figures-name-recall"),
        Figure::Specificity => plain("figures-name-specificity"),
        Figure::FalsePositiveRate => plain("figures-name-false-positive-rate"),
        Figure::FalseNegativeRate => plain("figures-name-false-negative-rate"),
        Figure::NegativePredictiveValue => plain("figures-name-negative-predictive-value"),
        Figure::Accuracy => plain("figures-name-accuracy"),
        Figure::BalancedAccuracy => plain("figures-name-balanced-accuracy"),
        Figure::F1 => plain("figures-name-f-beta").text("beta", "1"),
        Figure::FBeta(beta) => plain("figures-name-f-beta").text("beta", trimmed(beta)),
        Figure::Matthews => plain("figures-name-matthews"),
        Figure::PositiveLikelihoodRatio => plain("figures-name-positive-likelihood-ratio"),
        Figure::NegativeLikelihoodRatio => plain("figures-name-negative-likelihood-ratio"),
        Figure::FlaggedShare => plain("figures-name-flagged-share"),
        Figure::Lift => plain("figures-name-lift"),
        Figure::NetBenefit(_) => plain("figures-name-net-benefit"),
        Figure::ExpectedValue(..) => plain("figures-name-expected-value"),
        Figure::Youden => plain("figures-name-youden"),
    }
}

/// What a figure says, in the scenario's words, as one short question or
/// sentence.
pub fn meaning(figure: Figure, words: &Words) -> Message {
    let id = match figure {
        Figure::Precision => "figures-means-precision",
        Figure::Recall => "figures-means-recall",
        Figure::Specificity => "figures-means-specificity",
        Figure::FalsePositiveRate => "figures-means-false-positive-rate",
        Figure::FalseNegativeRate => "figures-means-false-negative-rate",
        Figure::NegativePredictiveValue => "figures-means-negative-predictive-value",
        Figure::Accuracy => "figures-means-accuracy",
        Figure::BalancedAccuracy => "figures-means-balanced-accuracy",
        Figure::F1 | Figure::FBeta(_) => "figures-means-f-beta",
        Figure::Matthews => "figures-means-matthews",
        Figure::PositiveLikelihoodRatio => "figures-means-positive-likelihood-ratio",
        Figure::NegativeLikelihoodRatio => "figures-means-negative-likelihood-ratio",
        Figure::FlaggedShare => "figures-means-flagged-share",
        Figure::Lift => "figures-means-lift",
        Figure::NetBenefit(_) => "figures-means-net-benefit",
        Figure::ExpectedValue(..) => "figures-means-expected-value",
        Figure::Youden => "figures-means-youden",
    };
    let message = noun(Message::new(id), ["case-one", "case-many"], &words.case);
    let message = noun(message, ["positive-one", "positive-many"], &words.positive);
    let message = noun(message, ["negative-one", "negative-many"], &words.negative);
    let message = noun(message, ["flagged-one", "flagged-many"], &words.flagged);
    noun(message, ["left-one", "left-many"], &words.not_flagged)
}

/// Whether a figure is a share that people read as percent.
pub fn is_share(figure: Figure) -> bool {
    use Figure::*;
    matches!(
        figure,
        Precision
            | Recall
            | Specificity
            | FalsePositiveRate
            | FalseNegativeRate
            | NegativePredictiveValue
            | Accuracy
            | BalancedAccuracy
            | FlaggedShare
    )
}

/// A value of a figure as shown: a share that rests on `of` cases as percent,
/// others with as many digits as are worth reading.
pub fn shown(figure: Figure, value: f64, of: f64, words: &Words) -> Arg {
    if is_share(figure) {
        return percent(&words.numbers.percent(value, of));
    }
    let decimals = match figure {
        Figure::ExpectedValue(..) => value_decimals(value),
        Figure::Lift | Figure::PositiveLikelihoodRatio if value.abs() >= 10.0 => 0,
        Figure::Lift | Figure::PositiveLikelihoodRatio => 1,
        Figure::NetBenefit(_) => 4,
        _ => 2,
    };
    Arg::Text(words.numbers.decimals(value, decimals))
}

/// A percentage from its number as text; the sign is the language's.
pub(super) fn percent(number: &str) -> Arg {
    Arg::Message(Box::new(Message::new("figures-percent").text("number", number)))
}

/// A share that a person set, as percent with at most two decimals: "92.5%".
pub(super) fn set_share(share: f64, words: &Words) -> Arg {
    percent(&words.numbers.trimmed(share * 100.0, 2))
}

/// "Recall: 90%." or "Precision: no value. No case is flagged."
pub fn sentence(figure: Figure, confusion: &Confusion, words: &Words) -> Message {
    match figure.of(confusion) {
        Ok(value) => Message::new("figures-value")
            .message("name", name(figure))
            .with("value", shown(figure, value, rests_on(figure, confusion), words)),
        Err(reason) => Message::new("figures-no-value")
            .message("name", name(figure))
            .message("reason", undefined_reason(reason, words)),
    }
}

/// "Recall 90% (95% interval: 82% to 94%)."
pub fn interval_sentence(
    figure: Figure,
    estimate: &Estimate,
    confusion: &Confusion,
    confidence: Confidence,
    words: &Words,
) -> Message {
    let of = rests_on(figure, confusion);
    Message::new("figures-interval")
        .message("name", name(figure))
        .with("value", shown(figure, estimate.value, of, words))
        .with("low", shown(figure, estimate.interval.low, of, words))
        .with("high", shown(figure, estimate.interval.high, of, words))
        .with("level", set_share(confidence.get(), words))
}

/// What to mind about an interval, if anything: that an outcome never occurred.
pub fn interval_caution(estimate: &Estimate) -> Option<Message> {
    (estimate.method == Method::PaddedBootstrap).then(|| Message::new("figures-caution-unseen"))
}

/// How many cases a figure rests on.
fn rests_on(figure: Figure, confusion: &Confusion) -> f64 {
    figure.proportion(confusion).map_or(confusion.total(), |(_, whole)| whole)
}

/// Money and hours: whole from 100 on, two decimals from 1 on, else three.
pub(super) fn value_decimals(value: f64) -> usize {
    match value.abs() {
        large if large >= 100.0 => 0,
        middle if middle >= 1.0 => 2,
        _ => 3,
    }
}

/// A number without idle zeros: "2", "0.5".
fn trimmed(value: f64) -> String {
    format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned()
}
