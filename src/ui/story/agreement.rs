//! One metric, one number, one rule; chosen on the choosing set.

use crate::bridge::Pool;
use crate::explain::Message;
use crate::explain::choice::rule as rule_words;
use crate::explain::figure::name;
use crate::explain::sure::{more_cases, optimism, target as target_words};
use crate::link::{Field, RuleKind, Setting};
use crate::metrics::bootstrap::Resampling;
use crate::metrics::choice::Rule;
use crate::metrics::estimate::estimate;
use crate::metrics::figure::Figure;
use crate::metrics::needed::more_cases_to_tell;
use crate::metrics::target::Target;
use crate::protocol::CHOSEN;
use crate::ui::anew::Drawn;
use crate::ui::controls::{RuleChoice, number};
use crate::ui::figures::Figures;
use crate::ui::state::State;
use crate::ui::text::{say, say_problem, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// The agreement as one sentence.
pub fn answer(now: &Today) -> Option<String> {
    let state = State::get();
    let (figure, setting) = (figure_of(state), state.setting.get());
    let Some(target) = setting.get(Field::Target) else { return Some(t("agreement-none")) };
    let words = &now.opened.words;
    let rule = match setting.rule {
        RuleKind::Hand => Rule::Fixed(now.threshold),
        _ => setting.rule().unwrap_or(Rule::Fixed(now.threshold)),
    };
    Some(say(&Message::new("agreement-sentence")
        .message("name", name(figure))
        .text("target", words.numbers.trimmed(target, 2) + "%")
        .message("rule", rule_words(rule, words))))
}

/// Which figure, which number, which line; then how things stand.
pub fn view() -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let said = move || today.get().and_then(|now| standing(&now, figure_of(state), &state.setting.get()));
    let sealed = move || state.opened.with(|o| o.as_ref().is_none_or(|o| o.cases.sealed));
    let choose = move |name: String| {
        let chosen = CHOSEN.iter().position(|figure| key(*figure) == name).unwrap_or(0);
        state.agreed.set(chosen);
    };
    view! {
        <div class="controls card">
            <div class="rule">
                <div class="field">
                    <label for="agreed">{move || t("agreement-figure")}</label>
                    <select id="agreed" prop:value=move || key(figure_of(state)) on:change:target=move |event| choose(event.target().value())>
                        {CHOSEN.map(|figure| view! { <option value=key(figure)>{move || say(&name(figure))}</option> })}
                    </select>
                </div>
                {number(Field::Target, || t("agreement-target"))}
            </div>
            <RuleChoice/>
        </div>
        <section class="board">
            <div class="card main-picture">
                <h2>{move || t(if sealed() { "agreement-now" } else { "agreement-now-all" })}</h2>
                <p class="big-line" role="status">{said}</p>
                <p class="muted">{move || t(if sealed() { "agreement-next" } else { "agreement-next-all" })}</p>
            </div>
            <div class="card"><Figures/></div>
            {flattery()}
        </section>
    }
    .into_any()
}

fn figure_of(state: State) -> Figure {
    CHOSEN.get(state.agreed.get()).copied().unwrap_or(Figure::Recall)
}

fn key(figure: Figure) -> &'static str {
    match figure {
        Figure::Precision => "precision",
        Figure::Specificity => "specificity",
        _ => "recall",
    }
}

/// How much choosing the line on these same cases flatters it, once somebody asks.
fn flattery() -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let rule = Memo::new(move |_| state.setting.with(Setting::rule));
    // What is there to repeat; a line drawn by hand has no rule.
    let choice = move || match state.choice.get() {
        Some(Ok(_)) => rule.get().ok_or("agreement-by-hand"),
        Some(Err(_)) => Err("agreement-no-choice"),
        None => Err("agreement-by-hand"),
    };
    let said = move || match choice() {
        Err(why) => Some(t(why)),
        Ok(rule) => Some(match state.anew.of(rule)? {
            Drawn::Drawing => t("agreement-checking"),
            Drawn::Failed(problem) => say_problem(&problem),
            Drawn::Done(all) => {
                let (now, figure) = (today.get()?, figure_of(state));
                let chosen = CHOSEN.into_iter().zip(all).find(|(known, _)| *known == figure)?.1?;
                let (_, of) = figure.proportion(&now.confusion)?;
                say(&optimism(figure, &chosen, of, &now.opened.words))
            }
        }),
    };
    let idle = move || choice().is_ok_and(|rule| state.anew.of(rule).is_none());
    let check = move |_| {
        if let Ok(rule) = untrack(choice) {
            state.anew.check(state, pool.get_value(), rule);
        }
    };
    view! {
        <div class="card wide">
            <h2>{move || t("agreement-optimism")}</h2>
            <p role="status">{said}</p>
            <button type="button" disabled=move || !idle() on:click=check>{move || t("agreement-check")}</button>
        </div>
    }
    .into_any()
}

/// The figure with its interval against the number, and how many more cases would tell.
fn standing(now: &Today, figure: Figure, setting: &Setting) -> Option<String> {
    let words = &now.opened.words;
    let target = Target::AtLeast(setting.share(Field::Target)?);
    let resampling = Resampling::default();
    let estimate = match estimate(&now.confusion, figure, &resampling) {
        Ok(estimate) => estimate,
        Err(reason) => return Some(say(&crate::explain::point::undefined_reason(reason, words))),
    };
    let (_, of) = figure.proportion(&now.confusion)?;
    let said = say(&target_words(figure, target, &estimate, of, words));
    let total = now.confusion.total();
    let more = more_cases_to_tell(estimate.value, target.value(), of, total, resampling.confidence);
    let met = target.judge(&estimate.interval) != crate::metrics::target::Kept::CannotTell;
    Some(if met { said } else { format!("{said} {}", say(&more_cases(more, words))) })
}
