//! What the line costs, what limits it, and what others would cost.

use crate::explain::choice::line;
use crate::explain::money::{amount, binds, cheapest, cost, costs, outside, step};
use crate::link::{RuleKind, Setting};
use crate::metrics::choice::next_catch;
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::ui::controls::{Costs, RuleChoice, Slider};
use crate::ui::pictures::currency;
use crate::ui::state::State;
use crate::ui::story::first_cost::value_by_threshold;
use crate::ui::text::{say, say_arg, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// The round number of cases that costs are for.
const CASES: f64 = 1_000.0;

/// What today's line costs, and whether another one is cheaper.
pub fn answer(now: &Today) -> Option<String> {
    let state = State::get();
    let (setting, alternatives) = (state.setting.get(), state.alternatives.get());
    let (words, money) = (&now.opened.words, currency(&now.opened));
    if !setting.has_costs() {
        return Some(t("money-none"));
    }
    let today = price(&setting, &now.confusion, CASES)?;
    let said = say(&costs(today, CASES, &money, words));
    let limited = setting.limits().any();
    let Some(best) = alternatives.by(alternatives.cheapest) else { return Some(said) };
    let saving = today - price(&setting, &best.confusion, CASES)?;
    let is_outside = !setting.limits().broken(&now.confusion, setting.prevalence()).is_empty();
    let then = match is_outside && saving < 0.0 {
        true => outside(-saving, best.threshold, &money, words),
        false => cheapest(saving.max(0.0), best.threshold, limited, &money, words),
    };
    Some(format!("{said} {}", say(&then)))
}

/// Costs and limits, the curve of costs, what binds, and the alternatives.
pub fn view() -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let plot = RwSignal::new(None);
    let said = move |tell: fn(&Today, &Setting) -> Option<String>| {
        move || today.get().and_then(|now| state.setting.with(|setting| tell(&now, setting)))
    };
    let table = move || today.get().map(|now| state.setting.with(|setting| alternatives(&now, setting)));
    view! {
        <div class="controls card"><Slider plot/><div class="choose"><RuleChoice/></div></div>
        <section class="board cost">
            <div class="main-picture">{value_by_threshold(plot)}</div>
            <Costs/>
            <div class="card wide">
                <p>{said(what_binds)}</p>
                <p>{said(next_step)}</p>
                <div class="scroll-x" tabindex="0">{table}</div>
            </div>
        </section>
    }
    .into_any()
}

/// What so many cases cost; `None` where nothing has a price.
fn price(setting: &Setting, counts: &Confusion, cases: f64) -> Option<f64> {
    if !setting.has_costs() {
        return None;
    }
    cost(&setting.values(), counts, setting.prevalence(), cases).ok()
}

/// Which limit keeps the line from where it would be cheapest.
fn what_binds(now: &Today, setting: &Setting) -> Option<String> {
    let limits = setting.limits();
    if !limits.any() || !setting.has_costs() {
        return None;
    }
    let alternatives = State::get().alternatives.get();
    let free = alternatives.by(RuleKind::Value)?;
    let broken = limits.broken(&free.confusion, setting.prevalence());
    let (words, money) = (&now.opened.words, currency(&now.opened));
    let Some(limited) = alternatives.by(RuleKind::ValueWithin) else {
        return Some(t("figures-impossible-limits"));
    };
    let lost = price(setting, &limited.confusion, CASES)? - price(setting, &free.confusion, CASES)?;
    let said = broken.into_iter().map(|limit| say(&binds(limit, lost, CASES, &money, words)));
    Some(said.collect::<Vec<_>>().join(" "))
}

/// The price of one more.
fn next_step(now: &Today, setting: &Setting) -> Option<String> {
    let next = next_catch(&now.opened.sweep, now.index).filter(|_| setting.has_costs())?;
    Some(say(&step(&next, &setting.values(), &currency(&now.opened), &now.opened.words)))
}

/// Today's line beside what else could be done.
fn alternatives(now: &Today, setting: &Setting) -> AnyView {
    let (sweep, words) = (&now.opened.sweep, &now.opened.words);
    let mut rows = vec![(t("money-today"), now.index)];
    for (kind, choice) in State::get().alternatives.get().choices {
        rows.push((t(&format!("rule-{}", kind.name())), choice.index));
    }
    rows.push((t("ways-never"), 0));
    rows.push((t("ways-always"), sweep.len() - 1));
    let money = currency(&now.opened);
    let today = price(setting, &now.confusion, CASES);
    let yearly = setting.get(crate::link::Field::Yearly);
    let said = |number: Option<f64>, signed| {
        number.map_or_else(|| "–".to_owned(), |number| say(&amount(number, &money, signed, words)))
    };
    let row = |(name, index): (String, usize)| {
        let counts = sweep.confusion(index);
        let there = setting.prevalence().and_then(|p| p.shift(&counts).ok()).unwrap_or(counts);
        let of_thousand = |figure: Figure| {
            there.figure(figure).map_or_else(|| "–".to_owned(), |share| words.numbers.trimmed(share * CASES, 1))
        };
        let missed = there.fn_ / there.total() * CASES;
        let here = price(setting, &counts, CASES);
        let against = here.zip(today).map(|(here, today)| here - today).filter(|_| index != now.index);
        let year = yearly.and_then(|cases| price(setting, &counts, cases));
        let threshold = say_arg(&line(sweep.threshold(index), words));
        view! {
            <tr class:here=index == now.index>
                <th scope="row">{name}</th>
                <td>{threshold}</td>
                <td>{of_thousand(Figure::FlaggedShare)}</td>
                <td>{words.numbers.trimmed(missed, 1)}</td>
                <td>{said(here, false)}</td>
                <td>{said(against, true)}</td>
                <td>{said(year, false)}</td>
            </tr>
        }
    };
    let heads = ["line", "threshold", "flagged", "missed", "per-thousand", "difference", "per-year"];
    view! {
        <table class="plain" aria-label=t("money-alternatives")>
            <thead><tr>{heads.map(|id| view! { <th scope="col">{t(&format!("money-{id}"))}</th> })}</tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
