//! The few strokes that all charts are made of, in pixels.
//!
//! Level and upright lines are filled rectangles: they fall on whole pixels
//! on both backends, so hairlines stay sharp at every device pixel ratio.

use super::transform::round;
use super::{ChartError, Theme, text_width};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{Color, DrawingBackend, RGBColor};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, ShapeStyle};

/// Where the given position lies in a text, horizontally.
pub(super) use HPos::{Center, Left, Right};

/// A drawing area with the theme it is drawn in.
pub struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    /// Colours and sizes.
    pub(super) theme: &'a Theme,
}

/// A text and how it looks.
pub(super) struct Label<'a> {
    pub text: &'a str,
    pub color: RGBColor,
    /// Multiple of the theme's label size.
    pub size: f64,
    pub bold: bool,
    pub anchor: HPos,
}

impl<'a> Label<'a> {
    pub fn new(text: &'a str, color: RGBColor, anchor: HPos) -> Self {
        Self { text, color, size: 1.0, bold: false, anchor }
    }

    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub fn size(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    /// Smaller, down to three quarters, until it is no wider than `room` pixels.
    pub fn shrunk_to(mut self, room: f64, theme: &Theme) -> Self {
        let width = self.width(theme);
        if width > room {
            self.size *= (room / width).max(0.75);
        }
        self
    }

    /// Estimated width in pixels.
    pub fn width(&self, theme: &Theme) -> f64 {
        // As measured of DejaVu Sans Bold.
        let heavier = if self.bold { 1.13 } else { 1.0 };
        theme.em(text_width::em_width(self.text) * self.size * heavier)
    }
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, theme: &'a Theme) -> Self {
        Self { area, theme }
    }

    /// Width and height of the area in pixels.
    pub(super) fn size(&self) -> (u32, u32) {
        self.area.dim_in_pixel()
    }

    /// Covers the whole area.
    pub(super) fn fill(&self, color: RGBColor) -> Result<(), ChartError> {
        Ok(self.area.fill(&color)?)
    }

    /// A filled rectangle between two corners.
    pub(super) fn rect(&self, a: (i32, i32), b: (i32, i32), color: impl Color) -> Result<(), ChartError> {
        let corners = [(a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1))];
        if corners[0].0 == corners[1].0 || corners[0].1 == corners[1].1 {
            return Ok(());
        }
        Ok(self.area.draw(&Rectangle::new(corners, color.filled()))?)
    }

    /// A level line, `css` wide, centred on `y`.
    pub(super) fn level(&self, y: i32, x: (i32, i32), css: f64, color: impl Color) -> Result<(), ChartError> {
        let width = self.theme.stroke(css);
        let top = y - width / 2;
        self.rect((x.0, top), (x.1, top + width), color)
    }

    /// An upright line, `css` wide, centred on `x`.
    pub(super) fn upright(&self, x: i32, y: (i32, i32), css: f64, color: impl Color) -> Result<(), ChartError> {
        let width = self.theme.stroke(css);
        let left = x - width / 2;
        self.rect((left, y.0), (left + width, y.1), color)
    }

    /// A dashed level line.
    pub(super) fn dashed_level(&self, y: i32, x: (i32, i32), css: f64, color: RGBColor) -> Result<(), ChartError> {
        self.dashes(x, |from, to| self.level(y, (from, to), css, color))
    }

    /// A dashed upright line.
    pub(super) fn dashed_upright(&self, x: i32, y: (i32, i32), css: f64, color: RGBColor) -> Result<(), ChartError> {
        self.dashes(y, |from, to| self.upright(x, (from, to), css, color))
    }

    fn dashes(
        &self,
        (from, to): (i32, i32),
        dash: impl Fn(i32, i32) -> Result<(), ChartError>,
    ) -> Result<(), ChartError> {
        let (from, to) = (from.min(to), from.max(to));
        let (on, gap) = (self.theme.stroke(4.0), self.theme.stroke(4.0));
        let mut at = from;
        while at < to {
            dash(at, to.min(at + on))?;
            at += on + gap;
        }
        Ok(())
    }

    /// An open path, `css` wide.
    pub(super) fn path(&self, points: Vec<(i32, i32)>, css: f64, color: RGBColor) -> Result<(), ChartError> {
        if points.len() < 2 {
            return Ok(());
        }
        let style =
            ShapeStyle { color: color.to_rgba(), filled: false, stroke_width: self.theme.stroke(css).unsigned_abs() };
        Ok(self.area.draw(&PathElement::new(points, style))?)
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, points: Vec<(i32, i32)>, color: impl Color) -> Result<(), ChartError> {
        if points.len() < 3 {
            return Ok(());
        }
        Ok(self.area.draw(&Polygon::new(points, color.filled()))?)
    }

    /// A filled circle with a radius in CSS pixels.
    pub(super) fn disc(&self, center: (i32, i32), css: f64, color: RGBColor) -> Result<(), ChartError> {
        Ok(self.area.draw(&Circle::new(center, self.theme.stroke(css), color.filled()))?)
    }

    /// A point on a curve: solid, or hollow for a pinned one; set off from
    /// whatever lies below by a rim of the surface.
    pub(super) fn point(&self, center: (i32, i32), color: RGBColor, hollow: bool) -> Result<(), ChartError> {
        let radius = self.theme.font_size * 0.46;
        self.disc(center, radius + 2.0, self.theme.palette.surface)?;
        self.disc(center, radius, color)?;
        if hollow {
            self.disc(center, radius - 2.5, self.theme.palette.surface)?;
        }
        Ok(())
    }

    /// A line of text whose middle height is at `y`.
    pub(super) fn text(&self, label: &Label, x: f64, y: f64) -> Result<(), ChartError> {
        if label.text.is_empty() {
            return Ok(());
        }
        let size = self.theme.em(label.size) * self.theme.text_factor;
        let weight = if label.bold { FontStyle::Bold } else { FontStyle::Normal };
        let style = FontDesc::new(FontFamily::Name(self.theme.family), size, weight)
            .color(&label.color)
            .pos(Pos::new(label.anchor, VPos::Center));
        Ok(self.area.draw(&Text::new(label.text, (round(x), round(y)), style))?)
    }

    /// A title: shrunk and then cut until it is no wider than `room` pixels.
    pub(super) fn title(&self, label: Label, room: f64, x: f64, y: f64) -> Result<(), ChartError> {
        let label = label.shrunk_to(room, self.theme);
        let heavier = label.width(self.theme) / self.theme.em(text_width::em_width(label.text).max(1e-9));
        // What was shrunk to fit exactly must not be cut for the last bit.
        let text = text_width::fitted(label.text, room / self.theme.em(heavier) + 1e-6);
        self.text(&Label { text: &text, ..label }, x, y)
    }

    /// A line of text on a patch of the surface, so that what lies below does
    /// not disturb it.
    pub(super) fn text_on_patch(&self, label: &Label, x: f64, y: f64) -> Result<(), ChartError> {
        let theme = self.theme;
        let (width, half) = (label.width(theme), theme.em(0.72 * label.size));
        let left = match label.anchor {
            Left => x,
            Center => x - width / 2.0,
            Right => x - width,
        };
        let pad = theme.px(3.0);
        let a = (round(left - pad), round(y - half));
        let b = (round(left + width + pad), round(y + half));
        self.rect(a, b, theme.palette.surface.mix(0.86))?;
        self.text(label, x, y)
    }
}
