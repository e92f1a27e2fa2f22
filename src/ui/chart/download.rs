//! A chart as a file: SVG and PNG as on screen, CSV with every row.

use crate::charts::{ChartError, MarkerLook, SvgPage, Theme, ThemeName, write_svg};
use crate::ui::chart::backend::Backend;
use crate::ui::chart::canvas::{Area, prepared};
use crate::ui::chart::picture::Shown;
use crate::ui::chart::table::summary_text;
use crate::ui::save::{save, save_blob};
use crate::ui::text::t;
use crate::ui::today::TodayMemo;
use leptos::prelude::*;
use plotters::prelude::IntoDrawingArea;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlCanvasElement};

/// Size of a downloaded drawing in CSS pixels: a slide's half.
const SIZE: (u32, u32) = (960, 540);
/// Device pixels per CSS pixel of a PNG: sharp in print and on slides.
const DENSITY: f64 = 2.0;

/// Three buttons.
pub fn downloads(id: &'static str, picture: Signal<Option<Shown>>) -> AnyView {
    let today = expect_context::<TodayMemo>();
    let draw = move |picture: &Shown, area: &Area, theme: &Theme| -> Result<(), ChartError> {
        let transform = picture.base(area, theme)?;
        match today.get_untracked() {
            Some(now) => picture.marker(area, theme, &transform, &now, MarkerLook::Today),
            None => Ok(()),
        }
    };
    let svg = move |_| {
        let Some(picture) = picture.get_untracked() else { return };
        let (title, description) = (t(&format!("chart-{id}")), summary_text(&picture.summary()));
        let page = SvgPage { width: SIZE.0, height: SIZE.1, title: &title, description: &description };
        let text = write_svg(&page, &Theme::new(ThemeName::Light, 1.0), |backend, theme| {
            let area = Backend::Svg(backend).into_drawing_area();
            draw(&picture, &area, theme)?;
            Ok(area.present()?)
        });
        if let Ok(text) = text {
            save(&format!("{id}.svg"), "image/svg+xml", &text);
        }
    };
    let png = move |_| {
        let Some(picture) = picture.get_untracked() else { return };
        let canvas = document().create_element("canvas").ok().and_then(|c| c.dyn_into::<HtmlCanvasElement>().ok());
        let Some(canvas) = canvas else { return };
        let pixels = |css: u32| (f64::from(css) * DENSITY) as u32;
        let Some(area) = prepared(&canvas, (pixels(SIZE.0), pixels(SIZE.1), DENSITY)) else { return };
        if draw(&picture, &area, &Theme::new(ThemeName::Light, DENSITY)).is_ok() {
            let done = Closure::once_into_js(move |blob: JsValue| {
                if let Some(blob) = blob.dyn_ref::<Blob>() {
                    save_blob(&format!("{id}.png"), blob);
                }
            });
            let _ = canvas.to_blob(done.unchecked_ref());
        }
    };
    let csv = move |_| {
        if let Some(picture) = picture.get_untracked() {
            save(&format!("{id}.csv"), "text/csv", &picture.table(usize::MAX).to_csv());
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
    .into_any()
}
