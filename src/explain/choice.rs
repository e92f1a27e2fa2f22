//! How a threshold was chosen.

use super::figure::{name, percent, set_share, shown};
use super::point::{counted, noun, undefined_reason};
use super::words::Words;
use super::{Arg, Message};
use crate::metrics::choice::{Choice, Impossible, Rule};
use crate::metrics::figure::Figure;
use crate::metrics::threshold::Threshold;

/// What a rule does: "highest precision with recall of at least 90%".
pub fn rule(rule: Rule, words: &Words) -> Message {
    let share = |share: f64| set_share(share, words);
    let best = |figure| Message::new("figures-rule-best").message("figure", name(figure));
    match rule {
        Rule::FBeta { beta } => best(Figure::FBeta(beta)),
        Rule::Youden => best(Figure::Youden),
        Rule::Matthews => best(Figure::Matthews),
        Rule::ExpectedValue { .. } => Message::new("figures-rule-expected-value"),
        Rule::ValueWithin { .. } => Message::new("figures-rule-value-within"),
        Rule::PrecisionAtRecall { recall } => {
            Message::new("figures-rule-precision-at-recall").with("least", share(recall))
        }
        Rule::RecallAtPrecision { precision } => {
            Message::new("figures-rule-recall-at-precision").with("least", share(precision))
        }
        Rule::Capacity { flagged, per } => {
            let message = counted(Message::new("figures-rule-capacity"), ["most", "most-text"], flagged, words);
            let message = counted(message, ["per", "per-text"], per, words);
            noun(message, ["case-one", "case-many"], &words.case)
        }
        Rule::FlaggedShare { share: most } => {
            let message = Message::new("figures-rule-flagged-share").with("most", share(most));
            noun(message, ["case-one", "case-many"], &words.case)
        }
        Rule::Fixed(threshold) => Message::new("figures-rule-fixed").with("threshold", line(threshold, words)),
    }
}

/// What the rule chose: "Threshold 0.42 has the highest F1: 0.86." With a
/// rule that looks for a place: "Threshold 0.42: 50 of 1,000 are flagged."
pub fn chosen(choice: &Choice, applied: Rule, words: &Words) -> Message {
    let threshold = line(choice.threshold, words);
    match choice.objective.zip(applied.figure()) {
        Some((value, figure)) => Message::new("figures-chosen-best")
            .with("threshold", threshold)
            .message("figure", name(figure))
            .with("value", shown(figure, value, choice.confusion.total(), words)),
        None => {
            let message = Message::new("figures-chosen-place").with("threshold", threshold);
            let message = counted(message, ["flagged", "flagged-text"], choice.confusion.flagged(), words);
            let message = counted(message, ["total", "total-text"], choice.confusion.total(), words);
            noun(message, ["case-one", "case-many"], &words.case)
        }
    }
}

/// How flat the optimum is: "Thresholds from 0.35 to 0.47 are about as good."
/// or "No other threshold is about as good." `None` for rules without an
/// optimum.
pub fn flatness(choice: &Choice, words: &Words) -> Option<Message> {
    choice.objective?;
    let stretch = &choice.stretch;
    if stretch.first == stretch.last {
        return Some(Message::new("figures-flat-none"));
    }
    let message = Message::new("figures-flat-stretch")
        .with("lowest", line(stretch.lowest, words))
        .with("highest", line(stretch.highest, words));
    Some(message.number("points", (stretch.last - stretch.first + 1) as f64))
}

/// Why no threshold satisfies a rule.
pub fn impossible(reason: Impossible, words: &Words) -> Message {
    match reason {
        Impossible::Undefined(reason) => {
            Message::new("figures-impossible-undefined").message("reason", undefined_reason(reason, words))
        }
        Impossible::PrecisionOutOfReach { asked, best } => Message::new("figures-impossible-precision")
            .with("asked", set_share(asked, words))
            .with("best", percent(&words.numbers.percent(best, 1_000.0))),
        Impossible::TieAboveCapacity { allowed, tied } => {
            let message = counted(Message::new("figures-impossible-tie"), ["tied", "tied-text"], tied, words);
            let message = counted(message, ["allowed", "allowed-text"], allowed.floor(), words);
            noun(message, ["case-one", "case-many"], &words.case)
        }
        Impossible::LimitsExcludeAll => Message::new("figures-impossible-limits"),
        Impossible::ParameterOutOfRange => Message::new("figures-impossible-setting"),
    }
}

/// A threshold as shown: four significant digits, or "above every score".
pub fn line(threshold: Threshold, words: &Words) -> Arg {
    match threshold.score() {
        None => Arg::Message(Box::new(Message::new("figures-threshold-nobody"))),
        Some(score) => Arg::Text(words.numbers.significant(score, 4)),
    }
}
