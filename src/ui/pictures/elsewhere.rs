//! What the line gives where positives are rarer or more frequent.

use crate::charts::by_prevalence::{ByPrevalence, CASES, Texts};
use crate::charts::{LineMarker, MarkerLook};
use crate::explain::Message;
use crate::metrics::prevalence::Prevalence;
use crate::ui::chart::picture::{Shown, still_at};
use crate::ui::pictures::percent;
use crate::ui::text::{say, t};
use crate::ui::today::Today;

/// Precision, flagged and missed by share, at today's line; marked are the
/// share here and the one that is looked at.
pub fn by_prevalence(now: &Today, there: Option<Prevalence>) -> Option<Shown> {
    let (words, counts) = (&now.opened.words, &now.confusion);
    let small = |share: f64| words.numbers.small_percent(share) + "%";
    let of = |id: &'static str| {
        let message = Message::new(id).text("case-many", &words.case.many);
        say(&message.text("positive-many", &words.positive.many))
    };
    let own = now.opened.sweep.prevalence()?;
    let here = say(&Message::new("chart-by-prevalence-here").text("share", small(own)));
    let texts = Texts::load(t, of("chart-by-prevalence-x"), of("chart-by-prevalence-counts"), here);
    let chart = ByPrevalence::of(counts, texts);
    let share = there.or_else(|| Prevalence::new(own))?;
    let points = share.of_cases(counts, CASES).ok().map(|there| {
        let count = |number: f64| words.numbers.trimmed(number, 1);
        let precision = there.precision().map_or_else(String::new, |share| percent(now, share, CASES));
        let flagged = Message::new("chart-by-prevalence-flagged-count").text("count", count(there.flagged()));
        let missed = Message::new("chart-by-prevalence-missed-count").number("missed", there.fn_);
        let missed = missed.text("count", count(there.fn_));
        chart.crossings(&there, [precision, say(&flagged), say(&missed)])
    });
    let line = LineMarker {
        x: share.get(),
        handle: small(share.get()),
        points: points.unwrap_or_default(),
        look: MarkerLook::Today,
    };
    Some(still_at(chart, line))
}
