//! A chart as a file: SVG and PNG as on screen, CSV with every row.

use crate::charts::{Chart, SvgPage, Theme, ThemeName, to_svg};
use crate::ui::chart_canvas::prepared;
use crate::ui::chart_table::summary_text;
use crate::ui::state::Today;
use crate::ui::text::t;
use js_sys::Array;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// Size of a downloaded drawing in CSS pixels: a slide's half.
const SIZE: (u32, u32) = (960, 540);
/// Device pixels per CSS pixel of a PNG: sharp in print and on slides.
const DENSITY: f64 = 2.0;

/// Three buttons.
#[component]
pub fn Downloads<C>(
    /// Names the files.
    id: &'static str,
    /// The chart.
    chart: Memo<Option<Arc<C>>>,
    /// Makes the moving part.
    marker: fn(&Today) -> C::Marker,
) -> impl IntoView
where
    C: Chart + Send + Sync + 'static,
{
    let today = expect_context::<Memo<Option<Today>>>();
    let title = move || t(&format!("chart-{id}"));
    let svg = move |_| {
        let (Some(chart), Some(now)) = (chart.get_untracked(), today.get_untracked()) else { return };
        let (title, description) = (title(), summary_text(&chart.summary()));
        let page = SvgPage { width: SIZE.0, height: SIZE.1, title: &title, description: &description };
        let drawn =
            to_svg(&page, &Theme::new(ThemeName::Light, 1.0), |area, theme| chart.draw(area, theme, &[marker(&now)]));
        if let Ok(text) = drawn {
            save(&format!("{id}.svg"), "image/svg+xml", &text);
        }
    };
    let png = move |_| {
        let (Some(chart), Some(now)) = (chart.get_untracked(), today.get_untracked()) else { return };
        let Some(canvas) =
            document().create_element("canvas").ok().and_then(|c| c.dyn_into::<HtmlCanvasElement>().ok())
        else {
            return;
        };
        let pixels = |css: u32| (f64::from(css) * DENSITY) as u32;
        let Some(area) = prepared(&canvas, (pixels(SIZE.0), pixels(SIZE.1), DENSITY)) else { return };
        if chart.draw(&area, &Theme::new(ThemeName::Light, DENSITY), &[marker(&now)]).is_ok() {
            let done = Closure::once_into_js(move |blob: JsValue| {
                if let Some(blob) = blob.dyn_ref::<Blob>() {
                    save_blob(&format!("{id}.png"), blob);
                }
            });
            let _ = canvas.to_blob(done.unchecked_ref());
        }
    };
    let csv = move |_| {
        if let Some(chart) = chart.get_untracked() {
            save(&format!("{id}.csv"), "text/csv", &chart.table(usize::MAX).to_csv());
        }
    };
    let label = move |kind: &'static str| move || format!("{} {kind}", t("chart-download"));
    view! {
        <span class="downloads">
            <button type="button" class="quiet" on:click=svg aria-label=label("SVG")>"SVG"</button>
            <button type="button" class="quiet" on:click=png aria-label=label("PNG")>"PNG"</button>
            <button type="button" class="quiet" on:click=csv aria-label=label("CSV")>"CSV"</button>
        </span>
    }
}

fn save(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options) {
        save_blob(name, &blob);
    }
}

/// Hands a file to the browser's own download.
fn save_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    if let Some(link) = document().create_element("a").ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser reads the blob after this returns.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
}
