//! What decisions cost, in the scenario's currency.

use super::Message;
use super::choice::line;
use super::point::{counted, noun};
use super::words::Words;
use crate::metrics::choice::{Limit, Step};
use crate::metrics::confusion::Confusion;
use crate::metrics::prevalence::Prevalence;
use crate::metrics::threshold::Threshold;
use crate::metrics::undefined::Undefined;
use crate::metrics::value::Values;

/// An amount: "EUR 1,500", "EUR 3.94 million". `signed` writes "+" as well.
pub fn amount(number: f64, currency: &str, signed: bool, words: &Words) -> Message {
    let size = number.abs();
    let (id, shown, decimals) = match size {
        large if large >= 999_500_000.0 => ("money-billion", number / 1e9, 2),
        large if large >= 999_500.0 => ("money-million", number / 1e6, 2),
        middle if middle >= 100.0 => ("money-amount", number, 0),
        small if small == 0.0 || small.fract() == 0.0 => ("money-amount", number, 0),
        _ => ("money-amount", number, 2),
    };
    let text = if signed { words.numbers.signed(shown, decimals) } else { words.numbers.decimals(shown, decimals) };
    Message::new(id).text("currency", currency).text("number", text)
}

/// What so many cases cost: a value with the other sign.
///
/// # Errors
/// Why it is undefined.
pub fn cost(values: &Values, counts: &Confusion, prevalence: Option<Prevalence>, cases: f64) -> Result<f64, Undefined> {
    Ok(0.0 - values.of_cases(counts, prevalence, cases)?)
}

/// "With this line, 1,000 cases cost EUR 98,400." A cost below 0 is a gain.
pub fn costs(number: f64, cases: f64, currency: &str, words: &Words) -> Message {
    let id = if number < 0.0 { "money-gains" } else { "money-costs" };
    let message = counted(Message::new(id), ["cases", "cases-text"], cases, words);
    let message = message.message("amount", amount(number.abs(), currency, false, words));
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "The cheapest line (0.31) would save EUR 5,200." or that this is the one.
pub fn cheapest(saving: f64, best: Threshold, within_limits: bool, currency: &str, words: &Words) -> Message {
    let id = match (saving > 0.0, within_limits) {
        (false, false) => "money-is-cheapest",
        (false, true) => "money-is-cheapest-within",
        (true, false) => "money-cheapest",
        (true, true) => "money-cheapest-within",
    };
    Message::new(id).with("threshold", line(best, words)).message("saving", amount(saving, currency, false, words))
}

/// "That is outside the limits: the cheapest line within them, 0.21, costs
/// EUR 6,981 more."
pub fn outside(extra: f64, best: Threshold, currency: &str, words: &Words) -> Message {
    let message = Message::new("money-outside").with("threshold", line(best, words));
    message.message("extra", amount(extra, currency, false, words))
}

/// Which limit keeps the threshold from where it would be cheapest, and what
/// that costs. `price` is for `cases` cases.
pub fn binds(limit: Limit, price: f64, cases: f64, currency: &str, words: &Words) -> Message {
    let id = match limit {
        Limit::Capacity => "money-binds-capacity",
        Limit::Recall => "money-binds-recall",
        Limit::Precision => "money-binds-precision",
    };
    let message = counted(Message::new(id), ["cases", "cases-text"], cases, words);
    let message = message.message("price", amount(price, currency, false, words));
    noun(message, ["case-one", "case-many"], &words.case)
}

/// "To catch 1 more, 14 more are flagged wrongly: EUR 4,000 less in all."
pub fn step(step: &Step, values: &Values, currency: &str, words: &Words) -> Message {
    let change = 0.0 - step.value(values);
    let id = match change {
        more if more > 0.0 => "money-step-dearer",
        less if less < 0.0 => "money-step-cheaper",
        _ => "money-step-same",
    };
    let message = counted(Message::new(id), ["caught", "caught-text"], step.caught, words);
    let message = counted(message, ["alarms", "alarms-text"], step.false_alarms, words);
    let message = message.message("amount", amount(change.abs(), currency, false, words));
    let message = noun(message, ["caught-one", "caught-many"], &words.caught);
    noun(message, ["alarm-one", "alarm-many"], &words.false_alarm)
}
