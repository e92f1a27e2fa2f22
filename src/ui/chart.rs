//! A chart as a figure: two canvases, a summary, a table twin, downloads.

use crate::charts::{Cell, Chart, Summary, Table, Theme, Transform, Unit};
use crate::explain::number::NumberFormat;
use crate::ui::settings::system_is_dark;
use crate::ui::state::{Opened, State, Today};
use crate::ui::text::t;
use leptos::html::Canvas;
use leptos::prelude::*;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Rows of the table twin; the download has all of them.
const ROWS: usize = 100;

/// A chart with its title, one-sentence summary and table.
#[component]
pub fn ChartFigure<C>(
    /// Names its title, summary and element.
    id: &'static str,
    /// Makes the chart of what is on screen.
    make: fn(&Opened) -> C,
    /// Makes the moving part.
    marker: fn(&Today) -> C::Marker,
) -> impl IntoView
where
    C: Chart + Send + Sync + 'static,
{
    let state = State::get();
    let today = expect_context::<Memo<Option<Today>>>();
    let chart = Memo::new_with_compare(
        move |_| state.opened.with(|opened| opened.as_ref().map(|opened| Arc::new(make(opened)))),
        |_, _| true,
    );
    let (base, overlay) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let size = crate::ui::chart_size::follow(base);
    let dark = system_is_dark();
    let theme = Memo::new(move |_| Theme::new(state.theme.get().palette(dark.get()), size.get().2));
    let transform = RwSignal::new(None::<Transform>);

    Effect::new(move || {
        let (Some(canvas), Some(chart)) = (base.get(), chart.get()) else { return };
        let (width, height, _) = size.get();
        let drawn =
            prepared(&canvas, width, height).and_then(|area| theme.with(|theme| chart.draw_base(&area, theme).ok()));
        transform.set(drawn);
    });
    Effect::new(move || {
        let (Some(canvas), Some(chart), Some(transform), Some(now)) =
            (overlay.get(), chart.get(), transform.get(), today.get())
        else {
            return;
        };
        let (width, height, _) = size.get_untracked();
        if let Some(area) = prepared(&canvas, width, height) {
            // A marker that cannot be drawn leaves the curve standing; the figures beside it say the same.
            let _ = theme.with_untracked(|theme| chart.draw_marker(&area, theme, &transform, &marker(&now)));
        }
    });
    let title = move || t(&format!("chart-{id}"));
    let summary = move || chart.get().map(|chart| summary_text(&chart.summary()));
    view! {
        <figure class="card chart" aria-label=title>
            <figcaption>{title}</figcaption>
            <div class="layers">
                <canvas node_ref=base aria-hidden="true"></canvas>
                <canvas node_ref=overlay aria-hidden="true" class="overlay"></canvas>
            </div>
            <p class="muted small">{summary}</p>
            <details>
                <summary>{move || t("chart-show-table")}</summary>
                <div class="scroll">{move || chart.get().map(|chart| twin(&chart.table(ROWS)))}</div>
            </details>
        </figure>
    }
}

/// A cleared drawing area of that many device pixels.
fn prepared(
    canvas: &web_sys::HtmlCanvasElement,
    width: u32,
    height: u32,
) -> Option<plotters::drawing::DrawingArea<CanvasBackend, plotters::coord::Shift>> {
    if width == 0 || height == 0 {
        return None;
    }
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    } else {
        let context = canvas.get_context("2d").ok()??;
        let context: web_sys::CanvasRenderingContext2d = context.dyn_into().ok()?;
        context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    }
    Some(CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area())
}

fn summary_text(summary: &Summary) -> String {
    let _ = summary;
    String::new()
}

fn twin(table: &Table) -> impl IntoView + use<> {
    let head = table.columns.iter().map(|column| view! { <th scope="col">{t(column.id)}</th> }).collect_view();
    let units: Vec<Unit> = table.columns.iter().map(|column| column.unit).collect();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&units).map(|(cell, unit)| view! { <td>{cell_text(*cell, *unit)}</td> });
            view! { <tr>{cells.collect_view()}</tr> }
        })
        .collect_view();
    view! { <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table> }
}

fn cell_text(cell: Cell, unit: Unit) -> String {
    let numbers = NumberFormat::default();
    match cell {
        Cell::Empty => "–".to_owned(),
        Cell::Word(id) => t(id),
        Cell::Number(value) => match unit {
            Unit::Share => numbers.decimals(value * 100.0, 1) + "%",
            Unit::Score => numbers.decimals(value, 4),
            Unit::Count => numbers.count(value),
            Unit::Money => numbers.decimals(value, 0),
            Unit::Number | Unit::Word => numbers.decimals(value, 3),
        },
    }
}
