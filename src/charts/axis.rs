//! Axes: round tick values, room for their labels, a light grid.

use super::pen::{Center, Label, Left, Pen, Right};
use super::text_width::em_width;
use super::transform::round;
use super::{ChartError, Numbers, PlotRect, Theme, Transform};
use plotters::prelude::DrawingBackend;

/// Size of tick labels, as a multiple of the label size.
const TICK: f64 = 0.92;

/// One axis of a chart.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// Data at its start and end.
    pub range: (f64, f64),
    /// Values with a label, in the range.
    pub ticks: Vec<(f64, String)>,
    /// What it shows, in words.
    pub title: String,
}

impl Axis {
    /// Shares from 0 to 1, labelled in quarters.
    pub fn share(title: &str, numbers: &Numbers) -> Self {
        let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|t| (t, numbers.percent(t, 0)));
        Self { range: (0.0, 1.0), ticks: ticks.to_vec(), title: title.to_owned() }
    }

    /// Scores or thresholds below a plot that is `width` pixels wide.
    pub fn score(title: &str, range: (f64, f64), width: u32, theme: &Theme) -> Self {
        let most = (f64::from(width) / theme.em(6.0)).clamp(3.0, 6.0) as usize;
        Self::number(title, range, most, &theme.numbers)
    }

    /// Plain numbers between two values, with about `most` labels.
    pub fn number(title: &str, range: (f64, f64), most: usize, numbers: &Numbers) -> Self {
        let (ticks, decimals) = round_ticks(range, most);
        let ticks = ticks.into_iter().map(|t| (t, numbers.plain(t, decimals))).collect();
        Self { range, ticks, title: title.to_owned() }
    }
}

/// Multiples of 1, 2 or 5 times a power of ten inside a range, at most `most`
/// of them, and the decimals they need.
pub(super) fn round_ticks((a, b): (f64, f64), most: usize) -> (Vec<f64>, usize) {
    let (low, high) = (a.min(b), a.max(b));
    let span = high - low;
    if !span.is_finite() || span <= 0.0 || most < 2 {
        return (Vec::new(), 0);
    }
    let rough = span / (most - 1) as f64;
    let power = rough.log10().floor();
    let unit = 10_f64.powf(power);
    let fraction = rough / unit;
    let (factor, power) = match fraction {
        f if f <= 1.0 => (1.0, power),
        f if f <= 2.0 => (2.0, power),
        f if f <= 5.0 => (5.0, power),
        _ => (1.0, power + 1.0),
    };
    let step = factor * 10_f64.powf(power);
    let first = (low / step - 1e-9).ceil();
    let ticks = (0..=most).map(|i| (first + i as f64) * step).take_while(|t| *t <= high + step * 1e-9).collect();
    // `power` is at least -324, so the cast cannot overflow.
    (ticks, (-power).max(0.0) as usize)
}

/// Room around a plot that a chart needs beside its axes, in multiples of the
/// label size.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extra {
    /// Left of the tick labels.
    pub left: f64,
    /// Between title and plot.
    pub top: f64,
    /// Right of the plot, for the names of curves.
    pub ends: f64,
}

/// Places the plot so that all labels of its axes fit.
pub(super) fn layout(
    (width, height): (u32, u32),
    theme: &Theme,
    x: &Axis,
    y: &Axis,
    extra: Extra,
) -> Result<Transform, ChartError> {
    let pad = theme.px(8.0);
    let widest = y.ticks.iter().map(|t| theme.em(em_width(&t.1) * TICK)).fold(0.0, f64::max);
    let last = x.ticks.last().map_or(0.0, |t| theme.em(em_width(&t.1) * TICK) / 2.0);
    let title = |axis: &Axis| if axis.title.is_empty() { 0.0 } else { theme.em(1.5) };
    let left = pad + theme.em(extra.left) + widest + if widest > 0.0 { theme.px(7.0) } else { 0.0 };
    let top = pad + title(y) + theme.em(extra.top) + theme.em(0.3);
    let right = f64::from(width) - pad - theme.em(extra.ends).max(last - pad / 2.0).max(theme.px(4.0));
    let labels = if x.ticks.is_empty() { 0.0 } else { theme.em(1.5) };
    let bottom = f64::from(height) - pad / 2.0 - title(x) - labels;
    let least = theme.px(60.0);
    if right - left < least || bottom - top < least {
        let need = |have: u32, room: f64| (f64::from(have) + least - room).ceil() as u32;
        return Err(ChartError::TooSmall {
            width,
            height,
            need_width: need(width, (right - left).min(least)),
            need_height: need(height, (bottom - top).min(least)),
        });
    }
    let plot = PlotRect { left: round(left), top: round(top), right: round(right), bottom: round(bottom) };
    Transform::new(plot, x.range, y.range)
}

/// Draws grid, tick labels and titles, below everything else.
pub(super) fn draw<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, x: &Axis, y: &Axis) -> Result<(), ChartError> {
    let PlotRect { left, top, right, bottom } = t.plot;
    for (value, text) in &y.ticks {
        let at = round(t.y_pixel(*value));
        pen.level(at, (left, right), 1.0, pen.theme.palette.grid)?;
        y_tick(pen, t, at, text)?;
    }
    for (value, _) in &x.ticks {
        pen.upright(round(t.x_pixel(*value)), (top, bottom), 1.0, pen.theme.palette.grid)?;
    }
    pen.level(bottom, (left, right), 1.0, pen.theme.palette.axis)?;
    y_title(pen, t, &y.title)?;
    x_labels(pen, t, x)
}

/// A label left of the plot.
pub(super) fn y_tick<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, at: i32, text: &str) -> Result<(), ChartError> {
    let label = Label::new(text, pen.theme.palette.muted, Right).size(TICK);
    pen.text(&label, f64::from(t.plot.left) - pen.theme.px(7.0), f64::from(at))
}

/// The title of the y axis, level above the plot, so that nobody turns the head.
fn y_title<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, title: &str) -> Result<(), ChartError> {
    let theme = pen.theme;
    let start = theme.px(8.0);
    let label = Label::new(title, theme.palette.muted, Left);
    pen.title(label, f64::from(t.plot.right) - start, start, start + theme.em(0.6), false)
}

/// Tick labels and title below the plot.
pub(super) fn x_labels<DB: DrawingBackend>(pen: &Pen<DB>, t: &Transform, x: &Axis) -> Result<(), ChartError> {
    let theme = pen.theme;
    let bottom = f64::from(t.plot.bottom);
    let row = bottom + theme.em(0.95);
    let mut free = f64::NEG_INFINITY;
    for (value, text) in &x.ticks {
        let at = t.x_pixel(*value);
        let label = Label::new(text, theme.palette.muted, Center).size(TICK);
        let half = label.width(theme) / 2.0;
        // A label that would touch its neighbour is left out.
        if at - half < free {
            continue;
        }
        free = at + half + theme.px(6.0);
        pen.text(&label, at, row)?;
    }
    let (left, right) = (f64::from(t.plot.left), f64::from(t.plot.right));
    let labels = if x.ticks.is_empty() { 0.0 } else { theme.em(1.5) };
    let label = Label::new(&x.title, theme.palette.muted, Center);
    pen.title(label, right - left, (left + right) / 2.0, bottom + labels + theme.em(0.8), false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_multiples_of_one_two_or_five_times_a_power_of_ten() {
        assert_eq!(round_ticks((0.0, 1.0), 6).0.len(), 6);
        assert_eq!(round_ticks((0.0, 37.0), 5), (vec![0.0, 10.0, 20.0, 30.0], 0));
        assert_eq!(round_ticks((-3.2, 4.1), 5), (vec![-2.0, 0.0, 2.0, 4.0], 0));
        assert_eq!(round_ticks((0.0, f64::INFINITY), 5).0, Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn ticks_lie_in_the_range_and_are_few(a in -1e12_f64..1e12, span in 1e-6_f64..1e12) {
            let (ticks, _) = round_ticks((a, a + span), 6);
            prop_assert!(ticks.len() <= 7);
            let slack = span * 1e-6 + a.abs() * 1e-12;
            prop_assert!(ticks.iter().all(|t| (a - slack..=a + span + slack).contains(t)));
        }
    }
}
