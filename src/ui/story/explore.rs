//! All panels at once, for experts.

use crate::explain::figure::{meaning, name, shown};
use crate::link::Setting;
use crate::metrics::figure::Figure;
use crate::ui::chart::{figure, figure_beneath};
use crate::ui::controls::{Comparison, Costs, Pin, Positive, RuleChoice, Slider};
use crate::ui::figures::Figures;
use crate::ui::outcomes::Outcomes;
use crate::ui::pictures::{
    self, at_score, by_prevalence, calibration, decision_curve, gains, histogram, icon_array, nearest_flagged,
    of_cases, roc, roc_point, threshold_curves, tree,
};
use crate::ui::state::State;
use crate::ui::story::curve::precision_recall;
use crate::ui::story::first_cost::value_by_threshold;
use crate::ui::text::{say, say_arg, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// Every control, every figure, every chart.
pub fn view() -> AnyView {
    let today = expect_context::<TodayMemo>();
    let plot = RwSignal::new(None);
    let frequencies = move || today.get().and_then(|now| tree(&now.opened, &now.confusion));
    let icons = move || today.get().and_then(|now| icon_array(&now.opened.words, &now.confusion));
    let there = move || State::get().setting.with(Setting::prevalence);
    let elsewhere = move || by_prevalence(&today.get()?, there());
    view! {
        <div class="controls card"><Slider plot/><div class="choose"><RuleChoice/><Pin/><Positive/></div><Comparison/></div>
        <section class="board">
            <div class="card"><Figures/></div>
            <div class="card"><Outcomes/></div>
            {figure_beneath(plot, "scores-by-outcome", of_cases(histogram), Some(at_score))}
            {precision_recall()}
            <div class="wide">{figure("threshold-curves", of_cases(threshold_curves), Some(at_score))}</div>
            {value_by_threshold(RwSignal::new(None))}
            <Costs/>
            <div class="card wide">{move || today.get().map(|now| all_figures(&now))}</div>
            {figure("frequency-tree", pictures::of(frequencies), None)}
            {figure("icon-array", pictures::of(icons), None)}
            {figure("calibration", of_cases(calibration), Some(at_score))}
            {figure("gains", of_cases(gains), Some(nearest_flagged))}
            {figure("roc", of_cases(roc), Some(roc_point))}
            {figure("decision", of_cases(decision_curve), Some(at_score))}
            <div class="wide">{figure("by-prevalence", pictures::of(elsewhere), None)}</div>
        </section>
    }
    .into_any()
}

const FIGURES: [Figure; 14] = [
    Figure::Precision,
    Figure::Recall,
    Figure::Specificity,
    Figure::FalsePositiveRate,
    Figure::FalseNegativeRate,
    Figure::NegativePredictiveValue,
    Figure::Accuracy,
    Figure::BalancedAccuracy,
    Figure::F1,
    Figure::Matthews,
    Figure::PositiveLikelihoodRatio,
    Figure::NegativeLikelihoodRatio,
    Figure::FlaggedShare,
    Figure::Lift,
];

/// Every figure at today's line, with what it says.
fn all_figures(now: &Today) -> AnyView {
    let words = &now.opened.words;
    let row = |figure: Figure| {
        let of = figure.proportion(&now.confusion).map_or(now.confusion.total(), |(_, whole)| whole);
        let value = match figure.of(&now.confusion) {
            Ok(value) => say_arg(&shown(figure, value, of, words)),
            Err(_) => "–".to_owned(),
        };
        let about = match figure.of(&now.confusion) {
            Ok(_) => say(&meaning(figure, words)),
            Err(reason) => say(&crate::explain::point::undefined_reason(reason, words)),
        };
        // Laid out as a grid, which takes the roles of a table away in some browsers.
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{say(&name(figure))}<small>{about}</small></th>
                <td role="cell">{value}</td>
            </tr>
        }
    };
    view! {
        <table class="plain all" role="table" aria-label=t("explore-figures")>
            <tbody role="rowgroup">{FIGURES.map(row)}</tbody>
        </table>
    }
    .into_any()
}
