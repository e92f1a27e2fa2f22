//! A curve of a million steps as no more points than a screen has columns,
//! with exactly the same picture.

use super::Transform;

/// A step curve in pixels: each value holds from the place of the one before
/// (the first from `start`) up to its own.
pub(super) fn steps(t: &Transform, start: f64, values: impl IntoIterator<Item = (f64, f64)>) -> Vec<(i32, i32)> {
    let mut from = start;
    columns(values.into_iter().flat_map(|(x, y)| {
        let pair = [t.pixel(from, y), t.pixel(x, y)];
        from = x;
        pair
    }))
}

/// Thins a path of whole pixels that never turns back in x. In each pixel
/// column the first, lowest, highest and last point stay, in an order that
/// draws the same vertical stroke; points inside a straight level run go.
pub(super) fn columns(path: impl IntoIterator<Item = (i32, i32)>) -> Vec<(i32, i32)> {
    let mut out: Vec<(i32, i32)> = Vec::new();
    let mut column: Option<Column> = None;
    for (x, y) in path {
        match &mut column {
            Some(open) if open.x == x => open.add(y),
            _ => {
                if let Some(done) = column.take() {
                    done.emit(&mut out);
                }
                column = Some(Column { x, first: y, low: y, high: y, last: y });
            }
        }
    }
    if let Some(done) = column {
        done.emit(&mut out);
    }
    out
}

struct Column {
    x: i32,
    first: i32,
    low: i32,
    high: i32,
    last: i32,
}

impl Column {
    fn add(&mut self, y: i32) {
        self.low = self.low.min(y);
        self.high = self.high.max(y);
        self.last = y;
    }

    fn emit(&self, out: &mut Vec<(i32, i32)>) {
        for y in [self.first, self.low, self.high, self.last] {
            push(out, (self.x, y));
        }
    }
}

/// Appends a point, unless it repeats the last one or continues its level run.
fn push(out: &mut Vec<(i32, i32)>, point: (i32, i32)) {
    if out.last() == Some(&point) {
        return;
    }
    if let [.., a, b] = out.as_slice() {
        let level = a.1 == b.1 && b.1 == point.1 && a.0 <= b.0 && b.0 <= point.0;
        if level {
            out.pop();
        }
    }
    out.push(point);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// The pixels under an axis-parallel path.
    fn ink(path: &[(i32, i32)]) -> BTreeSet<(i32, i32)> {
        let mut pixels: BTreeSet<_> = path.iter().copied().collect();
        for pair in path.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            assert!(x0 == x1 || y0 == y1, "a step became a slope: {pair:?}");
            for x in x0.min(x1)..=x0.max(x1) {
                for y in y0.min(y1)..=y0.max(y1) {
                    pixels.insert((x, y));
                }
            }
        }
        pixels
    }

    proptest! {
        #[test]
        fn a_thinned_step_curve_covers_exactly_the_same_pixels(
            moves in prop::collection::vec((0_i32..3, 0_i32..30), 1..200)
        ) {
            let mut path = vec![(0, 0)];
            let mut x = 0;
            for (dx, y) in moves {
                let level = path[path.len() - 1].1;
                x += dx;
                path.push((x, level));
                path.push((x, y));
            }
            let thin = columns(path.iter().copied());
            prop_assert_eq!(ink(&path), ink(&thin));
            prop_assert_eq!(thin.first(), path.first());
            prop_assert_eq!(thin.last(), path.last());
            prop_assert!(thin.len() <= 4 * (x as usize + 1));
        }
    }
}
