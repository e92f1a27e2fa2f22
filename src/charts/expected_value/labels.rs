//! What is marked on the curve: the flat stretch, the best point, and where
//! the curve leaves the picture.

use super::ExpectedValue;
use crate::charts::pen::{Label, Left, Pen, Right};
use crate::charts::{ChartError, Transform, text_width};
use plotters::prelude::{Color, DrawingBackend};

impl ExpectedValue {
    /// The thresholds that are as good as the best one: a shade over the whole
    /// height and a bar on the axis, wide enough to see when there is only one.
    pub(super) fn draw_stretch<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some(best) = self.best else { return Ok(()) };
        let theme = pen.theme;
        let (from, to) = (t.pixel(best.from, t.y.0).0, t.pixel(best.to, t.y.0).0);
        let missing = (theme.stroke(4.0) - (to - from)).max(0);
        let (from, to) = (from - missing / 2, to + missing - missing / 2);
        pen.rect((from, t.plot.top), (to, t.plot.bottom), theme.palette.third.mix(0.16))?;
        pen.rect((from, t.plot.bottom - theme.stroke(4.0)), (to, t.plot.bottom), theme.palette.third)
    }

    /// Says how far down the curve goes, beside where it leaves the plot for
    /// its lowest value.
    pub(super) fn draw_cut<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        t: &Transform,
        pieces: &[Vec<(i32, i32)>],
    ) -> Result<(), ChartError> {
        let (Some((first, last)), Some(_)) = (pieces.first().zip(pieces.last()), self.cut()) else { return Ok(()) };
        let theme = pen.theme;
        // The lowest value is at one of the ends: flagging everybody or nobody.
        let everybody = self.points.last().and_then(|p| p.value).unwrap_or(f64::INFINITY);
        let at_left = everybody < self.nobody.unwrap_or(f64::INFINITY);
        // Where the curve is missing, if that is wide enough; else under it.
        let foot = t.plot.bottom - theme.em(2.2) as i32;
        let gap = theme.em(0.5);
        // From where to where the last of the curve is as low as the words.
        let low = |points: &mut dyn Iterator<Item = &(i32, i32)>| {
            let mut low = points.take_while(|point| point.1 >= foot).map(|point| f64::from(point.0));
            let end = low.next()?;
            Some((end, low.last().unwrap_or(end)))
        };
        let ends = if at_left { low(&mut first.iter()) } else { low(&mut last.iter().rev()) };
        let Some((leaves, comes)) = ends else { return Ok(()) };
        let (outer, inner) = if at_left { (comes, leaves) } else { (leaves, comes) };
        let (left, right) = (inner - gap - f64::from(t.plot.left), f64::from(t.plot.right) - outer - gap);
        let wanted = theme.em(text_width::em_width(&self.texts.cut) * 0.92);
        let (missing, under) = if at_left { (left, right) } else { (right, left) };
        let goes_left = at_left == (missing >= wanted || missing >= under);
        let (anchor, x, room) = if goes_left { (Right, inner - gap, left) } else { (Left, outer + gap, right) };
        let label = Label::new(&self.texts.cut, theme.palette.muted, anchor).size(0.92).shrunk_to(room, theme);
        let text = text_width::fitted(label.text, room / theme.em(label.size) + 1e-6);
        let label = Label { text: &text, ..label };
        pen.text_on_patch(&label, x, f64::from(t.plot.bottom) - theme.em(1.3))
    }

    pub(super) fn draw_best<DB: DrawingBackend>(&self, pen: &Pen<DB>, t: &Transform) -> Result<(), ChartError> {
        let Some(best) = self.best else { return Ok(()) };
        let theme = pen.theme;
        let at = t.pixel(best.threshold, best.value);
        pen.disc(at, theme.font_size * 0.46 + 2.0, theme.palette.surface)?;
        pen.disc(at, theme.font_size * 0.46, theme.palette.third)?;
        pen.disc(at, theme.font_size * 0.46 - 2.5, theme.palette.surface)?;
        // Beside the point, not over it: today's line often stands right there.
        let label = Label::new(&self.texts.best, theme.palette.third_text, Left).bold();
        let (width, gap, x) = (label.width(theme), theme.em(0.6), f64::from(at.0));
        let (left, right) = (f64::from(t.plot.left), f64::from(t.plot.right));
        let cut = text_width::fitted(label.text, (right - left) / (width / text_width::em_width(label.text).max(1e-9)));
        let (label, x) = match () {
            () if x + gap + width <= right => (label, x + gap),
            () if x - gap - width >= left => (Label { anchor: Right, ..label }, x - gap),
            // Neither side has the room: over or under the point, up to the edge.
            () if width <= right - left => (label, right - width),
            () => (Label { text: &cut, ..label }, left),
        };
        let away = theme.em(1.3);
        let above = f64::from(at.1) - away;
        let y = if above - theme.em(0.7) < f64::from(t.plot.top) { f64::from(at.1) + away } else { above };
        pen.text_on_patch(&label, x, y)
    }
}
