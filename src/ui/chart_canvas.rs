//! Canvases as drawing areas.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Where charts draw on screen.
pub type Area = DrawingArea<CanvasBackend, Shift>;

/// A drawing area of that many device pixels; `None` for a canvas without area.
pub fn prepared(canvas: &HtmlCanvasElement, (width, height, _): (u32, u32, f64)) -> Option<Area> {
    if width == 0 || height == 0 {
        return None;
    }
    // Setting a size, even the same one, reallocates and clears.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    Some(CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area())
}

/// As [`prepared`], with nothing on it.
pub fn cleared(canvas: &HtmlCanvasElement, size: (u32, u32, f64)) -> Option<Area> {
    let area = prepared(canvas, size)?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.clear_rect(0.0, 0.0, f64::from(size.0), f64::from(size.1));
    Some(area)
}
