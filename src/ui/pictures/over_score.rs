//! Charts over the score: a line moves on them.

use crate::charts::calibration::{self, Calibration};
use crate::charts::decision_curve::{self, DecisionCurve};
use crate::charts::expected_value::{self, ExpectedValue};
use crate::charts::scores_by_outcome::{self, ScoresByOutcome};
use crate::charts::threshold_curves::{self, ThresholdCurves};
use crate::charts::{Crossing, LineMarker, MarkerLook, Tone};
use crate::explain::Message;
use crate::explain::choice::line;
use crate::explain::money::amount;
use crate::link::RuleKind;
use crate::metrics::threshold::Threshold;
use crate::ui::chart::picture::{Shown, pictured};
use crate::ui::open::Opened;
use crate::ui::pictures::{counted, handle, line_at, percent};
use crate::ui::state::State;
use crate::ui::text::{say, t};
use crate::ui::today::Today;
use leptos::prelude::Get;

/// Bars in the histogram: enough to see shape, few enough to hold cases each.
const BINS: usize = 25;
/// The round number of cases that values are for.
const CASES: f64 = 1_000.0;

/// The operating point of a threshold at that score.
pub fn at_score(opened: &Opened, (score, _): (f64, f64)) -> Option<usize> {
    Threshold::at(score).map(|threshold| opened.sweep.index_at(threshold))
}

/// How the scores of both kinds spread, with the line in them.
pub fn histogram(opened: &Opened) -> Shown {
    let words = &opened.words;
    let texts = scores_by_outcome::Texts::load(t, words.positive.many.clone(), words.negative.many.clone());
    pictured(ScoresByOutcome::of(&opened.sweep, BINS, texts), |now, look| {
        let (words, counts) = (&now.opened.words, &now.confusion);
        Some(scores_by_outcome::Marker {
            threshold: line_at(now),
            handle: handle(now),
            missed: counted(words, counts.fn_, &words.missed),
            caught: counted(words, counts.tp, &words.caught),
            left_alone: counted(words, counts.tn, &words.left_alone),
            false_alarms: counted(words, counts.fp, &words.false_alarm),
            look,
        })
    })
}

/// Precision and recall against the threshold.
pub fn threshold_curves(opened: &Opened) -> Shown {
    pictured(ThresholdCurves::of(&opened.sweep, threshold_curves::Texts::load(t)), |now, look| {
        let counts = &now.confusion;
        let crossing = |y: Option<f64>, of, tone| Crossing {
            y,
            text: y.map_or_else(String::new, |share| percent(now, share, of)),
            tone,
        };
        let points = vec![
            crossing(counts.precision(), counts.flagged(), Tone::Third),
            crossing(counts.recall(), counts.positives(), Tone::Positive),
        ];
        Some(LineMarker { x: line_at(now), handle: handle(now), points, look })
    })
}

/// What 1,000 cases are worth at each threshold, with the best one; the
/// crossing with today's line is left to the figures beside the chart.
pub fn expected_value() -> Option<Shown> {
    let state = State::get();
    let (opened, setting, alternatives) = (state.opened.get()?, state.setting.get(), state.alternatives.get());
    let best_id = match alternatives.cheapest {
        RuleKind::ValueWithin => "money-best-within",
        _ => "money-best",
    };
    let words = &opened.words;
    let choice = alternatives.by(alternatives.cheapest);
    let best = choice.map_or_else(String::new, |choice| {
        say(&Message::new(best_id).with("threshold", line(choice.threshold, words)))
    });
    let axis = Message::new("money-x-value").text("currency", currency(&opened)).text("case-many", &words.case.many);
    let texts = expected_value::Texts::load(t, say(&axis), best);
    let mut chart = ExpectedValue::of(&opened.sweep, (setting.values(), setting.prevalence()), CASES, choice, texts);
    if let Some(lowest) = chart.cut() {
        let lowest = amount(lowest, &currency(&opened), false, words);
        chart.texts.cut = say(&Message::new("money-cut").message("amount", lowest));
    }
    Some(pictured(chart, |now, look| {
        Some(LineMarker { x: line_at(now), handle: handle(now), points: Vec::new(), look })
    }))
}

/// The scenario's currency, or "units" where it names none.
pub fn currency(opened: &Opened) -> String {
    let own = opened.scenario.costs.currency.trim();
    if own.is_empty() { t("money-units") } else { own.to_owned() }
}

/// Whether scores can be read as probabilities.
pub fn calibration(opened: &Opened) -> Shown {
    pictured(Calibration::of(&opened.sweep, calibration::Texts::load(t)), plain_line)
}

/// Net benefit against the probability at which one would act. Without today's
/// line where that lies beyond the probabilities that matter.
pub fn decision_curve(opened: &Opened) -> Shown {
    let chart = DecisionCurve::of(&opened.sweep, decision_curve::Texts::load(t));
    let end = chart.points.last().map_or(1.0, |point| point.probability);
    pictured(chart, move |now, look| plain_line(now, look).filter(|line| line.x <= end))
}

fn plain_line(now: &Today, look: MarkerLook) -> Option<LineMarker> {
    Some(LineMarker { x: line_at(now), handle: handle(now), points: Vec::new(), look })
}
