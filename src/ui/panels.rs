//! What follows the threshold: words first, then pictures.

use crate::charts::precision_recall::{self, PrecisionRecall};
use crate::charts::scores_by_outcome::{self, ScoresByOutcome};
use crate::charts::{MarkerLook, PointMarker};
use crate::explain::Message;
use crate::explain::words::{Noun, Words};
use crate::metrics::threshold::Threshold;
use crate::ui::chart::ChartFigure;
use crate::ui::figures::{Figures, Sentence};
use crate::ui::outcomes::Outcomes;
use crate::ui::slider::Slider;
use crate::ui::state::{Opened, State, Today};
use crate::ui::text::{say, t};
use leptos::prelude::*;

/// Bars in the histogram: enough to see shape, few enough to hold cases each.
const BINS: usize = 25;

/// Everything below the introduction; nothing until there is a sweep.
#[component]
pub fn Panels() -> impl IntoView {
    let state = State::get();
    let shown = Memo::new(move |_| state.opened.with(Option::is_some));
    move || {
        shown.get().then(|| {
            view! {
                <section class="board" aria-label=move || t("page-where-to-draw")>
                    <div class="controls card wide"><Slider/><Sentence/></div>
                    <div class="card"><Figures/></div>
                    <div class="card"><Outcomes/></div>
                    <ChartFigure id="precision-recall" make=curve marker=curve_marker pick=nearest_point/>
                    <ChartFigure id="scores-by-outcome" make=histogram marker=histogram_marker pick=at_score/>
                </section>
            }
        })
    }
}

fn curve(opened: &Opened) -> PrecisionRecall {
    PrecisionRecall::of(&opened.sweep, precision_recall::Texts::load(t))
}

fn curve_marker(now: &Today) -> PointMarker {
    let counts = &now.confusion;
    let numbers = now.opened.words.numbers;
    let line = |id, name, share: Option<f64>, of| {
        share.map(|share| say(&Message::new(id).text(name, numbers.percent(share, of) + "%")))
    };
    let precision = line("chart-precision-recall-point-precision", "precision", counts.precision(), counts.flagged());
    let recall = line("chart-precision-recall-point-recall", "recall", counts.recall(), counts.positives());
    let lines = match precision {
        Some(precision) => [Some(precision), recall].into_iter().flatten().collect(),
        None => vec![t("chart-precision-recall-nobody")],
    };
    PointMarker { x: counts.recall(), y: counts.precision(), lines, look: MarkerLook::Today }
}

/// The operating point whose recall is nearest.
fn nearest_point(opened: &Opened, (recall, _): (f64, f64)) -> Option<usize> {
    Some(opened.sweep.index_by_recall(recall))
}

/// The operating point of a threshold at that score.
fn at_score(opened: &Opened, (score, _): (f64, f64)) -> Option<usize> {
    Threshold::at(score).map(|threshold| opened.sweep.index_at(threshold))
}

fn histogram(opened: &Opened) -> ScoresByOutcome {
    let words = &opened.scenario.words;
    let positive = words.positive.as_ref().map_or_else(|| t("page-positive"), |term| term.other.clone());
    let negative = words.negative.as_ref().map_or_else(|| t("page-negative"), |term| term.other.clone());
    ScoresByOutcome::of(&opened.sweep, BINS, scores_by_outcome::Texts::load(t, positive, negative))
}

fn histogram_marker(now: &Today) -> scores_by_outcome::Marker {
    let words = &now.opened.words;
    let counts = &now.confusion;
    let threshold = now.threshold.score();
    scores_by_outcome::Marker {
        threshold: threshold.unwrap_or(f64::INFINITY),
        handle: threshold.map_or_else(|| t("page-threshold-nobody"), |score| words.numbers.decimals(score, 2)),
        missed: counted(words, counts.fn_, &words.missed),
        caught: counted(words, counts.tp, &words.caught),
        left_alone: counted(words, counts.tn, &words.left_alone),
        false_alarms: counted(words, counts.fp, &words.false_alarm),
        look: MarkerLook::Today,
    }
}

/// "12 tumours missed".
fn counted(words: &Words, count: f64, noun: &Noun) -> String {
    let noun = if count == 1.0 { &noun.one } else { &noun.many };
    format!("{} {noun}", words.numbers.count(count))
}
