//! Freeze the present setting, move on, see both side by side.

use crate::explain::Message;
use crate::explain::choice::line;
use crate::metrics::figure::Figure;
use crate::ui::state::State;
use crate::ui::text::{say, say_arg, share_text, t};
use crate::ui::today::{Pinned, Today, TodayMemo};
use leptos::prelude::*;

/// Pins the present setting, or lets go of what is pinned.
#[component]
pub fn Pin() -> impl IntoView {
    let state = State::get();
    let pin = move |_| state.pinned.set(Some(state.index.get_untracked()));
    let label = move || if state.pinned.get().is_some() { t("pin-again") } else { t("pin") };
    view! {
        <div class="pin">
            <button type="button" on:click=pin>{label}</button>
            <Show when=move || state.pinned.get().is_some()>
                <button type="button" on:click=move |_| state.pinned.set(None)>{move || t("pin-remove")}</button>
            </Show>
        </div>
    }
    .into_any()
}

/// What is pinned beside the present setting; nothing while nothing is pinned.
#[component]
pub fn Comparison() -> impl IntoView {
    let today = expect_context::<TodayMemo>();
    let pinned = expect_context::<Pinned>().0;
    move || pinned.get().zip(today.get()).map(|(pinned, now)| comparison(&pinned, &now))
}

fn comparison(pinned: &Today, now: &Today) -> AnyView {
    let words = &now.opened.words;
    let counts = |pick: fn(&Today) -> f64| [pick(pinned), pick(now)].map(|count| words.numbers.count(count));
    let shares = |kind| [pinned, now].map(|today| share_text(kind, &today.confusion, words));
    let threshold = [pinned, now].map(|today| say_arg(&line(today.threshold, words)));
    let rows = [
        (t("page-threshold"), threshold),
        (t("page-precision"), shares(Figure::Precision)),
        (t("page-recall"), shares(Figure::Recall)),
        (words.caught.many.clone(), counts(|today| today.confusion.tp)),
        (words.false_alarm.many.clone(), counts(|today| today.confusion.fp)),
        (words.missed.many.clone(), counts(|today| today.confusion.fn_)),
    ];
    let rows = rows.map(|(name, [then, now])| {
        view! { <tr><th scope="row">{name}</th><td>{then}</td><td>{now}</td></tr> }
    });
    view! {
        <div class="card pinned">
            <p role="status">{say(&change(pinned, now))}</p>
            <table class="plain" aria-label=t("pin-title")>
                <thead><tr>
                    <th scope="col">{t("pin-figure")}</th>
                    <th scope="col">{t("pin-pinned")}</th>
                    <th scope="col">{t("pin-now")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What the way from the pinned line to today's changes, in words.
fn change(pinned: &Today, now: &Today) -> Message {
    let words = &now.opened.words;
    let moved = now.confusion.minus(&pinned.confusion);
    let back = pinned.confusion.minus(&now.confusion);
    let (id, counts) = match () {
        () if moved.flagged() > 0.0 => ("pin-more", moved),
        () if back.flagged() > 0.0 => ("pin-fewer", back),
        () => return Message::new("pin-same"),
    };
    let text = |count: f64| words.numbers.count(count);
    Message::new(id)
        .number("count", counts.flagged())
        .text("count-text", text(counts.flagged()))
        .number("caught", counts.tp)
        .text("caught-text", text(counts.tp))
        .number("alarms", counts.fp)
        .text("alarms-text", text(counts.fp))
        .text("case-one", &words.case.one)
        .text("case-many", &words.case.many)
        .text("missed-one", &words.missed.one)
        .text("missed-many", &words.missed.many)
        .text("alarm-one", &words.false_alarm.one)
        .text("alarm-many", &words.false_alarm.many)
}
