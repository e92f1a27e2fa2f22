//! Any figure against the threshold, and the few points that pixels can show.

use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;

/// A figure at the given operating points, in their order; `None` where it is
/// undefined. Pass `0..sweep.len()` for all of them.
pub fn figure_by_threshold(
    sweep: &Sweep,
    figure: Figure,
    indices: impl IntoIterator<Item = usize>,
) -> Vec<Option<f64>> {
    indices.into_iter().map(|index| sweep.confusion(index).figure(figure)).collect()
}

/// At most about `4 * columns` operating points that draw the same picture as
/// all of them: for each pixel column the first, the last, and those with the
/// lowest and highest `y`. `position` gives x in 0..=1 and y of an operating
/// point, or `None` to leave it out; x must not fall as the index rises or
/// must not rise (either will do). The result is in rising order.
pub fn visible(sweep: &Sweep, columns: usize, position: impl Fn(usize) -> Option<(f64, f64)>) -> Vec<usize> {
    let columns = columns.max(1);
    let mut kept = Vec::new();
    let mut bucket: Option<Bucket> = None;
    for index in 0..sweep.len() {
        let Some((x, y)) = position(index) else { continue };
        // Saturating: a wild x lands in the outermost column.
        let column = (x.clamp(0.0, 1.0) * columns as f64) as usize;
        match &mut bucket {
            Some(open) if open.column == column => open.take(index, y),
            open => {
                open.take().into_iter().for_each(|done| done.close(&mut kept));
                *open = Some(Bucket { column, first: index, last: index, lowest: (y, index), highest: (y, index) });
            }
        }
    }
    bucket.into_iter().for_each(|done| done.close(&mut kept));
    kept
}

struct Bucket {
    column: usize,
    first: usize,
    last: usize,
    lowest: (f64, usize),
    highest: (f64, usize),
}

impl Bucket {
    fn take(&mut self, index: usize, y: f64) {
        self.last = index;
        if y < self.lowest.0 {
            self.lowest = (y, index);
        }
        if y > self.highest.0 {
            self.highest = (y, index);
        }
    }

    fn close(self, kept: &mut Vec<usize>) {
        let mut points = [self.first, self.lowest.1, self.highest.1, self.last];
        points.sort_unstable();
        for point in points {
            if kept.last() != Some(&point) {
                kept.push(point);
            }
        }
    }
}
