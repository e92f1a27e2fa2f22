//! A chart as a figure: two canvases, a summary, a table twin, downloads.

use crate::charts::{Chart, Theme, Transform};
use crate::ui::chart_canvas::{cleared, prepared};
use crate::ui::chart_download::Downloads;
use crate::ui::chart_size;
use crate::ui::chart_table::{summary_text, twin};
use crate::ui::settings::SystemIsDark;
use crate::ui::state::{Opened, State, Today};
use crate::ui::text::t;
use leptos::html::Canvas;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::PointerEvent;

/// Rows of the table twin; the download has all of them.
const ROWS: usize = 100;

/// Which operating point a place in the data means; `None` for a place that means none.
pub type Pick = fn(&Opened, (f64, f64)) -> Option<usize>;

/// A chart with its title, one-sentence summary and table.
#[component]
pub fn ChartFigure<C>(
    /// Names its title, summary and element.
    id: &'static str,
    /// Makes the chart of what is on screen.
    make: fn(&Opened) -> C,
    /// Makes the moving part.
    marker: fn(&Today) -> C::Marker,
    /// Lets a person drag the threshold in the chart.
    #[prop(optional)]
    pick: Option<Pick>,
) -> impl IntoView
where
    C: Chart + Send + Sync + 'static,
{
    let state = State::get();
    let today = expect_context::<Memo<Option<Today>>>();
    let dark = expect_context::<SystemIsDark>().0;
    let chart = Memo::new_with_compare(
        move |_| state.opened.with(|opened| opened.as_ref().map(|opened| Arc::new(make(opened)))),
        |_, _| true,
    );
    let (base, overlay) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let size = chart_size::follow(base);
    let theme = Memo::new(move |_| Theme::new(state.theme.get().palette(dark.get()), size.get().2));
    let transform = RwSignal::new(None::<Transform>);

    Effect::new(move || {
        let (Some(canvas), Some(chart)) = (base.get(), chart.get()) else { return };
        let drawn =
            prepared(&canvas, size.get()).and_then(|area| theme.with(|theme| chart.draw_base(&area, theme).ok()));
        transform.set(drawn);
    });
    Effect::new(move || {
        let (Some(canvas), Some(transform), Some(now)) = (overlay.get(), transform.get(), today.get()) else { return };
        let (Some(chart), Some(area)) = (chart.get_untracked(), cleared(&canvas, size.get_untracked())) else { return };
        // A marker that cannot be drawn leaves the curve standing; the figures beside it say the same.
        let _ = theme.with_untracked(|theme| chart.draw_marker(&area, theme, &transform, &marker(&now)));
    });

    let drag = move |event: PointerEvent| {
        let (Some(pick), Some(transform), Some(opened)) =
            (pick, transform.get_untracked(), state.opened.get_untracked())
        else {
            return;
        };
        if event.buttons() & 1 == 1 {
            let density = size.get_untracked().2;
            let place = transform.to_data(f64::from(event.offset_x()) * density, f64::from(event.offset_y()) * density);
            if let Some(index) = pick(&opened, place) {
                state.index.set(index);
            }
        }
    };
    let title = move || t(&format!("chart-{id}"));
    let summary = move || chart.get().map(|chart| summary_text(&chart.summary()));
    let open = RwSignal::new(false);
    view! {
        <figure class="card chart" aria-label=title>
            <figcaption>{title}</figcaption>
            <div class="layers" class:draggable=pick.is_some() on:pointerdown=drag on:pointermove=drag>
                <canvas node_ref=base aria-hidden="true"></canvas>
                <canvas node_ref=overlay aria-hidden="true" class="overlay"></canvas>
            </div>
            <p class="muted small">{summary}</p>
            <div class="chart-foot">
                <details on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
                    <summary>{move || t("chart-show-table")}</summary>
                    <div class="scroll" tabindex="0">
                        {move || open.get().then(|| chart.get().map(|chart| twin(&chart.table(ROWS))))}
                    </div>
                </details>
                <Downloads id chart marker/>
            </div>
        </figure>
    }
}
