//! The precision-recall curve with what is shown on request.

use crate::bridge::Pool;
use crate::ui::anew::Drawn;
use crate::ui::chart::figure_with;
use crate::ui::pictures::{self, nearest_recall};
use crate::ui::state::State;
use crate::ui::text::{say_problem, t};
use leptos::prelude::*;

/// The figure with a box for each request.
pub fn precision_recall() -> AnyView {
    let state = State::get();
    let anew = state.anew;
    let pool = expect_context::<StoredValue<Pool, LocalStorage>>();
    let band = move || match anew.band.get().filter(|_| anew.with_band.get()) {
        Some(Drawn::Done(band)) => Some(band),
        _ => None,
    };
    let picture = pictures::of(move || {
        let (band, with_iso) = (band(), anew.with_iso.get());
        pictures::opened().map(|opened| pictures::precision_recall(&opened, band, with_iso))
    });
    let said = move || match anew.band.get().filter(|_| anew.with_band.get())? {
        Drawn::Drawing => Some(t("agreement-checking")),
        Drawn::Failed(problem) => Some(say_problem(&problem)),
        Drawn::Done(_) => Some(t("chart-band-meaning")),
    };
    let show_band = move |shown| anew.show_band(state, pool.get_value(), shown);
    let show_iso = move |shown| anew.with_iso.set(shown);
    let boxes = view! {
        <div class="requests">
            {tick("chart-band", anew.with_band, show_band)}
            {tick("chart-iso", anew.with_iso, show_iso)}
            <span class="muted small" role="status">{said}</span>
        </div>
    };
    figure_with("precision-recall", picture, Some(nearest_recall), boxes.into_any())
}

fn tick(id: &'static str, is_set: RwSignal<bool>, set: impl Fn(bool) + 'static) -> AnyView {
    view! {
        <label>
            <input type="checkbox" prop:checked=is_set on:change:target=move |event| set(event.target().checked())/>
            <span>{move || t(id)}</span>
        </label>
    }
    .into_any()
}
