//! What the chapters of the story answer.

use super::figure::{name, percent, set_share};
use super::point::{counted, noun, undefined_reason};
use super::words::{Noun, Words};
use super::{Arg, Message};
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::frequency::Frequencies;
use crate::metrics::prevalence::Prevalence;

/// "Of 1,000 vehicle-weeks, 16 are weeks before a failure."
pub fn how_rare(confusion: &Confusion, words: &Words) -> Message {
    let base = Frequencies::round_base(confusion);
    let Some(frequencies) = Frequencies::of(confusion, base) else {
        return undefined_reason(crate::metrics::undefined::Undefined::NoCases, words);
    };
    let message = counted(Message::new("story-how-rare"), ["total", "total-text"], frequencies.of as f64, words);
    let message = counted(message, ["positives", "positives-text"], frequencies.positives() as f64, words);
    let message = noun(message, ["case-one", "case-many"], &words.case);
    noun(message, ["positive-one", "positive-many"], &words.positive)
}

/// "Deciding without looking is right in 98% of the cases and finds 0 of 311
/// failures. The model finds 190." `idle` is the better of never and always.
pub fn accuracy_misleads(idle: &Confusion, model: &Confusion, words: &Words) -> Message {
    let share = |counts: &Confusion| match counts.figure(Figure::Accuracy) {
        Some(share) => percent(&words.numbers.percent(share, counts.total())),
        None => Arg::Text("–".to_owned()),
    };
    let id = if idle.tp > 0.0 { "story-always" } else { "story-never" };
    let message = Message::new(id).with("idle", share(idle)).with("right", share(model));
    let message = counted(message, ["caught", "caught-text"], model.tp, words);
    let message = counted(message, ["positives", "positives-text"], model.positives(), words);
    let message = counted(message, ["alarms", "alarms-text"], model.fp, words);
    let message = noun(message, ["caught-one", "caught-many"], &words.caught);
    let message = noun(message, ["alarm-one", "alarm-many"], &words.false_alarm);
    let message = noun(message, ["case-one", "case-many"], &words.case);
    noun(message, ["positive-one", "positive-many"], &words.positive)
}

/// "12 of 100 lumps score at least as high: 11 of them are malignant."
/// `flagged` are the counts with the line at the score of the case; with other
/// cases `sealed`, these are said to be the choosing set.
pub fn where_it_stands(flagged: &Confusion, sealed: bool, words: &Words) -> Message {
    let message = Message::new("story-stands").text("sealed", if sealed { "yes" } else { "no" });
    let message = counted(message, ["above", "above-text"], flagged.flagged(), words);
    let message = counted(message, ["total", "total-text"], flagged.total(), words);
    let message = counted(message, ["positives", "positives-text"], flagged.tp, words);
    let message = noun(message, ["case-one", "case-many"], &words.case);
    noun(message, ["positive-one", "positive-many"], &words.positive)
}

/// "Here 1.6% are positive." and, where somebody set another share, that one.
pub fn mix(confusion: &Confusion, elsewhere: Option<Prevalence>, words: &Words) -> Message {
    let share = confusion.positives() / confusion.total();
    let here = percent(&words.numbers.trimmed(if share.is_finite() { share * 100.0 } else { 0.0 }, 2));
    let message = match elsewhere {
        Some(there) => Message::new("story-mix-elsewhere").with("there", set_share(there.get(), words)),
        None => Message::new("story-mix"),
    };
    noun(message.with("here", here), ["positive-one", "positive-many"], &words.positive)
}

/// "Precision goes from 80% to 41%."
pub fn goes_from_to(figure: Figure, here: &Confusion, there: &Confusion, words: &Words) -> Message {
    let share = |counts: &Confusion| match (figure.of(counts), figure.proportion(counts)) {
        (Ok(share), Some((_, of))) => percent(&words.numbers.percent(share, of.max(here.total()))),
        _ => Arg::Text("–".to_owned()),
    };
    Message::new("story-goes").message("name", name(figure)).with("here", share(here)).with("there", share(there))
}

/// A count with its noun: "12 tumours missed".
pub fn count_of(count: f64, of: &Noun, words: &Words) -> Message {
    noun(counted(Message::new("story-count"), ["count", "count-text"], count, words), ["one", "many"], of)
}
