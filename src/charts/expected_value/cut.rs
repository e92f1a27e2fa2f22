//! Which part of the values is shown, and a curve that leaves it.
//!
//! One extreme outcome, a missed case at ten thousand times the price of a
//! false alarm, would press everything that anybody can choose into one line.
//! So the picture reaches from the best value down past the better of flagging
//! nobody and flagging everybody, and as far again: who is worse off than those
//! needs no model. Where the best line is hardly better than those, it shows
//! the best tenth instead.

use crate::charts::{Transform, decimate};

/// Of the way from the best value down to deciding without the model, so much
/// is shown.
const BEYOND_IDLE: f64 = 2.0;
/// A best line that gains less than this part of the whole span is hardly
/// better than deciding without the model.
const HARDLY: f64 = 1e-4;
/// What is shown then: this part of the whole span.
const THEN: f64 = 0.1;
/// A cut that would leave off less than this part of what is shown is none.
const WORTH_CUTTING: f64 = 0.35;

/// What is shown of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    /// Ends of the axis.
    pub range: (f64, f64),
    /// The lowest value, where it is below the axis.
    pub cut: Option<f64>,
}

/// The part one can choose from, with some air, and with zero where it is
/// near. `idle` is the value of deciding without the model.
pub(super) fn shown(values: impl Iterator<Item = f64>, idle: Option<f64>) -> Shown {
    let (low, high) = values
        .filter(|v| v.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return Shown { range: (0.0, 1.0), cut: None };
    }
    let all = high - low;
    let gained = idle.map_or(all, |idle| high - idle);
    let reach = if gained > HARDLY * all { BEYOND_IDLE * gained } else { THEN * all };
    let cut = (all > reach * (1.0 + WORTH_CUTTING)).then_some(low);
    let low = if cut.is_some() { high - reach } else { low };
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    let air = if cut.is_some() { 0.0 } else { span * 0.06 };
    let (mut from, mut to) = (low - air, high + span * 0.14);
    if cut.is_none() && from > 0.0 && from < span * 0.4 {
        from = 0.0;
    }
    if to < 0.0 && to > -span * 0.4 {
        to = 0.0;
    }
    Shown { range: (from, to), cut }
}

/// A step curve in pixels, as [`decimate::steps`] draws it, in the pieces that
/// lie above the foot of the plot; each leaves it straight down.
pub(super) fn pieces(t: &Transform, start: f64, values: impl IntoIterator<Item = (f64, f64)>) -> Vec<Vec<(i32, i32)>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<(f64, f64)> = Vec::new();
    // Where the piece at hand begins, and whether it comes from below.
    let (mut from, mut below, mut here) = (start, false, start);
    let mut close = |piece: &mut Vec<(f64, f64)>, from: f64, rises: bool, falls: bool| {
        let foot = |x: f64| t.pixel(x, t.y.0);
        let end = piece.last().map(|(x, _)| foot(*x)).filter(|_| falls);
        let path = decimate::steps(t, from, piece.drain(..));
        if !path.is_empty() {
            pieces.push(rises.then(|| foot(from)).into_iter().chain(path).chain(end).collect());
        }
    };
    for (x, y) in values {
        if y < t.y.0 {
            close(&mut piece, from, below, true);
            below = true;
        } else {
            if piece.is_empty() {
                from = here;
            }
            piece.push((x, y));
        }
        here = x;
    }
    close(&mut piece, from, below, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::PlotRect;

    #[test]
    fn an_extreme_end_is_cut_a_little_below_deciding_without_the_model() {
        // Flagging everybody costs 600, nobody 10 million; the best line 100.
        let reach = |least: f64| {
            let shown = shown([-600.0, -100.0, -5_000.0, least].into_iter(), Some(-600.0));
            assert_eq!(shown.cut, Some(least));
            shown.range.0
        };
        assert_eq!(reach(-1e6), -1_100.0);
        // 500 is less than a ten-thousandth of the span: the best tenth.
        assert_eq!(reach(-1e7), -100.0 - 0.1 * (1e7 - 100.0));
    }

    #[test]
    fn what_is_not_extreme_is_shown_whole() {
        let shown = shown([-600.0, -100.0, -1_400.0].into_iter(), Some(-600.0));
        assert_eq!(shown.cut, None);
        assert!(shown.range.0 < -1_400.0 && shown.range.1 > -100.0);
        assert_eq!(super::shown(std::iter::empty(), None).range, (0.0, 1.0));
        let level = super::shown([5.0, 5.0].into_iter(), Some(5.0));
        assert!(level.cut.is_none() && level.range.0 < 5.0 && level.range.1 > 5.0);
    }

    #[test]
    fn a_curve_leaves_the_plot_straight_down_and_never_runs_along_its_foot() {
        let plot = PlotRect { left: 0, top: 0, right: 100, bottom: 100 };
        let t = Transform::new(plot, (0.0, 1.0), (0.0, 1.0)).unwrap();
        let curve = [(0.2, -5.0), (0.4, 0.5), (0.6, 0.75), (0.8, -1.0), (1.0, 0.25)];
        let paths = pieces(&t, 0.0, curve);
        let ends: Vec<_> = paths.iter().map(|path| (path[0], path[path.len() - 1])).collect();
        assert_eq!(ends, [((20, 100), (60, 100)), ((80, 100), (100, 75))]);
        let along_the_foot = |pair: &[(i32, i32)]| pair[0].1 == 100 && pair[1].1 == 100;
        assert!(!paths.iter().any(|path| path.windows(2).any(along_the_foot)), "{paths:?}");
        let whole = pieces(&t, 0.0, [(0.5, 0.5), (1.0, 0.25)]);
        assert_eq!(whole, [decimate::steps(&t, 0.0, [(0.5, 0.5), (1.0, 0.25)])]);
    }
}
