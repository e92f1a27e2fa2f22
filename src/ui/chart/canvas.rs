//! Canvases as drawing areas.

use crate::ui::chart::backend::Backend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Where charts draw.
pub type Area<'a> = DrawingArea<Backend<'a>, Shift>;

/// A drawing area of that many device pixels; `None` for a canvas without area.
pub fn prepared(canvas: &HtmlCanvasElement, (width, height, _): (u32, u32, f64)) -> Option<Area<'static>> {
    if width == 0 || height == 0 {
        return None;
    }
    // Setting a size, even the same one, reallocates and clears.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    // As in the saved drawing: a sharp bend of a thick curve has no thorn.
    context(canvas)?.set_line_join("round");
    Some(Backend::Canvas(backend).into_drawing_area())
}

/// As [`prepared`], with nothing on it.
pub fn cleared(canvas: &HtmlCanvasElement, size: (u32, u32, f64)) -> Option<Area<'static>> {
    let area = prepared(canvas, size)?;
    context(canvas)?.clear_rect(0.0, 0.0, f64::from(size.0), f64::from(size.1));
    Some(area)
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
