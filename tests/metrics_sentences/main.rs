//! What the page says about figures, word by word: right for none, one and
//! many, in the scenario's own words, with parts that add up.
#![cfg(feature = "words")]

mod comparing;
mod deciding;
mod point;
mod telling;

use cutpoint::explain::Message;
use cutpoint::explain::words::{Noun, Words};
use cutpoint::locale;
use cutpoint::metrics::confusion::Confusion;

/// The words of the fleet scenario.
pub fn fleet() -> Words {
    let noun = Noun::new;
    Words {
        case: noun("vehicle-week", "vehicle-weeks"),
        positive: noun("week before a failure", "weeks before a failure"),
        negative: noun("week without a failure", "weeks without a failure"),
        flagged: noun("vehicle sent to the workshop", "vehicles sent to the workshop"),
        not_flagged: noun("vehicle left on the road", "vehicles left on the road"),
        caught: noun("failure caught in time", "failures caught in time"),
        false_alarm: noun("needless check", "needless checks"),
        missed: noun("breakdown on the road", "breakdowns on the road"),
        ..Words::default()
    }
}

/// The sentence in English.
pub fn say(message: &Message) -> String {
    locale::say(&"en".parse().expect("a language"), message)
}

/// The four counts.
pub fn counts(tp: f64, fp: f64, fn_: f64, tn: f64) -> Confusion {
    Confusion { tp, fp, fn_, tn }
}
