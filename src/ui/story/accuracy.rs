//! Why not accuracy: the model beside ways to decide without it.

use crate::charts::ways::{Texts, WayBar, Ways};
use crate::explain::Message;
use crate::explain::money::{amount, cost};
use crate::explain::story::accuracy_misleads;
use crate::link::Setting;
use crate::metrics::baseline::without_looking;
use crate::metrics::figure::Figure;
use crate::ui::chart::figure;
use crate::ui::chart::picture::{Shown, still};
use crate::ui::controls::Slider;
use crate::ui::pictures::{self, currency};
use crate::ui::state::{SimpleSearch, State};
use crate::ui::story::ways::{Way, simple_way, ways};
use crate::ui::text::{say, share_text, t};
use crate::ui::today::{Today, TodayMemo};
use leptos::prelude::*;

/// What doing nothing gets right, and what it finds.
pub fn answer(now: &Today) -> Option<String> {
    let [never, always] = without_looking(&now.opened.sweep);
    let right = |counts: &crate::metrics::confusion::Confusion| counts.figure(Figure::Accuracy).unwrap_or(0.0);
    let idle = if right(&always) > right(&never) { always } else { never };
    Some(say(&accuracy_misleads(&idle, &now.confusion, &now.opened.words)))
}

/// Both shares of each way as bars, then the counts.
pub fn view() -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    // The simple rule's line does not follow the slider: it is searched once for a setting.
    let simple = Memo::new(move |_| {
        let (opened, rule) = (state.opened.get()?, state.simple.get().found()?);
        state.setting.with(|setting| simple_way(&opened, &rule, setting))
    });
    let all = move || {
        let now = today.get()?;
        Some((ways(&now, simple.get()), now))
    };
    let picture = move || all().map(|(ways, now)| bars(&ways, &now));
    let table = move || all().map(|(ways, now)| state.setting.with(|setting| table(&ways, &now, setting)));
    let note = move || match state.simple.get() {
        SimpleSearch::Looking => t("ways-simple-searching"),
        SimpleSearch::Nothing => t("ways-simple-none"),
        SimpleSearch::Found(_) => {
            let how = if state.setting.with(Setting::has_costs) { "cost" } else { "youden" };
            say(&Message::new("ways-simple-note").text("how", how))
        }
    };
    view! {
        <div class="controls card"><Slider/></div>
        {figure("ways", pictures::of(picture), None)}
        <div class="card">
            <div class="scroll-x" tabindex="0">{table}</div>
            <p class="muted small">{note}</p>
        </div>
    }
    .into_any()
}

fn bars(ways: &[Way], now: &Today) -> Shown {
    let bar = |way: &Way| WayBar {
        id: way.id,
        name: way.name.clone(),
        right: way.counts.figure(Figure::Accuracy),
        found: way.counts.figure(Figure::Recall),
        shown: [Figure::Accuracy, Figure::Recall].map(|figure| share_text(figure, &way.counts, &now.opened.words)),
        counts: way.counts,
    };
    let texts = Texts {
        right: say(&Message::new("chart-ways-right").text("case-many", &now.opened.words.case.many)),
        found: say(&Message::new("chart-ways-found").text("positive-many", &now.opened.words.positive.many)),
    };
    still(Ways { bars: ways.iter().map(bar).collect(), texts })
}

fn table(ways: &[Way], now: &Today, setting: &Setting) -> AnyView {
    let (words, money) = (&now.opened.words, currency(&now.opened));
    let of = |part: f64, whole: f64| {
        say(&Message::new("ways-of").text("part", words.numbers.count(part)).text("whole", words.numbers.count(whole)))
    };
    let row = |way: &Way| {
        let counts = &way.counts;
        let price = cost(&setting.values(), counts, setting.prevalence(), 1_000.0).ok();
        let price = price.filter(|_| setting.has_costs()).map(|price| say(&amount(price, &money, false, words)));
        view! {
            <tr>
                <th scope="row">{way.name.clone()}</th>
                <td>{share_text(Figure::Accuracy, counts, words)}</td>
                <td>{of(counts.tp, counts.positives())}</td>
                <td>{words.numbers.count(counts.fn_)}</td>
                <td>{words.numbers.count(counts.fp)}</td>
                <td>{price.unwrap_or_else(|| "–".to_owned())}</td>
            </tr>
        }
    };
    let heads = [
        t("ways-way"),
        t("ways-right"),
        words.caught.many.clone(),
        words.missed.many.clone(),
        words.false_alarm.many.clone(),
        t("ways-cost"),
    ];
    view! {
        <table class="plain" aria-label=t("ways")>
            <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> })}</tr></thead>
            <tbody>{ways.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
