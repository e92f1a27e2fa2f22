//! The charts of what is open, in the scenario's own words.

mod counts;
mod elsewhere;
mod over_score;
mod ranking;

use crate::explain::Message;
use crate::explain::words::{Noun, Words};
use crate::metrics::confusion::Confusion;
use crate::metrics::threshold::Threshold;
use crate::ui::chart::picture::Shown;
use crate::ui::open::Opened;
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::Today;
use leptos::prelude::*;
use std::sync::Arc;

pub use counts::{icon_array, tree};
pub use elsewhere::by_prevalence;
pub use over_score::{at_score, calibration, currency, decision_curve, expected_value, histogram, threshold_curves};
pub use ranking::{coverage, gains, nearest_flagged, nearest_recall, precision_recall, roc, roc_point};

/// A chart that depends on the cases alone.
pub fn of_cases(make: fn(&Opened) -> Shown) -> Signal<Option<Shown>> {
    let state = State::get();
    let made = Memo::new_with_compare(move |_| state.opened.with(|o| o.as_ref().map(|o| make(o))), |_, _| true);
    made.into()
}

/// A chart that follows something else as a whole.
pub fn of<F>(make: F) -> Signal<Option<Shown>>
where
    F: Fn() -> Option<Shown> + Send + Sync + 'static,
{
    Memo::new_with_compare(move |_| make(), |_, _| true).into()
}

/// What is on screen, for a chart that also reads settings.
pub fn opened() -> Option<Arc<Opened>> {
    State::get().opened.get()
}

/// The threshold as a marker's handle says it.
fn handle(now: &Today) -> String {
    match now.threshold {
        Threshold::Nobody => t("page-threshold-nobody"),
        Threshold::At(score) => now.opened.words.numbers.significant(score.get(), 3),
    }
}

/// Where the line stands; above every score for "flag nobody".
fn line_at(now: &Today) -> f64 {
    now.threshold.score().unwrap_or(f64::INFINITY)
}

/// "12 tumours missed".
pub(in crate::ui) fn counted(words: &Words, count: f64, noun: &Noun) -> String {
    let noun = if count == 1.0 { &noun.one } else { &noun.many };
    format!("{} {noun}", words.numbers.count(count))
}

/// A share as percent text.
fn percent(now: &Today, share: f64, of: f64) -> String {
    now.opened.words.numbers.percent(share, of) + "%"
}

/// "Precision 80%" and "Recall 90%" beside a point.
fn point_lines(now: &Today, counts: &Confusion) -> Vec<String> {
    let line = |id, name, share: Option<f64>, of| {
        share.map(|share| say(&Message::new(id).text(name, percent(now, share, of))))
    };
    let precision = line("chart-precision-recall-point-precision", "precision", counts.precision(), counts.flagged());
    let recall = line("chart-precision-recall-point-recall", "recall", counts.recall(), counts.positives());
    match precision {
        Some(precision) => [Some(precision), recall].into_iter().flatten().collect(),
        None => vec![t("chart-precision-recall-nobody")],
    }
}
