//! Charts of natural frequencies: they follow the threshold as a whole.

use crate::charts::frequency_tree::{self, FrequencyTree};
use crate::charts::icon_array::{self, IconArray};
use crate::explain::words::{Noun, Words};
use crate::metrics::confusion::Confusion;
use crate::metrics::frequency::Frequencies;
use crate::ui::chart::picture::{Shown, still};
use crate::ui::open::Opened;
use crate::ui::pictures::counted;
use crate::ui::text::t;

/// What becomes of 1,000 cases, or of as many as it takes to show each outcome.
pub fn tree(opened: &Opened, counts: &Confusion) -> Option<Shown> {
    let words = &opened.words;
    let counts = Frequencies::of(counts, Frequencies::round_base(counts))?;
    let fits = |count: u64, noun: &Noun| if count == 1 { noun.one.clone() } else { noun.many.clone() };
    let short = |own: &str, otherwise: &str| if own.is_empty() { t(otherwise) } else { own.to_owned() };
    let own = &opened.scenario.words;
    let texts = frequency_tree::Texts {
        cases: words.case.many.clone(),
        flagged: short(&own.flagged_short, "page-flagged"),
        not_flagged: short(&own.not_flagged_short, "page-not-flagged"),
        caught: fits(counts.caught, &words.caught),
        false_alarms: fits(counts.false_alarms, &words.false_alarm),
        missed: fits(counts.missed, &words.missed),
        left_alone: fits(counts.left_alone, &words.left_alone),
    };
    Some(still(FrequencyTree { counts, texts }))
}

/// Each of 1,000 cases as a symbol, grouped.
pub fn icon_array(words: &Words, counts: &Confusion) -> Option<Shown> {
    let counts = Frequencies::of(counts, Frequencies::round_base(counts))?;
    let key = |count: u64, noun: &Noun| counted(words, count as f64, noun);
    let texts = icon_array::Texts {
        caught: key(counts.caught, &words.caught),
        missed: key(counts.missed, &words.missed),
        false_alarms: key(counts.false_alarms, &words.false_alarm),
        left_alone: key(counts.left_alone, &words.left_alone),
    };
    Some(still(IconArray { counts, texts }))
}
