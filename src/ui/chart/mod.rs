//! A chart as a figure: two canvases, a summary, a table twin, downloads.

mod backend;
mod canvas;
mod download;
pub mod picture;
mod read_out;
mod size;
mod table;

use crate::charts::{MarkerLook, PlotRect, Theme, Transform};
use crate::ui::chart::canvas::{cleared, prepared};
use crate::ui::chart::download::downloads;
use crate::ui::chart::picture::Shown;
use crate::ui::chart::read_out::ReadOut;
use crate::ui::chart::table::{summary_text, twin};
use crate::ui::open::Opened;
use crate::ui::settings::SystemIsDark;
use crate::ui::state::State;
use crate::ui::text::t;
use crate::ui::today::{Pinned, TodayMemo};
use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

/// Rows of the table twin; the download has all of them.
const ROWS: usize = 100;

/// Which operating point a place in the data means; `None` for a place that means none.
pub type Pick = fn(&Opened, (f64, f64)) -> Option<usize>;

/// A chart with its title, one-sentence summary and table. `id` names title
/// and files; `picture` changes with data and settings, not with the
/// threshold; `pick` lets a person drag the threshold in the chart.
pub fn figure(id: &'static str, picture: Signal<Option<Shown>>, pick: Option<Pick>) -> AnyView {
    figure_with(id, picture, pick, ().into_any())
}

/// How far the plot of a chart lies inside of its figure, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// From the figure's left edge to the plot's.
    pub left: f64,
    /// From the plot's right edge to the figure's.
    pub right: f64,
}

impl Margins {
    fn new(transform: &Transform, (width, _, density): (u32, u32, f64)) -> Self {
        let PlotRect { left, right, .. } = transform.plot;
        Self { left: f64::from(left) / density, right: (f64::from(width) - f64::from(right)) / density }
    }
}

/// A chart over the score beneath a slider, which learns where the plot lies.
pub fn figure_beneath(
    plot: RwSignal<Option<Margins>>,
    id: &'static str,
    picture: Signal<Option<Shown>>,
    pick: Option<Pick>,
) -> AnyView {
    drawn(id, picture, pick, ().into_any(), plot)
}

/// A chart with controls of its own below it.
pub fn figure_with(id: &'static str, picture: Signal<Option<Shown>>, pick: Option<Pick>, controls: AnyView) -> AnyView {
    drawn(id, picture, pick, controls, RwSignal::new(None))
}

fn drawn(
    id: &'static str,
    picture: Signal<Option<Shown>>,
    pick: Option<Pick>,
    controls: AnyView,
    plot: RwSignal<Option<Margins>>,
) -> AnyView {
    let state = State::get();
    let today = expect_context::<TodayMemo>();
    let pinned = expect_context::<Pinned>().0;
    let dark = expect_context::<SystemIsDark>().0;
    let (base, overlay) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let size = size::follow(base);
    let theme = Memo::new(move |_| Theme::new(state.theme.get().palette(dark.get()), size.get().2));
    let transform = RwSignal::new(None::<Transform>);
    let read_out = ReadOut::new(picture);

    Effect::new(move || {
        let (Some(canvas), Some(picture)) = (base.get(), picture.get()) else { return };
        let drawn = prepared(&canvas, size.get()).and_then(|area| theme.with(|theme| picture.base(&area, theme).ok()));
        transform.set(drawn);
        plot.set(drawn.map(|transform| Margins::new(&transform, size.get_untracked())));
    });
    Effect::new(move || {
        let (Some(canvas), Some(transform), Some(now)) = (overlay.get(), transform.get(), today.get()) else { return };
        let (pinned, row) = (pinned.get(), read_out.row());
        let Some(picture) = picture.get_untracked() else { return };
        let Some(area) = cleared(&canvas, size.get_untracked()) else { return };
        // A marker that cannot be drawn leaves the curve standing; the figures beside it say the same.
        theme.with_untracked(|theme| {
            if let Some(pinned) = pinned.filter(|pinned| *pinned != now) {
                let _ = picture.marker(&area, theme, &transform, &pinned, MarkerLook::Pinned);
            }
            let _ = picture.marker(&area, theme, &transform, &now, MarkerLook::Today);
            if let Some(row) = row {
                let _ = picture.read_out(&area, theme, &transform, row, &read_out::lines(&picture.row(row)));
            }
        });
    });

    let point = move |event: PointerEvent| {
        let Some(transform) = transform.get_untracked() else { return };
        let density = size.get_untracked().2;
        let (px, py) = (f64::from(event.offset_x()) * density, f64::from(event.offset_y()) * density);
        if let (Some(pick), 1) = (pick, event.buttons() & 1) {
            let index = state.opened.with_untracked(|o| o.as_ref().and_then(|o| pick(o, transform.to_data(px, py))));
            if let Some(index) = index {
                read_out.clear();
                state.place(index);
            }
        } else if event.buttons() == 0 {
            read_out.at(&transform, px, py);
        }
    };
    let keys = move |event: KeyboardEvent| read_out.key(&event);
    let title = move || t(&format!("chart-{id}"));
    let summary = move || picture.with(|p| p.as_ref().map(|p| summary_text(&p.summary())));
    let open = RwSignal::new(false);
    view! {
        <figure class="card chart" id=id aria-label=title>
            <figcaption>{title}</figcaption>
            <div
                class="layers" class:draggable=pick.is_some() tabindex="0" role="application"
                aria-label=move || t("chart-read") aria-describedby=format!("{id}-summary")
                on:pointerdown=point on:pointermove=point on:pointerleave=move |_| read_out.clear()
                on:keydown=keys on:blur=move |_| read_out.clear()
            >
                <canvas node_ref=base aria-hidden="true"></canvas>
                <canvas node_ref=overlay aria-hidden="true" class="overlay"></canvas>
                <span class="unseen" aria-live="polite">{move || read_out.text()}</span>
            </div>
            <p class="muted small" id=format!("{id}-summary")>{summary}</p>
            {controls}
            <div class="chart-foot">
                <details on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
                    <summary>{move || t("chart-show-table")}</summary>
                    <div class="scroll" tabindex="0">
                        {move || open.get().then(|| picture.with(|p| p.as_ref().map(|p| twin(&p.table(ROWS)))))}
                    </div>
                </details>
                {downloads(id, picture)}
            </div>
        </figure>
    }
    .into_any()
}
