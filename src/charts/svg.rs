//! A chart as an SVG document: for download, print and golden tests.

use super::{ChartError, Theme};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::prelude::SVGBackend;

/// plotters draws on whole units; with this many to a CSS pixel, slopes and
/// hairlines are as fine in the document as on a sharp screen.
const UNITS: u32 = 4;

/// plotters' SVG backend divides every font size by this number.
const PLOTTERS_FONT_DIVISOR: f64 = 1.24;

/// Size and words of a document.
#[derive(Clone, Copy, Debug)]
pub struct SvgPage<'a> {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Accessible name of the picture.
    pub title: &'a str,
    /// The picture in one sentence.
    pub description: &'a str,
}

/// Draws on a fresh SVG document and returns its text. `draw` receives the
/// drawing area and the theme to draw with (its sizes fit the document).
///
/// # Errors
/// Whatever `draw` returns; [`ChartError::TooSmall`] for a document without area.
pub fn to_svg<T>(
    page: &SvgPage,
    theme: &Theme,
    draw: impl for<'b> FnOnce(&DrawingArea<SVGBackend<'b>, Shift>, &Theme) -> Result<T, ChartError>,
) -> Result<String, ChartError> {
    write_svg(page, theme, |backend, theme| {
        let area = backend.into_drawing_area();
        draw(&area, theme)?;
        area.present()?;
        Ok(())
    })
}

/// As [`to_svg`], for a caller that wraps plotters' backend in its own.
///
/// # Errors
/// As [`to_svg`].
pub fn write_svg(
    page: &SvgPage,
    theme: &Theme,
    draw: impl for<'b> FnOnce(SVGBackend<'b>, &Theme) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let (width, height) = (page.width, page.height);
    // Above this, whole units no longer fit plotters' signed coordinates.
    const MOST: u32 = 100_000;
    if !(1..=MOST).contains(&width) || !(1..=MOST).contains(&height) {
        return Err(ChartError::TooSmall { width, height, need_width: 1, need_height: 1 });
    }
    let mut theme = theme.clone();
    theme.scale = f64::from(UNITS);
    theme.text_factor = PLOTTERS_FONT_DIVISOR;
    let mut body = String::new();
    draw(SVGBackend::with_string(&mut body, (width * UNITS, height * UNITS)), &theme)?;
    // plotters writes the root element itself; ours has the size in CSS pixels,
    // names the picture for screen readers and rounds the corners of curves.
    let shapes = body.split_once(">\n").map_or("", |(_, rest)| rest);
    let shapes: String = shapes.chars().filter(|c| *c == '\n' || allowed(*c)).collect();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"img\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <title>{}</title>\n<desc>{}</desc>\n{shapes}",
        width * UNITS,
        height * UNITS,
        escaped(page.title),
        escaped(page.description),
    ))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if !allowed(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Whether XML 1.0 may hold the character at all, escaped or not.
fn allowed(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
