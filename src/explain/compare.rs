//! Two models on the same cases.

use super::figure::{is_share, name, percent, set_share, shown, value_decimals};
use super::point::{counted, noun};
use super::summary::{self, Summary};
use super::words::Words;
use super::{Arg, Message};
use crate::metrics::figure::Figure;
use crate::metrics::interval::Confidence;
use crate::metrics::paired::{Difference, McNemar, PairedCounts, Verdict};

/// What is compared: a figure at a threshold, or an area under a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Compared {
    /// A figure of each model at its threshold.
    Figure(Figure),
    /// Average precision.
    AveragePrecision,
    /// The area under the ROC curve.
    RocArea,
}

/// "Recall goes from 80% to 86%: 6 points up (95% interval: 2 to 10 points
/// up)." The change is that between the numbers as shown, so that they add up.
pub fn difference(compared: Compared, difference: &Difference, confidence: Confidence, words: &Words) -> Message {
    let (id, scale, decimals) = match compared {
        Compared::Figure(figure) if is_share(figure) => ("figures-difference-points", 100.0, 1),
        Compared::Figure(Figure::ExpectedValue(..)) => {
            let larger = difference.old.abs().max(difference.new.abs());
            ("figures-difference", 1.0, value_decimals(larger))
        }
        Compared::Figure(_) | Compared::AveragePrecision | Compared::RocArea => ("figures-difference", 1.0, 3),
    };
    let unit = 10_f64.powi(decimals as i32);
    let rounded = |value: f64| (value * scale * unit).round() / unit;
    let change = ((rounded(difference.new) - rounded(difference.old)) * unit).round() / unit;
    let plain = |value: f64| Arg::Text(words.numbers.decimals(value, decimals));
    let message = Message::new(id)
        .message("name", what(compared))
        .with("old", plain(rounded(difference.old)))
        .with("new", plain(rounded(difference.new)))
        .number("change", change)
        .text("direction", if change < 0.0 { "down" } else { "up" })
        .with("change-text", plain(change.abs()));
    message
        .text("low", words.numbers.signed(difference.interval.low * scale, decimals))
        .text("high", words.numbers.signed(difference.interval.high * scale, decimals))
        .with("level", set_share(confidence.get(), words))
}

/// The verdict on a difference in one sentence, with what it rests on.
pub fn verdict(compared: Compared, verdict: Verdict, margin: f64, words: &Words) -> Message {
    let id = match verdict {
        Verdict::Better => "figures-verdict-better",
        Verdict::Worse => "figures-verdict-worse",
        Verdict::CannotTell => "figures-verdict-cannot-tell",
        Verdict::PracticallySame => "figures-verdict-same",
    };
    let margin = match compared {
        Compared::Figure(figure) if is_share(figure) => {
            let points = Message::new("figures-points").number("points", margin * 100.0);
            Arg::Message(Box::new(points.text("points-text", words.numbers.trimmed(margin * 100.0, 1))))
        }
        Compared::Figure(figure @ Figure::ExpectedValue(..)) => shown(figure, margin, 0.0, words),
        _ => Arg::Text(words.numbers.trimmed(margin, 3)),
    };
    Message::new(id).message("name", what(compared)).with("margin", margin)
}

/// "The new model gets 12 cases right that the old one gets wrong, and 4 the
/// other way round."
pub fn gained_and_lost(counts: &PairedCounts, words: &Words) -> Message {
    let message = counted(Message::new("figures-gained-lost"), ["gained", "gained-text"], counts.gained(), words);
    let message = counted(message, ["lost", "lost-text"], counts.lost(), words);
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "If both were equally good, so uneven a split would come up in 4% of such
/// sets (McNemar's exact test)."
pub fn mcnemar(test: &McNemar, words: &Words) -> Message {
    Message::new("figures-mcnemar").with("chance", percent(&words.numbers.percent(test.p_value, 1_000.0)))
}

/// The name of what is compared.
pub fn what(compared: Compared) -> Message {
    match compared {
        Compared::Figure(figure) => name(figure),
        Compared::AveragePrecision => summary::name(Summary::AveragePrecision),
        Compared::RocArea => summary::name(Summary::RocArea),
    }
}
