//! Beyond the sample as it is: another prevalence, slices, people who help.

use super::Message;
use super::figure::{name, percent, set_share, shown};
use super::point::{counted, frequency_sentence, noun, undefined_reason};
use super::words::Words;
use crate::metrics::calibration::CalibrationBin;
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::metrics::multiclass::HandOver;
use crate::metrics::paired::Verdict;
use crate::metrics::prevalence::Prevalence;
use crate::metrics::slice::{SliceCare, SliceFigure};

/// The frequencies where another share is positive, or why they are unknown.
pub fn elsewhere(confusion: &Confusion, prevalence: Prevalence, words: &Words) -> Message {
    match prevalence.shift(confusion) {
        Ok(there) => Message::new("figures-elsewhere")
            .with("prevalence", set_share(prevalence.get(), words))
            .message("sentence", frequency_sentence(&there, words)),
        Err(reason) => undefined_reason(reason, words),
    }
}

/// The share that is looked at: "5%", or "1.5% as here".
pub fn looked_at(confusion: &Confusion, there: Option<Prevalence>, words: &Words) -> Message {
    share_message(["figures-share", "figures-share-here"], confusion, there, words)
}

/// The same, spoken: "5% of all vehicle-weeks are weeks before a failure".
pub fn looked_at_spoken(confusion: &Confusion, there: Option<Prevalence>, words: &Words) -> Message {
    share_message(["figures-share-spoken", "figures-share-spoken-here"], confusion, there, words)
}

fn share_message(
    [elsewhere, here]: [&'static str; 2],
    confusion: &Confusion,
    there: Option<Prevalence>,
    words: &Words,
) -> Message {
    let own = confusion.positives() / confusion.total();
    let (id, share) = there.map_or((here, own), |there| (elsewhere, there.get()));
    let message = Message::new(id).with("share", percent(&words.numbers.small_percent(share)));
    let message = noun(message, ["case-one", "case-many"], &words.case);
    noun(message, ["positive-one", "positive-many"], &words.positive)
}

/// What the what-if takes for granted.
pub fn elsewhere_assumes(words: &Words) -> Message {
    let message = noun(Message::new("figures-elsewhere-assumes"), ["positive-one", "positive-many"], &words.positive);
    noun(message, ["negative-one", "negative-many"], &words.negative)
}

/// What a slice shows for a figure: "North: recall 60%. Worse than the rest."
pub fn slice(slice: &str, figure: Figure, judged: &SliceFigure, counts: &Confusion, words: &Words) -> Message {
    let of = figure.proportion(counts).map_or(counts.total(), |(_, whole)| whole);
    let estimate = match &judged.estimate {
        Ok(estimate) => estimate,
        Err(reason) => {
            return Message::new("figures-slice-no-value")
                .text("slice", slice)
                .message("name", name(figure))
                .message("reason", undefined_reason(*reason, words));
        }
    };
    let id = match (judged.enough, judged.verdict) {
        (false, _) => "figures-slice-too-small",
        (true, Verdict::Better) => "figures-slice-better",
        (true, Verdict::Worse) => "figures-slice-worse",
        (true, Verdict::PracticallySame) => "figures-slice-same",
        (true, Verdict::CannotTell) => "figures-slice-cannot-tell",
    };
    Message::new(id)
        .text("slice", slice)
        .message("name", name(figure))
        .with("value", shown(figure, estimate.value, of, words))
        .with("low", shown(figure, estimate.interval.low, of, words))
        .with("high", shown(figure, estimate.interval.high, of, words))
}

/// The care taken in judging several slices at once.
pub fn slices_care(judged: usize, care: &SliceCare, words: &Words) -> Message {
    let message = Message::new("figures-slices-care").number("slices", judged as f64);
    let message = counted(message, ["least", "least-text"], care.least, words);
    let level = set_share(care.resampling.confidence.get(), words);
    noun(message.with("level", level), ["case-one", "case-many"], &words.case)
}

/// "The model decides 82% of the cases and is right in 97% of them. People
/// check the other 18%."
pub fn hand_over(hand_over: &HandOver, total: f64, words: &Words) -> Message {
    // Both shares from one rounding, so that they add up to 100.
    let parts = words.numbers.percent_parts([hand_over.coverage * total, hand_over.handed_over * total]);
    let [decided, handed] = parts.unwrap_or_else(|| ["0".to_owned(), "0".to_owned()]);
    let message = match &hand_over.accuracy {
        Ok(accuracy) => Message::new("figures-hand-over")
            .with("accuracy", percent(&words.numbers.percent(accuracy.value, hand_over.coverage * total))),
        Err(_) => Message::new("figures-hand-over-all"),
    };
    let message = message.with("decided", percent(&decided)).with("handed", percent(&handed));
    let message = counted(message, ["errors", "errors-text"], hand_over.unchecked_errors, words);
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "Of the 120 cases scored about 70%, 63% are positive (95% interval: 54% to
/// 71%)." The interval is the bin's own.
pub fn calibration_bin(bin: &CalibrationBin, words: &Words) -> Message {
    let share = |share| percent(&words.numbers.percent(share, bin.cases));
    let message = counted(Message::new("figures-calibration-bin"), ["cases", "cases-text"], bin.cases, words);
    let message = message.with("score", percent(&words.numbers.percent(bin.mean_score, 0.0)));
    let message = message.with("observed", share(bin.observed));
    let message = message.with("low", share(bin.interval.low)).with("high", share(bin.interval.high));
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "On average, scores are 4 points off." with the expected calibration error.
pub fn calibration_error(error: f64, words: &Words) -> Message {
    let points = error * 100.0;
    Message::new("figures-calibration-error")
        .number("points", points)
        .text("points-text", words.numbers.trimmed(points, 1))
}
