//! Sentences about one threshold.

use super::Message;
use super::words::{Noun, Words};
use crate::metrics::confusion::Confusion;
use crate::metrics::frequency::Frequencies;
use crate::metrics::undefined::Undefined;

/// "Of 1,000 cases like these, 120 are flagged: 90 rightly, 30 wrongly. 10 are
/// missed." The numbers add up. Without cases, says so.
pub fn frequency_sentence(confusion: &Confusion, words: &Words) -> Message {
    let base = Frequencies::round_base(confusion);
    let Some(frequencies) = Frequencies::of(confusion, base) else {
        return undefined_reason(Undefined::NoCases, words);
    };
    let message = Message::new("figures-frequency");
    let message = counted(message, ["total", "total-text"], frequencies.of as f64, words);
    let message = counted(message, ["flagged", "flagged-text"], frequencies.flagged() as f64, words);
    let message = counted(message, ["caught", "caught-text"], frequencies.caught as f64, words);
    let message = counted(message, ["wrong", "wrong-text"], frequencies.false_alarms as f64, words);
    let message = counted(message, ["missed", "missed-text"], frequencies.missed as f64, words);
    let message = counted(message, ["left", "left-text"], frequencies.left_alone as f64, words);
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "Of 120 flagged cases: 90 caught failures, 30 false alarms. Precision 75%."
/// With nothing flagged, says that instead.
pub fn precision_sentence(confusion: &Confusion, words: &Words) -> Message {
    let parts = [confusion.tp, confusion.fp];
    let precision = confusion.try_precision();
    let message = share_sentence("figures-precision", precision, parts, &words.flagged, words);
    let message = noun(message, ["caught-one", "caught-many"], &words.caught);
    noun(message, ["rest-one", "rest-many"], &words.false_alarm)
}

/// "Of 100 positive cases: 90 caught failures, 10 missed failures. Recall 90%."
/// Without positives, says that instead.
pub fn recall_sentence(confusion: &Confusion, words: &Words) -> Message {
    let parts = [confusion.tp, confusion.fn_];
    let message = share_sentence("figures-recall", confusion.try_recall(), parts, &words.positive, words);
    let message = noun(message, ["caught-one", "caught-many"], &words.caught);
    noun(message, ["rest-one", "rest-many"], &words.missed)
}

/// "–" with this reason: why a figure has no value.
pub fn undefined_reason(reason: Undefined, words: &Words) -> Message {
    let id = match reason {
        Undefined::NoCases => "figures-undefined-no-cases",
        Undefined::NoPositives => "figures-undefined-no-positives",
        Undefined::NoNegatives => "figures-undefined-no-negatives",
        Undefined::NothingFlagged => "figures-undefined-nothing-flagged",
        Undefined::NothingLeftAlone => "figures-undefined-nothing-left-alone",
        Undefined::NoPositivesAndNothingFlagged => "figures-undefined-no-positives-and-nothing-flagged",
        Undefined::NoFalseAlarms => "figures-undefined-no-false-alarms",
        Undefined::NoNegativeLeftAlone => "figures-undefined-no-negative-left-alone",
        Undefined::ScoresAreNotProbabilities => "figures-undefined-scores-are-not-probabilities",
        Undefined::ParameterOutOfRange => "figures-undefined-parameter-out-of-range",
    };
    let message = noun(Message::new(id), ["case-one", "case-many"], &words.case);
    let message = noun(message, ["positive-one", "positive-many"], &words.positive);
    noun(message, ["negative-one", "negative-many"], &words.negative)
}

/// A share with its whole, its two parts and its percentage, or the reason why
/// it has none.
fn share_sentence(
    id: &'static str,
    share: Result<f64, Undefined>,
    [part, rest]: [f64; 2],
    of: &Noun,
    words: &Words,
) -> Message {
    let share = match share {
        Ok(share) => share,
        Err(reason) => return undefined_reason(reason, words),
    };
    let whole = part + rest;
    let message = counted(Message::new(id), ["whole", "whole-text"], whole, words);
    let message = counted(message, ["caught", "caught-text"], part, words);
    let message = counted(message, ["rest", "rest-text"], rest, words);
    let message = message.text("percent", words.numbers.percent(share, whole));
    noun(message, ["whole-one", "whole-many"], of)
}

/// Adds a count twice: as the number that picks the form, and as shown.
pub(super) fn counted(message: Message, [name, shown]: [&'static str; 2], value: f64, words: &Words) -> Message {
    message.number(name, value).text(shown, words.numbers.count(value))
}

/// Adds both forms of a noun.
pub(super) fn noun(message: Message, [one, many]: [&'static str; 2], noun: &Noun) -> Message {
    message.text(one, &noun.one).text(many, &noun.many)
}
