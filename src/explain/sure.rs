//! How sure one can be.

use super::figure::{is_share, name, set_share, shown};
use super::number::percent_decimals;
use super::point::noun;
use super::words::Words;
use super::{Arg, Message};
use crate::metrics::bootstrap::{ChosenFigure, Estimate};
use crate::metrics::figure::Figure;
use crate::metrics::target::{Kept, Target};

/// "At least 90% was agreed. Recall is 92% (88% to 95%): too few cases to
/// tell." with the verdict that [`Target::judge`] gives for the interval.
pub fn target(figure: Figure, target: Target, estimate: &Estimate, of: f64, words: &Words) -> Message {
    let id = match (target, target.judge(&estimate.interval)) {
        (Target::AtLeast(_), Kept::Met) => "figures-target-least-met",
        (Target::AtLeast(_), Kept::NotMet) => "figures-target-least-not-met",
        (Target::AtLeast(_), Kept::CannotTell) => "figures-target-least-cannot-tell",
        (Target::AtMost(_), Kept::Met) => "figures-target-most-met",
        (Target::AtMost(_), Kept::NotMet) => "figures-target-most-not-met",
        (Target::AtMost(_), Kept::CannotTell) => "figures-target-most-cannot-tell",
    };
    let agreed =
        if is_share(figure) { set_share(target.value(), words) } else { shown(figure, target.value(), of, words) };
    Message::new(id)
        .message("name", name(figure))
        .with("target", agreed)
        .with("value", shown(figure, estimate.value, of, words))
        .with("low", shown(figure, estimate.interval.low, of, words))
        .with("high", shown(figure, estimate.interval.high, of, words))
}

/// "About 1,200 more cases would tell." `None` of them: "No number of cases
/// would tell: the figure is exactly the target." None needed: says so.
pub fn more_cases(more: Option<f64>, words: &Words) -> Message {
    let Some(more) = more else {
        return noun(Message::new("figures-more-never"), ["case-one", "case-many"], &words.case);
    };
    let message = Message::new("figures-more-cases").number("more", more);
    let message = message.text("more-text", words.numbers.decimals(two_digits_up(more), 0));
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "The threshold was chosen on these same cases. On new ones, expect about
/// 72% for Precision: 3 points less." When nothing shows, says that.
pub fn optimism(figure: Figure, chosen: &ChosenFigure, of: f64, words: &Words) -> Message {
    let (scale, decimals) = if is_share(figure) { (100.0, percent_decimals(of)) } else { (1.0, 2) };
    // Between the figures as they are read: 80.4% and 79.6% both read 80%, and no point lies between.
    let read = |value: f64| format!("{:.decimals$}", value * scale).parse::<f64>().unwrap_or(value);
    let change = read(chosen.apparent) - read(chosen.corrected);
    let size = words.numbers.decimals(change.abs(), decimals);
    let id = match (read(change / scale) != 0.0, is_share(figure)) {
        (false, _) => "figures-optimism-none",
        (true, true) => "figures-optimism-points",
        (true, false) => "figures-optimism",
    };
    Message::new(id)
        .message("name", name(figure))
        .number("size", read(change.abs() / scale))
        .text("flatters", if change < 0.0 { "no" } else { "yes" })
        .with("size-text", Arg::Text(size))
        .with("corrected", shown(figure, chosen.corrected, of, words))
}

/// Rounded up to two leading digits: nobody plans for 1,237 cases.
fn two_digits_up(value: f64) -> f64 {
    if value < 100.0 {
        return value.ceil();
    }
    let unit = 10_f64.powf(value.log10().floor() - 1.0);
    (value / unit).ceil() * unit
}

#[cfg(test)]
mod tests {
    use super::two_digits_up;

    #[test]
    fn a_plan_is_rounded_up_to_two_digits() {
        assert_eq!(
            [0.0, 7.0, 99.2, 100.0, 101.0, 1_237.0].map(two_digits_up),
            [0.0, 7.0, 100.0, 100.0, 110.0, 1_300.0]
        );
    }
}
